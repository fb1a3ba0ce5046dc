//! The JSON of a snapshot into its parts, or the member that is wrong.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use super::context::{
    ApiKey, Context, Dlt, DltTemplate, List, Part, Period, RateLimit, Reader, Resource, SavedTemplate, SenderId,
    Subscription, Usage, WhatsappTemplate, is_usable,
};
use super::read_profile::{ShapeError, error};
use crate::dlt::{DltIndex, DltPolicy, Sharing};
use crate::json::{Value, ValueKind, parse_json_octets};

const OBJECT: &str = "an object";

/// What a value must be; `null` in place of a member or a part is nothing.
enum Want {
    Any,
    Text,
    /// A text whose octets count, whatever they are.
    Octets,
    /// A number that counts something.
    Count,
    /// A point in time, or a time.
    Moment,
    Flag,
    /// What `createDltIndex` takes.
    Policy,
    /// An array, and what its elements must be.
    List(&'static str, &'static Want),
    /// An object with these members; those whose names begin with `!` must be there.
    Object(&'static str, &'static [(&'static str, Want)]),
    /// An object of any names.
    Each(&'static Want),
    /// The same, whose names are people's numbers: no message repeats them.
    Times,
    /// A text, or what stands for one.
    TextOr(&'static Want),
}

/// The members of a snapshot.
const PARTS: &[(&str, Want)] = &[
    ("verifiedDomains", TEXT_SET),
    ("senderIds", Want::List("an array of strings or of { id, status? }", &SENDER_ID)),
    ("templates", Want::List("an array of { id, … }", &SAVED_TEMPLATE)),
    ("whatsappTemplates", Want::List("an array of { name, language, status, … }", &WHATSAPP_TEMPLATE)),
    ("whatsappInbound", Want::Times),
    ("dlt", Want::Object("{ entityId?, templates: [{ id, text }], policy? }", DLT)),
    ("suppressions", TEXT_SET),
    ("dnd", TEXT_SET),
    ("usage", Want::Object(OBJECT, USAGE)),
    ("resources", Want::Each(&RESOURCE)),
    ("apiKey", Want::Object("{ platform?, scopes?, expiresAt?, ipAllowList? }", API_KEY)),
    ("ipAddress", Want::Text),
    ("subscription", Want::Object("{ status?, expiresAt? }", SUBSCRIPTION)),
    ("idempotencyKeys", Want::List("an array of strings or of { key, at?, failed? }", &USED_KEY)),
    ("rateLimits", Want::Each(&RATE_LIMIT)),
    ("asOf", Want::Moment),
    ("staleAfterMs", Want::Moment),
    ("$schema", Want::Any),
    // For the page alone, which turns it into the ends of periods.
    ("timeZone", Want::Any),
];
const TEXT_SET: Want = Want::List("an array of strings", &Want::Octets);
const TEXTS: Want = Want::List("an array of strings", &Want::Text);
const SENDER_ID: Want = Want::TextOr(&Want::Object(OBJECT, &[("!id", Want::Text), ("status", Want::Text)]));
const SAVED_TEMPLATE: Want = Want::Object(
    OBJECT,
    &[
        ("!id", Want::Text),
        ("status", Want::Text),
        ("subject", Want::Octets),
        ("html", Want::Octets),
        ("text", Want::Octets),
        ("defaults", Want::Each(&Want::Text)),
        ("variables", TEXTS),
    ],
);
const WHATSAPP_TEMPLATE: Want =
    Want::Object(OBJECT, &[("!name", Want::Text), ("!language", Want::Text), ("status", Want::Text)]);
const DLT: &[(&str, Want)] = &[
    ("entityId", Want::Text),
    ("!templates", Want::List("an array of { id, text, header? }", &DLT_TEMPLATE)),
    ("policy", Want::Policy),
];
const DLT_TEMPLATE: Want = Want::Object(OBJECT, &[("!id", Want::Text), ("!text", Want::Text), ("header", Want::Text)]);
const USAGE: &[(&str, Want)] = &[
    ("monthly_quota", Want::Count),
    ("monthly_used", Want::Count),
    ("month_ends_at", Want::Moment),
    ("daily_limit", Want::Count),
    ("daily_used", Want::Count),
    ("day_ends_at", Want::Moment),
    ("hourly_limit", Want::Count),
    ("hourly_used", Want::Count),
    ("hour_ends_at", Want::Moment),
    ("shared", Want::Flag),
];
const RESOURCE: Want =
    Want::Object(OBJECT, &[("ids", TEXT_SET), ("count", Want::Count), ("limit", Want::Count), ("shared", Want::Flag)]);
const API_KEY: &[(&str, Want)] =
    &[("platform", Want::Text), ("scopes", TEXTS), ("expiresAt", Want::Moment), ("ipAllowList", TEXTS)];
const SUBSCRIPTION: &[(&str, Want)] = &[("status", Want::Text), ("expiresAt", Want::Moment)];
const USED_KEY: Want =
    Want::TextOr(&Want::Object(OBJECT, &[("!key", Want::Text), ("at", Want::Moment), ("failed", Want::Flag)]));
const RATE_LIMIT: Want =
    Want::Object(OBJECT, &[("remaining", Want::Count), ("resetsAt", Want::Moment), ("shared", Want::Flag)]);

impl Want {
    /// What to say where something else stands.
    const fn expected(&self) -> &'static str {
        match self {
            Want::Any => "anything",
            Want::Text | Want::Octets => "a string",
            Want::Count => "a number, 0 or more",
            Want::Moment => "a number of milliseconds",
            Want::Flag => "true or false",
            Want::Policy => "a policy as in createDltIndex",
            Want::List(expected, _) | Want::Object(expected, _) => expected,
            Want::Each(_) => "an object of objects",
            Want::Times => "an object of numbers of milliseconds",
            Want::TextOr(other) => other.expected(),
        }
    }

    /// Whether `value` is that, and what is inside it too.
    #[inline(never)]
    fn check(&self, value: Value<'_>) -> Result<(), ShapeError> {
        let kind = value.kind();
        let fits = match self {
            Want::Any => true,
            Want::Text => value.as_str().is_some(),
            Want::Octets => kind == ValueKind::String,
            Want::Count | Want::Moment => Reader::number(value).is_some(),
            Want::Flag => kind == ValueKind::Boolean,
            Want::Policy => dlt_policy(value).is_some(),
            Want::List(..) => kind == ValueKind::Array,
            Want::Object(..) | Want::Each(_) => kind == ValueKind::Object,
            Want::Times => kind == ValueKind::Object && value.entries().all(|(_, time)| Reader::number(time).is_some()),
            Want::TextOr(_) if kind == ValueKind::String => return Want::Text.check(value),
            Want::TextOr(other) => return other.check(value),
        };
        if !fits {
            return Err(error("", self.expected()));
        }
        match self {
            Want::List(_, want) => {
                for (at, element) in value.elements().enumerate() {
                    want.check(element).map_err(|found| found.in_element(at))?;
                }
            }
            Want::Object(_, members) => {
                for (name, want) in *members {
                    let needed = name.strip_prefix('!');
                    let name = needed.unwrap_or(name);
                    match value.get(name).filter(|member| member.kind() != ValueKind::Null) {
                        Some(member) => want.check(member).map_err(|found| found.under(name))?,
                        None if needed.is_some() => return Err(error("", want.expected()).under(name)),
                        None => {}
                    }
                }
            }
            Want::Each(want) => {
                for (name, member) in value.entries() {
                    want.check(member).map_err(|found| found.under(&name.as_str().unwrap_or_default()))?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Context {
    /// Replaces the parts that the JSON object in `text` has, and dates them by its `asOf` or, without one, by the last
    /// that was told; a part that is `null` is forgotten. Request windows are replaced by group. Of an object in which
    /// something is wrong nothing is taken.
    pub fn update(&mut self, text: &[u8]) -> Result<(), ShapeError> {
        let document = parse_json_octets(text);
        let Some(document) = document.filter(|document| document.root().kind() == ValueKind::Object) else {
            return Err(error("", OBJECT));
        };
        let (mut as_of, mut stale_after_ms) = (self.as_of, self.stale_after_ms);
        for (name, value) in document.root().entries() {
            let name = name.as_str().unwrap_or_default();
            let Some((_, want)) = PARTS.iter().find(|(part, _)| *part == name) else {
                return Err(error("", "no such part").under(&name));
            };
            if value.kind() != ValueKind::Null {
                want.check(value).map_err(|found| found.under(&name))?;
            }
            match &*name {
                "asOf" => as_of = Reader::number(value),
                "staleAfterMs" => stale_after_ms = Reader::number(value),
                _ => {}
            }
        }
        (self.as_of, self.stale_after_ms) = (as_of, stale_after_ms);
        for (name, value) in document.root().entries() {
            if let Some(part) = Part::from_name(&name.as_str().unwrap_or_default()) {
                self.part(part, value);
            }
        }
        Ok(())
    }

    /// Takes one part that is what it must be; `null` is no part.
    fn part(&mut self, part: Part, value: Value<'_>) {
        self.set_date(part as usize);
        match part {
            Part::VerifiedDomains => self.verified_domains = Reader::set(value),
            Part::SenderIds => self.sender_ids = Reader::all(value, sender_id),
            Part::Templates => self.templates = Reader::all(value, saved_template),
            Part::WhatsappTemplates => self.whatsapp_templates = Reader::all(value, whatsapp_template),
            Part::WhatsappInbound => self.whatsapp_inbound = Reader::dated(value),
            Part::Dlt => self.dlt = dlt(value),
            Part::Suppressions => self.suppressions = Reader::set(value).map(List::Exact),
            Part::Dnd => self.dnd = Reader::set(value).map(List::Exact),
            Part::Usage => self.usage = usage(value),
            Part::Resources => self.resources = members(value, resource),
            Part::ApiKey => self.api_key = api_key(value),
            Part::IpAddress => self.ip_address = Reader::text(value),
            Part::Subscription => self.subscription = subscription(value),
            Part::IdempotencyKeys => self.idempotency_keys = Reader::used_keys(value),
            Part::RateLimits => self.add_rate_limits(members(value, rate_limit)),
        }
    }
}

fn is_object(value: Value<'_>) -> Option<Value<'_>> {
    (value.kind() == ValueKind::Object).then_some(value)
}

fn text(value: Value<'_>) -> String {
    Reader::text(value).unwrap_or_default()
}

fn member_text(value: Value<'_>, name: &str) -> String {
    Reader::member_text(value, name).unwrap_or_default()
}

#[inline(never)]
fn member_texts(value: Value<'_>, name: &str) -> Option<Vec<String>> {
    Reader::all(value.get(name)?, text)
}

/// The members of an object by `read`, which gets the name too.
fn members<T>(value: Value<'_>, read: fn(String, Value<'_>) -> T) -> Option<Vec<T>> {
    let mut list = Vec::new();
    for (name, member) in is_object(value)?.entries() {
        list.push(read(text(name), member));
    }
    Some(list)
}

#[inline(never)]
fn usable(value: Value<'_>, words: &[&str]) -> bool {
    is_usable(Reader::member_text(value, "status").as_deref(), words)
}

fn sender_id(value: Value<'_>) -> SenderId {
    let id = text(value.get("id").unwrap_or(value)).trim_ascii().into();
    SenderId { id, usable: usable(value, &["registered", "active", "approved"]) }
}

fn saved_template(value: Value<'_>) -> SavedTemplate {
    let mut texts = Vec::new();
    for name in ["subject", "html", "text"] {
        if let Some(octets) = value.get(name).and_then(|text| text.string_octets()) {
            texts.push((String::from(name), octets.into_owned()));
        }
    }
    let mut defaults = Vec::new();
    if let Some(list) = value.get("defaults") {
        for (name, value) in list.entries() {
            defaults.push((text(name), text(value)));
        }
    }
    SavedTemplate {
        id: member_text(value, "id"),
        usable: usable(value, &["published", "active"]),
        texts,
        variables: member_texts(value, "variables").unwrap_or_default(),
        defaults,
    }
}

fn whatsapp_template(value: Value<'_>) -> WhatsappTemplate {
    WhatsappTemplate {
        name: member_text(value, "name"),
        language: member_text(value, "language"),
        json: value.octets().to_vec(),
    }
}

fn dlt_template(value: Value<'_>) -> DltTemplate {
    DltTemplate {
        id: member_text(value, "id"),
        text: member_text(value, "text"),
        header: Reader::member_text(value, "header"),
    }
}

fn dlt(value: Value<'_>) -> Option<Dlt> {
    let templates = Reader::all(value.get("templates")?, dlt_template)?;
    let texts: Vec<&str> = templates.iter().map(|template| template.text.as_str()).collect();
    let policy = value.get("policy").and_then(dlt_policy).unwrap_or_default();
    let index = RefCell::new(DltIndex::new(&texts, policy));
    Some(Dlt { entity_id: Reader::member_text(value, "entityId"), templates, policy, index })
}

/// The members and words are those of `createDltIndex`; another word is a slip.
fn dlt_policy(value: Value<'_>) -> Option<DltPolicy> {
    let mut policy = DltPolicy::default();
    for (name, member) in is_object(value)?.entries() {
        let place = |words: &[&str]| words.iter().position(|word| member.is_text(word.as_bytes()));
        match &*name.as_str()? {
            "variableMax" => policy.variable_max = Reader::number(member)? as u32,
            "sharing" => {
                let all = [Sharing::Separate, Sharing::Joined, Sharing::Pooled];
                policy.sharing = *all.get(place(&["separate", "joined", "pooled"])?)?;
            }
            "tags" => policy.any_tag = place(&["typed", "any"])? == 1,
            "ignore" => {
                if member.kind() != ValueKind::Array {
                    return None;
                }
                for word in member.elements() {
                    match word.as_str().as_deref()? {
                        "case" => policy.ignore_case = true,
                        "spaces" => policy.ignore_spaces = true,
                        "punctuation" => policy.ignore_punctuation = true,
                        _ => return None,
                    }
                }
            }
            _ => return None,
        }
    }
    Some(policy)
}

/// The names are those of `GET /account/usage`; the ends of the periods are the page's.
fn usage(value: Value<'_>) -> Option<Usage> {
    let value = is_object(value)?;
    let period = |limit, used, ends_at| Period {
        limit: Reader::member_number(value, limit),
        used: Reader::member_number(value, used),
        ends_at: Reader::member_number(value, ends_at),
    };
    Some(Usage {
        periods: [
            period("monthly_quota", "monthly_used", "month_ends_at"),
            period("daily_limit", "daily_used", "day_ends_at"),
            period("hourly_limit", "hourly_used", "hour_ends_at"),
        ],
        shared: Reader::is_true_unless_said(value, "shared"),
    })
}

fn resource(name: String, value: Value<'_>) -> Resource {
    let set = if name == "domains" { Reader::set } else { Reader::exact_set };
    Resource {
        name,
        ids: value.get("ids").and_then(set),
        count: Reader::member_number(value, "count"),
        limit: Reader::member_number(value, "limit"),
        shared: Reader::is_true_unless_said(value, "shared"),
    }
}

fn api_key(value: Value<'_>) -> Option<ApiKey> {
    is_object(value)?;
    Some(ApiKey {
        platform: Reader::member_text(value, "platform"),
        scopes: member_texts(value, "scopes"),
        expires_at: Reader::member_number(value, "expiresAt"),
        ip_allow_list: member_texts(value, "ipAllowList"),
    })
}

fn subscription(value: Value<'_>) -> Option<Subscription> {
    is_object(value)?;
    Some(Subscription {
        status: Reader::member_text(value, "status"),
        expires_at: Reader::member_number(value, "expiresAt"),
    })
}

fn rate_limit(group: String, value: Value<'_>) -> RateLimit {
    RateLimit {
        group,
        remaining: Reader::member_number(value, "remaining"),
        resets_at: Reader::member_number(value, "resetsAt"),
        shared: Reader::is_true_unless_said(value, "shared"),
        as_of: None,
    }
}
