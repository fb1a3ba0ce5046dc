//! Lines and columns of a text.

use alloc::vec::Vec;

use crate::issue::{Issue, Source, Span};
use crate::text::Utf16Counter;

/// Where each line of a text starts; lines end with LF, CR or CR LF.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines, in one pass.
    pub fn new(text: &[u8]) -> LineIndex {
        let mut starts = Vec::from([0]);
        for (at, &octet) in text.iter().enumerate() {
            if octet == b'\n' || octet == b'\r' && text.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        LineIndex { starts }
    }

    /// `span` with the line and the column of its first octet, both from 1, the column in octets.
    ///
    /// ```
    /// use presend::issue::Span;
    /// use presend::json::LineIndex;
    ///
    /// let source = LineIndex::new(b"{\r\n  \"a\": 1,\r\n}").source_of(Span::new(12, 13));
    /// assert_eq!((source.line, source.column), (2, 10));
    /// ```
    pub fn source_of(&self, span: Span) -> Source {
        let line = self.starts.partition_point(|&start| start <= span.start);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        Source { span, line: line as u32, column: (span.start - start) as u32 + 1 }
    }

    /// Turns the sources of `issues`, spans and columns, into UTF-16 units; in ascending order they cost one pass.
    pub fn sources_to_utf16(&self, text: &[u8], issues: &mut [Issue]) {
        if text.is_ascii() {
            return;
        }
        // Two counters, so that neither ever goes back.
        let (mut counter, mut line_starts) = (Utf16Counter::new(text), Utf16Counter::new(text));
        for source in issues.iter_mut().filter_map(|issue| issue.source.as_mut()) {
            let line_start = self.starts.get(source.line.saturating_sub(1) as usize).copied().unwrap_or_default();
            source.span = counter.span(source.span);
            source.column = (source.span.start - line_starts.position(line_start)) as u32 + 1;
        }
    }
}
