//! The checks: the fast pass first, the slow one only when there is something to say.

use super::LineIndex;
use super::diagnose::diagnose;
use super::scan::{Encoding, scan};
use super::tape::{Document, Tape};
use super::warn::warn;
use crate::issue::{Findings, Issue, Kind};

/// How to check a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonOptions {
    /// How many arrays and objects may be open at once.
    pub max_depth: u32,
}

impl Default for JsonOptions {
    /// 512 levels, what PHP takes; other parsers stop between 64 (.NET) and 1,000 (CPython).
    fn default() -> JsonOptions {
        JsonOptions { max_depth: 512 }
    }
}

/// What [`check_json`] found.
#[derive(Debug)]
pub struct JsonCheck<'a> {
    /// Errors and warnings in the order of the text. Spans, sources and fixes are all octets of the text; the path leads
    /// to the value in which the finding lies.
    pub findings: Findings,
    /// The text to walk; `None` after an error.
    pub document: Option<Document<'a>>,
}

/// Checks a JSON text (RFC 8259).
///
/// Spans, sources and fixes count octets of the text; line and column start at 1. A text that is not JSON gives the
/// cause of each mistake and no document. Findings that would take more than a megabyte are left out, never the first.
///
/// ```
/// use presend::json::{JsonOptions, check_json};
///
/// let check = check_json("{\n  \"to\": \"+919812345678\",\n}", &JsonOptions::default());
/// let issue = &check.findings.issues[0];
/// let source = issue.source.expect("a place in the text");
/// assert_eq!(issue.kind.reason(), "json_trailing_comma");
/// assert_eq!((source.line, source.column), (2, 24));
/// assert!(check.document.is_none());
/// ```
pub fn check_json<'a>(text: &'a str, options: &JsonOptions) -> JsonCheck<'a> {
    check_json_octets(text.as_bytes(), options)
}

/// [`check_json`] for octets of WTF-8, or of anything else.
pub fn check_json_octets<'a>(text: &'a [u8], options: &JsonOptions) -> JsonCheck<'a> {
    if let Some(findings) = too_large(text) {
        return JsonCheck { findings, document: None };
    }
    let mut tape = Tape::for_octets(text.len());
    let mut findings = Findings::new();
    if scan(text, options.max_depth, Encoding::Unknown, &mut tape).is_none() {
        let diagnosis = diagnose(text, options.max_depth);
        (findings, tape) = (diagnosis.findings, diagnosis.tape);
    }
    warn(text, &tape.nodes, options.max_depth, &mut findings);
    if !findings.warnings.is_empty() || !findings.is_ok() {
        findings.sort_by_span();
        let lines = LineIndex::new(text);
        place(&lines, &mut findings.issues);
        place(&lines, &mut findings.warnings);
    }
    let document = if findings.is_ok() { Document::new(text, tape) } else { None };
    JsonCheck { findings, document }
}

/// The tape of a JSON text, without a word on what is wrong with it: for texts that a serialiser wrote, whose readers need
/// no causes. `None` for anything that is not RFC 8259's, or nested deeper than 512.
pub fn parse_json_octets(text: &[u8]) -> Option<Document<'_>> {
    if u32::try_from(text.len()).is_err() {
        return None;
    }
    let mut tape = Tape::for_octets(text.len());
    scan(text, JsonOptions::default().max_depth, Encoding::Unknown, &mut tape)?;
    Document::new(text, tape)
}

fn place(lines: &LineIndex, issues: &mut [Issue]) {
    for issue in issues {
        issue.source = issue.span.map(|span| lines.source_of(span));
    }
}

/// The tape counts octets in 32 bits.
fn too_large(text: &[u8]) -> Option<Findings> {
    let max = u32::MAX - 1;
    if text.len() <= max as usize {
        return None;
    }
    let mut findings = Findings::new();
    findings.error(Kind::InputTooLarge { max, actual: u32::MAX, unit: "octets" }, None);
    Some(findings)
}
