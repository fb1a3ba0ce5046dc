//! The answer of a small check as `u32` words, so that nothing is allocated on either side for a good value.
//!
//! # Scope
//!
//! ```text
//! [0] octets of `text` · [1] address of `text` · [2] number of findings · [3..16] the check's own words
//! [16] words of the list · [17] address of the list · [18..] findings
//! a finding: kind | flags << 16 · span start (`NONE`: no span) · span end
//!            · a word a parameter: the number; start and size in `text` (start << 8 | octets) of a name; or three octets
//!              of a region, the first above the lowest octet, which says so (`INLINE`)
//!            · number of edits, each: start · end · insert's start in `text` · insert's octets
//! ```
//! Reading it is `www/lib/core/records.ts`.

use alloc::vec::Vec;

use crate::issue::{Basis, Findings, Issue, Param, Severity, Span};
use crate::text::Utf16Counter;

const WORDS: usize = 2048;
/// A text or list of more than so much goes back to the allocator.
const MAX_KEPT: usize = 1 << 16;
const FINDINGS_AT: usize = 18;
/// "No position": larger than any text that may cross.
pub(super) const NONE: u32 = u32::MAX;

/// No name has so many octets: three of a region stand in the word itself.
const INLINE: u8 = 0xFF;

/// The answer's buffer.
pub(super) struct Records {
    words: [u32; WORDS],
    used: usize,
    text: Vec<u8>,
    /// What a check has any number of, such as the edits of a text.
    list: Vec<u32>,
}

impl Records {
    pub(super) const fn new() -> Records {
        Records { words: [0; WORDS], used: FINDINGS_AT, text: Vec::new(), list: Vec::new() }
    }

    pub(super) fn words(&self) -> *const u32 {
        self.words.as_ptr()
    }

    /// Forgets the last answer.
    pub(super) fn clear(&mut self) {
        self.used = FINDINGS_AT;
        // Long ones are not kept for ever.
        if self.text.capacity() > MAX_KEPT {
            self.text = Vec::new();
        }
        if self.list.capacity() > MAX_KEPT {
            self.list = Vec::new();
        }
        self.text.clear();
        self.list.clear();
        self.set(2, 0);
    }

    /// Sets word `at`.
    pub(super) fn set(&mut self, at: usize, word: u32) {
        if let Some(place) = self.words.get_mut(at) {
            *place = word;
        }
    }

    /// Sets words `at` and `at + 1` to the UTF-16 positions of `span`.
    pub(super) fn set_span(&mut self, at: usize, span: Option<Span>, counter: &mut Utf16Counter<'_>) {
        let (start, end) = match span.map(|span| counter.span(span)) {
            Some(span) => (span.start as u32, span.end as u32),
            None => (NONE, NONE),
        };
        self.set(at, start);
        self.set(at + 1, end);
    }

    /// Adds `word` to the list.
    pub(super) fn push(&mut self, word: u32) {
        self.list.push(word);
    }

    /// Adds `text` and returns where it starts in the answer's text.
    pub(super) fn add_text(&mut self, text: &str) -> u32 {
        let start = self.text.len() as u32;
        self.text.extend_from_slice(text.as_bytes());
        start
    }

    /// Makes `text` the answer's text; none was added before.
    pub(super) fn take_text(&mut self, text: Vec<u8>) {
        self.text = text;
    }

    /// Adds all findings, errors first.
    pub(super) fn add_findings(&mut self, findings: &Findings, counter: &mut Utf16Counter<'_>) {
        for issue in findings.issues.iter().chain(&findings.warnings) {
            if self.used >= WORDS {
                return;
            }
            self.add_issue(issue, counter);
        }
    }

    /// Ends the answer: from here on the page may read it.
    pub(super) fn finish(&mut self) {
        self.set(0, self.text.len() as u32);
        self.set(1, self.text.as_ptr() as u32);
        self.set(16, self.list.len() as u32);
        self.set(17, self.list.as_ptr() as u32);
    }

    /// Adds one finding.
    pub(super) fn add_issue(&mut self, issue: &Issue, counter: &mut Utf16Counter<'_>) {
        let flags = u32::from(issue.severity == Severity::Warning)
            | match issue.basis {
                Basis::Standard => 0,
                Basis::Documented => 2,
                Basis::Confirmed => 4,
                Basis::Assumed => 6,
            }
            | u32::from(issue.likely) << 3;
        let span = issue.span.map(|span| counter.span(span));
        self.put(issue.kind.index() as u32 | flags << 16);
        self.put(span.map_or(NONE, |span| span.start as u32));
        self.put(span.map_or(NONE, |span| span.end as u32));
        issue.kind.for_each_value(&mut |value| match value {
            Param::Number(number) => self.put(number),
            Param::Name(name) => self.put_word(name),
            // Three octets fit into the word itself.
            Param::Region(region) => {
                let [first, second, third] = region.octets();
                self.put(u32::from_le_bytes([INLINE, first, second, third]));
            }
        });
        self.put(issue.fix.len() as u32);
        for edit in &issue.fix {
            let span = counter.span(edit.span);
            let start = self.add_text(&edit.insert);
            self.put(span.start as u32);
            self.put(span.end as u32);
            self.put(start);
            self.put(edit.insert.len() as u32);
        }
        // A finding that does not fit is left out whole, and all behind it; a small value has room for a hundred of them.
        if self.used <= WORDS {
            let findings = self.words.get(2).map_or(0, |count| count + 1);
            self.set(2, findings);
        }
    }

    fn put_word(&mut self, word: &str) {
        let start = self.add_text(word);
        self.put(start << 8 | (word.len() as u32 & 0xFF));
    }

    fn put(&mut self, word: u32) {
        self.set(self.used, word);
        self.used += 1;
    }
}
