//! A provider's rules, compiled from a JSON profile (`profiles/profile.schema.json` describes its shape).

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::issue::{Basis, Name};
use crate::json::{JsonOptions, Value, ValueKind, check_json_octets};

/// A rule's standing; where it comes from stays in the profile's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `documented`, `confirmed` or `assumed`.
    pub basis: Basis,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One RFC 5321 mailbox.
    Mailbox,
    /// One mailbox or an array of them.
    Mailboxes,
    /// One E.164 number.
    Phone,
    /// A string.
    Text,
    /// A string that ends up in a header: no line breaks.
    Line,
    /// An array of strings.
    Texts,
    /// The id of a saved template.
    TemplateId,
    /// An object of template variables.
    Variables,
    /// A point in time, `YYYY-MM-DDTHH:MM:SSZ`.
    Instant,
    /// Anything.
    Any,
}

impl FieldKind {
    fn from_name(name: &str) -> Option<FieldKind> {
        Some(match name {
            "mailbox" => FieldKind::Mailbox,
            "mailboxes" => FieldKind::Mailboxes,
            "phone" => FieldKind::Phone,
            "text" => FieldKind::Text,
            "line" => FieldKind::Line,
            "texts" => FieldKind::Texts,
            "template_id" => FieldKind::TemplateId,
            "variables" => FieldKind::Variables,
            "instant" => FieldKind::Instant,
            "any" => FieldKind::Any,
            _ => return None,
        })
    }
}

/// A length that a field must not exceed.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The most that is taken.
    pub max: u32,
    /// `octets`, `code_points`, `utf16_units`, `unknown` or, for arrays, `items`.
    pub unit: Name,
    /// Where the limit comes from.
    pub rule: Rule,
}

/// One field of an operation.
#[derive(Clone, Debug)]
pub struct Field {
    /// The provider's spelling.
    pub name: String,
    /// Other spellings that mean the same.
    pub aliases: Vec<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it must be there.
    pub required: Option<Rule>,
    /// A field whose presence makes this one optional.
    pub unless: Option<String>,
    /// Longest value, of each element where it is an array.
    pub max_length: Option<Limit>,
    /// Most elements.
    pub max_items: Option<Limit>,
    /// Whether `Name <address>` is taken, and how sure that is.
    pub name_addr: Option<(bool, Rule)>,
    /// The domain must be verified on the account.
    pub domain_verified: Option<Rule>,
    /// The id must be a template of the account, published and active.
    pub registered: Option<Rule>,
    /// The form of a point in time.
    pub format: Option<Rule>,
    /// The point in time must lie ahead.
    pub future: Option<Rule>,
    /// May hold placeholders.
    pub template: bool,
}

impl Field {
    /// True for the field's name and its aliases.
    pub fn is_named(&self, name: &[u8]) -> bool {
        self.name.as_bytes() == name || self.aliases.iter().any(|alias| alias.as_bytes() == name)
    }
}

/// Fields of which at least one must be there.
#[derive(Clone, Debug)]
pub struct OneOf {
    /// Their names.
    pub fields: Vec<String>,
    /// Where the rule comes from.
    pub rule: Rule,
}

/// One operation, such as `email.send`.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Its fields, in the order of the profile.
    pub fields: Vec<Field>,
    /// Groups of which one is needed.
    pub one_of: Vec<OneOf>,
    /// What a variable without a value means.
    pub missing_variable: Option<Rule>,
    /// What a field that nobody declared means.
    pub unknown_field: Option<Rule>,
}

impl Operation {
    /// The field with this name or alias.
    pub fn field(&self, name: &[u8]) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_named(name))
    }
}

/// A provider's rules.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The provider's short name.
    pub name: String,
    /// What can be asked of it.
    pub operations: Vec<Operation>,
}

/// Why a profile cannot be used: which rule, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// JSON Pointer (RFC 6901) of the rule.
    pub pointer: String,
    /// What was expected there.
    pub expected: &'static str,
}

impl core::fmt::Display for ProfileError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("expected ")?;
        out.write_str(self.expected)?;
        out.write_str(" at ")?;
        out.write_str(&self.pointer)
    }
}

impl core::error::Error for ProfileError {}

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
    pub fn from_json(text: &[u8]) -> Result<Profile, ProfileError> {
        let check = check_json_octets(text, &JsonOptions::default());
        let Some(document) = check.document else { return Err(error("", "a JSON text")) };
        let root = document.root();
        let name = string(root, "name").ok_or_else(|| error("/name", "a string"))?;
        let operations = root.get("operations").filter(is_object).ok_or_else(|| error("/operations", "an object"))?;
        let mut compiled = Vec::new();
        for (name, value) in operations.entries() {
            let name = name.as_str().unwrap_or_default();
            match operation(&name, value) {
                Ok(operation) => compiled.push(operation),
                Err(found) => return Err(found.under("operations", &name)),
            }
        }
        Ok(Profile { name, operations: compiled })
    }

    /// The shipped profile of MigoSMTP, as JSON.
    #[cfg(not(target_arch = "wasm32"))]
    pub const MIGOSMTP: &'static str = include_str!("../../profiles/migosmtp.json");

    /// Position of the operation called `name`.
    pub fn operation_index(&self, name: &[u8]) -> Option<usize> {
        self.operations.iter().position(|operation| operation.name.as_bytes() == name)
    }
}

