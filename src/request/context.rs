//! What is known about the account: a dated snapshot, every part optional.

use alloc::borrow::Cow;

use crate::json::{Document, JsonOptions, Value, ValueKind, check_json_octets};

/// The parts that an operation may need and a snapshot may lack.
pub(super) const VERIFIED_DOMAINS: &str = "verifiedDomains";
pub(super) const TEMPLATES: &str = "templates";

/// A snapshot of the account, as JSON text on its tape: `{ asOf?, verifiedDomains?: [domain], templates?: [{ id, status?,
/// subject?, html?, text?, defaults? }] }`.
#[derive(Debug)]
pub struct Context<'a> {
    document: Option<Document<'a>>,
}

/// What a snapshot says of a template id.
pub(super) enum Known<'a> {
    /// The snapshot has no list of templates.
    Unlisted,
    /// The list has no such id.
    Absent,
    /// The template.
    Template(Value<'a>),
}

impl<'a> Context<'a> {
    /// Nothing is known.
    pub const fn empty() -> Context<'a> {
        Context { document: None }
    }

    /// The snapshot in `text`; `None` when it is not a JSON object.
    pub fn from_json(text: &'a [u8]) -> Option<Context<'a>> {
        let document = check_json_octets(text, &JsonOptions::default()).document?;
        let is_object = document.root().kind() == ValueKind::Object;
        is_object.then_some(Context { document: Some(document) })
    }

    /// When the snapshot was taken, in milliseconds since 1970 UTC.
    pub(super) fn as_of(&self) -> Option<f64> {
        // The tape keeps numbers as text; a date fits in 53 bits.
        let digits = self.part("asOf")?.number_text()?;
        let whole = digits.split('.').next()?;
        whole
            .bytes()
            .try_fold(0f64, |number, digit| digit.is_ascii_digit().then(|| number * 10.0 + f64::from(digit - b'0')))
    }

    /// True when `domain` (lower case) is verified, `None` when the snapshot has no such list.
    pub(super) fn domain_is_verified(&self, domain: &str) -> Option<bool> {
        let list = self.part(VERIFIED_DOMAINS)?;
        Some(list.elements().any(|entry| entry.as_str().is_some_and(|entry| entry.eq_ignore_ascii_case(domain))))
    }

    /// The template called `id`.
    pub(super) fn template(&self, id: &[u8]) -> Known<'_> {
        let Some(list) = self.part(TEMPLATES) else { return Known::Unlisted };
        let named = |template: &Value<'_>| {
            let own: Option<Cow<'_, [u8]>> = template.get("id").and_then(|own| own.string_octets());
            own.is_some_and(|own| *own == *id)
        };
        list.elements().find(named).map_or(Known::Absent, Known::Template)
    }

    fn part(&self, name: &str) -> Option<Value<'_>> {
        self.document.as_ref()?.root().get(name)
    }
}
