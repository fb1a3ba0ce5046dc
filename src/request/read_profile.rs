//! A JSON profile (`profiles/profile.schema.json` describes its shape) into rules, or the rule that is wrong.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::profile::{
    AccountRule, Field, FieldKind, FieldRule, Limit, OneOf, Operation, Profile, Role, Rule, RuleSet, Scope, Shape,
};
use crate::issue::{Basis, Name};
use crate::json::{Value, ValueKind, parse_json_octets};

/// Why a profile or a snapshot cannot be used: which part of it, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapeError {
    /// JSON Pointer (RFC 6901) of the rule.
    pub pointer: String,
    /// What was expected there.
    pub expected: &'static str,
}

impl core::fmt::Display for ShapeError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("expected ")?;
        out.write_str(self.expected)?;
        out.write_str(" at ")?;
        out.write_str(&self.pointer)
    }
}

impl core::error::Error for ShapeError {}

const BASIS: &str = "a basis: documented, confirmed or assumed";
const OBJECT: &str = "an object";
/// Objects in objects that a profile may declare.
const MAX_DEPTH: usize = 4;
const PROFILE_MEMBERS: &[&str] =
    &["$schema", "name", "title", "checked", "baseUrl", "sources", "switches", "account", "rateGroups", "operations"];
const OPERATION_MEMBERS: &[&str] = &[
    "title",
    "method",
    "path",
    "sends",
    "rateGroup",
    "scope",
    "creates",
    "fields",
    "oneOf",
    "missingVariable",
    "unknownField",
];
const FIELD_MEMBERS: &[&str] = &[
    "title",
    "kind",
    "role",
    "aliases",
    "template",
    "values",
    "resource",
    "maxLength",
    "maxItems",
    "maxSegments",
    "nameAddr",
    "fields",
    "oneOf",
];
/// Switches and what they may say.
const SWITCHES: &[(&str, &[&str])] = &[
    ("sendingLimits", &["reject", "queue"]),
    ("missingVariable", &["reject", "print"]),
    ("subdomains", &["separate", "covered"]),
    ("failedRequestUsesKey", &["unknown", "yes", "no"]),
    ("senderIdCase", &["ignore", "exact"]),
];
/// What rules say beside `basis` and `source`.
const RULE_MEMBERS: &[(&str, &[&str])] = &[
    ("required", &["unless"]),
    ("maxLength", &["max", "unit"]),
    ("maxItems", &["max", "unit"]),
    ("maxSegments", &["max", "unit"]),
    ("nameAddr", &["allowed"]),
    ("oneOf", &["fields"]),
    ("scope", &["anyOf", "withTemplate"]),
    ("creates", &["resource"]),
    ("idempotencyKey", &["hours"]),
    ("idempotencyKeyLength", &["max"]),
    ("switches", &["title", "value", "values", "against"]),
];

