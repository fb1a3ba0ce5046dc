//! The crate `phonenumber` as an oracle, with a ledger of its deviations from Google.

use presend::phone::{PhoneOptions, check_phone};

/// Numbers on which the crate (0.3.10, metadata 9.0.33) answers otherwise than Google's 9.0.43, and what it says.
///
/// On the corpus (every fourth row) it differs in 83 calling codes: ranges assigned or withdrawn between the two
/// versions, national numbers that start with zeros, and lengths, which it does not look at. One of each kind stands
/// here; a deviation that disappears leaves the ledger.
const LEDGER: &[(&str, bool)] = &[
    // Ranges assigned since.
    ("+25006662199", false),
    ("+254185872907", false),
    ("+263751915697", false),
    ("+24721772", false),
    // Zeros that belong to the number.
    ("+82003686255859", false),
    ("+660018003375251", false),
    ("+59800048345", false),
    ("+3758001234567", false),
    // Trunk prefixes after the calling code.
    ("+460782508446", false),
    ("+115887994446", false),
    // What it accepts though no plan has it.
    ("+8503980193517", true),
    ("+6580059692539", true),
    ("+886730348413", true),
    ("+96722331492", true),
    ("+9762274936842", true),
];

/// Numbers on which both agree.
const AGREED: &[(&str, bool)] = &[
    ("+919876543210", true),
    ("+91987654321", false),
    ("+12015550123", true),
    ("+11015550123", false),
    ("+447400123456", true),
    ("+4474001234567", false),
    ("+390612345678", true),
    ("+5491123456789", true),
    ("+80012345678", true),
    ("+2908123", true),
    ("+77012345678", true),
    ("+76012345678", false),
];

#[test]
fn deviations_of_the_crate_are_the_known_ones() {
    let theirs = |text: &str| phonenumber::parse(None, text).is_ok_and(|number| phonenumber::is_valid(&number));
    let ours = |text: &str| check_phone(text, &PhoneOptions::default()).is_ok();
    for &(text, answer) in LEDGER {
        assert_eq!(theirs(text), answer, "{text}: the crate's answer has changed");
        assert_ne!(ours(text), answer, "{text}: no deviation any more, take it out of the ledger");
    }
    for &(text, answer) in AGREED {
        assert_eq!((theirs(text), ours(text)), (answer, answer), "{text}");
    }
}
