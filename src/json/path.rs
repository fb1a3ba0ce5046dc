//! Where a finding lies: the arrays and objects around it.

use alloc::vec::Vec;

use super::scan::ValueKind;
use super::tape::Node;
use super::value::name_of;
use crate::issue::{Findings, Issue, Severity, Step};

/// Octets of memory that findings may take, about; further ones are left out, never the first.
pub(super) const MAX_FINDINGS_OCTETS: usize = 1 << 20;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// An array or object around what is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) kind: ValueKind,
    /// True between two values: findings are about the array or object itself.
    pub(super) between: bool,
    /// Octet of the opening bracket; on a finished tape, the first node after it.
    pub(super) place: u32,
    /// Elements before the current one.
    pub(super) index: u32,
    /// Node of the current member's name, or [`NONE`].
    pub(super) name: u32,
}

impl Frame {
    pub(super) const fn new(kind: ValueKind, place: u32) -> Frame {
        Frame { kind, between: false, place, index: 0, name: NONE }
    }
}

/// Adds `issue` with the path that `frames` make, unless its list has no room left for it: octets `left`.
#[cold]
#[inline(never)]
pub(super) fn add<'f>(
    text: &[u8],
    nodes: &[Node],
    frames: &[Frame],
    left: &mut usize,
    findings: &'f mut Findings,
    mut issue: Issue,
) -> Option<&'f mut Issue> {
    let list = if issue.severity == Severity::Error { &findings.issues } else { &findings.warnings };
    let is_first = list.is_empty();
    let mut path = Vec::new();
    let mut octets = core::mem::size_of::<Issue>();
    for frame in frames {
        if octets > *left && !is_first {
            break;
        }
        let step = match nodes.get(frame.name as usize) {
            Some(name) => Step::Name(name_of(text, name)),
            None if frame.kind == ValueKind::Array && !frame.between => Step::Index(frame.index as usize),
            None => break,
        };
        octets += core::mem::size_of::<Step>() + if let Step::Name(name) = &step { name.len() } else { 0 };
        path.push(step);
    }
    if octets > *left && !is_first {
        *left = 0;
        return None;
    }
    *left = left.saturating_sub(octets);
    issue.path = path;
    Some(findings.push(issue))
}