impl Profile {
    /// Compiles a profile from its JSON text.
    ///
    /// ```
    /// use presend::request::Profile;
    ///
    /// assert!(Profile::from_json(Profile::MIGOSMTP.as_bytes()).is_ok());
    /// let error = Profile::from_json(br#"{"name": "x", "operations": {"a": {"fields": {"to": {"kind": "mail"}}}}}"#);
    /// assert_eq!(error.unwrap_err().pointer, "/operations/a/fields/to/kind");
    /// ```
    pub fn from_json(text: &[u8]) -> Result<Profile, ShapeError> {
        let Some(document) = parse_json_octets(text) else { return Err(error("", "a JSON text")) };
        let root = document.root();
        let name = string(root, "name").ok_or_else(|| error("/name", "a string"))?;
        no_others(root, PROFILE_MEMBERS)?;
        let mut account = RuleSet::default();
        let mut max_key_octets = u32::MAX;
        let mut key_hours = 24;
        if let Some(stated) = root.get("account") {
            account = rules(stated, AccountRule::NAMES, &[]).map_err(|found| found.under("account"))?;
            let number = |rule: &str, member: &str| stated.get(rule)?.get(member)?.number_text().and_then(whole);
            max_key_octets = number("idempotencyKeyLength", "max").unwrap_or(max_key_octets);
            key_hours = number("idempotencyKey", "hours").unwrap_or(key_hours);
        }
        let switches = root.get("switches");
        if let Some(stated) = switches {
            check_switches(stated).map_err(|found| found.under("switches"))?;
        }
        let is = |name: &str, value: &str| {
            let set = switches.and_then(|switches| switches.get(name)).and_then(|switch| switch.get("value"));
            set.is_some_and(|set| set.is_text(value.as_bytes()))
        };
        if is("sendingLimits", "queue") {
            account.set(AccountRule::DailyLimit as usize, None);
            account.set(AccountRule::HourlyLimit as usize, None);
        }
        let mut operations = Vec::new();
        for (name, value) in object(root, "operations")?.entries() {
            let name = name.as_str().unwrap_or_default();
            let compiled = operation(&name, value).and_then(|operation| in_group(operation, root.get("rateGroups")));
            let mut compiled = compiled.map_err(|found| found.under(&name).under("operations"))?;
            if is("missingVariable", "print") {
                compiled.missing_variable = None;
            }
            operations.push(compiled);
        }
        Ok(Profile {
            name,
            operations,
            account,
            max_key_octets,
            key_memory_ms: f64::from(key_hours) * 3_600_000.0,
            failed_uses_key: match (is("failedRequestUsesKey", "yes"), is("failedRequestUsesKey", "no")) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
            covers_subdomains: is("subdomains", "covered"),
            exact_sender_ids: is("senderIdCase", "exact"),
        })
    }
}

impl ShapeError {
    /// The same error, seen from one object further out.
    #[cold]
    #[inline(never)]
    pub(super) fn under(mut self, name: &str) -> ShapeError {
        let mut pointer = String::from("/");
        // RFC 6901 §3.
        for char in name.chars() {
            match char {
                '~' => pointer.push_str("~0"),
                '/' => pointer.push_str("~1"),
                other => pointer.push(other),
            }
        }
        pointer.push_str(&self.pointer);
        self.pointer = pointer;
        self
    }

    /// The same error, seen from the array in which it is element number `at`.
    #[cold]
    #[inline(never)]
    pub(super) fn in_element(self, at: usize) -> ShapeError {
        let mut digits = String::new();
        let mut rest = at;
        loop {
            digits.insert(0, char::from(b'0' + (rest % 10) as u8));
            rest /= 10;
            if rest == 0 {
                return self.under(&digits);
            }
        }
    }
}

/// An operation in a group of requests that the profile declares, where it declares any.
fn in_group(operation: Operation, groups: Option<Value<'_>>) -> Result<Operation, ShapeError> {
    match groups {
        Some(groups) if !operation.rate_group.is_empty() && groups.get(&operation.rate_group).is_none() => {
            Err(error("/rateGroup", "one of rateGroups"))
        }
        _ => Ok(operation),
    }
}

/// Switches that exist, each with one of its words.
fn check_switches(stated: Value<'_>) -> Result<(), ShapeError> {
    for (name, switch) in stated.entries() {
        let name = name.as_str().unwrap_or_default();
        let known = SWITCHES.iter().find(|(known, _)| *known == name);
        let checked = match (known, switch.get("value")) {
            (None, _) => Err(error("", "no such switch")),
            (Some((_, words)), Some(value)) if words.iter().any(|word| value.is_text(word.as_bytes())) => {
                standing("switches", switch).map(|_| ())
            }
            _ => Err(error("/value", "a word that the switch knows")),
        };
        checked.map_err(|found| found.under(&name))?;
    }
    Ok(())
}

#[cold]
#[inline(never)]
pub(super) fn error(pointer: &str, expected: &'static str) -> ShapeError {
    ShapeError { pointer: pointer.to_string(), expected }
}

