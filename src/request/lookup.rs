//! Members of the body by the field they belong to, under its name or an alias.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::profile::{Field, Role, Shape};
use crate::json::{Value, ValueKind};

/// The value of `field` in the body; of a name that stands twice the last one.
#[inline(never)]
pub(super) fn value_of<'a>(root: Value<'a>, field: &Field) -> Option<Value<'a>> {
    let mut found = None;
    for (name, value) in root.entries() {
        if is_name_of(name, field) {
            found = Some(value);
        }
    }
    found
}

/// True when `name`, of a member, is the field's or an alias.
pub(super) fn is_name_of(name: Value<'_>, field: &Field) -> bool {
    name.is_text(field.name.as_bytes()) || field.aliases.iter().any(|alias| name.is_text(alias.as_bytes()))
}

/// True when the body has a value for the field called `name` that is more than blank.
#[inline(never)]
pub(super) fn is_given(shape: &Shape, root: Value<'_>, name: &str) -> bool {
    let field = shape.fields.iter().find(|field| field.name == name);
    field.and_then(|field| value_of(root, field)).is_some_and(|value| !is_blank(value))
}

/// Absent in effect: `null`, an empty string, an empty array.
#[inline(never)]
pub(super) fn is_blank(value: Value<'_>) -> bool {
    match value.kind() {
        ValueKind::Null => true,
        // No escape sequence stands for nothing: two quotes are all of it.
        ValueKind::String => value.span().end - value.span().start == 2,
        ValueKind::Array => value.elements().next().is_none(),
        _ => false,
    }
}

/// Members of a `variables` object as name and value; anything else gives none.
#[inline(never)]
pub(crate) fn members(value: Option<Value<'_>>) -> Vec<(Cow<'_, str>, Value<'_>)> {
    let mut members = Vec::new();
    if let Some(object) = value {
        for (name, value) in object.entries() {
            if let Some(name) = name.as_str() {
                members.push((name, value));
            }
        }
    }
    members
}

/// The value of the first field with this role that is more than blank.
#[inline(never)]
pub(super) fn with_role<'a>(shape: &Shape, root: Value<'a>, role: Role) -> Option<Value<'a>> {
    value_of(root, shape.with_role(role)?).filter(|value| !is_blank(*value))
}

/// The name under which the body has `field`: its own, or another spelling.
#[inline(never)]
pub(super) fn spelling<'a>(root: Value<'a>, field: &'a Field) -> Cow<'a, [u8]> {
    let names = root.entries().filter_map(|(name, _)| name.string_octets());
    names.filter(|name| field.is_named(name)).last().unwrap_or(Cow::Borrowed(field.name.as_bytes()))
}
