//! A message against the template that it names, or in free text against the 24 hours.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::placeholder::{Mark, Placeholder, Placeholders};
use super::report::{Walk, list, says};
use super::session::{SessionState, SessionWindow};
use super::template::{BODY, Style, check_language, check_name, style_of};
use crate::issue::{Basis, Findings, Kind, Name, Severity, Span, Step};
use crate::json::{Value, ValueKind};
use crate::text::measure;

/// Characters of free text (copy of Meta's page; symphony; notion).
const TEXT: u32 = 4096;
/// Spaces in a row that a value may have (Meta, error 132018: "Param text cannot have new-line/tab characters or more than 4
/// consecutive spaces").
const SPACES: usize = 4;

/// More parts or placeholders than any template has; keeps the check linear.
const MANY: usize = 200;

/// Checks a message: `{ template: { name, language: { code }, components? } }` or `{ text: { body } }`, as the Cloud API has it;
/// the template's object may also stand alone.
///
/// `template` is the definition with that name and language, as far as the account knows it; without it the message is checked
/// by itself. `window` is that of the recipient. Paths begin in the message; spans are octets of the text at the path.
///
/// ```
/// use presend::json::check_json;
/// use presend::whatsapp::check_whatsapp_message;
///
/// let read = |json| check_json(json, &Default::default()).document.unwrap();
/// let template = read(r#"{"name": "otp", "language": "en", "status": "APPROVED",
///     "components": [{"type": "BODY", "text": "Your code is {{1}}."}]}"#);
/// let message = read(r#"{"name": "otp", "language": {"code": "en"}, "components": []}"#);
/// let found = check_whatsapp_message(message.root(), Some(template.root()), None);
/// assert_eq!(found.issues[0].kind.reason(), "whatsapp_parameters_missing");
/// ```
pub fn check_whatsapp_message(
    message: Value<'_>,
    template: Option<Value<'_>>,
    window: Option<&SessionWindow>,
) -> Findings {
    let mut walk = Walk::default();
    if message.kind() != ValueKind::Object {
        walk.error(Kind::RequestNotObject { found: message.kind().name() }, None);
    } else if let Some(inner) = message.get("template").filter(|inner| inner.kind() == ValueKind::Object) {
        walk.member("template", |walk| check_sent(inner, template, walk));
    } else if let Some(text) = message.get("text") {
        walk.member("text", |walk| check_free_text(text, window, walk));
    } else if ["name", "language", "components"].into_iter().any(|own| message.get(own).is_some()) {
        check_sent(message, template, &mut walk);
    } else {
        // Neither a template nor text.
        walk.member("template", |walk| {
            walk.error(Kind::Required, None);
        });
    }
    walk.finish()
}

/// Text that the person reads as it is.
fn check_free_text(text: Value<'_>, window: Option<&SessionWindow>, walk: &mut Walk) {
    if let Some(window) = window {
        check_session(window, walk);
    }
    let body = if text.kind() == ValueKind::Object { text.get("body") } else { Some(text) };
    walk.member("body", |walk| {
        if let Some(body) = walk.text(body) {
            walk.limit("text", TEXT, &body);
        }
    });
}

fn check_session(window: &SessionWindow, walk: &mut Walk) {
    let minutes = |ms: f64| (ms / 60_000.0) as u32;
    match window.state {
        SessionState::Open => {}
        SessionState::Closing => {
            let kind = Kind::WhatsappWindowClosing { minutes: minutes(window.remaining_ms) };
            walk.put(Severity::Warning, kind, None);
        }
        SessionState::Expired => {
            walk.error(Kind::WhatsappWindowExpired { minutes: minutes(window.overdue_ms) }, None);
        }
    }
}

