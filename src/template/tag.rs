//! What stands between the braces of one tag.

use alloc::string::String;

use super::node::{Helper, Node, NodeKind, Rewrite};
use super::octets::{is_name, is_name_octet, skip_space, str_of, trim, word_end};
use super::parse::Scanner;
use crate::issue::{Kind, Name, Span};

impl Scanner<'_, '_, '_> {
    /// The tag `span` with the content `inner`.
    pub(super) fn tag(&mut self, span: Span, inner: Span) {
        let content = trim(self.text, inner);
        if content.start == content.end {
            self.wrong(Kind::TemplateNameEmpty, span, &[]);
            return;
        }
        if content != inner {
            let gaps = [Span::new(inner.start, content.start), Span::new(content.end, inner.end)];
            let fix = gaps.map(|gap| (gap, ""));
            self.wrong(Kind::TemplateTagSpace, span, &fix);
        }
        match self.octet(content.start) {
            b'#' => self.opening(span, content),
            b'/' => self.closing(span, content),
            b'^' => self.inverted_section(span, content),
            b'>' | b'!' | b'&' | b'=' | b'~' => self.handlebars(span, content),
            _ => self.words(span, content),
        }
    }

    fn node(&self, kind: NodeKind, span: Span) -> Node {
        Node::new(kind, self.part, span)
    }

    /// A tag without a sign: a placeholder, `else`, or a block that lacks its `#`.
    fn words(&mut self, span: Span, content: Span) {
        let word = Span::new(content.start, word_end(self.text, content.start, content.end));
        let rest = trim(self.text, Span::new(word.end, content.end));
        let more = rest.start < rest.end;
        let helper: Option<Name> = match self.octets(word) {
            b"else" | b"elseif" | b"elsif" if more => {
                self.wrong(Kind::TemplateElseCondition, span, &[]);
                return;
            }
            b"else" => {
                let node = self.node(NodeKind::Else, span);
                return self.push(&node);
            }
            b"if" => Some("if"),
            b"if_eq" => Some("if_eq"),
            b"if_neq" => Some("if_neq"),
            b"unless" => Some("unless"),
            b"each" => Some("each"),
            _ => None,
        };
        if let (Some(helper), true) = (helper, more) {
            self.wrong(Kind::TemplateHashMissing { helper }, word, &[(Span::at(word.start), "#")]);
            return self.block(span, word, rest);
        }
        self.placeholder(span, content);
    }

    /// `{{name}}`; a filter behind the name is reported and the name still counts as used.
    fn placeholder(&mut self, span: Span, content: Span) {
        let mut name = content;
        if let Some(bar) = self.octets(content).iter().position(|&octet| octet == b'|') {
            name = trim(self.text, Span::new(content.start, content.start + bar));
            let cut = Span::new(name.end, content.end);
            let place = Span::new(content.start + bar, content.end);
            self.wrong(Kind::TemplateFilter, place, &[(cut, "")]);
        }
        if self.checked_name(name, span) {
            let mut node = self.node(NodeKind::Placeholder, span);
            node.name = name;
            self.push(&node);
        }
    }

    /// True when `name` is one; otherwise says what is wrong with it.
    fn checked_name(&mut self, name: Span, tag: Span) -> bool {
        let word = self.octets(name);
        if is_name(word) {
            return true;
        }
        let Some(&first) = word.first() else {
            self.wrong(Kind::TemplateNameEmpty, tag, &[]);
            return false;
        };
        if first.is_ascii_digit() || first == b'_' {
            self.name_start(name, first);
        }
        self.name_characters(name);
        false
    }

    /// A digit or an underscore in front: leading underscores can go, a digit needs a letter before it.
    fn name_start(&mut self, name: Span, first: u8) {
        let word = self.octets(name);
        let underscores = word.iter().position(|&octet| octet != b'_').unwrap_or(word.len());
        let letter_follows = word.get(underscores).is_some_and(u8::is_ascii_alphabetic);
        let edit = match first {
            b'_' if letter_follows => Some((Span::new(name.start, name.start + underscores), "")),
            b'_' => None,
            _ => Some((Span::at(name.start), "v_")),
        };
        let place = Span::new(name.start, name.start + underscores.max(1));
        self.wrong(Kind::TemplateNameStart, place, edit.as_slice());
    }

    /// Each run of octets that no name has; a single sign between two words is repaired with an underscore.
    fn name_characters(&mut self, name: Span) {
        let mut at = name.start;
        while at < name.end {
            let from = at;
            while at < name.end && !is_name_octet(self.octet(at)) {
                at += 1;
            }
            if at > from {
                let joins = from > name.start && at < name.end && at == from + 1;
                let joins = joins && matches!(self.octet(from), b'-' | b'.' | b' ');
                let edit = joins.then(|| (Span::new(from, at), "_"));
                self.wrong(Kind::TemplateNameCharacter, Span::new(from, at), edit.as_slice());
            }
            while at < name.end && is_name_octet(self.octet(at)) {
                at += 1;
            }
        }
    }

    /// `{{&name}}`, `{{! comment }}`, `{{> partial}}`: signs of Mustache and Handlebars.
    fn handlebars(&mut self, span: Span, content: Span) {
        let name = trim(self.text, Span::new(content.start + 1, content.end));
        let edit = match self.octet(content.start) {
            b'!' => Some((span, "")),
            b'&' | b'=' if is_name(self.octets(name)) => Some((Span::new(content.start, name.start), "")),
            _ => None,
        };
        self.wrong(Kind::TemplateForeignSyntax { system: "handlebars" }, span, edit.as_slice());
    }

    /// `{{^name}}`: Mustache's way to say "unless".
    fn inverted_section(&mut self, span: Span, content: Span) {
        let word = trim(self.text, Span::new(content.start + 1, content.end));
        let mut node = self.node(NodeKind::Open(Helper::Other), span);
        node.word = word;
        node.rewrite = Rewrite::Unknown("section");
        if is_name(self.octets(word)) {
            (node.name, node.rewrite) = (word, Rewrite::Inverted);
        }
        self.push(&node);
    }

    /// The word after `#` or `/`; a space before it is reported.
    fn word_after_sign(&mut self, span: Span, content: Span) -> Span {
        let start = skip_space(self.text, content.start + 1, content.end);
        if start > content.start + 1 {
            self.wrong(Kind::TemplateTagSpace, span, &[(Span::new(content.start + 1, start), "")]);
        }
        Span::new(start, word_end(self.text, start, content.end))
    }

    /// `{{#helper …}}`
    fn opening(&mut self, span: Span, content: Span) {
        let word = self.word_after_sign(span, content);
        if word.start == word.end {
            self.wrong(Kind::TemplateNameEmpty, span, &[]);
            return;
        }
        let rest = trim(self.text, Span::new(word.end, content.end));
        if self.octets(word) == b"else" {
            let sign = Span::new(content.start, word.start);
            self.wrong(Kind::TemplateHelperUnknown { helper: "other" }, span, &[(sign, "")]);
            let node = self.node(NodeKind::Else, span);
            return self.push(&node);
        }
        self.block(span, word, rest);
    }

    /// A block that is opened by `word` with `rest` behind it.
    fn block(&mut self, span: Span, word: Span, rest: Span) {
        let helper = Helper::from_word(self.octets(word));
        let mut node = self.node(NodeKind::Open(helper), span);
        node.word = word;
        match helper {
            Helper::If => self.condition(&mut node, rest),
            Helper::IfEq | Helper::IfNeq => self.comparison(&mut node, helper, rest),
            Helper::Other => self.unknown_block(&mut node, rest),
        }
        self.push(&node);
    }

    /// The variable at the start of `rest`, and what follows it.
    fn condition_variable(&mut self, node: &mut Node, helper: Name, rest: Span) -> Span {
        let name = Span::new(rest.start, word_end(self.text, rest.start, rest.end));
        if name.start == name.end {
            self.wrong(Kind::TemplateConditionEmpty { helper }, node.span, &[]);
        } else if self.checked_name(name, node.span) {
            node.name = name;
        }
        trim(self.text, Span::new(name.end, rest.end))
    }

    /// `{{#if v}}`
    fn condition(&mut self, node: &mut Node, rest: Span) {
        let rest = self.condition_variable(node, "if", rest);
        if rest.start == rest.end {
            return;
        }
        let operator = Span::new(rest.start, word_end(self.text, rest.start, rest.end));
        let value = trim(self.text, Span::new(operator.end, rest.end));
        let helper = match self.octets(operator) {
            b"==" | b"===" | b"=" | b"eq" => Helper::IfEq,
            b"!=" | b"!==" | b"<>" | b"ne" | b"neq" => Helper::IfNeq,
            _ => Helper::If,
        };
        if helper == Helper::If || value.start == value.end || node.name.start == node.name.end {
            self.wrong(Kind::TemplateConditionExtra { helper: "if" }, rest, &[]);
            return;
        }
        node.value = value;
        node.rewrite = Rewrite::Operator(helper);
    }

    /// `{{#if_eq v "x"}}`
    fn comparison(&mut self, node: &mut Node, helper: Helper, rest: Span) {
        let helper = helper.name();
        let value = self.condition_variable(node, helper, rest);
        if value.start == value.end {
            if rest.start < rest.end {
                self.wrong(Kind::TemplateConditionValueMissing { helper }, node.span, &[]);
            }
            return;
        }
        let (bare, quotes) = unquoted(self.text, value);
        let content = self.octets(bare);
        let extra = content.contains(&b'"') || quotes == Quotes::None && content.iter().any(u8::is_ascii_whitespace);
        if extra {
            self.wrong(Kind::TemplateConditionExtra { helper }, value, &[]);
            node.name = Span::at(node.span.start);
            return;
        }
        node.value = bare;
        if quotes != Quotes::Straight {
            let fix = quoted(str_of(self.text, bare));
            self.wrong(Kind::TemplateConditionQuotes { helper }, value, &[(value, &fix)]);
        }
    }

    /// A helper that the dialect lacks: what it should become is said when its end is known.
    fn unknown_block(&mut self, node: &mut Node, rest: Span) {
        let single = is_name(self.octets(rest));
        let word = self.octets(node.word);
        node.rewrite = match word {
            b"unless" if single => Rewrite::Inverted,
            b"unless" => Rewrite::Unknown("unless"),
            b"each" | b"foreach" | b"for" => Rewrite::Unknown("each"),
            b"with" => Rewrite::Unknown("with"),
            _ if rest.start == rest.end && is_name(word) => Rewrite::Section,
            _ => nearest_helper(word).map_or(Rewrite::Unknown("other"), Rewrite::Rename),
        };
        match node.rewrite {
            Rewrite::Section => node.name = node.word,
            Rewrite::Inverted => node.name = rest,
            _ => {}
        }
    }

    /// `{{/helper}}`
    fn closing(&mut self, span: Span, content: Span) {
        let word = self.word_after_sign(span, content);
        if word.start == word.end {
            self.wrong(Kind::TemplateNameEmpty, span, &[]);
            return;
        }
        let helper = Helper::from_word(self.octets(word));
        let rest = trim(self.text, Span::new(word.end, content.end));
        if rest.start < rest.end {
            let cut = Span::new(word.end, content.end);
            self.wrong(Kind::TemplateConditionExtra { helper: helper.name() }, rest, &[(cut, "")]);
        }
        let mut node = self.node(NodeKind::Close(helper), span);
        node.word = word;
        self.push(&node);
    }
}

