//! Slips in a region's own numbers, and numbers abroad without their plus: which is proposed for which.

use presend::phone::{
    FormatTable, PhoneMode, PhoneOptions, PhoneStyle, PhoneTable, Region, RegionInfo, check_phone, format_phone_with,
    phone_regions,
};

use super::fuzz::Random;

/// Where people write numbers, with plans of every kind: fixed and free lengths, with and without a trunk prefix.
const HOME: [&str; 17] =
    ["US", "IN", "GB", "DE", "FR", "ES", "MX", "BR", "AU", "JP", "IT", "NG", "AE", "SG", "PL", "NL", "ZA"];

/// Regions whose numbers without a plus are another number's slip more often than not at home, as pairs home–abroad:
/// the mobiles of both start alike and differ by one digit in length.
const LIKE_A_SLIP: &str = "US-CH IN-AU IN-ID IN-HK FR-SG ES-SG PL-DK NL-SG ZA-SG MX-FR MX-ES MX-AU MX-NL MX-ID MX-CH \
                           MX-AT MX-SE MX-PL BR-SG BR-NO BR-DK BR-CH BR-SE BR-ZA GB-RU IT-NL IT-AT AU-NO AU-DK US-FR \
                           US-ES US-AU US-NL US-ID";

fn info(region: &str) -> RegionInfo {
    let regions = phone_regions();
    *regions.iter().find(|info| info.region.as_str() == region).expect("a region")
}

/// A valid mobile of a region, as E.164, and how many digits its calling code has.
fn mobile(random: &mut Random, info: &RegionInfo) -> (String, usize) {
    let exact = PhoneOptions { mode: PhoneMode::Exact, ..PhoneOptions::default() };
    let code_digits = info.calling_code.to_string().len();
    loop {
        let mut text = String::from(info.example.expect("an example").as_str()).into_bytes();
        for digit in &mut text[2 + code_digits..] {
            *digit = b'0' + random.below(10) as u8;
        }
        let text = String::from_utf8(text).expect("ASCII");
        let check = check_phone(&text, &exact);
        if check.region == Some(info.region) && check.kind.is_some_and(|kind| kind.may_be_mobile()) {
            return (text, code_digits);
        }
    }
}

/// Whether a plus is proposed before a text that is wrong; `None` for one that is right.
fn proposes_plus(text: &str, region: Region) -> Option<bool> {
    let check = check_phone(text, &PhoneOptions { region: Some(region), ..PhoneOptions::default() });
    let issues = &check.findings.issues;
    if check.is_ok() { None } else { Some(issues.iter().any(|issue| issue.kind.reason() == "phone_missing_plus")) }
}

#[test]
fn a_digit_typed_twice_makes_no_stranger_abroad() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for region in HOME {
        let home = info(region);
        let (mut wrong, mut strangers) = (0, Vec::new());
        for _ in 0..400 {
            let (text, code_digits) = mobile(&mut random, &home);
            let mut nsn = text[1 + code_digits..].to_owned();
            let at = random.below(nsn.len());
            nsn.insert(at, char::from(nsn.as_bytes()[at]));
            match proposes_plus(&nsn, home.region) {
                Some(true) => strangers.push(nsn),
                Some(false) => wrong += 1,
                None => {}
            }
        }
        // What is left: Brazil's own numbers with 55, in the form of before 2016.
        assert!(strangers.len() * 100 <= wrong, "{region}: {} of {wrong}: {strangers:?}", strangers.len());
    }
}

#[test]
fn numbers_abroad_without_their_plus_are_proposed_with_it() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let abroad =
        HOME.map(info).into_iter().chain(["CN", "RU", "TR", "ID", "NO", "DK", "CH", "AT", "SE", "HK"].map(info));
    let (mut all, mut proposed) = (0, 0);
    for other in abroad {
        for region in HOME {
            let home = info(region);
            let pair = format!("{region}-{}", other.region);
            if home.calling_code == other.calling_code || LIKE_A_SLIP.split_ascii_whitespace().any(|like| like == pair)
            {
                continue;
            }
            for round in 0..12 {
                let (mut text, _) = mobile(&mut random, &other);
                if round % 2 == 0 {
                    let style = PhoneStyle::International;
                    text =
                        format_phone_with(&text, style, PhoneTable::bundled(), FormatTable::bundled()).expect("valid");
                }
                if let Some(is_proposed) = proposes_plus(&text[1..], home.region) {
                    all += 1;
                    proposed += usize::from(is_proposed);
                }
            }
        }
    }
    println!("{proposed} of {all} numbers abroad without their plus are proposed with it");
    assert!(proposed * 100 >= all * 95);
}