fn check_sent(sent: Value<'_>, template: Option<Value<'_>>, walk: &mut Walk) {
    walk.member("name", |walk| check_name(sent.get("name"), walk));
    walk.member("language", |walk| check_language(sent.get("language"), walk));
    let Some(template) = template else {
        return check_values(sent, walk);
    };
    check_identity(sent, template, walk);
    walk.member("components", |walk| check_components(sent, template, walk));
}

/// Name, language and status of the definition.
fn check_identity(sent: Value<'_>, template: Value<'_>, walk: &mut Walk) {
    let differ = |own: Option<Value<'_>>, other: Option<Value<'_>>| match (own, other) {
        (Some(own), Some(other)) => own.string_octets() != other.string_octets(),
        _ => false,
    };
    if differ(sent.get("name"), template.get("name")) {
        walk.member("name", |walk| {
            walk.error(Kind::WhatsappNameMismatch, None);
        });
    }
    if differ(sent.get("language").map(code_of), template.get("language").map(code_of)) {
        walk.member("language", |walk| {
            walk.error(Kind::WhatsappLanguageUnavailable, None);
        });
    }
    if template.get("status").is_some() && !says(template, "status", "APPROVED") {
        const KNOWN: [Name; 4] = ["pending", "rejected", "paused", "disabled"];
        let status = KNOWN.into_iter().find(|word| says(template, "status", word)).unwrap_or("other");
        walk.member("name", |walk| {
            walk.error(Kind::WhatsappTemplateNotUsable { status }, None);
        });
    }
}

/// A language as text, or as `{ code }`.
fn code_of(language: Value<'_>) -> Value<'_> {
    language.get("code").unwrap_or(language)
}

/// What a part of the definition wants.
struct Wanted<'t> {
    part: Name,
    text: Cow<'t, [u8]>,
    placeholders: Vec<Placeholder>,
    style: Style,
    /// `image`, `video`, `document`, `location` for a header that is one; else `text`.
    kind: Name,
}

/// Checks the components of a message against the definition; for callers that hold them alone.
fn check_components(sent: Value<'_>, template: Value<'_>, walk: &mut Walk) {
    let given = list(sent, "components");
    let mut used = alloc::vec![false; given.len()];
    let style = style_of(template);
    let mut met = |wanted: &Wanted<'_>, button: Option<usize>, walk: &mut Walk| {
        let fits = |component: Value<'_>| match button {
            Some(at) => says(component, "type", "button") && index_of(component) == Some(at),
            None => says(component, "type", wanted.part),
        };
        let found = given.iter().position(|component| fits(*component));
        if let Some(used) = found.and_then(|at| used.get_mut(at)) {
            *used = true;
        }
        match found.and_then(|at| Some((at, *given.get(at)?))) {
            Some((at, component)) => walk.within(Step::Index(at), |walk| check_parameters(component, wanted, walk)),
            None => missing(wanted, 0, walk),
        }
    };
    for component in list(template, "components").into_iter().take(MANY) {
        if says(component, "type", "BUTTONS") {
            for (at, button) in list(component, "buttons").into_iter().take(MANY).enumerate() {
                if let Some(wanted) = wanted_of("button", button.get("url"), style) {
                    met(&wanted, Some(at), walk);
                }
            }
            continue;
        }
        let part = if says(component, "type", "HEADER") {
            "header"
        } else if says(component, "type", "BODY") {
            "body"
        } else {
            continue;
        };
        let media = ["image", "video", "document", "location"].into_iter().find(|kind| says(component, "format", kind));
        let wanted = match media {
            Some(kind) => Some(Wanted { part, text: (&[][..]).into(), placeholders: Vec::new(), style, kind }),
            None => wanted_of(part, component.get("text"), style),
        };
        if let Some(wanted) = wanted {
            met(&wanted, None, walk);
        }
    }
    for (at, component) in given.iter().enumerate() {
        let known = used.get(at).copied().unwrap_or_default();
        let empty = list(*component, "parameters").is_empty();
        // Quick replies and the like carry what the definition does not speak of.
        let own = says(*component, "type", "button") && !says(*component, "sub_type", "url");
        if !known && !empty && !own {
            let part = ["header", "body", "button"].into_iter().find(|part| says(*component, "type", part));
            walk.within(Step::Index(at), |walk| {
                walk.error(Kind::WhatsappComponentUnknown { part: part.unwrap_or("other") }, None);
            });
        }
    }
}