/// How a comparison's value is quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Straight,
    Other,
    None,
}

/// The value without its quotes: straight, single, curly, or as an HTML entity.
fn unquoted(text: &[u8], value: Span) -> (Span, Quotes) {
    let pairs: [(&str, &str, Quotes); 6] = [
        ("\"", "\"", Quotes::Straight),
        ("'", "'", Quotes::Other),
        ("\u{201C}", "\u{201D}", Quotes::Other),
        ("\u{2018}", "\u{2019}", Quotes::Other),
        ("&quot;", "&quot;", Quotes::Other),
        ("&#34;", "&#34;", Quotes::Other),
    ];
    let octets = text.get(value.start..value.end).unwrap_or_default();
    for (open, close, quotes) in pairs {
        let long_enough = octets.len() >= open.len() + close.len();
        if long_enough && octets.starts_with(open.as_bytes()) && octets.ends_with(close.as_bytes()) {
            return (Span::new(value.start + open.len(), value.end - close.len()), quotes);
        }
    }
    (value, Quotes::None)
}

/// `value` in straight double quotes.
pub(super) fn quoted(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    quoted.push_str(value);
    quoted.push('"');
    quoted
}

/// The value in `span` without quotes, whatever they are.
pub(super) fn bare_value(text: &[u8], span: Span) -> &str {
    str_of(text, unquoted(text, span).0)
}

/// The helper that `word` is when case, hyphens and underscores do not count.
fn nearest_helper(word: &[u8]) -> Option<Helper> {
    let same = |name: &str| {
        let letters = word.iter().filter(|octet| !matches!(octet, b'_' | b'-')).map(u8::to_ascii_lowercase);
        letters.eq(name.bytes())
    };
    let any = |names: &[&str]| names.iter().any(|name| same(name));
    if any(&["if"]) {
        Some(Helper::If)
    } else if any(&["ifeq", "ifequal", "ifequals", "eq"]) {
        Some(Helper::IfEq)
    } else if any(&["ifneq", "ifne", "ifnoteq", "ifnotequal", "neq"]) {
        Some(Helper::IfNeq)
    } else {
        None
    }
}