fn object<'a>(value: Value<'a>, name: &str) -> Result<Value<'a>, ShapeError> {
    let found = value.get(name).filter(|found| found.kind() == ValueKind::Object);
    found.ok_or_else(|| error("", OBJECT).under(name))
}

fn string(value: Value<'_>, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(|text| text.into_owned())
}

/// The strings of the array that member `name` holds.
#[inline(never)]
fn strings(value: Value<'_>, name: &str) -> Vec<String> {
    let elements = value.get(name).map(|array| array.elements()).into_iter().flatten();
    elements.filter_map(|element| element.as_str().map(|text| text.into_owned())).collect()
}

fn flag(value: Value<'_>, name: &str) -> bool {
    value.get(name).and_then(|flag| flag.as_bool()).unwrap_or(false)
}

/// The standing of each rule in `names`; a member that is neither one nor in `others` is a slip.
#[inline(never)]
fn rules(value: Value<'_>, names: &[&str], others: &[&str]) -> Result<RuleSet, ShapeError> {
    let mut set = RuleSet::default();
    for (member, stated) in value.entries() {
        let member = member.as_str().unwrap_or_default();
        match names.iter().position(|name| *name == member) {
            Some(at) => set.set(at, Some(standing(&member, stated).map_err(|found| found.under(&member))?)),
            None if others.contains(&&*member) => {}
            None => return Err(error("", "no such rule").under(&member)),
        }
    }
    Ok(set)
}

/// Nothing but members called `names`.
fn no_others(value: Value<'_>, names: &[&str]) -> Result<(), ShapeError> {
    rules(value, &[], names).map(|_| ())
}

/// The standing that rule `name` states.
#[inline(never)]
fn standing(name: &str, stated: Value<'_>) -> Result<Rule, ShapeError> {
    let basis = stated.get("basis").and_then(|basis| basis.as_str()).unwrap_or_default();
    let basis = match &*basis {
        "documented" => Basis::Documented,
        "confirmed" => Basis::Confirmed,
        "assumed" => Basis::Assumed,
        _ => return Err(error("/basis", BASIS)),
    };
    let own = RULE_MEMBERS.iter().find(|(known, _)| *known == name).map(|(_, members)| *members).unwrap_or_default();
    for (member, _) in stated.entries() {
        let member = member.as_str().unwrap_or_default();
        if !matches!(&*member, "basis" | "source") && !own.contains(&&*member) {
            return Err(error("", "no such rule").under(&member));
        }
    }
    Ok(Rule { basis })
}

/// The rule that member `name` states; `None` when it is absent.
fn rule(value: Value<'_>, name: &'static str) -> Result<Option<Rule>, ShapeError> {
    let Some(stated) = value.get(name) else { return Ok(None) };
    standing(name, stated).map(Some).map_err(|found| found.under(name))
}

fn operation(name: &str, value: Value<'_>) -> Result<Operation, ShapeError> {
    no_others(value, OPERATION_MEMBERS)?;
    object(value, "fields")?;
    let scope = match value.get("scope") {
        Some(stated) => Some(Scope {
            any_of: strings(stated, "anyOf"),
            with_template: strings(stated, "withTemplate"),
            rule: standing("scope", stated).map_err(|found| found.under("scope"))?,
        }),
        None => None,
    };
    let creates = match (value.get("creates"), rule(value, "creates")?) {
        (Some(stated), Some(rule)) => {
            let resource = string(stated, "resource").ok_or_else(|| error("/creates/resource", "a string"))?;
            Some((resource, rule))
        }
        _ => None,
    };
    Ok(Operation {
        name: name.to_string(),
        shape: shape(value, MAX_DEPTH)?,
        missing_variable: rule(value, "missingVariable")?,
        sends: flag(value, "sends"),
        rate_group: string(value, "rateGroup").unwrap_or_default(),
        scope,
        creates,
    })
}