/// What the text of a part wants; `None` when it has no placeholder.
fn wanted_of<'t>(part: Name, text: Option<Value<'t>>, style: Style) -> Option<Wanted<'t>> {
    let text = text?.string_octets()?;
    let sound = |one: &Placeholder| !matches!(one.mark, Mark::Malformed(_));
    let placeholders: Vec<Placeholder> = Placeholders::new(&text).filter(sound).take(MANY).collect();
    let first = placeholders.first()?;
    let style = match (style, first.mark) {
        (Style::Unknown, Mark::Name) => Style::Names,
        (Style::Unknown, _) => Style::Numbers,
        (style, _) => style,
    };
    Some(Wanted { part, text, placeholders, style, kind: "text" })
}

impl Wanted<'_> {
    /// How many values: the different names, or the highest number.
    fn count(&self) -> usize {
        if self.kind != "text" {
            return 1;
        }
        let mut names: Vec<&[u8]> = Vec::new();
        let mut highest = 0;
        for placeholder in &self.placeholders {
            match placeholder.mark {
                Mark::Number(number) => highest = highest.max(number as usize),
                _ => {
                    let name = self.name(placeholder);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
            }
        }
        highest.max(names.len())
    }

    fn name(&self, placeholder: &Placeholder) -> &[u8] {
        self.text.get(placeholder.content.start..placeholder.content.end).unwrap_or_default()
    }
}

fn missing(wanted: &Wanted<'_>, actual: usize, walk: &mut Walk) {
    let kind =
        Kind::WhatsappParametersMissing { part: wanted.part, wanted: wanted.count() as u32, actual: actual as u32 };
    walk.error(kind, None);
}

/// `index` as number or as text.
fn index_of(component: Value<'_>) -> Option<usize> {
    let index = component.get("index")?;
    let digits = index.string_octets().or_else(|| Some(index.number_text()?.as_bytes().into()))?;
    (digits.len() <= 2).then(|| core::str::from_utf8(&digits).ok()?.parse().ok())?
}

/// The values of one component.
fn check_parameters(component: Value<'_>, wanted: &Wanted<'_>, walk: &mut Walk) {
    let values = list(component, "parameters");
    let count = wanted.count();
    walk.member("parameters", |walk| {
        let mut filled = 0;
        let by_name = wanted.kind == "text" && wanted.style == Style::Names;
        let (mut names, mut wrong) = (Vec::new(), 0);
        for (at, value) in values.iter().enumerate() {
            walk.within(Step::Index(at), |walk| {
                if by_name {
                    wrong += usize::from(!check_own_name(*value, wanted, &mut names, walk));
                }
                filled += check_value(*value, wanted.kind, walk);
            });
        }
        if by_name {
            // A value with a wrong name may be the one that is missed: that is said there.
            if names.len() + wrong < count {
                missing(wanted, names.len() + wrong, walk);
            }
        } else if values.len() < count {
            missing(wanted, values.len(), walk);
        } else if values.len() > count {
            let (wanted_count, actual) = (count as u32, values.len() as u32);
            walk.error(Kind::WhatsappParametersExtra { part: wanted.part, wanted: wanted_count, actual }, None);
        }
        if wanted.part == "body" && values.len() == count {
            check_filled(wanted, filled, walk);
        }
    });
}

