//! The list of providers: its shape and size, the slips it mends, and the domains it leaves alone.

use presend::email::ProviderDomains;

const LIST: &str = include_str!("../../../src/email/providers.txt");

fn domains() -> Vec<(String, bool)> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let (name, ends) = line.split_once('.').expect("a name and endings");
            ends.split(',').map(move |end| (format!("{name}.{}", end.trim_end_matches('!')), !end.ends_with('!')))
        })
        .collect()
}

#[test]
fn the_list_is_grouped_and_small() {
    let lines: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
    let firsts: Vec<char> = lines.iter().map(|line| line.chars().next().expect("a name")).collect();
    let group = |char: &char| if char.is_ascii_lowercase() { *char } else { ' ' };
    assert!(firsts.iter().map(group).is_sorted(), "lines are not grouped by first letter");
    let allowed = |char: char| char.is_ascii_lowercase() || char.is_ascii_digit() || "-.,!".contains(char);
    assert!(lines.iter().all(|line| line.chars().all(allowed)));
    let octets: usize = lines.iter().map(|line| line.len() + 1).sum();
    assert_eq!(octets, 4_071, "the size changes on purpose only");
    let mut domains: Vec<String> = domains().into_iter().map(|(domain, _)| domain).collect();
    domains.sort();
    assert!(domains.windows(2).all(|two| two[0] != two[1]), "a domain stands twice");
}

#[test]
fn known_domains_are_never_corrected() {
    let list = ProviderDomains::new(LIST);
    for (domain, _) in domains() {
        assert!(list.is_known(&domain) && list.is_known(&domain.to_uppercase()), "{domain}");
        assert_eq!(list.suggestion(&domain), None, "{domain}");
    }
}

/// The keys beside each letter on a QWERTY keyboard.
const BESIDE: [&str; 26] = [
    "qwsz", "vghn", "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko", "huikmn", "jiolm", "kop", "njk",
    "bhjm", "iklp", "ol", "wa", "edft", "awedxz", "rfgy", "yhji", "cfgb", "qase", "zsdc", "tghu", "asx",
];

/// Every single slip in `domain` that leaves its first letter: neighbours swapped, a letter lost, doubled or missed.
fn slips(domain: &str) -> Vec<String> {
    let letters: Vec<char> = domain.chars().collect();
    let mut slips = Vec::new();
    for at in 1..letters.len() {
        let mut with = |change: &dyn Fn(&mut Vec<char>)| {
            let mut slip = letters.clone();
            change(&mut slip);
            slips.push(slip.into_iter().collect::<String>());
        };
        with(&|slip| {
            slip.remove(at);
        });
        with(&|slip| slip.insert(at, slip[at]));
        if at + 1 < letters.len() {
            with(&|slip| slip.swap(at, at + 1));
        }
        if letters[at].is_ascii_lowercase() {
            for beside in BESIDE[letters[at] as usize - 'a' as usize].chars() {
                with(&|slip| slip[at] = beside);
            }
        }
    }
    slips.retain(|slip| slip != domain && slip.split('.').all(|label| !label.is_empty()) && slip.contains('.'));
    slips
}

#[test]
fn slips_in_the_largest_domains_are_mended() {
    let list = ProviderDomains::new(LIST);
    let (mut mended, mut all) = (0, 0);
    for domain in
        ["gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "rediffmail.com", "protonmail.com"]
    {
        for slip in slips(domain).into_iter().filter(|slip| !list.is_known(slip)) {
            all += 1;
            let mend = list.suggestion(&slip).map(|(from, insert)| format!("{}{insert}", &slip[..from]));
            mended += usize::from(mend.as_deref() == Some(domain));
        }
    }
    println!("{mended} of {all} slips mended");
    assert!(mended * 100 >= all * 93, "{mended} of {all}");
}

#[test]
fn other_peoples_domains_are_left_alone() {
    let list = ProviderDomains::new(LIST);
    for domain in [
        "acme.in",
        "google.com",
        "apple.com",
        "microsoft.com",
        "amazon.in",
        "tata.com",
        "infosys.com",
        "gail.co.in",
        "iitb.ac.in",
        "nic.in",
        "gov.in",
        "mit.edu",
        "ox.ac.uk",
        "love.com",
        "like.com",
        "line.me",
        "mailbox.com",
        "mail.de",
        "main.de",
        "aon.com",
        "abb.com",
        "axa.com",
        "gmk.com",
        "gm.com",
        "ge.com",
        "web.com",
        "wed.de",
        "hotel.com",
        "hotels.com",
        "outlet.com",
        "cloud.com",
        "zoom.us",
        "yandex.net",
        "orange.com",
        "free.org",
        "sky.de",
        "skype.com",
        "bt.in",
        "me.in",
        "qq.in",
        "t-mobile.de",
        "telekom.de",
        "vodafone.in",
        "airtel.com",
        "jio.com",
        "sbi.co.in",
        "icici.com",
        "hdfcbank.com",
        "paytm.com",
        "proton.com",
        "fastly.com",
        "postman.com",
        "comcast.com",
        "verizon.com",
        "att.com",
        "cox.com",
        "rogers.ca",
        "shaw.com",
        "bigpond.in",
        "naver.net",
        "kakao.net",
        "sina.net",
        "yahoo.ai",
        "gmail.org",
        "hotmail.io",
        "outlook.dev",
        "x.com",
        "a.co",
    ] {
        assert_eq!(list.suggestion(domain), None, "{domain}");
    }
}
