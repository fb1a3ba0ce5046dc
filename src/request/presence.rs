//! What must be there.

use super::lookup::is_given;
use super::place::Place;
use super::profile::{FieldRule, Shape};
use super::report::Report;
use crate::issue::Kind;
use crate::json::Value;

/// Fields that an object needs, each alone or one of a group.
pub(super) fn check_presence(shape: &Shape, object: Value<'_>, place: &Place<'_>, report: &mut Report<'_>) {
    for field in &shape.fields {
        let Some(rule) = field.rule(FieldRule::Required) else { continue };
        let excused = field.unless.as_deref().is_some_and(|other| is_given(shape, object, other));
        if !excused && !is_given(shape, object, &field.name) {
            let value = object.get(&field.name);
            report.find(Kind::Required, rule, &place.member(field.name.as_bytes()), value);
        }
    }
    for group in &shape.one_of {
        if !group.fields.iter().any(|name| is_given(shape, object, name)) {
            let first = group.fields.first().map(|name| name.as_bytes()).unwrap_or_default();
            let count = group.fields.len() as u32;
            report.find(Kind::RequiredOneOf { count }, group.rule, &place.member(first), None);
        }
    }
}
