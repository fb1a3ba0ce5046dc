//! What is known about the account: a dated snapshot, every part optional, compiled once.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use super::profile::words;
use super::read_profile::ShapeError;
use super::text_set::TextSet;
use crate::dlt::{DltIndex, DltPolicy};
use crate::filter::Filter;
use crate::json::{Value, ValueKind};

words! {
    /// A part of the account, in the order in which a report lists those that nobody described.
    Part {
        /// Domains from which the account may send.
        VerifiedDomains = "verifiedDomains",
        /// What an SMS may come from.
        SenderIds = "senderIds",
        /// Saved templates.
        Templates = "templates",
        /// WhatsApp templates with Meta's verdict.
        WhatsappTemplates = "whatsappTemplates",
        /// When people last wrote on WhatsApp.
        WhatsappInbound = "whatsappInbound",
        /// Registrations with India's DLT.
        Dlt = "dlt",
        /// Recipients that must not be written to.
        Suppressions = "suppressions",
        /// Numbers in India's do-not-disturb registry.
        Dnd = "dnd",
        /// Messages sent and allowed.
        Usage = "usage",
        /// What there is of domains, templates …, and how many there may be.
        Resources = "resources",
        /// What is known of the key.
        ApiKey = "apiKey",
        /// Where the request comes from.
        IpAddress = "ipAddress",
        /// Whether the account may send at all.
        Subscription = "subscription",
        /// Idempotency keys used of late.
        IdempotencyKeys = "idempotencyKeys",
        /// What answers said of the request windows.
        RateLimits = "rateLimits",
    }
}

/// A snapshot of the account. `profiles/context.schema.json` describes its JSON.
///
/// ```
/// use presend::request::Context;
///
/// let context = Context::from_json(br#"{ "verifiedDomains": ["acme.in"] }"#).unwrap();
/// let error = Context::from_json(br#"{ "verifiedDomains": "acme.in" }"#).unwrap_err();
/// assert_eq!((error.pointer.as_str(), error.expected), ("/verifiedDomains", "an array of strings"));
/// # let _ = context;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// When what is told next was taken, in milliseconds since 1970 UTC.
    pub(super) as_of: Option<f64>,
    /// After so many milliseconds a part proves nothing for certain.
    pub(super) stale_after_ms: Option<f64>,
    /// When each part was taken. Request windows have dates of their own.
    pub(super) dates: [Option<f64>; Part::NAMES.len()],
    pub(super) verified_domains: Option<TextSet>,
    pub(super) sender_ids: Option<Vec<SenderId>>,
    pub(super) templates: Option<Vec<SavedTemplate>>,
    pub(super) whatsapp_templates: Option<Vec<WhatsappTemplate>>,
    pub(super) whatsapp_inbound: Option<Dated>,
    pub(super) dlt: Option<Dlt>,
    pub(super) suppressions: Option<List>,
    pub(super) dnd: Option<List>,
    pub(super) usage: Option<Usage>,
    pub(super) resources: Option<Vec<Resource>>,
    pub(super) api_key: Option<ApiKey>,
    pub(super) ip_address: Option<String>,
    pub(super) subscription: Option<Subscription>,
    pub(super) idempotency_keys: Option<UsedKeys>,
    pub(super) rate_limits: Option<Vec<RateLimit>>,
}

/// What an SMS may come from; `usable` unless its status says otherwise.
#[derive(Clone, Debug)]
pub(super) struct SenderId {
    pub(super) id: String,
    pub(super) usable: bool,
}

/// A template of the account.
#[derive(Clone, Debug)]
pub(super) struct SavedTemplate {
    pub(super) id: String,
    pub(super) usable: bool,
    /// Field name and text, as far as known: `subject`, `html`, `text`.
    pub(super) texts: Vec<(String, Vec<u8>)>,
    /// The names of its variables, where its texts are not known.
    pub(super) variables: Vec<String>,
    pub(super) defaults: Vec<(String, String)>,
}

/// A WhatsApp template as Meta has it.
#[derive(Clone, Debug)]
pub(super) struct WhatsappTemplate {
    pub(super) name: String,
    pub(super) language: String,
    /// Its whole definition, as JSON.
    pub(super) json: Vec<u8>,
}

/// Texts, each with a point in time.
#[derive(Clone, Debug, Default)]
pub(super) struct Dated {
    texts: TextSet,
    times: Vec<f64>,
}

impl Dated {
    pub(super) fn time_of(&self, text: &[u8]) -> Option<f64> {
        self.times.get(self.texts.number_of(text)?).copied()
    }
}

/// Registrations with India's DLT.
#[derive(Clone, Debug)]
pub(super) struct Dlt {
    pub(super) entity_id: Option<String>,
    pub(super) templates: Vec<DltTemplate>,
    /// What the operator takes as a match.
    pub(super) policy: DltPolicy,
    /// The texts of the templates, in their order. The match works in memory of the index.
    pub(super) index: RefCell<DltIndex>,
}

