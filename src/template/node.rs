//! A parsed template: its tags in order, blocks linked with their ends.

use alloc::vec::Vec;

use super::names::Names;
use crate::issue::{Name, Span};

/// One text of a message that takes placeholders.
#[derive(Clone, Copy, Debug, Default)]
pub struct TemplatePart<'t> {
    /// The field it stands in (`subject`, `preheader`, `html`, `text`), or empty for a single value.
    pub name: &'t str,
    /// The text, WTF-8.
    pub text: &'t [u8],
}

/// The block helpers of the dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helper {
    /// `{{#if v}}`
    If,
    /// `{{#if_eq v "x"}}`
    IfEq,
    /// `{{#if_neq v "x"}}`
    IfNeq,
    /// Any other word: reported, but its block is matched all the same.
    Other,
}

impl Helper {
    /// The helper that the dialect writes as `word`.
    pub(super) fn from_word(word: &[u8]) -> Helper {
        Helper::from_synonym(word, b"if if_eq \n \n \n if_neq")
    }

    /// The helper that `word` stands for in a list: one word for "if", four for "if_eq", any number for "if_neq". A line
    /// break fills the list up: no word holds one.
    #[inline(never)]
    pub(super) fn from_synonym(word: &[u8], synonyms: &[u8]) -> Helper {
        match place_among(word, synonyms) {
            0 => Helper::If,
            1..=4 => Helper::IfEq,
            NOWHERE => Helper::Other,
            _ => Helper::IfNeq,
        }
    }

    /// The helper as the dialect writes it.
    pub const fn name(self) -> Name {
        match self {
            Helper::If => "if",
            Helper::IfEq => "if_eq",
            Helper::IfNeq => "if_neq",
            Helper::Other => "other",
        }
    }
}

/// Where [`place_among`] finds nothing.
const NOWHERE: usize = usize::MAX;

/// Which of the `words`, parted by single spaces, `word` is.
#[inline(never)]
pub(super) fn place_among(word: &[u8], words: &[u8]) -> usize {
    let (mut place, mut start) = (0, 0);
    while start < words.len() {
        let mut end = start;
        while words.get(end).is_some_and(|&octet| octet != b' ') {
            end += 1;
        }
        if words.get(start..end) == Some(word) {
            return place;
        }
        (place, start) = (place + 1, end + 1);
    }
    NOWHERE
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Prints a variable.
    Placeholder,
    /// Opens a block.
    Open(Helper),
    /// Parts the branches of a block.
    Else,
    /// Closes a block.
    Close(Helper),
    /// Does nothing that could be made out; reported.
    Broken,
}

/// How a block of another dialect is rewritten, once its end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rewrite {
    /// The block is fine.
    None,
    /// The helper is misspelt.
    Rename,
    /// `{{#if v == "x"}}`: the helper says the operator.
    Operator,
    /// `{{#name}}`: the name stands for the condition.
    Section,
    /// `{{#unless v}}` or `{{^v}}`: the branches change places.
    Inverted,
    /// Nothing in this dialect does it.
    Unknown,
}

/// One tag.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it does.
    pub kind: NodeKind,
    /// Index of the part it stands in.
    pub part: usize,
    /// The tag with its braces.
    pub span: Span,
    /// The variable's name; empty where the tag has none.
    pub name: Span,
    /// What a comparison compares with, without the quotes.
    pub value: Span,
    /// The helper's word in an opening or closing tag.
    pub(super) word: Span,
    /// Number of the variable, or [`Node::NONE`].
    pub(super) variable: usize,
    /// The opening tag of an `{{else}}` or a closing tag, or [`Node::NONE`].
    pub(super) opener: usize,
    pub(super) rewrite: Rewrite,
    /// The helper of the rewritten block.
    pub(super) target: Helper,
    /// What the other dialect calls the block.
    pub(super) foreign: Name,
}

impl Node {
    /// No variable, no opener.
    pub(super) const NONE: usize = usize::MAX;

    #[inline(never)]
    pub(super) const fn new(kind: NodeKind, part: usize, span: Span) -> Node {
        let nothing = Span::at(span.start);
        Node {
            kind,
            part,
            span,
            name: nothing,
            value: nothing,
            word: nothing,
            variable: Node::NONE,
            opener: Node::NONE,
            rewrite: Rewrite::None,
            target: Helper::If,
            foreign: "other",
        }
    }
}

impl Node {
    /// True when the tag is written as the dialect has it, in a part with this `text`.
    pub(super) fn is_exact(&self, text: &[u8]) -> bool {
        let Span { start, end } = self.span;
        let at = |at: usize, sign: &[u8]| text.get(at..at + sign.len()) == Some(sign);
        let quoted = |value: Span| value.start > 0 && at(value.start - 1, b"\"") && at(value.end, b"\"}}");
        let is_name = |name: Span| name.start < name.end;
        match self.kind {
            NodeKind::Placeholder => self.name.start == start + 2 && self.name.end + 2 == end && at(end - 2, b"}}"),
            NodeKind::Else => at(start, b"{{else}}") && end == start + 8,
            NodeKind::Close(_) => self.word.start == start + 3 && at(self.word.end, b"}}"),
            NodeKind::Open(Helper::Other) | NodeKind::Broken => false,
            NodeKind::Open(helper) => {
                let ends = if helper == Helper::If { at(self.name.end, b"}}") } else { quoted(self.value) };
                self.rewrite == Rewrite::None && self.word.start == start + 3 && is_name(self.name) && ends
            }
        }
    }
}

/// A parsed message: the tags of all parts in order, and the variables they name.
#[derive(Clone, Debug)]
pub struct Template<'t> {
    /// The texts.
    pub parts: Vec<TemplatePart<'t>>,
    /// Every tag that means something, part by part, in the order of the text.
    pub nodes: Vec<Node>,
    pub(super) names: Names<'t>,
}

impl<'t> Template<'t> {
    /// Number of different variables.
    pub fn variable_count(&self) -> usize {
        self.names.len()
    }

    /// Name of variable `number`, counted in order of first appearance; empty for a number out of range.
    pub fn variable_name(&self, number: usize) -> &'t str {
        self.names.get(number)
    }

    /// Number of the variable called `name`.
    pub fn variable_number(&self, name: &str) -> Option<usize> {
        self.names.find(name)
    }

    /// Octets `span` of part `part`.
    pub(super) fn octets(&self, part: usize, span: Span) -> &'t [u8] {
        let text = self.parts.get(part).map_or(&[][..], |part| part.text);
        text.get(span.start..span.end).unwrap_or_default()
    }
}
