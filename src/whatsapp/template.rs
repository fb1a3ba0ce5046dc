//! A template's definition, as Meta keeps it.

use alloc::vec::Vec;

use super::placeholder::{Mark, Placeholder, Placeholders};
use super::report::{Walk, list, says};
use crate::issue::{Basis, Findings, Kind, Name, Severity, Span, Step};
use crate::json::{Value, ValueKind};

// Limits in characters. Meta, "Template components" (copy of 21 November 2025), and the pages of providers.
/// 8x8; Twilio 63021.
pub(super) const BODY: u32 = 1024;
const HEADER: u32 = 60;
/// Meta, error 2388040.
const FOOTER: u32 = 60;
const BUTTON: u32 = 25;
const NAME: u32 = 512;
/// Of buttons in all, of links, of numbers to call: dualhook.
const BUTTONS: [(Name, &str, u32); 3] = [("buttons", "", 10), ("url", "URL", 2), ("phone", "PHONE_NUMBER", 1)];

/// Checks a template's definition: `{ name, language, parameter_format?, components: [{ type, text?, buttons? }] }`.
///
/// Paths begin in the definition; spans are octets of the text at the path. What Meta's reviewers say of the content is not
/// known here.
///
/// ```
/// use presend::json::check_json;
/// use presend::whatsapp::check_whatsapp_template;
///
/// let json = r#"{"name": "otp", "language": "en_US", "components": [{"type": "BODY", "text": "Code {{2}} for you."}]}"#;
/// let document = check_json(json, &Default::default()).document.unwrap();
/// let found = check_whatsapp_template(document.root());
/// assert_eq!(found.issues[0].kind.reason(), "whatsapp_placeholder_gap");
/// ```
pub fn check_whatsapp_template(template: Value<'_>) -> Findings {
    let mut walk = Walk::default();
    if template.kind() != ValueKind::Object {
        walk.error(Kind::RequestNotObject { found: template.kind().name() }, None);
        return walk.finish();
    }
    walk.member("name", |walk| check_name(template.get("name"), walk));
    walk.member("language", |walk| check_language(template.get("language"), walk));
    let mut style = style_of(template);
    let mut has_body = false;
    walk.member("components", |walk| {
        for (at, component) in list(template, "components").into_iter().enumerate() {
            has_body |= says(component, "type", "BODY");
            walk.within(Step::Index(at), |walk| check_component(component, &mut style, walk));
        }
        if !has_body {
            walk.error(Kind::Required, None);
        }
    });
    walk.finish()
}

/// Lower-case letters, digits and underscores, at most 512.
pub(super) fn check_name(name: Option<Value<'_>>, walk: &mut Walk) {
    let Some(text) = walk.text(name) else { return };
    let is_part = |octet: &u8| octet.is_ascii_lowercase() || octet.is_ascii_digit() || *octet == b'_';
    if let Some(at) = text.iter().position(|octet| !is_part(octet)) {
        let octets = crate::text::decode(&text, at).map_or(1, |(_, octets)| octets);
        let lower = text.to_ascii_lowercase();
        let issue = walk.error(Kind::WhatsappNameShape, Span::new(at, at + octets));
        if let Some(lower) =
            core::str::from_utf8(&lower).ok().filter(|lower| lower.bytes().all(|octet| is_part(&octet)))
        {
            issue.mend(Span::new(0, text.len()), lower);
        }
    } else {
        walk.limit("name", NAME, &text);
    }
}

/// `en`, `en_US`, `fil`: a language, and a region or a script. As text, or as `{ code }` in messages.
pub(super) fn check_language(language: Option<Value<'_>>, walk: &mut Walk) {
    if let Some(code) = language.filter(|language| language.kind() == ValueKind::Object) {
        return walk.member("code", |walk| check_language(code.get("code"), walk));
    }
    let Some(text) = walk.text(language) else { return };
    let (first, rest) = match text.iter().position(|octet| matches!(octet, b'_' | b'-')) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default()),
        None => (&*text, &[][..]),
    };
    let is_language = (2..=3).contains(&first.len()) && first.iter().all(u8::is_ascii_lowercase);
    let is_region = match rest {
        [] => true,
        [_, region @ ..] => (2..=4).contains(&region.len()) && region.iter().all(u8::is_ascii_alphanumeric),
    };
    if !is_language || !is_region {
        walk.error(Kind::WhatsappLanguageShape, Span::new(0, text.len()));
    } else if rest.first() == Some(&b'-') {
        let at = Span::new(first.len(), first.len() + 1);
        walk.error(Kind::WhatsappLanguageShape, at).mend(at, "_");
    }
}

/// Numbers or names, once one of them was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Unknown,
    Numbers,
    Names,
}

