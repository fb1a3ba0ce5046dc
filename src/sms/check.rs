//! A text against what its sender is willing to pay.

use super::alphabet::NationalTable;
use super::measure::{Sms, measure_sms_octets, split_sms_octets};
use super::replacement::simplify_sms_octets;
use crate::issue::{Findings, Kind, Span};
use crate::text::{TextOptions, Unit, before_placeholder, check_text_octets, decode};

/// How to check an SMS.
#[derive(Clone, Copy, Debug, Default)]
pub struct SmsOptions<'a> {
    /// So many segments are allowed; no limit where there is none.
    pub max_segments: Option<u32>,
    /// The national tables that sender and network have on, usually none.
    pub tables: &'a [NationalTable<'a>],
    /// The text must be as a registered template has it, so that neither other characters nor a cut are proposed.
    pub registered: bool,
}

/// What [`check_sms`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct SmsCheck {
    /// Errors and warnings in the order of the text; spans and fixes in its octets.
    pub findings: Findings,
    /// What it amounts to.
    pub sms: Sms,
}

/// Checks a text that is sent as an SMS: its segments against the limit, its characters against their price, and what no
/// channel carries.
///
/// The fix of too many segments writes dear characters plainly, where that suffices; else it cuts, never inside a
/// character or a placeholder.
///
/// ```
/// use presend::sms::{SmsOptions, check_sms};
///
/// let text = "Your order is on its way – track it at https://acme.in/t/8812 or call us.";
/// let check = check_sms(text, &SmsOptions { max_segments: Some(1), ..SmsOptions::default() });
/// assert_eq!(check.sms.segments, 2); // the dash makes it UCS-2, of which 70 units fit one segment
/// assert_eq!(check.findings.issues[0].kind.reason(), "sms_too_many_segments");
/// assert_eq!(check.findings.issues[0].fix[0].insert, "-");
/// ```
pub fn check_sms(text: &str, options: &SmsOptions<'_>) -> SmsCheck {
    check_sms_octets(text.as_bytes(), options)
}

/// [`check_sms`] for octets of WTF-8, or of anything else.
pub fn check_sms_octets(text: &[u8], options: &SmsOptions<'_>) -> SmsCheck {
    let sms = measure_sms_octets(text, options.tables);
    let mut findings = check_text_octets(text, &TextOptions { max: u32::MAX, unit: Unit::Utf16Units }).findings;
    let max = options.max_segments.map_or(usize::MAX, |max| max as usize);
    if sms.segments > 1 || max == 0 {
        price(text, options, &sms, max, &mut findings);
        findings.sort_by_span();
    }
    SmsCheck { findings, sms }
}

#[cold]
#[inline(never)]
fn price(text: &[u8], options: &SmsOptions<'_>, sms: &Sms, max: usize, findings: &mut Findings) {
    let mut plainly = None;
    let mut plain_segments = sms.segments;
    if sms.forcing_count > 0 {
        let simplified = simplify_sms_octets(text);
        plain_segments = measure_sms_octets(&simplified.octets, options.tables).segments;
        if plain_segments < sms.segments && !options.registered {
            plainly = Some(simplified.edits);
        }
    }
    if sms.segments > max {
        let kind = Kind::SmsTooManySegments {
            max: max as u32,
            segments: sms.segments as u32,
            overflow: (sms.segments - max) as u32,
            unit: "segments",
        };
        let cut = before_placeholder(text, fits(text, options, max));
        let issue = findings.error(kind, Span::new(cut, text.len()));
        match &plainly {
            Some(edits) if plain_segments <= max => issue.fix.clone_from(edits),
            // A registered text goes out as it is or not at all.
            _ if options.registered => {}
            _ => {
                issue.mend(Span::new(cut, text.len()), "");
            }
        }
    }
    let (Some(first), true) = (sms.forcing.first(), plain_segments < sms.segments) else { return };
    let kind = Kind::SmsCostlyCharacters {
        count: sms.forcing_count as u32,
        segments: sms.segments as u32,
        plain_segments: plain_segments as u32,
    };
    let issue = findings.warning(kind, first.span);
    issue.fix = plainly.unwrap_or_default();
}

/// How many octets of `text` go into `max` segments.
///
/// A text cut to one segment has no header of concatenation and is longer than the first of several.
fn fits(text: &[u8], options: &SmsOptions<'_>, max: usize) -> usize {
    let segments = split_sms_octets(text, options.tables);
    let Some(last) = max.checked_sub(1) else { return 0 };
    let mut end = segments.get(last).map_or(text.len(), |span| span.end);
    while max == 1
        && let Some((_, octets)) = decode(text, end)
    {
        let longer = text.get(..end + octets).unwrap_or_default();
        if measure_sms_octets(longer, options.tables).segments > 1 {
            break;
        }
        end += octets;
    }
    end
}
