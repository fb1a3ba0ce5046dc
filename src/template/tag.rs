//! What stands between the braces of one tag.

use super::node::{Helper, Node, NodeKind, Rewrite, place_among};
use super::octets::{is_name, is_name_octet, octets, skip_space, str_of, trim, word_end};
use super::parse::Scanner;
use super::report::mend_with;
use crate::issue::{Kind, Name, Span};

/// Words with a meaning, in this dialect or another one.
const WORDS: &[u8] = b"if if_eq if_neq unless each with foreach for else elseif elsif";
/// The first of [`WORDS`], as findings say them.
const NAMES: [Name; 5] = ["if", "if_eq", "if_neq", "unless", "each"];
const UNLESS: usize = 3;
const EACH: usize = 4;
const WITH: usize = 5;
const FOR: usize = 7;
const ELSE: usize = 8;
const ELSIF: usize = 10;

impl Scanner<'_, '_, '_> {
    /// The tag `open..end` with the content `inner`.
    #[inline(never)]
    pub(super) fn tag(&mut self, open: usize, inner: Span, end: usize) {
        let text = self.text;
        let span = Span::new(open, end);
        let content = trim(text, inner.start, inner.end);
        if content.start == content.end {
            self.wrong(Kind::TemplateNameEmpty, span);
            return;
        }
        if content != inner {
            let issue = self.wrong(Kind::TemplateTagSpace, span);
            for gap in [Span::new(inner.start, content.start), Span::new(content.end, inner.end)] {
                if gap.start < gap.end {
                    issue.mend(gap, "");
                }
            }
        }
        let sign = self.octet(content.start);
        match sign {
            b'#' | b'/' => self.signed_word(sign, span, content),
            b'^' | b'>' | b'!' | b'&' | b'=' | b'~' => self.handlebars(sign, span, content),
            _ => self.words(span, content),
        }
    }

    /// A tag without a sign: a placeholder, `else`, or a block that lacks its `#`.
    #[inline(never)]
    fn words(&mut self, span: Span, content: Span) {
        let word = Span::new(content.start, word_end(self.text, content.start, content.end));
        let rest = trim(self.text, word.end, content.end);
        let place = place_among(self.octets(word), WORDS);
        let more = rest.start < rest.end;
        match place {
            ELSE if !more => self.push(Node::new(NodeKind::Else, self.part, span)),
            ELSE..=ELSIF if more => {
                self.wrong(Kind::TemplateElseCondition, span);
            }
            ..=EACH if more => {
                let helper = NAMES.get(place).copied().unwrap_or_default();
                self.wrong(Kind::TemplateHashMissing { helper }, word).mend(Span::at(word.start), "#");
                self.block(span, word, rest);
            }
            _ => self.placeholder(span, content),
        }
    }

    /// `{{name}}`; a filter behind the name is reported and the name still counts as used.
    fn placeholder(&mut self, span: Span, content: Span) {
        let mut name = content;
        let mut bar = content.start;
        while bar < content.end && self.octet(bar) != b'|' {
            bar += 1;
        }
        if bar < content.end {
            name = trim(self.text, content.start, bar);
            let cut = Span::new(name.end, content.end);
            self.wrong(Kind::TemplateFilter, Span::new(bar, content.end)).mend(cut, "");
        }
        if self.checked_name(name, span) {
            let mut node = Node::new(NodeKind::Placeholder, self.part, span);
            node.name = name;
            self.push(node);
        }
    }

    /// True when `name` is one; otherwise says what is wrong with it.
    #[inline(never)]
    fn checked_name(&mut self, name: Span, tag: Span) -> bool {
        if is_name(self.text, name) {
            return true;
        }
        if name.start == name.end {
            self.wrong(Kind::TemplateNameEmpty, tag);
            return false;
        }
        let first = self.octet(name.start);
        if first.is_ascii_digit() || first == b'_' {
            self.name_start(name, first);
        }
        self.name_characters(name);
        false
    }

    /// A digit or an underscore in front: leading underscores can go, a digit needs a letter before it.
    fn name_start(&mut self, name: Span, first: u8) {
        let mut end = name.start;
        while end < name.end && self.octet(end) == b'_' {
            end += 1;
        }
        let letter_follows = end < name.end && self.octet(end).is_ascii_alphabetic();
        let place = Span::new(name.start, end.max(name.start + 1));
        let issue = self.wrong(Kind::TemplateNameStart, place);
        if first != b'_' {
            issue.mend(Span::at(name.start), "v_");
        } else if letter_follows {
            issue.mend(place, "");
        }
    }

    /// Each run of octets that no name has; a single sign between two words is repaired with an underscore.
    fn name_characters(&mut self, name: Span) {
        let mut from = name.start;
        for at in name.start..=name.end {
            if at < name.end && !is_name_octet(self.octet(at)) {
                continue;
            }
            if from < at {
                let joins = from > name.start && at < name.end && at == from + 1;
                let joins = joins && matches!(self.octet(from), b'-' | b'.' | b' ');
                let unseen = !joins && is_unseen(self.octets(Span::new(from, at)));
                let issue = self.wrong(Kind::TemplateNameCharacter, Span::new(from, at));
                if joins {
                    issue.mend(Span::new(from, at), "_");
                } else if unseen {
                    issue.mend(Span::new(from, at), "");
                }
            }
            from = at + 1;
        }
    }

    /// `{{&name}}`, `{{! comment }}`, `{{> partial}}`: signs of Mustache and Handlebars. `{{^name}}` opens a block there.
    #[inline(never)]
    fn handlebars(&mut self, sign: u8, span: Span, content: Span) {
        let text = self.text;
        let name = trim(text, content.start + 1, content.end);
        let named = is_name(text, name);
        if sign == b'^' {
            let mut node = Node::new(NodeKind::Open(Helper::Other), self.part, span);
            node.word = name;
            node.rewrite = Rewrite::Unknown;
            node.foreign = "section";
            if named {
                (node.name, node.rewrite) = (name, Rewrite::Inverted);
            }
            return self.push(node);
        }
        let issue = self.wrong(Kind::TemplateForeignSyntax { system: "handlebars" }, span);
        if sign == b'!' {
            issue.mend(span, "");
        } else if named && matches!(sign, b'&' | b'=') {
            issue.mend(Span::new(content.start, name.start), "");
        }
    }

    /// `{{#helper …}}` and `{{/helper}}`; a space before the word is reported.
    #[inline(never)]
    fn signed_word(&mut self, sign: u8, span: Span, content: Span) {
        let start = skip_space(self.text, content.start + 1, content.end);
        if start > content.start + 1 {
            self.wrong(Kind::TemplateTagSpace, span).mend(Span::new(content.start + 1, start), "");
        }
        let word = Span::new(start, word_end(self.text, start, content.end));
        let rest = trim(self.text, word.end, content.end);
        if word.start == word.end {
            self.wrong(Kind::TemplateNameEmpty, span);
        } else if sign == b'/' {
            self.closing(span, word, rest);
        } else if self.octets(word) == b"else" {
            let sign = Span::new(content.start, start);
            self.wrong(Kind::TemplateHelperUnknown { helper: "other" }, span).mend(sign, "");
            self.push(Node::new(NodeKind::Else, self.part, span));
        } else {
            self.block(span, word, rest);
        }
    }

    /// A block that is opened by `word` with `rest` behind it.
    #[inline(never)]
    fn block(&mut self, span: Span, word: Span, rest: Span) {
        let helper = Helper::from_word(self.octets(word));
        let mut node = Node::new(NodeKind::Open(helper), self.part, span);
        node.word = word;
        if helper == Helper::Other {
            self.unknown_block(&mut node, rest);
        } else {
            self.condition(&mut node, helper, rest);
        }
        self.push(node);
    }

    /// `{{#if v}}`, `{{#if_eq v "x"}}`: the variable at the start of `rest`, and what follows it.
    #[inline(never)]
    fn condition(&mut self, node: &mut Node, helper: Helper, rest: Span) {
        let name = Span::new(rest.start, word_end(self.text, rest.start, rest.end));
        if name.start == name.end {
            self.wrong(Kind::TemplateConditionEmpty { helper: helper.name() }, node.span);
            return;
        }
        if self.checked_name(name, node.span) {
            node.name = name;
        }
        let value = trim(self.text, name.end, rest.end);
        match (helper, value.start < value.end) {
            (Helper::If, false) => {}
            (Helper::If, true) => self.operator(node, value),
            (_, true) => self.comparison(node, helper.name(), value),
            (_, false) => {
                self.wrong(Kind::TemplateConditionValueMissing { helper: helper.name() }, node.span);
            }
        }
    }

    /// `{{#if v == "x"}}`: other dialects compare so.
    fn operator(&mut self, node: &mut Node, rest: Span) {
        let operator = Span::new(rest.start, word_end(self.text, rest.start, rest.end));
        let value = trim(self.text, operator.end, rest.end);
        let helper = Helper::from_synonym(self.octets(operator), b"\n == === = eq != !== <> ne neq");
        if helper == Helper::Other || value.start == value.end || node.name.start == node.name.end {
            self.wrong(Kind::TemplateConditionExtra { helper: "if" }, rest);
            return;
        }
        node.value = value;
        (node.rewrite, node.target) = (Rewrite::Operator, helper);
    }

    /// The value of a comparison.
    #[inline(never)]
    fn comparison(&mut self, node: &mut Node, helper: Name, value: Span) {
        let text = self.text;
        let bare = unquoted(text, value);
        let quoted = bare != value;
        if self.octets(bare).iter().any(|octet| *octet == b'"' || !quoted && octet.is_ascii_whitespace()) {
            self.wrong(Kind::TemplateConditionExtra { helper }, value);
            node.name = Span::at(node.span.start);
            return;
        }
        node.value = bare;
        if !quoted || self.octet(value.start) != b'"' {
            let issue = self.wrong(Kind::TemplateConditionQuotes { helper }, value);
            mend_with(issue, value, &["\"", str_of(text, bare), "\""]);
        }
    }

    /// A helper that the dialect lacks: what it should become is said when its end is known.
    #[inline(never)]
    fn unknown_block(&mut self, node: &mut Node, rest: Span) {
        let word = self.octets(node.word);
        let place = place_among(word, WORDS);
        (node.rewrite, node.foreign) = match place {
            UNLESS if is_name(self.text, rest) => {
                node.name = rest;
                (Rewrite::Inverted, "unless")
            }
            UNLESS => (Rewrite::Unknown, "unless"),
            WITH => (Rewrite::Unknown, "with"),
            EACH..=FOR => (Rewrite::Unknown, "each"),
            _ if rest.start == rest.end && is_name(self.text, node.word) => {
                node.name = node.word;
                (Rewrite::Section, "section")
            }
            _ => match nearest_helper(word) {
                Helper::Other => (Rewrite::Unknown, "other"),
                helper => {
                    node.target = helper;
                    (Rewrite::Rename, "other")
                }
            },
        };
    }

    /// `{{/helper}}`
    fn closing(&mut self, span: Span, word: Span, rest: Span) {
        let helper = Helper::from_word(self.octets(word));
        if rest.start < rest.end {
            let cut = Span::new(word.end, rest.end);
            self.wrong(Kind::TemplateConditionExtra { helper: helper.name() }, rest).mend(cut, "");
        }
        let mut node = Node::new(NodeKind::Close(helper), self.part, span);
        node.word = word;
        self.push(node);
    }
}

