//! A text against the limit of its field, and what no channel carries.

use super::units::{Measure, measure};
use super::{Decoded, cut_at, decode};
use crate::issue::{Findings, Kind, Name, Span};

/// Of each kind so many findings are reported, the first ones.
const MAX_FINDINGS: usize = 100;

/// What a limit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Octets of UTF-8.
    Octets,
    /// Unicode code points.
    CodePoints,
    /// UTF-16 code units, what JavaScript and Java count.
    Utf16Units,
    /// The provider does not say: too many code points are an error; too many UTF-16 units alone, a warning.
    #[default]
    Unknown,
}

impl Unit {
    /// The unit in the vocabulary of issues.
    pub const fn name(self) -> Name {
        match self {
            Unit::Octets => "octets",
            Unit::CodePoints => "code_points",
            Unit::Utf16Units => "utf16_units",
            Unit::Unknown => "unknown",
        }
    }

    /// The unit called `name` in that vocabulary.
    pub fn from_name(name: &str) -> Option<Unit> {
        [Unit::Octets, Unit::CodePoints, Unit::Utf16Units, Unit::Unknown].into_iter().find(|unit| unit.name() == name)
    }

    /// The length in this unit; where it is not known, the shortest.
    pub const fn of(self, measure: &Measure) -> usize {
        match self {
            Unit::Octets => measure.octets,
            Unit::CodePoints | Unit::Unknown => measure.code_points,
            Unit::Utf16Units => measure.utf16_units,
        }
    }
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// The limit, in `unit`.
    pub max: u32,
    /// What the limit counts.
    pub unit: Unit,
}

/// What [`check_text`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct TextCheck {
    /// Errors and warnings in the order of the text; spans and fixes in its octets.
    pub findings: Findings,
    /// How long the text is: what a live counter shows.
    pub measure: Measure,
}

/// Checks the length of a text, and that it holds only what can be sent.
///
/// The span of `text_too_long` is what is too much, and its fix takes it away: never half a surrogate pair, never a part
/// of a placeholder. It may split a grapheme; a caller that knows better moves the start of the edit to the left.
///
/// ```
/// use presend::issue::apply_fix;
/// use presend::text::{TextOptions, Unit, check_text};
///
/// let check = check_text("Hi {{name}}!", &TextOptions { max: 8, unit: Unit::CodePoints });
/// let issue = &check.findings.issues[0];
/// assert_eq!(issue.kind.reason(), "text_too_long");
/// assert_eq!(apply_fix("Hi {{name}}!", &issue.fix).as_deref(), Some("Hi "));
/// assert_eq!(check.measure.code_points, 12);
/// ```
pub fn check_text(text: &str, options: &TextOptions) -> TextCheck {
    check_text_octets(text.as_bytes(), options)
}

/// [`check_text`] for octets of WTF-8, or of anything else.
pub fn check_text_octets(text: &[u8], options: &TextOptions) -> TextCheck {
    let measure = measure(text);
    let mut findings = Findings::new();
    characters(text, &mut findings);
    length(text, &measure, options, &mut findings);
    findings.sort_by_span();
    TextCheck { findings, measure }
}

fn length(text: &[u8], measure: &Measure, options: &TextOptions, findings: &mut Findings) {
    let max = options.max as usize;
    let surely = options.unit.of(measure) > max;
    let unit = match options.unit {
        Unit::Unknown if surely => Unit::CodePoints,
        Unit::Unknown => Unit::Utf16Units,
        unit => unit,
    };
    let actual = unit.of(measure);
    if actual <= max {
        return;
    }
    let kind = Kind::TextTooLong {
        max: options.max,
        actual: actual as u32,
        overflow: (actual - max) as u32,
        unit: unit.name(),
    };
    let span = Span::new(cut_at(text, max, unit), text.len());
    let issue = if surely { findings.error(kind, span) } else { findings.warning(kind, span) };
    issue.likely = !surely;
    issue.mend(span, "");
}

/// Half surrogate pairs, octets that are no UTF-8, control characters.
fn characters(text: &[u8], findings: &mut Findings) {
    let mut at = 0;
    while let Some(&octet) = text.get(at) {
        if let 0x20..0x7F | b'\t' | b'\n' | b'\r' = octet {
            at += 1;
            continue;
        }
        let Some((decoded, octets)) = decode(text, at) else { return };
        let end = at + octets;
        match decoded {
            Decoded::LoneSurrogate(_) if findings.issues.len() < MAX_FINDINGS => {
                // It is what a cut through a pair left over.
                findings.error(Kind::LoneSurrogate, Span::new(at, end)).mend(Span::new(at, end), "");
            }
            Decoded::Invalid if findings.issues.len() < MAX_FINDINGS => {
                findings.error(Kind::TextInvalidUtf8, Span::new(at, end));
            }
            Decoded::Char(char) if is_control(char) => {
                at = control_run(text, at, char, findings);
                continue;
            }
            _ => {}
        }
        at = end;
    }
}

/// Reports the run of control characters at octet `start`, of which `first` is the first: where it ends.
fn control_run(text: &[u8], start: usize, first: char, findings: &mut Findings) -> usize {
    let mut end = start;
    while let Some((Decoded::Char(char), octets)) = decode(text, end) {
        if !is_control(char) {
            break;
        }
        end += octets;
    }
    if findings.warnings.len() < MAX_FINDINGS {
        let span = Span::new(start, end);
        let kind = Kind::TextControlCharacter { code_point: first as u32 };
        findings.warning(kind, span).mend(span, "");
    }
    end
}

/// ISO/IEC 6429: C0 without tab and line breaks, DEL, C1.
const fn is_control(char: char) -> bool {
    matches!(char, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\x7F'..='\u{9F}')
}