/// What the definition says, or its first placeholder.
pub(super) fn style_of(template: Value<'_>) -> Style {
    if says(template, "parameter_format", "NAMED") {
        Style::Names
    } else if says(template, "parameter_format", "POSITIONAL") {
        Style::Numbers
    } else {
        Style::Unknown
    }
}

fn check_component(component: Value<'_>, style: &mut Style, walk: &mut Walk) {
    let (part, max, most): (Name, u32, u32) = if says(component, "type", "HEADER") {
        let is_text = component.get("format").is_none() || says(component, "format", "TEXT");
        if !is_text {
            return;
        }
        ("header", HEADER, 1)
    } else if says(component, "type", "BODY") {
        ("body", BODY, u32::MAX)
    } else if says(component, "type", "FOOTER") {
        ("footer", FOOTER, 0)
    } else if says(component, "type", "BUTTONS") {
        return walk.member("buttons", |walk| check_buttons(component, style, walk));
    } else {
        return;
    };
    walk.member("text", |walk| {
        let Some(text) = walk.text(component.get("text")) else { return };
        walk.limit(part, max, &text);
        let placeholders: Vec<Placeholder> = Placeholders::new(&text).collect();
        walk.at_most(part, most, placeholders.len() as u32);
        check_placeholders(&text, &placeholders, style, walk);
        if part == "body" {
            check_edges(&text, &placeholders, walk);
        }
    });
}

fn check_buttons(component: Value<'_>, style: &mut Style, walk: &mut Walk) {
    let buttons = list(component, "buttons");
    for (part, kind, max) in BUTTONS {
        let of_kind = buttons.iter().filter(|button| kind.is_empty() || says(**button, "type", kind)).count();
        walk.at_most(part, max, of_kind as u32);
    }
    for (at, button) in buttons.into_iter().enumerate() {
        walk.within(Step::Index(at), |walk| {
            if let Some(text) = button.get("text") {
                walk.member("text", |walk| {
                    if let Some(text) = walk.text(Some(text)) {
                        walk.limit("button", BUTTON, &text);
                    }
                });
            }
            if let Some(url) = button.get("url").and_then(|url| url.string_octets()) {
                let placeholders: Vec<Placeholder> = Placeholders::new(&url).collect();
                walk.member("url", |walk| {
                    walk.at_most("button", 1, placeholders.len() as u32);
                    check_placeholders(&url, &placeholders, style, walk);
                });
            }
        });
    }
}

/// Each by itself, then all of one text together: one style, numbers from 1 without a gap.
#[inline(never)]
fn check_placeholders(text: &[u8], placeholders: &[Placeholder], style: &mut Style, walk: &mut Walk) {
    let mut numbers = Vec::new();
    let mut mixed = false;
    for placeholder in placeholders {
        let own = match placeholder.mark {
            Mark::Number(number) => {
                numbers.push((number, placeholder.span));
                Style::Numbers
            }
            Mark::Name => Style::Names,
            Mark::Malformed(meant) => {
                let content = meant.and_then(|meant| core::str::from_utf8(text.get(meant.start..meant.end)?).ok());
                let issue = walk.error(Kind::WhatsappPlaceholderMalformed, placeholder.span);
                if let Some(content) = content {
                    issue.mend(placeholder.span, &alloc::string::String::from_iter(["{{", content, "}}"]));
                }
                continue;
            }
        };
        if *style == Style::Unknown {
            *style = own;
        } else if *style != own && !mixed {
            mixed = true;
            walk.error(Kind::WhatsappPlaceholdersMixed, placeholder.span);
        }
    }
    // The first number that nobody has: there are at most as many as placeholders.
    let mut taken = alloc::vec![false; numbers.len() + 1];
    for (number, _) in &numbers {
        if let Some(place) = taken.get_mut((*number as usize).wrapping_sub(1)) {
            *place = true;
        }
    }
    let expected = taken.iter().position(|taken| !taken).unwrap_or(0) as u32 + 1;
    if let Some((_, span)) = numbers.iter().find(|(number, _)| *number > expected) {
        walk.error(Kind::WhatsappPlaceholderGap { expected }, *span);
    }
}

/// Meta refuses bodies that begin or end with a placeholder (error 2388299); some providers tell of exceptions.
fn check_edges(text: &[u8], placeholders: &[Placeholder], walk: &mut Walk) {
    let start = text.len() - text.trim_ascii_start().len();
    let end = text.trim_ascii_end().len();
    let edge = placeholders.iter().find(|placeholder| placeholder.span.start == start || placeholder.span.end == end);
    if let Some(placeholder) = edge {
        let kind = Kind::WhatsappPlaceholderAtEdge;
        walk.put(Severity::Warning, kind, Some(placeholder.span)).basis = Basis::Assumed;
    }
}
