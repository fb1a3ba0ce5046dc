//! Telephone numbers: the project's cases, the corpus, other implementations, hostile text.

mod cases;
mod corpus;
mod crate_oracle;
mod formats;
mod fuzz;
mod slips;

use presend::issue::{Edit, Issue, Span};
use presend::text::{Decoded, decode};

/// `value` with `edits` applied: [`presend::issue::apply_fix`] for octets.
fn apply(value: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut mended = Vec::new();
    let mut done = 0;
    for edit in edits {
        mended.extend(&value[done..edit.span.start]);
        mended.extend(edit.insert.as_bytes());
        done = edit.span.end;
    }
    mended.extend(&value[done..]);
    mended
}

/// Spans and edits lie inside the text, in order, on character boundaries.
fn assert_span_rule(text: &[u8], issues: &[Issue]) {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some((decoded, size)) = decode(text, at) {
        starts.push(at);
        assert!(size > 0 && (decoded != Decoded::Invalid || size == 1));
        at += size;
    }
    starts.push(at);
    let assert_span = |span: Span| {
        assert!(span.start <= span.end, "{span:?} of {text:?}");
        assert!(starts.binary_search(&span.start).is_ok(), "{span:?} of {text:?}");
        assert!(starts.binary_search(&span.end).is_ok(), "{span:?} of {text:?}");
    };
    let mut last = 0;
    for issue in issues {
        if let Some(span) = issue.span {
            assert_span(span);
            assert!(last <= span.start, "issues out of order in {text:?}: {issues:?}");
            last = span.start;
        }
        let mut end = 0;
        for edit in &issue.fix {
            assert_span(edit.span);
            assert!(end <= edit.span.start, "edits overlap in {text:?}: {issue:?}");
            end = edit.span.end;
        }
    }
}
