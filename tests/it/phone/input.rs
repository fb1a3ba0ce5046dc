//! Numbers as they are typed.

use presend::phone::{PhoneStyle, Region, format_phone, format_phone_input, phone_regions};

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn typing_a_number_ends_in_its_written_form() {
    for info in phone_regions() {
        let Some(example) = info.example else { continue };
        let mut value = String::new();
        for char in example.as_str().chars() {
            value.push(char);
            let typed = format_phone_input(&value, value.len(), None);
            assert_eq!(digits(&typed.value), digits(&value), "{example}");
            assert_eq!(typed.caret, typed.value.len(), "{example}");
            value = typed.value;
        }
        assert_eq!(Some(value), format_phone(example.as_str(), PhoneStyle::International));
    }
}

#[test]
fn typing_a_national_number_keeps_its_digits() {
    let mut as_written = 0;
    let regions = phone_regions();
    for info in &regions {
        let Some(example) = info.example else { continue };
        let national = format_phone(example.as_str(), PhoneStyle::National).expect("a valid number");
        let mut value = String::new();
        for char in digits(&national).chars() {
            value.push(char);
            let typed = format_phone_input(&value, value.len(), Some(info.region));
            assert_eq!(digits(&typed.value), digits(&value), "{national}");
            value = typed.value;
        }
        as_written += usize::from(value == national);
    }
    println!("{as_written} of {} national forms typed as written", regions.len());
    assert!(as_written >= 240);
}

#[test]
fn the_caret_stays_behind_its_digit() {
    for (number, region) in
        [("+919876543210", None), ("09876543210", Region::new("IN")), ("12015550123", Region::new("US"))]
    {
        let whole = format_phone_input(number, number.len(), region).value;
        for caret in 0..=whole.len() {
            let before = digits(&whole[..caret]);
            // Nothing changed: the same text, the caret behind the same digit.
            let same = format_phone_input(&whole, caret, region);
            assert_eq!(same.value, whole);
            assert_eq!(digits(&same.value[..same.caret]), before, "{whole} {caret}");
            // A digit put in at the caret.
            let mut typed = whole.clone();
            typed.insert(caret, '7');
            let after = format_phone_input(&typed, caret + 1, region);
            assert_eq!(digits(&after.value), digits(&typed));
            assert_eq!(digits(&after.value[..after.caret]), format!("{before}7"), "{typed} {caret}");
            // The character before the caret taken out.
            if caret > 0 {
                let mut typed = whole.clone();
                typed.remove(caret - 1);
                let after = format_phone_input(&typed, caret - 1, region);
                assert_eq!(digits(&after.value), digits(&typed));
                assert_eq!(digits(&after.value[..after.caret]), digits(&whole[..caret - 1]), "{typed} {caret}");
            }
        }
    }
}

#[test]
fn what_is_no_number_stays_as_it_is() {
    for text in ["", "ann@example.com", "1-800-FLOWERS", "+91 98765 43210 ext. 5", "+91+1", "1234567890123456789012345"]
    {
        for caret in [0, text.len() / 2, text.len(), text.len() + 9] {
            let typed = format_phone_input(text, caret, Region::new("IN"));
            assert_eq!((typed.value.as_str(), typed.caret), (text, caret.min(text.len())));
        }
    }
}

#[test]
fn the_steps_of_typing() {
    let shown = |typed: &str, region| format_phone_input(typed, typed.len(), Region::new(region)).value;
    for (typed, expected) in
        [("+", "+"), ("+9", "+9"), ("+91", "+91"), ("+919", "+91 9"), ("+919876543", "+91 98765 43")]
    {
        assert_eq!(shown(typed, ""), expected);
    }
    // Too long for any number: ungrouped.
    assert_eq!(shown("+91987654321098", ""), "+91987654321098");
    for (typed, expected) in
        [("2", "(2"), ("2015", "(201) 5"), ("2015550", "(201) 555-0"), ("2015550123", "(201) 555-0123")]
    {
        assert_eq!(shown(typed, "US"), expected);
    }
    for (typed, expected) in
        [("0", "0"), ("09", "09"), ("098765", "098765"), ("0987654", "098765 4"), ("987654", "98765 4")]
    {
        assert_eq!(shown(typed, "IN"), expected);
    }
}
