//! Where a text that is too long can be cut.

use super::Unit;
use super::decode::decode;
use super::units::{find, measure};

/// A placeholder is looked for within so many octets.
const MAX_PLACEHOLDER_OCTETS: usize = 256;

/// The last octet before which `text` can be cut to have at most `max` of `unit` ([`Unit::Unknown`] as code points):
/// between characters, and not inside `{{…}}` or `{#…#}`.
///
/// ```
/// use presend::text::{Unit, cut_at};
///
/// assert_eq!(cut_at("aé😀".as_bytes(), 2, Unit::CodePoints), 3);
/// assert_eq!(cut_at("aé😀".as_bytes(), 3, Unit::Utf16Units), 3); // half of the pair would not do
/// assert_eq!(cut_at(b"to {{name}}", 7, Unit::Octets), 3);
/// assert_eq!(cut_at(b"to {{#if vip}}", 12, Unit::Octets), 3);
/// assert_eq!(cut_at(b"short", 7, Unit::Octets), 5);
/// ```
pub fn cut_at(text: &[u8], max: usize, unit: Unit) -> usize {
    let (mut at, mut left) = (0, max);
    while let Some((_, octets)) = decode(text, at) {
        let character = measure(text.get(at..at + octets).unwrap_or_default());
        let Some(rest) = left.checked_sub(unit.of(&character)) else { break };
        left = rest;
        at += octets;
    }
    before_placeholder(text, at)
}

/// `cut`, or where the placeholder starts that it would split.
pub(crate) fn before_placeholder(text: &[u8], cut: usize) -> usize {
    let from = cut.saturating_sub(MAX_PLACEHOLDER_OCTETS);
    // The last opening before the cut; its second octet may stand right behind it.
    let mut start = cut;
    loop {
        if start == from {
            return cut;
        }
        start -= 1;
        if let [b'{', b'{' | b'#', ..] = text.get(start..).unwrap_or_default() {
            break;
        }
    }
    // The number sign of a block's tag, `{{#if …}}`, opens no variable.
    let braces = text.get(start.saturating_sub(1)..).unwrap_or_default();
    if start > from && braces.starts_with(b"{{#") {
        start -= 1;
    }
    // Of an unescaped placeholder, three braces wide, these are the inner two.
    let third = usize::from(start.checked_sub(1).and_then(|at| text.get(at)) == Some(&b'{'));
    let close: &[u8] = if text.get(start + 1) == Some(&b'#') { b"#}" } else { b"}}" };
    let window = text.get(start + 2..text.len().min(start + MAX_PLACEHOLDER_OCTETS)).unwrap_or_default();
    match find(window, close) {
        Some(octets) if cut < start + octets + 4 + third => start - third,
        _ => cut,
    }
}
