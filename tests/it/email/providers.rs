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
    assert_eq!(octets, 4_215, "the size changes on purpose only");
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

/// Slips that people made, as help pages, tests of peers and mail senders' reports name them, and what was meant.
const MADE: [(&str, &str); 72] = [
    ("gmial.com", "gmail.com"),
    ("gmai.com", "gmail.com"),
    ("gmal.com", "gmail.com"),
    ("gmil.com", "gmail.com"),
    ("gnail.com", "gmail.com"),
    ("gamil.com", "gmail.com"),
    ("gmaill.com", "gmail.com"),
    ("gmaii.com", "gmail.com"),
    ("gmsil.com", "gmail.com"),
    ("gmaul.com", "gmail.com"),
    ("gmali.com", "gmail.com"),
    ("gmail.con", "gmail.com"),
    ("gmail.co", "gmail.com"),
    ("gmail.cm", "gmail.com"),
    ("gmail.om", "gmail.com"),
    ("gmail.cmo", "gmail.com"),
    ("gmail.ocm", "gmail.com"),
    ("gmail.comm", "gmail.com"),
    ("gmail.vom", "gmail.com"),
    ("gmail.xom", "gmail.com"),
    ("gmail.cim", "gmail.com"),
    ("gmai.lcom", "gmail.com"),
    ("gmailc.om", "gmail.com"),
    ("gimail.com", "gmail.com"),
    ("ggmail.com", "gmail.com"),
    ("gmaiil.com", "gmail.com"),
    ("gmaik.com", "gmail.com"),
    ("gmaio.com", "gmail.com"),
    ("googlemial.com", "googlemail.com"),
    ("yaho.com", "yahoo.com"),
    ("yahooo.com", "yahoo.com"),
    ("yhaoo.com", "yahoo.com"),
    ("yhoo.com", "yahoo.com"),
    ("yaoo.com", "yahoo.com"),
    ("yahho.com", "yahoo.com"),
    ("yahoo.con", "yahoo.com"),
    ("yahoo.cm", "yahoo.com"),
    ("yahoo.om", "yahoo.com"),
    ("yahool.com", "yahoo.com"),
    ("yajoo.com", "yahoo.com"),
    ("yahoo.co.im", "yahoo.co.in"),
    ("hotmial.com", "hotmail.com"),
    ("hotmal.com", "hotmail.com"),
    ("hotmai.com", "hotmail.com"),
    ("hotmil.com", "hotmail.com"),
    ("homail.com", "hotmail.com"),
    ("hotnail.com", "hotmail.com"),
    ("hotamil.com", "hotmail.com"),
    ("hotmaill.com", "hotmail.com"),
    ("hotmsil.com", "hotmail.com"),
    ("hotmail.con", "hotmail.com"),
    ("hotmail.cm", "hotmail.com"),
    ("hotmail.vom", "hotmail.com"),
    ("hitmail.com", "hotmail.com"),
    ("htomail.com", "hotmail.com"),
    ("hormail.com", "hotmail.com"),
    ("hotmaol.com", "hotmail.com"),
    ("outlok.com", "outlook.com"),
    ("outllok.com", "outlook.com"),
    ("outloo.com", "outlook.com"),
    ("outlook.con", "outlook.com"),
    ("outllook.com", "outlook.com"),
    ("oultook.com", "outlook.com"),
    ("iclould.com", "icloud.com"),
    ("icoud.com", "icloud.com"),
    ("iclod.com", "icloud.com"),
    ("icloud.con", "icloud.com"),
    ("redifmail.com", "rediffmail.com"),
    ("rediffmial.com", "rediffmail.com"),
    ("comcas.net", "comcast.net"),
    ("verizon.ner", "verizon.net"),
    ("protonmal.com", "protonmail.com"),
];

fn mend(list: &ProviderDomains<'_>, slip: &str) -> Option<String> {
    list.suggestion(slip).map(|(from, insert)| format!("{}{insert}", &slip[..from]))
}

#[test]
fn slips_that_people_made_are_mended() {
    let list = ProviderDomains::new(LIST);
    let missed: Vec<_> = MADE.iter().filter(|(slip, meant)| mend(&list, slip).as_deref() != Some(*meant)).collect();
    println!("{} of {} known slips mended; not: {missed:?}", MADE.len() - missed.len(), MADE.len());
    assert!(missed.len() * 100 <= MADE.len() * 7, "{missed:?}");
}

/// Slips by the shares of Damerau (1964) and of later counts of mistyped words: a letter lost, doubled or put in, another
/// for it (its neighbour on the keyboard), two swapped; and, as mail senders report, the ending in one of seven.
#[test]
fn slips_by_their_shares_are_mended() {
    const WRONG_ENDINGS: [&str; 8] = ["con", "cmo", "ocm", "comm", "vom", "xom", "cim", "co"];
    // People's mailboxes: the first of these far more often than the last.
    const MAILBOXES: [(&str, usize); 12] = [
        ("gmail.com", 50),
        ("yahoo.com", 14),
        ("hotmail.com", 12),
        ("outlook.com", 7),
        ("icloud.com", 5),
        ("rediffmail.com", 3),
        ("yahoo.co.in", 3),
        ("live.com", 2),
        ("aol.com", 2),
        ("protonmail.com", 2),
        ("comcast.net", 1),
        ("googlemail.com", 1),
    ];
    let list = ProviderDomains::new(LIST);
    let mut state = 0x5EED_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as usize % below
    };
    let (mut mended, mut silent, mut wrong) = (0, 0, 0);
    for _ in 0..20_000 {
        let mut share = next(MAILBOXES.iter().map(|(_, share)| share).sum());
        let pick = |(_, weight): &&(&str, usize)| {
            let here = share < *weight;
            share = share.wrapping_sub(*weight);
            here
        };
        let domain = MAILBOXES.iter().find(pick).map_or("gmail.com", |(domain, _)| domain);
        let mut letters: Vec<char> = domain.chars().collect();
        let name = domain.find('.').expect("a dot");
        // Behind the first letter, which people look at: RFC 5321 knows no such rule, the design does.
        let at = 1 + next(name - 1);
        match next(100) {
            0..14 if domain.ends_with(".com") => {
                letters.truncate(name + 1);
                letters.extend(WRONG_ENDINGS[next(WRONG_ENDINGS.len())].chars());
            }
            0..40 => drop(letters.remove(at)),
            40..58 => letters.insert(at, letters[at]),
            58..82 => {
                let beside: Vec<char> =
                    BESIDE.get(letters[at] as usize - 'a' as usize).expect("a letter").chars().collect();
                letters[at] = beside[next(beside.len())];
            }
            _ if at + 1 < name => letters.swap(at, at + 1),
            _ => letters.swap(at - 1, at),
        }
        let slip: String = letters.into_iter().collect();
        if slip == domain || list.is_known(&slip) {
            continue;
        }
        match mend(&list, &slip).as_deref() {
            Some(mend) if mend == domain => mended += 1,
            Some(_) => wrong += 1,
            None => silent += 1,
        }
    }
    let all = mended + silent + wrong;
    println!("{mended} of {all} slips mended, {silent} without a hint, {wrong} with another");
    assert!(mended * 100 >= all * 93, "{mended} of {all}, {wrong} with another");
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
