//! The repair: every unambiguous fix applied, and what is left.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::check::{JsonOptions, check_json_octets};
use crate::issue::{Edit, Findings, Issue};

/// A mended text may show mistakes that the first ones hid, so it is read again; no more than so often.
const MAX_ROUNDS: u32 = 8;

/// What [`repair_json`] made of a text.
#[derive(Clone, Debug)]
pub struct Repaired {
    /// The mended text, in octets of WTF-8; the text itself where there was nothing to mend.
    pub octets: Vec<u8>,
    /// The errors that were mended, in the order of rounds. Spans and fixes of later rounds, which are about a text that
    /// nobody has, are left out.
    pub applied: Vec<Issue>,
    /// What is still to say about the mended text: errors without an unambiguous repair, and all warnings.
    pub remaining: Findings,
}

impl Repaired {
    /// The mended text; what is no UTF-8 becomes U+FFFD.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.octets)
    }
}

/// Mends a JSON text as far as its errors have unambiguous fixes.
///
/// Only errors are mended: a warning's fix changes what a well-formed text says, and that is for somebody to decide.
///
/// ```
/// use presend::json::repair_json;
///
/// let repaired = repair_json("{'to': \"+919812345678\", // the customer\n \"tags\": [1, 2,]");
/// assert_eq!(repaired.text(), "{\"to\": \"+919812345678\", \n \"tags\": [1, 2]}");
/// assert_eq!(repaired.applied.len(), 4);
/// assert!(repaired.remaining.is_ok());
/// ```
pub fn repair_json(text: &str) -> Repaired {
    repair_json_octets(text.as_bytes(), &JsonOptions::default())
}

/// [`repair_json`] for octets of WTF-8, or of anything else.
pub fn repair_json_octets(text: &[u8], options: &JsonOptions) -> Repaired {
    let check = |text: &[u8]| check_json_octets(text, options).findings;
    let mut repaired = Repaired { octets: text.to_vec(), applied: Vec::new(), remaining: check(text) };
    for round in 0..MAX_ROUNDS {
        let (mended, mut applied) = apply_all(&repaired.octets, &repaired.remaining.issues);
        if applied.is_empty() {
            break;
        }
        if round > 0 {
            applied.iter_mut().for_each(forget_places);
        }
        repaired.applied.append(&mut applied);
        repaired.remaining = check(&mended);
        repaired.octets = mended;
    }
    repaired
}

fn forget_places(issue: &mut Issue) {
    issue.span = None;
    issue.source = None;
    issue.fix = Vec::new();
    issue.related = Vec::new();
}

/// `text` with the fixes of `issues` applied, and the issues whose fix was; one that touches another's place waits.
fn apply_all(text: &[u8], issues: &[Issue]) -> (Vec<u8>, Vec<Issue>) {
    let mut taken: Vec<Edit> = Vec::new();
    let mut applied = Vec::new();
    for issue in issues {
        if !issue.fix.is_empty() && merge(&mut taken, &issue.fix) {
            applied.push(issue.clone());
        }
    }
    let mut mended = Vec::with_capacity(text.len() + 16);
    let mut done = 0;
    for edit in &taken {
        mended.extend_from_slice(text.get(done..edit.span.start).unwrap_or_default());
        mended.extend_from_slice(edit.insert.as_bytes());
        done = edit.span.end;
    }
    mended.extend_from_slice(text.get(done..).unwrap_or_default());
    (mended, applied)
}

/// Puts `edits` into `taken`, which stays in order; false, and nothing done, where two would touch the same octets.
fn merge(taken: &mut Vec<Edit>, edits: &[Edit]) -> bool {
    let Some(first) = edits.first() else { return true };
    // Issues come in order, so there is little to look at from the end.
    let from = taken.iter().rposition(|edit| edit.span.end <= first.span.start && edit.span.start < first.span.start);
    let from = from.map_or(0, |at| at + 1);
    let (mut mine, mut theirs) = (edits.iter().peekable(), taken.get(from..).unwrap_or_default().iter().peekable());
    let mut merged = Vec::with_capacity(mine.len() + theirs.len());
    let mut end = 0;
    loop {
        let next = match (mine.peek(), theirs.peek()) {
            (Some(one), Some(other)) if one.span.start < other.span.start => mine.next(),
            (_, Some(_)) => theirs.next(),
            (_, None) => mine.next(),
        };
        let Some(edit) = next else { break };
        if edit.span.start < end {
            return false;
        }
        end = edit.span.end;
        merged.push(edit.clone());
    }
    taken.truncate(from);
    taken.append(&mut merged);
    true
}
