//! What must be there.

use super::lookup::{is_given, spelling, value_of};
use super::place::Place;
use super::profile::{FieldRule, Shape};
use super::report::Report;
use crate::issue::Kind;
use crate::json::Value;

/// Which fields of an object have a value that is more than blank, a bit a field; of a name that stands twice the last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Given(u64);

impl Given {
    pub(super) fn set(&mut self, at: usize, given: bool) {
        if at < 64 {
            self.0 = self.0 & !(1 << at) | u64::from(given) << at;
        }
    }

    /// Whether the field called `name` is given; those past the bits are looked up.
    fn has(&self, shape: &Shape, object: Value<'_>, name: &str) -> bool {
        match shape.fields.iter().position(|field| field.name == name) {
            Some(at) if at < 64 => self.0 >> at & 1 == 1,
            _ => is_given(shape, object, name),
        }
    }
}

/// Fields that an object needs, each alone or one of a group.
pub(super) fn check_presence(
    shape: &Shape,
    object: Value<'_>,
    given: &Given,
    place: &Place<'_>,
    report: &mut Report<'_>,
) {
    for field in &shape.fields {
        let Some(rule) = field.rule(FieldRule::Required) else { continue };
        if given.has(shape, object, &field.name) {
            continue;
        }
        if !field.unless.as_deref().is_some_and(|other| given.has(shape, object, other)) {
            // Where the body has it blank under another spelling, that is what has to be filled in.
            let own = spelling(object, field);
            report.find(Kind::Required, rule, &place.member(&own), value_of(object, field));
        }
    }
    for group in &shape.one_of {
        if !group.fields.iter().any(|name| given.has(shape, object, name)) {
            let first = group.fields.first().map(|name| name.as_bytes()).unwrap_or_default();
            let count = group.fields.len() as u32;
            report.find(Kind::RequiredOneOf { count }, group.rule, &place.member(first), None);
        }
    }
}