/// Adds the value's name to `names`: it is that of a placeholder, and no other value has it. False when it is none.
fn check_own_name<'v>(value: Value<'v>, wanted: &Wanted<'_>, names: &mut Vec<Cow<'v, [u8]>>, walk: &mut Walk) -> bool {
    let name = value.get("parameter_name").and_then(|name| name.string_octets());
    let known = name.filter(|name| wanted.placeholders.iter().any(|one| wanted.name(one) == &**name));
    let is_known = known.is_some();
    match known {
        Some(name) if !names.contains(&name) => names.push(name),
        _ => walk.member("parameter_name", |walk| {
            walk.error(Kind::WhatsappParameterName, None);
        }),
    }
    is_known
}

/// One value; the code points that it adds.
fn check_value(value: Value<'_>, wanted: Name, walk: &mut Walk) -> usize {
    const KINDS: [Name; 8] = ["text", "currency", "date_time", "image", "video", "document", "location", "payload"];
    let found = KINDS.into_iter().find(|kind| says(value, "type", kind));
    let found = found.unwrap_or(if value.get("type").is_none() { wanted } else { "other" });
    let fits = found == wanted || wanted == "text" && matches!(found, "currency" | "date_time");
    if !fits {
        walk.member("type", |walk| {
            walk.error(Kind::WhatsappParameterKind { expected: wanted, found }, None);
        });
        return 0;
    }
    if found != "text" {
        return 0;
    }
    walk.member("text", |walk| {
        let Some(value) = value.get("text") else {
            walk.error(Kind::WhatsappParameterEmpty, None);
            return 0;
        };
        let Some(text) = value.string_octets() else {
            walk.error(Kind::NotText { found: value.kind().name() }, None);
            return 0;
        };
        if text.trim_ascii().is_empty() {
            walk.error(Kind::WhatsappParameterEmpty, None);
        } else {
            check_space(&text, walk);
        }
        measure(&text).code_points
    })
}

/// Line breaks, tabs and long runs of spaces, each run once.
#[inline(never)]
fn check_space(text: &[u8], walk: &mut Walk) {
    let mut at = 0;
    while let Some(&octet) = text.get(at) {
        if !matches!(octet, b' ' | b'\n' | b'\r' | b'\t') {
            at += 1;
            continue;
        }
        let run = text.get(at..).unwrap_or_default();
        let octets = run.iter().take_while(|octet| matches!(octet, b' ' | b'\n' | b'\r' | b'\t')).count();
        let run = run.get(..octets).unwrap_or_default();
        let spaces = run.split(|&octet| octet != b' ').map(<[u8]>::len).max().unwrap_or(0);
        if spaces > SPACES || run.iter().any(|&octet| octet != b' ') {
            let span = Span::new(at, at + octets);
            let at_edge = span.start == 0 || span.end == text.len();
            walk.error(Kind::WhatsappParameterSpace, span).mend(span, if at_edge { "" } else { " " });
        }
        at += octets;
    }
}

/// The body with its values. Twilio (63021) counts them, other pages do not: a warning.
fn check_filled(wanted: &Wanted<'_>, filled: usize, walk: &mut Walk) {
    let marks: usize = wanted.placeholders.iter().map(|one| one.span.end - one.span.start).sum();
    let actual = (measure(&wanted.text).code_points - marks + filled) as u32;
    if actual > BODY {
        let kind = Kind::WhatsappTextTooLong { part: "body", max: BODY, actual };
        let issue = walk.put(Severity::Warning, kind, None);
        issue.basis = Basis::Assumed;
        issue.likely = true;
    }
}

/// Without a definition: what holds for the values of any template.
fn check_values(sent: Value<'_>, walk: &mut Walk) {
    walk.member("components", |walk| {
        for (at, component) in list(sent, "components").into_iter().enumerate() {
            walk.within(Step::Index(at), |walk| {
                walk.member("parameters", |walk| {
                    for (at, value) in list(component, "parameters").into_iter().enumerate() {
                        if says(value, "type", "text") {
                            walk.within(Step::Index(at), |walk| check_value(value, "text", walk));
                        }
                    }
                });
            });
        }
    });
}