/// A text registered with India's DLT.
#[derive(Clone, Debug)]
pub(super) struct DltTemplate {
    pub(super) id: String,
    pub(super) text: String,
    /// The header under which it may be sent, where that is known.
    pub(super) header: Option<String>,
}

/// Recipients that must not be written to.
#[derive(Clone, Debug)]
pub(super) enum List {
    Exact(TextSet),
    Filter(Filter),
}

/// Messages sent and allowed, as `GET /account/usage` answers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Usage {
    /// Month, day, hour: the limit, what is used of it, and until when that holds.
    pub(super) periods: [Period; 3],
    pub(super) shared: bool,
}

/// One counter.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Period {
    pub(super) limit: Option<f64>,
    pub(super) used: Option<f64>,
    pub(super) ends_at: Option<f64>,
}

/// What there is of one kind of resource.
#[derive(Clone, Debug, Default)]
pub(super) struct Resource {
    pub(super) name: String,
    pub(super) ids: Option<TextSet>,
    pub(super) count: Option<f64>,
    pub(super) limit: Option<f64>,
    pub(super) shared: bool,
}

/// What is known of the key, which nobody needs to see for it.
#[derive(Clone, Debug, Default)]
pub(super) struct ApiKey {
    pub(super) platform: Option<String>,
    pub(super) scopes: Option<Vec<String>>,
    pub(super) expires_at: Option<f64>,
    pub(super) ip_allow_list: Option<Vec<String>>,
}

/// Whether the account may send at all.
#[derive(Clone, Debug, Default)]
pub(super) struct Subscription {
    pub(super) status: Option<String>,
    pub(super) expires_at: Option<f64>,
}

/// Idempotency keys used of late.
#[derive(Clone, Debug, Default)]
pub(super) struct UsedKeys {
    keys: TextSet,
    /// When, if known, and whether the request failed.
    uses: Vec<(Option<f64>, bool)>,
}

impl UsedKeys {
    pub(super) fn use_of(&self, key: &[u8]) -> Option<(Option<f64>, bool)> {
        self.uses.get(self.keys.number_of(key)?).copied()
    }
}

/// What the last answer of a group said of its window.
#[derive(Clone, Debug, Default)]
pub(super) struct RateLimit {
    pub(super) group: String,
    pub(super) remaining: Option<f64>,
    pub(super) resets_at: Option<f64>,
    pub(super) shared: bool,
    /// When the answer came, as far as known.
    pub(super) as_of: Option<f64>,
}

impl Context {
    /// Nothing is known.
    pub fn empty() -> Context {
        Context::default()
    }

    /// The snapshot in `text`.
    pub fn from_json(text: &[u8]) -> Result<Context, ShapeError> {
        let mut context = Context::default();
        context.update(text)?;
        Ok(context)
    }

    /// Takes the octets of a filter (`buildFilter`) as suppressed or, [`Part::Dnd`], do-not-disturb recipients; false when they are no filter.
    pub fn set_filter(&mut self, part: Part, octets: &[u8]) -> bool {
        let Some(filter) = Filter::from_octets(octets) else { return false };
        let list = if part == Part::Dnd { &mut self.dnd } else { &mut self.suppressions };
        *list = Some(List::Filter(filter));
        self.set_date(part as usize);
        true
    }

    /// What is told of part number `part` is as old as what is told now.
    pub(super) fn set_date(&mut self, part: usize) {
        if let Some(date) = self.dates.get_mut(part) {
            *date = self.as_of;
        }
    }

    /// Windows of further groups, and newer ones of groups that are known.
    pub(super) fn add_rate_limits(&mut self, limits: Option<Vec<RateLimit>>) {
        let Some(limits) = limits else {
            self.rate_limits = None;
            return;
        };
        let known = self.rate_limits.get_or_insert_default();
        for mut limit in limits {
            limit.as_of = self.as_of;
            match known.iter_mut().find(|known| known.group == limit.group) {
                Some(known) => *known = limit,
                None => known.push(limit),
            }
        }
    }

    /// The template called `id`, which is in `templates`.
    pub(super) fn template(&self, id: &[u8]) -> Option<&SavedTemplate> {
        self.templates.as_ref()?.iter().find(|template| template.id.as_bytes() == id)
    }

    /// When a part was taken.
    pub(super) fn date(&self, part: Part) -> Option<f64> {
        self.dates.get(part as usize).copied().flatten()
    }

    /// True when what was taken then is too old at `now` to prove anything.
    pub(super) fn is_stale(&self, as_of: Option<f64>, now: Option<f64>) -> bool {
        match (as_of, self.stale_after_ms, now) {
            (Some(as_of), Some(stale_after), Some(now)) => now - as_of > stale_after,
            _ => false,
        }
    }
}

