//! Where a tag stands: which part of the message, and inside HTML whether in an attribute.
//!
//! HTML is followed as far as this takes: tags, attributes, quotes, comments (WHATWG HTML §13.2.5, in part). A tag of a template
//! is stepped over, so that quotes in a condition end no attribute.

use alloc::vec::Vec;

use super::node::{NodeKind, Template};
use crate::issue::Name;

/// Where a tag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the subject.
    Subject,
    /// In the preheader.
    Preheader,
    /// In HTML, between tags.
    Html,
    /// In plain text.
    Text,
    /// In HTML, inside a tag.
    Attribute,
    /// At the start of an attribute that holds a link: `href`, `action`, `formaction`. What stands there decides where the
    /// link leads.
    Link,
}

impl Where {
    /// The word for it; a link is an attribute.
    pub const fn name(self) -> Name {
        match self {
            Where::Subject => "subject",
            Where::Preheader => "preheader",
            Where::Html => "html",
            Where::Text => "text",
            Where::Attribute | Where::Link => "attribute",
        }
    }

    /// A bit of a set.
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Where each tag of `template` stands, in the order of its nodes. A part without a name is taken for HTML.
pub fn places_of(template: &Template<'_>) -> Vec<Where> {
    quoted_places_of(template).into_iter().map(|(place, _)| place).collect()
}

/// The same with the quote that ends the attribute; 0 where none does.
pub(super) fn quoted_places_of(template: &Template<'_>) -> Vec<(Where, u8)> {
    let mut places = Vec::with_capacity(template.nodes.len());
    let mut part = usize::MAX;
    let mut html = Html::new(&[]);
    let mut plain = None;
    for node in &template.nodes {
        if node.part != part {
            part = node.part;
            let text = template.parts.get(part).copied().unwrap_or_default();
            plain = match text.name {
                "subject" => Some(Where::Subject),
                "preheader" => Some(Where::Preheader),
                "text" => Some(Where::Text),
                _ => None,
            };
            html = Html::new(text.text);
        }
        places.push(match plain {
            Some(place) => (place, 0),
            None => (html.place(node.span.start, node.span.end, node.kind == NodeKind::Placeholder), html.quote()),
        });
    }
    places
}

/// False when no placeholder can be [`Where::Link`], by what stands right before each: a look back instead of the walk.
pub(super) fn may_have_links(template: &Template<'_>) -> bool {
    let mut before = (usize::MAX, 0);
    for node in &template.nodes {
        let (part, at) = (node.part, node.span.start);
        if node.kind == NodeKind::Placeholder {
            let text = template.parts.get(part).copied().unwrap_or_default();
            let is_html = !matches!(text.name, "subject" | "preheader" | "text");
            // Behind a tag that prints nothing the value may still begin.
            let ahead = text.text.get(..at).unwrap_or_default();
            if is_html && (before == (part, ahead.trim_ascii_end().len()) || begins_link(ahead)) {
                return true;
            }
            before = (usize::MAX, 0);
        } else {
            before = (part, node.span.end);
        }
    }
    false
}

/// False when every placeholder in HTML stands between tags or in double quotes, by what stands before each: a look back in
/// place of the walk. How far: an attribute is seldom longer, and one that is counts as bare.
pub(super) fn may_be_bare(template: &Template<'_>) -> bool {
    const BACK: usize = 400;
    template.nodes.iter().filter(|node| node.kind == NodeKind::Placeholder).any(|node| {
        let text = template.parts.get(node.part).copied().unwrap_or_default();
        if matches!(text.name, "subject" | "preheader" | "text") {
            return false;
        }
        let mut ahead = text.text.get(..node.span.start).unwrap_or_default();
        for _ in 0..BACK {
            let [rest @ .., octet] = ahead else { return false };
            match octet {
                b'>' => return false,
                b'<' => return true,
                b'"' => return !rest.trim_ascii_end().ends_with(b"="),
                b'\'' if rest.trim_ascii_end().ends_with(b"=") => return true,
                _ => ahead = rest,
            }
        }
        true
    })
}

/// Whether `href=`, `action=` or `formaction=` may be open at the end of `text`, with or without a quote.
fn begins_link(text: &[u8]) -> bool {
    let unquoted = match text {
        [rest @ .., b'"' | b'\''] => rest,
        _ => text,
    };
    match unquoted.trim_ascii_end() {
        [.., b'}'] => unquoted.len() < text.len(),
        [rest @ .., b'='] => {
            let mut name = rest;
            while let [shorter @ .., b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0C'] = name {
                name = shorter;
            }
            let ends = |known: &[u8]| {
                name.len() >= known.len()
                    && name.get(name.len() - known.len()..).is_some_and(|end| end.eq_ignore_ascii_case(known))
            };
            ends(b"href") || ends(b"action") || name.last() == Some(&b'}')
        }
        _ => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    Comment,
    /// In a tag, at its name or between attributes.
    Tag,
    /// In the name of an attribute.
    Name,
    /// Behind the `=`.
    Equals,
    /// In a value that this octet ends; 0: white space or `>`.
    Value(u8),
}

/// A walk through HTML that goes as far as it is asked to.
struct Html<'t> {
    text: &'t [u8],
    at: usize,
    state: State,
    name: (usize, usize),
    value: usize,
}

impl<'t> Html<'t> {
    fn new(text: &'t [u8]) -> Html<'t> {
        Html { text, at: 0, state: State::Text, name: (0, 0), value: 0 }
    }

    /// Where a tag of the template at `start..end` stands.
    fn place(&mut self, start: usize, end: usize, prints: bool) -> Where {
        self.advance(start);
        if self.state == State::Equals && prints {
            (self.state, self.value) = (State::Value(0), start);
        }
        self.at = end.max(self.at);
        match self.state {
            State::Text | State::Comment => Where::Html,
            State::Value(_) if self.value == start && self.is_link() => Where::Link,
            _ => Where::Attribute,
        }
    }

    fn is_link(&self) -> bool {
        let name = self.text.get(self.name.0..self.name.1).unwrap_or_default();
        [&b"href"[..], b"action", b"formaction"].iter().any(|known| name.eq_ignore_ascii_case(known))
    }

    fn advance(&mut self, to: usize) {
        let to = to.min(self.text.len());
        while self.at < to {
            let rest = self.text.get(self.at..to).unwrap_or_default();
            let Some(&octet) = rest.first() else { return };
            let is_space = octet.is_ascii_whitespace();
            let mut octets = 1;
            self.state = match self.state {
                State::Text => match rest.iter().position(|&octet| octet == b'<') {
                    None => {
                        octets = rest.len();
                        State::Text
                    }
                    Some(open) => {
                        octets = open + 1;
                        let behind = self.text.get(self.at + open + 1..).unwrap_or_default();
                        match behind.first() {
                            Some(octet) if octet.is_ascii_alphabetic() || *octet == b'/' => {
                                // The name of the tag is no attribute.
                                octets += behind.iter().take_while(|octet| is_name(**octet)).count();
                                self.name = (0, 0);
                                State::Tag
                            }
                            _ if behind.starts_with(b"!--") => State::Comment,
                            _ => State::Text,
                        }
                    }
                },
                State::Comment => match rest.windows(3).position(|end| end == b"-->") {
                    Some(end) => {
                        octets = end + 3;
                        State::Text
                    }
                    None => {
                        octets = rest.len();
                        State::Comment
                    }
                },
                State::Value(b'"' | b'\'') if !rest.contains(&self.quote()) => {
                    octets = rest.len();
                    self.state
                }
                State::Value(quote @ (b'"' | b'\'')) => {
                    octets += rest.iter().position(|&octet| octet == quote).unwrap_or(0);
                    self.name = (0, 0);
                    State::Tag
                }
                _ if octet == b'>' => State::Text,
                State::Value(_) if is_space => {
                    self.name = (0, 0);
                    State::Tag
                }
                State::Value(quote) => State::Value(quote),
                State::Equals if is_space => State::Equals,
                State::Equals => {
                    let quoted = matches!(octet, b'"' | b'\'');
                    self.value = self.at + usize::from(quoted);
                    State::Value(if quoted { octet } else { 0 })
                }
                State::Tag | State::Name if octet == b'=' => State::Equals,
                State::Tag | State::Name if is_space || octet == b'/' => State::Tag,
                State::Tag => {
                    self.name = (self.at, self.at + 1);
                    State::Name
                }
                State::Name => {
                    self.name.1 = self.at + 1;
                    State::Name
                }
            };
            self.at += octets;
        }
    }

    fn quote(&self) -> u8 {
        match self.state {
            State::Value(quote) => quote,
            _ => 0,
        }
    }
}

fn is_name(octet: u8) -> bool {
    !octet.is_ascii_whitespace() && !matches!(octet, b'>' | b'{')
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::{Where, may_have_links, places_of};
    use crate::issue::Findings;
    use crate::template::{NodeKind, parse_template};

    #[test]
    fn no_link_is_overlooked() {
        let pieces =
            ["<a ", "href", "action", "=", "\"", "'", " ", "/", ">", "x", "{{a}}", "{{#if b}}", "{{/if}}", "{{else}}"];
        let mut state = 1_u64;
        let (mut links, mut none) = (0, 0);
        for _ in 0..200_000 {
            let mut text = String::from("<a ");
            for _ in 0..8 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                text.push_str(pieces.get((state >> 33) as usize % pieces.len()).copied().unwrap_or_default());
            }
            let template = parse_template(text.as_bytes(), &mut Findings::new());
            let mut places = template.nodes.iter().zip(places_of(&template));
            let link = places.any(|(node, place)| place == Where::Link && node.kind == NodeKind::Placeholder);
            let may = may_have_links(&template);
            assert!(may || !link, "{text}");
            links += usize::from(link);
            none += usize::from(!may);
        }
        assert!(links > 500 && none > 1000, "{links} {none}");
    }
}
