//! Numbers as they are written, and read again.

use presend::phone::{
    PhoneMode, PhoneOptions, PhoneStyle, PhoneTable, Region, check_phone, format_phone, phone_regions,
};

#[test]
fn every_region_has_a_mobile_example_that_is_valid() {
    let regions = phone_regions();
    assert!(regions.len() >= 245);
    let (mut elsewhere, mut immobile) = (Vec::new(), Vec::new());
    for info in regions {
        let Some(example) = info.example else {
            assert_eq!(info.region, Region::WORLD, "{info:?}");
            continue;
        };
        let exact = PhoneOptions { mode: PhoneMode::Exact, ..PhoneOptions::default() };
        let check = check_phone(example.as_str(), &exact);
        if check.region != Some(info.region) {
            elsewhere.push(info.region.to_string());
        }
        if !check.kind.is_some_and(|kind| kind.may_be_mobile()) {
            immobile.push(info.region.to_string());
        }
        assert_eq!(check.calling_code, Some(info.calling_code), "{info:?}");
    }
    // Territories whose mobile numbers are of the main region's ranges.
    assert_eq!(elsewhere, ["VA", "IM", "SJ", "CC", "CX", "EH", "AX", "BL", "MF"]);
    // Tristan da Cunha has none.
    assert_eq!(immobile, ["TA"]);
}

#[test]
fn what_is_written_reads_as_the_same_number() {
    for info in phone_regions() {
        let Some(example) = info.example else { continue };
        for style in [PhoneStyle::National, PhoneStyle::International, PhoneStyle::Rfc3966] {
            let text = format_phone(example.as_str(), style).expect("a valid number");
            let region = Some(info.region).filter(|_| style == PhoneStyle::National);
            let check = check_phone(&text, &PhoneOptions { region, ..PhoneOptions::default() });
            assert_eq!(check.value, Some(example), "{text}");
            assert!(check.findings.warnings.is_empty(), "{text}");
        }
    }
}

#[test]
fn what_is_no_number_is_not_written() {
    for text in [
        "",
        "+",
        "919876543210",
        "+91987654321",
        "+9198765432101",
        "+91 98765 43210",
        "+९१",
        "+9999999999999999999999999999999999999",
    ] {
        assert_eq!(format_phone(text, PhoneStyle::National), None, "{text}");
    }
}

#[test]
fn a_table_knows_its_version() {
    assert_eq!(presend::phone::FormatTable::bundled().version(), PhoneTable::bundled().version());
}