/// True when nobody sees `text`: soft hyphens, zero-width characters, marks of direction, byte order marks.
#[cold]
fn is_unseen(text: &[u8]) -> bool {
    let unseen = |char| matches!(char, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    core::str::from_utf8(text).is_ok_and(|text| text.chars().all(unseen))
}

/// The value without its quotes: straight, single, curly, or as an HTML entity.
#[inline(never)]
pub(super) fn unquoted(text: &[u8], value: Span) -> Span {
    let word = octets(text, value);
    for pair in ["\"\"", "''", "\u{201C}\u{201D}", "\u{2018}\u{2019}", "&quot;&quot;", "&#34;&#34;"] {
        let (open, close) = pair.as_bytes().split_at(pair.len() / 2);
        if word.len() >= pair.len() && word.starts_with(open) && word.ends_with(close) {
            return Span::new(value.start + open.len(), value.end - close.len());
        }
    }
    value
}

/// The helper that `word` is when case, hyphens and underscores do not count.
fn nearest_helper(word: &[u8]) -> Helper {
    // As long as the longest name and one more.
    let mut letters = [0; 11];
    let mut count = 0;
    for octet in word {
        if !matches!(octet, b'_' | b'-') {
            let Some(letter) = letters.get_mut(count) else { break };
            *letter = octet.to_ascii_lowercase();
            count += 1;
        }
    }
    let letters = letters.get(..count).unwrap_or_default();
    Helper::from_synonym(letters, b"if ifeq ifequal ifequals eq ifneq ifne ifnoteq ifnotequal neq")
}