/// True without a status, and with one of the words that let it be used.
pub(super) fn is_usable(status: Option<&str>, words: &[&str]) -> bool {
    status.is_none_or(|status| words.iter().any(|word| status.eq_ignore_ascii_case(word)))
}

/// Values of the snapshot, read. They are what they must be: `read_context` has looked at them.
pub(super) struct Reader;

impl Reader {
    /// A number as JSON writes it, 0 or more, without its fraction; a date in milliseconds fits in 53 bits.
    #[inline(never)]
    pub(super) fn number(value: Value<'_>) -> Option<f64> {
        let mut number = 0f64;
        // Powers of ten that are missing: no number has more than 308.
        let mut power = 0i32;
        let mut step = 0;
        let mut octets = value.number_text()?.bytes();
        while let Some(octet) = octets.next() {
            match octet {
                b'.' => step = 1,
                b'0'..=b'9' => {
                    number = number * 10.0 + f64::from(octet - b'0');
                    power -= step;
                }
                b'e' | b'E' => {
                    let mut exponent = 0i32;
                    let mut sign = 1;
                    for octet in octets.by_ref() {
                        match octet {
                            b'-' => sign = -1,
                            b'+' => {}
                            digit => exponent = (exponent * 10 + i32::from(digit) - i32::from(b'0')).min(9999),
                        }
                    }
                    power = power.saturating_add(sign * exponent);
                }
                _ => return None,
            }
        }
        for _ in 0..power.unsigned_abs().min(400) {
            number = if power < 0 { number / 10.0 } else { number * 10.0 };
        }
        // Beyond 64 bits it is the largest of them, which is as good as no limit.
        Some(number as u64 as f64)
    }

    /// The text of a string.
    #[inline(never)]
    pub(super) fn text(value: Value<'_>) -> Option<String> {
        value.as_str().map(|text| text.into_owned())
    }

    #[inline(never)]
    pub(super) fn member_number(value: Value<'_>, name: &str) -> Option<f64> {
        Reader::number(value.get(name)?)
    }

    #[inline(never)]
    pub(super) fn member_text(value: Value<'_>, name: &str) -> Option<String> {
        Reader::text(value.get(name)?)
    }

    pub(super) fn is_true_unless_said(value: Value<'_>, name: &str) -> bool {
        value.get(name).and_then(|flag| flag.as_bool()).unwrap_or(true)
    }

    /// All elements by `read`; nothing of what is no array.
    pub(super) fn all<T>(value: Value<'_>, read: fn(Value<'_>) -> T) -> Option<Vec<T>> {
        let mut list = Vec::new();
        for element in value.elements() {
            list.push(read(element));
        }
        (value.kind() == ValueKind::Array).then_some(list)
    }

    /// Domains, addresses and numbers: neither the case of their letters nor white space around them matters.
    pub(super) fn set(value: Value<'_>) -> Option<TextSet> {
        Reader::texts(value, &|set, text| {
            set.insert_folded(text.trim_ascii());
        })
    }

    /// Identifiers, of which every letter counts.
    pub(super) fn exact_set(value: Value<'_>) -> Option<TextSet> {
        Reader::texts(value, &|set, text| {
            set.insert(text);
        })
    }

    #[inline(never)]
    fn texts(value: Value<'_>, insert: &dyn Fn(&mut TextSet, &[u8])) -> Option<TextSet> {
        let mut set = TextSet::default();
        for text in value.elements().filter_map(|element| element.string_octets()) {
            insert(&mut set, &text);
        }
        (value.kind() == ValueKind::Array).then_some(set)
    }

    /// An object of points in time.
    pub(super) fn dated(value: Value<'_>) -> Option<Dated> {
        let mut dated = Dated::default();
        for (name, time) in value.entries() {
            let number = dated.texts.insert(&name.string_octets().unwrap_or_default());
            let time = Reader::number(time).unwrap_or_default();
            match dated.times.get_mut(number) {
                Some(known) => *known = time,
                None => dated.times.push(time),
            }
        }
        (value.kind() == ValueKind::Object).then_some(dated)
    }

    /// An array of keys, or of `{ key, at?, failed? }`.
    pub(super) fn used_keys(value: Value<'_>) -> Option<UsedKeys> {
        let mut used = UsedKeys::default();
        for element in value.elements() {
            let key = element.get("key").unwrap_or(element);
            let number = used.keys.insert(&key.string_octets().unwrap_or_default());
            let failed = element.get("failed").and_then(|failed| failed.as_bool()).unwrap_or(false);
            let entry = (Reader::member_number(element, "at"), failed);
            match used.uses.get_mut(number) {
                Some(known) => *known = entry,
                None => used.uses.push(entry),
            }
        }
        (value.kind() == ValueKind::Array).then_some(used)
    }
}