/// What `value`, an operation or a field that is an object, declares of its members. `depth` ends a profile that nests.
fn shape(value: Value<'_>, depth: usize) -> Result<Shape, ShapeError> {
    let mut fields: Vec<Field> = Vec::new();
    if let Some(stated) = value.get("fields") {
        let inner = depth.checked_sub(1).ok_or_else(|| error("/fields", "no deeper object"))?;
        for (name, value) in stated.entries() {
            let name = name.as_str().unwrap_or_default();
            fields.push(field(&name, value, inner).map_err(|found| found.under(&name).under("fields"))?);
        }
    }
    let is_field = |name: &String| fields.iter().any(|field: &Field| field.name == *name);
    for field in &fields {
        if field.unless.as_ref().is_some_and(|other| !is_field(other)) {
            return Err(error("/required/unless", "the name of a field beside it").under(&field.name).under("fields"));
        }
    }
    let mut one_of = Vec::new();
    for group in value.get("oneOf").map(|groups| groups.elements()).into_iter().flatten() {
        let names = strings(group, "fields");
        if names.is_empty() || !names.iter().all(is_field) {
            return Err(error("/oneOf", "names of fields beside it"));
        }
        one_of.push(OneOf { fields: names, rule: standing("oneOf", group).map_err(|found| found.under("oneOf"))? });
    }
    Ok(Shape { fields, one_of, unknown_field: rule(value, "unknownField")? })
}

fn field(name: &str, value: Value<'_>, depth: usize) -> Result<Field, ShapeError> {
    let word = |member: &str| value.get(member).and_then(|word| word.as_str());
    let kind = word("kind").and_then(|kind| FieldKind::from_name(&kind));
    let role = Role::from_name(&word("role").unwrap_or_default()).ok_or_else(|| error("/role", "a field's role"))?;
    let name_addr = match (value.get("nameAddr"), rule(value, "nameAddr")?) {
        (Some(object), Some(rule)) => {
            let allowed = object.get("allowed").and_then(|allowed| allowed.as_bool());
            Some((allowed.ok_or_else(|| error("/nameAddr/allowed", "true or false"))?, rule))
        }
        _ => None,
    };
    Ok(Field {
        name: name.to_string(),
        aliases: strings(value, "aliases"),
        kind: kind.ok_or_else(|| error("/kind", "a field kind"))?,
        role,
        rules: rules(value, FieldRule::NAMES, FIELD_MEMBERS)?,
        unless: value.get("required").and_then(|required| string(required, "unless")),
        max_length: limit(value, "maxLength", "octets")?,
        max_items: limit(value, "maxItems", "items")?,
        max_segments: limit(value, "maxSegments", "segments")?,
        name_addr,
        values: strings(value, "values"),
        resource: string(value, "resource").unwrap_or_default(),
        template: flag(value, "template"),
        shape: shape(value, depth)?,
    })
}

fn limit(value: Value<'_>, name: &'static str, usual: Name) -> Result<Option<Limit>, ShapeError> {
    let Some(stated) = value.get(name) else { return Ok(None) };
    let max = stated.get("max").and_then(|max| max.number_text()).and_then(whole);
    let max = max.ok_or_else(|| error("/max", "a whole number").under(name))?;
    let unit = match stated.get("unit").and_then(|unit| unit.as_str()) {
        None => Some(usual),
        Some(unit) => ["octets", "code_points", "utf16_units", "unknown"].into_iter().find(|known| *unit == **known),
    };
    let unit = unit.ok_or_else(|| error("/unit", "octets, code_points, utf16_units or unknown").under(name))?;
    Ok(Some(Limit { max, unit, rule: standing(name, stated).map_err(|found| found.under(name))? }))
}

pub(super) fn whole(digits: &str) -> Option<u32> {
    digits.bytes().try_fold(0u32, |number, digit| {
        if !digit.is_ascii_digit() {
            return None;
        }
        number.checked_mul(10)?.checked_add(u32::from(digit - b'0'))
    })
}
