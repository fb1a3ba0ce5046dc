//! The names of a registration: header (sender), entity and template.

use crate::issue::{Basis, Findings, Issue, Kind, Span};
use crate::text::measure;

/// Letters of a header (TCCCPR 2018, schedule on headers; SMSGatewayHub and BulkGate describe the same).
const HEADER: usize = 6;
/// Fewest letters of headers that operators still carry (Fast2SMS: 3 to 6).
const SHORT_HEADER: usize = 3;
/// Digits of an entity or template id: 19 with the operators; older ones had 12 and more (yellow.ai).
const ID: usize = 19;
const SHORT_ID: usize = 12;

/// Checks the shape of a header: six letters, or six digits for promotional messages, without or with the suffix that the
/// network adds (`-P` promotional, `-S` service, `-T` transactional, `-G` government; TRAI, TCCCPR second amendment of 2025).
///
/// Lower case is a warning: headers are registered in capital and small letters as given (DLT error 620).
///
/// ```
/// use presend::dlt::check_dlt_header;
///
/// assert!(check_dlt_header("ACMEIN").is_ok());
/// assert_eq!(check_dlt_header("ACME IN").issues[0].kind.reason(), "dlt_header_character");
/// assert_eq!(check_dlt_header("ACMEIN-T").warnings[0].fix[0].insert, "");
/// ```
pub fn check_dlt_header(header: &str) -> Findings {
    check_dlt_header_octets(header.as_bytes())
}

/// [`check_dlt_header`] for WTF-8.
pub fn check_dlt_header_octets(header: &[u8]) -> Findings {
    let mut found = Findings::new();
    let mut own = header;
    let mut start = 0;
    // A prefix of operator and circle, as phones show it: `VM-ACMEIN`.
    if let [first, second, b'-', rest @ ..] = own
        && first.is_ascii_alphabetic()
        && second.is_ascii_alphabetic()
    {
        own = rest;
        start = 3;
        let span = Span::new(0, 3);
        found.warning(Kind::DltHeaderAffix, span).mend(span, "").basis = Basis::Assumed;
    }
    if let [rest @ .., b'-', b'P' | b'S' | b'T' | b'G' | b'p' | b's' | b't' | b'g'] = own {
        let span = Span::new(start + rest.len(), header.len());
        own = rest;
        found.warning(Kind::DltHeaderAffix, span).mend(span, "").basis = Basis::Assumed;
    }
    if let Some(at) = own.iter().position(|octet| !octet.is_ascii_alphanumeric()) {
        let octets = crate::text::decode(header, start + at).map_or(1, |(_, octets)| octets);
        let issue = found.error(Kind::DltHeaderCharacter, Span::new(start + at, start + at + octets));
        issue.basis = Basis::Assumed;
        // Between letters a blank may stand for anything; around them it is none of theirs.
        if header.trim_ascii().iter().all(|octet| octet.is_ascii_alphanumeric() || *octet == b'-') {
            without_spaces(issue, header);
        }
        return found;
    }
    let digits = own.iter().filter(|octet| octet.is_ascii_digit()).count();
    if digits != 0 && digits != own.len() {
        found.error(Kind::DltHeaderMixed, Span::new(start, start + own.len())).basis = Basis::Assumed;
        return found;
    }
    if own.len() != HEADER {
        let kind = Kind::DltHeaderLength { wanted: HEADER as u32, actual: measure(own).code_points as u32 };
        let span = Span::new(start, start + own.len());
        let carried = digits == 0 && SHORT_HEADER <= own.len() && own.len() < HEADER;
        let issue = if carried { found.warning(kind, span) } else { found.error(kind, span) };
        issue.basis = Basis::Assumed;
    }
    found.sort_by_span();
    found
}

/// Deletes every run of white space.
fn without_spaces(issue: &mut Issue, text: &[u8]) {
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let spaces = rest.iter().take_while(|octet| octet.is_ascii_whitespace()).count();
        if spaces > 0 {
            issue.mend(Span::new(at, at + spaces), "");
        }
        at += spaces.max(1);
    }
}

/// Checks an entity id or a template id: digits as text, for a number of 19 digits loses its last ones in JavaScript.
///
/// ```
/// use presend::dlt::check_dlt_id;
///
/// assert!(check_dlt_id("1107161234567890123").is_ok());
/// assert_eq!(check_dlt_id("1107-1612").issues[0].kind.reason(), "dlt_id_character");
/// ```
pub fn check_dlt_id(id: &str) -> Findings {
    check_dlt_id_octets(id.as_bytes())
}

/// [`check_dlt_id`] for WTF-8.
pub fn check_dlt_id_octets(id: &[u8]) -> Findings {
    let mut found = Findings::new();
    if let Some(at) = id.iter().position(|octet| !octet.is_ascii_digit()) {
        let octets = crate::text::decode(id, at).map_or(1, |(_, octets)| octets);
        let issue = found.error(Kind::DltIdCharacter, Span::new(at, at + octets));
        issue.basis = Basis::Assumed;
        let has_digits = id.iter().any(u8::is_ascii_digit);
        if has_digits && id.iter().all(|octet| octet.is_ascii_digit() || octet.is_ascii_whitespace()) {
            without_spaces(issue, id);
        }
    } else if id.len() != ID {
        let kind = Kind::DltIdLength { wanted: ID as u32, actual: id.len() as u32 };
        let span = Span::new(0, id.len());
        let known = SHORT_ID <= id.len() && id.len() < ID;
        let issue = if known { found.warning(kind, span) } else { found.error(kind, span) };
        issue.basis = Basis::Assumed;
    }
    found
}
