//! The e-mail room: own cases, public suites, an oracle, and hostile input.

mod cases;
mod fuzz;
mod grammar;
mod providers;
mod suites;

use presend::email::EmailCheck;
use presend::issue::{Issue, Span, apply_fix};

/// The span rule: issues and edits in order, inside the value, on character boundaries, and fixes that apply.
pub(crate) fn assert_spans(text: &str, check: &EmailCheck) {
    let place = |span: Span| {
        assert!(span.start <= span.end, "{text:?} {span:?}");
        assert!(text.get(span.start..span.end).is_some(), "{text:?} {span:?}");
        span.start
    };
    for list in [&check.findings.issues, &check.findings.warnings] {
        let starts: Vec<usize> = list.iter().filter_map(|issue| issue.span).map(place).collect();
        assert!(starts.is_sorted(), "{text:?} {list:?}");
        for issue in list {
            assert!(issue.fix.is_empty() || mended(text, issue) != text, "{text:?} {issue:?}");
        }
    }
    [check.local_part, check.domain].into_iter().flatten().for_each(|span| {
        place(span);
    });
}

/// `text` with the fix of `issue`.
pub(crate) fn mended(text: &str, issue: &Issue) -> String {
    issue.fix.windows(2).for_each(|two| assert!(two[0].span.end <= two[1].span.start, "{text:?} {issue:?}"));
    apply_fix(text, &issue.fix).unwrap_or_else(|| panic!("{text:?}: the fix of {issue:?} does not fit"))
}

/// The reasons of a list of findings.
pub(crate) fn reasons(issues: &[Issue]) -> Vec<&'static str> {
    issues.iter().map(|issue| issue.kind.reason()).collect()
}
