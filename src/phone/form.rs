//! Findings about the characters of a text, and how a finding with its repair is made.

use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span};

use super::check::PhoneMode;
use super::formats::digit_text;
use super::scan::{Class, Scan, class_at};

/// Everything about the characters of a text whose digits were found.
pub(super) fn explain_form(text: &[u8], mode: PhoneMode, scan: &Scan, findings: &mut Findings) {
    let is_exact = mode == PhoneMode::Exact;
    let severity = if is_exact { Severity::Error } else { Severity::Warning };
    let mut invisible = Issue::new(severity, Kind::PhoneInvisibleCharacter, None);
    let mut formatting = Issue::new(severity, Kind::PhoneFormatting, None);
    let mut foreign = Issue::new(severity, Kind::PhoneDigitsNotAscii, None);
    let mut at = 0;
    while let Some((class, size)) = class_at(text, at) {
        let span = Span::new(at, at + size);
        let is_in_core = scan.core.start <= at && at < scan.core.end;
        match class {
            Class::Invisible => add_edit(&mut invisible, span, ""),
            Class::Separator if is_exact && scan.own.start <= at && at < scan.own.end => {
                add_edit(&mut formatting, span, "")
            }
            Class::Plus if is_exact && size > 1 && is_in_core => add_edit(&mut foreign, span, "+"),
            Class::Digit(digit) if is_exact && size > 1 => add_edit(&mut foreign, span, digit_text(digit)),
            _ => {}
        }
        at += size;
    }
    for issue in [invisible, formatting, foreign] {
        if issue.span.is_some() {
            findings.push(issue);
        }
    }
}

/// Adds an edit to an issue whose span grows with it; deletions that touch become one.
#[inline(never)]
pub(super) fn add_edit(issue: &mut Issue, span: Span, insert: &str) {
    issue.span = Some(Span::new(issue.span.map_or(span.start, |whole| whole.start), span.end));
    match issue.fix.last_mut() {
        Some(last) if last.span.end == span.start => {
            last.span.end = span.end;
            last.insert.push_str(insert);
        }
        _ => issue.fix.push(Edit::new(span, insert)),
    }
}

/// Adds a finding; one function, since an issue is large to build in many places.
#[inline(never)]
pub(super) fn add(findings: &mut Findings, severity: Severity, kind: Kind, span: Span, fix: Option<Edit>) {
    let mut issue = Issue::new(severity, kind, Some(span));
    // Digits of a context stand nowhere in the text: there is nothing to edit.
    issue.fix.extend(fix.filter(|edit| edit.span.start < edit.span.end || !edit.insert.is_empty()));
    findings.push(issue);
}

/// Adds an error.
#[inline(never)]
pub(super) fn add_error(findings: &mut Findings, kind: Kind, span: Span, fix: Option<Edit>) {
    add(findings, Severity::Error, kind, span, fix);
}

/// The edit that takes `span` out, with the brackets around it and one of the spaces that would be left over.
#[inline(never)]
pub(super) fn deletion(text: &[u8], span: Span) -> Edit {
    let Span { mut start, mut end } = span;
    let octet_before = |start: usize| start.checked_sub(1).and_then(|at| text.get(at)).copied();
    if octet_before(start) == Some(b'(') && text.get(end) == Some(&b')') {
        (start, end) = (start - 1, end + 1);
    }
    match (octet_before(start), text.get(end)) {
        (None | Some(b' '), Some(b' ')) => end += 1,
        (Some(b' '), None) => start -= 1,
        _ => {}
    }
    Edit::new(Span::new(start, end), "")
}
