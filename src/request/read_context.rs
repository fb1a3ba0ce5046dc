//! The JSON of a snapshot into its parts.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use super::context::{
    ApiKey, Context, Dlt, DltTemplate, List, Period, RateLimit, Reader, Resource, SavedTemplate, SenderId,
    Subscription, Usage, WhatsappTemplate, is_usable,
};
use super::read_profile::{ShapeError, error};
use crate::dlt::{DltIndex, DltPolicy, Sharing};
use crate::json::{Value, ValueKind, parse_json_octets};

const STRINGS: &str = "an array of strings";
const OBJECT: &str = "an object";

impl Context {
    /// Replaces the parts that the JSON object in `text` has; a part that is `null` is forgotten.
    pub fn update(&mut self, text: &[u8]) -> Result<(), ShapeError> {
        let document = parse_json_octets(text);
        let Some(document) = document.filter(|document| document.root().kind() == ValueKind::Object) else {
            return Err(error("", OBJECT));
        };
        for (name, value) in document.root().entries() {
            let name = name.as_str().unwrap_or_default();
            if let Err(expected) = self.part(&name, value) {
                return Err(error("", expected).under(&name));
            }
        }
        Ok(())
    }

    /// Takes one part; what was expected where it has another shape.
    fn part(&mut self, name: &str, value: Value<'_>) -> Result<(), &'static str> {
        match name {
            "$schema" => {}
            // For the page alone, which turns it into the ends of periods.
            "timeZone" => {}
            "asOf" => self.as_of = taken(value, Reader::number, "a number of milliseconds")?,
            "staleAfterMs" => self.stale_after_ms = taken(value, Reader::number, "a number of milliseconds")?,
            "verifiedDomains" => self.verified_domains = taken(value, Reader::set, STRINGS)?,
            "senderIds" => {
                let expected = "an array of strings or of { id, status? }";
                self.sender_ids = taken(value, |list| Reader::all(list, sender_id), expected)?;
            }
            "templates" => {
                self.templates = taken(value, |list| Reader::all(list, saved_template), "an array of { id, … }")?;
            }
            "whatsappTemplates" => {
                let expected = "an array of { name, language, status, … }";
                self.whatsapp_templates = taken(value, |list| Reader::all(list, whatsapp_template), expected)?;
            }
            "whatsappInbound" => {
                self.whatsapp_inbound = taken(value, Reader::dated, "an object of numbers of milliseconds")?;
            }
            "dlt" => self.dlt = taken(value, dlt, "{ entityId?, templates: [{ id, text }], policy? }")?,
            "suppressions" => self.suppressions = taken(value, Reader::set, STRINGS)?.map(List::Exact),
            "dnd" => self.dnd = taken(value, Reader::set, STRINGS)?.map(List::Exact),
            "usage" => self.usage = taken(value, usage, OBJECT)?,
            "resources" => self.resources = taken(value, |value| members(value, resource), "an object of objects")?,
            "apiKey" => self.api_key = taken(value, api_key, "{ platform?, scopes?, expiresAt?, ipAllowList? }")?,
            "ipAddress" => self.ip_address = taken(value, Reader::text, "a string")?,
            "subscription" => self.subscription = taken(value, subscription, "{ status?, expiresAt? }")?,
            "idempotencyKeys" => {
                let expected = "an array of strings or of { key, at?, failed? }";
                self.idempotency_keys = taken(value, Reader::used_keys, expected)?;
            }
            "rateLimits" => {
                self.rate_limits = taken(value, |value| members(value, rate_limit), "an object of objects")?
            }
            _ => return Err("no such part"),
        }
        Ok(())
    }
}

fn taken<T>(
    value: Value<'_>,
    read: impl Fn(Value<'_>) -> Option<T>,
    expected: &'static str,
) -> Result<Option<T>, &'static str> {
    if value.kind() == ValueKind::Null {
        return Ok(None);
    }
    read(value).map(Some).ok_or(expected)
}

fn is_object(value: Value<'_>) -> Option<Value<'_>> {
    (value.kind() == ValueKind::Object).then_some(value)
}

/// The members of an object by `read`, which gets the name too.
fn members<T>(value: Value<'_>, read: impl Fn(String, Value<'_>) -> Option<T>) -> Option<Vec<T>> {
    is_object(value)?.entries().map(|(name, member)| read(Reader::text(name)?, is_object(member)?)).collect()
}

fn sender_id(value: Value<'_>) -> Option<SenderId> {
    let id = Reader::text(value.get("id").unwrap_or(value))?;
    let status = Reader::member_text(value, "status");
    Some(SenderId { id, usable: is_usable(status.as_deref(), &["registered", "active", "approved"]) })
}

fn saved_template(value: Value<'_>) -> Option<SavedTemplate> {
    let id = Reader::member_text(value, "id")?;
    let status = Reader::member_text(value, "status");
    let mut texts = Vec::new();
    for name in ["subject", "html", "text"] {
        if let Some(octets) = value.get(name).and_then(|text| text.string_octets()) {
            texts.push((String::from(name), octets.into_owned()));
        }
    }
    let mut defaults = Vec::new();
    if let Some(list) = value.get("defaults") {
        for (name, value) in list.entries() {
            defaults.push((Reader::text(name)?, Reader::text(value)?));
        }
    }
    let variables = value.get("variables").and_then(|list| Reader::all(list, Reader::text)).unwrap_or_default();
    Some(SavedTemplate {
        id,
        usable: is_usable(status.as_deref(), &["published", "active"]),
        texts,
        variables,
        defaults,
    })
}

fn whatsapp_template(value: Value<'_>) -> Option<WhatsappTemplate> {
    Some(WhatsappTemplate {
        name: Reader::member_text(value, "name")?,
        language: Reader::member_text(value, "language")?,
        json: value.octets().to_vec(),
    })
}

fn dlt(value: Value<'_>) -> Option<Dlt> {
    let template = |value: Value<'_>| {
        Some(DltTemplate {
            id: Reader::member_text(value, "id")?,
            text: Reader::member_text(value, "text")?,
            header: Reader::member_text(value, "header"),
        })
    };
    let templates = Reader::all(is_object(value)?.get("templates")?, template)?;
    let texts: Vec<&str> = templates.iter().map(|template| template.text.as_str()).collect();
    let policy = value.get("policy").map_or_else(|| Some(DltPolicy::default()), dlt_policy)?;
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

fn resource(name: String, value: Value<'_>) -> Option<Resource> {
    let ids = match value.get("ids") {
        Some(list) if name == "domains" => Some(Reader::set(list)?),
        Some(list) => Some(Reader::exact_set(list)?),
        None => None,
    };
    Some(Resource {
        name,
        ids,
        count: Reader::member_number(value, "count"),
        limit: Reader::member_number(value, "limit"),
        shared: Reader::is_true_unless_said(value, "shared"),
    })
}

fn api_key(value: Value<'_>) -> Option<ApiKey> {
    let list = |name| value.get(name).and_then(|list| Reader::all(list, Reader::text));
    is_object(value)?;
    Some(ApiKey {
        platform: Reader::member_text(value, "platform"),
        scopes: list("scopes"),
        expires_at: Reader::member_number(value, "expiresAt"),
        ip_allow_list: list("ipAllowList"),
    })
}

fn subscription(value: Value<'_>) -> Option<Subscription> {
    is_object(value)?;
    Some(Subscription {
        status: Reader::member_text(value, "status"),
        expires_at: Reader::member_number(value, "expiresAt"),
    })
}

fn rate_limit(group: String, value: Value<'_>) -> Option<RateLimit> {
    Some(RateLimit {
        group,
        remaining: Reader::member_number(value, "remaining"),
        resets_at: Reader::member_number(value, "resetsAt"),
        shared: Reader::is_true_unless_said(value, "shared"),
    })
}