impl ProfileError {
    /// The same error, seen from one object further out: `outer/name`.
    fn under(mut self, outer: &str, name: &str) -> ProfileError {
        let mut pointer = String::from("/");
        pointer.push_str(outer);
        pointer.push('/');
        pointer.push_str(name);
        pointer.push_str(&self.pointer);
        self.pointer = pointer;
        self
    }
}

fn error(pointer: &str, expected: &'static str) -> ProfileError {
    ProfileError { pointer: pointer.to_string(), expected }
}

fn is_object(value: &Value<'_>) -> bool {
    value.kind() == ValueKind::Object
}

fn string(value: Value<'_>, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(|text| text.into_owned())
}

/// The strings of the array that member `name` holds.
fn strings(value: Value<'_>, name: &str) -> Vec<String> {
    let mut strings = Vec::new();
    if let Some(array) = value.get(name) {
        for element in array.elements() {
            strings.extend(element.as_str().map(|text| text.into_owned()));
        }
    }
    strings
}

fn operation(name: &str, value: Value<'_>) -> Result<Operation, ProfileError> {
    let fields = value.get("fields").filter(is_object).ok_or_else(|| error("/fields", "an object"))?;
    let mut compiled: Vec<Field> = Vec::new();
    for (name, value) in fields.entries() {
        let name = name.as_str().unwrap_or_default();
        match field(&name, value) {
            Ok(field) => compiled.push(field),
            Err(found) => return Err(found.under("fields", &name)),
        }
    }
    let fields = compiled;
    let mut one_of = Vec::new();
    for group in value.get("oneOf").map(|groups| groups.elements()).into_iter().flatten() {
        let names = strings(group, "fields");
        if names.is_empty() || names.iter().any(|name| !fields.iter().any(|field: &Field| field.name == *name)) {
            return Err(error("/oneOf", "names of this operation's fields"));
        }
        one_of.push(OneOf { fields: names, rule: basis(group).ok_or_else(|| error("/oneOf", BASIS))? });
    }
    Ok(Operation {
        name: name.to_string(),
        fields,
        one_of,
        missing_variable: rule(value, "missingVariable")?,
        unknown_field: rule(value, "unknownField")?,
    })
}

fn field(name: &str, value: Value<'_>) -> Result<Field, ProfileError> {
    let kind = value.get("kind").and_then(|kind| kind.as_str()).and_then(|kind| FieldKind::from_name(&kind));
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
        required: rule(value, "required")?,
        unless: value.get("required").and_then(|required| string(required, "unless")),
        max_length: limit(value, "maxLength")?,
        max_items: limit(value, "maxItems")?,
        name_addr,
        domain_verified: rule(value, "domainVerified")?,
        registered: rule(value, "registered")?,
        format: rule(value, "format")?,
        future: rule(value, "future")?,
        template: value.get("template").and_then(|flag| flag.as_bool()).unwrap_or(false),
    })
}

const BASIS: &str = "a basis: documented, confirmed or assumed";

/// The rule that member `name` states; `None` when it is absent.
fn rule(value: Value<'_>, name: &'static str) -> Result<Option<Rule>, ProfileError> {
    let Some(stated) = value.get(name) else { return Ok(None) };
    match basis(stated) {
        Some(rule) => Ok(Some(rule)),
        None => Err(member_error(name, "basis", BASIS)),
    }
}

fn basis(stated: Value<'_>) -> Option<Rule> {
    let basis = match &*stated.get("basis")?.as_str()? {
        "documented" => Basis::Documented,
        "confirmed" => Basis::Confirmed,
        "assumed" => Basis::Assumed,
        _ => return None,
    };
    Some(Rule { basis })
}

fn limit(value: Value<'_>, name: &'static str) -> Result<Option<Limit>, ProfileError> {
    let Some(stated) = value.get(name) else { return Ok(None) };
    let max = stated.get("max").and_then(|max| max.number_text()).and_then(whole);
    let max = max.ok_or_else(|| member_error(name, "max", "a whole number"))?;
    let unit = match stated.get("unit").and_then(|unit| unit.as_str()) {
        None => Some("items"),
        Some(unit) => ["octets", "code_points", "utf16_units", "unknown"].into_iter().find(|known| *unit == **known),
    };
    let unit = unit.ok_or_else(|| member_error(name, "unit", "octets, code_points, utf16_units or unknown"))?;
    let rule = basis(stated).ok_or_else(|| member_error(name, "basis", BASIS))?;
    Ok(Some(Limit { max, unit, rule }))
}

fn member_error(name: &str, member: &str, expected: &'static str) -> ProfileError {
    let mut pointer = String::from("/");
    pointer.push_str(name);
    pointer.push('/');
    pointer.push_str(member);
    ProfileError { pointer, expected }
}

fn whole(digits: &str) -> Option<u32> {
    digits.bytes().try_fold(0u32, |number, digit| {
        if !digit.is_ascii_digit() {
            return None;
        }
        number.checked_mul(10)?.checked_add(u32::from(digit - b'0'))
    })
}
