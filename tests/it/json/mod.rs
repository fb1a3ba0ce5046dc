//! The JSON room.

mod cases;
mod deletions;
mod fuzz;
mod suites;
mod tape;

use presend::issue::{Edit, Issue, Span};
use presend::json::{JsonCheck, LineIndex};

/// `text` with `edits` applied; panics where they do not fit it.
fn apply(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut mended = Vec::new();
    let mut done = 0;
    for edit in edits {
        mended.extend_from_slice(&text[done..edit.span.start]);
        mended.extend_from_slice(edit.insert.as_bytes());
        done = edit.span.end;
    }
    mended.extend_from_slice(&text[done..]);
    mended
}

/// The span rule: in order, inside the text, on character boundaries; and the source says the same.
fn assert_places(text: &[u8], check: &JsonCheck<'_>) {
    let lines = LineIndex::new(text);
    for list in [&check.findings.issues, &check.findings.warnings] {
        let starts: Vec<usize> = list.iter().map(|issue| issue.span.expect("a place").start).collect();
        assert!(starts.is_sorted(), "{starts:?}");
        for issue in list {
            assert_place(text, &lines, issue);
        }
    }
}

fn assert_place(text: &[u8], lines: &LineIndex, issue: &Issue) {
    let span = issue.span.expect("a place");
    let places = [span].into_iter().chain(issue.fix.iter().map(|edit| edit.span));
    for place in places.chain(issue.related.iter().map(|related| related.span)) {
        assert!(place.start <= place.end && place.end <= text.len(), "{issue:?}");
        assert!(on_boundary(text, place.start) && on_boundary(text, place.end), "{issue:?}");
    }
    assert!(issue.fix.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{issue:?}");
    assert_eq!(issue.source, Some(lines.source_of(span)));
}

/// True where a character starts or the text ends; among octets that are no UTF-8 any place is.
fn on_boundary(text: &[u8], at: usize) -> bool {
    let mut start = at.min(text.len());
    while start > 0 && at - start < 4 && text.get(start).is_some_and(|octet| octet & 0xC0 == 0x80) {
        start -= 1;
    }
    match presend::text::decode(text, start) {
        Some((presend::text::Decoded::Invalid, _)) | None => true,
        Some((_, octets)) => start == at || start + octets <= at,
    }
}

#[test]
fn the_rule_for_boundaries_can_fail() {
    let text = "aé\u{1F600}".as_bytes();
    let inside = [2, 4, 5, 6];
    for at in 0..=text.len() {
        assert_eq!(on_boundary(text, at), !inside.contains(&at), "{at}");
    }
    assert!(!Span::new(1, 2).eq(&Span::new(1, 3)));
}
