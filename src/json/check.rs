//! The checks: the fast pass first, the slow one only when there is something to say.

use super::scan::{Verdict, scan};
use super::tape::{Document, Tape};
use crate::issue::{Findings, Kind, Span};

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
    /// The text to walk; `None` after an error in its syntax.
    pub document: Option<Document<'a>>,
}

/// Checks a JSON text (RFC 8259).
pub fn check_json<'a>(text: &'a str, options: &JsonOptions) -> JsonCheck<'a> {
    check_json_octets(text.as_bytes(), options)
}

/// [`check_json`] for octets of WTF-8, or of anything else.
pub fn check_json_octets<'a>(text: &'a [u8], options: &JsonOptions) -> JsonCheck<'a> {
    let mut tape = Tape::for_octets(text.len());
    let mut findings = Findings::new();
    if scan(text, options.max_depth, &mut tape).is_none() {
        findings.error(Kind::JsonUnexpectedCharacter { code_point: 0 }, Span::at(0));
        return JsonCheck { findings, document: None };
    }
    JsonCheck { findings, document: Document::new(text, tape) }
}

/// True when `text` is one well-formed JSON value: the verdict alone, without a tape, warnings or causes.
///
/// ```
/// use presend::json::{JsonOptions, is_json};
///
/// assert!(is_json(b"[1, 2]", &JsonOptions::default()));
/// assert!(!is_json(b"[1, 2,]", &JsonOptions::default()));
/// ```
pub fn is_json(text: &[u8], options: &JsonOptions) -> bool {
    scan(text, options.max_depth, &mut Verdict).is_some()
}
