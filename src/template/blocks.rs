//! Which tag closes which block, and what is wrong when none or the wrong one does.
//!
//! When a closing tag does not fit, the closing tags still to come tell apart a block that was never closed, a misspelt
//! closing tag and two blocks that overlap. A block is taken from the stack once, so the whole is linear.

use alloc::string::String;
use alloc::vec::Vec;

use super::node::{Helper, Node, NodeKind, Rewrite};
use super::octets::str_of;
use super::report::Report;
use super::tag::{bare_value, quoted};
use crate::issue::{Basis, Kind, Span};

/// Links the blocks of one part; `first` is the number of its first node.
pub(super) fn match_blocks(text: &[u8], nodes: &mut [Node], first: usize, report: &mut Report<'_>) {
    let mut matcher = Matcher { text, first, nodes, report, stack: Vec::new(), ahead: [0; 4], open: [0; 4] };
    matcher.count_ahead();
    for index in 0..matcher.nodes.len() {
        match matcher.kind(index) {
            NodeKind::Open(helper) => matcher.open_block(index, helper),
            NodeKind::Else => matcher.else_tag(index),
            NodeKind::Close(helper) => matcher.close_block(index, helper),
            NodeKind::Placeholder | NodeKind::Broken => {}
        }
    }
    matcher.end();
}

/// A block that is open.
#[derive(Clone, Copy)]
struct OpenBlock {
    index: usize,
    helper: Helper,
    has_else: bool,
}

struct Matcher<'t, 'r, 'f> {
    text: &'t [u8],
    first: usize,
    nodes: &'r mut [Node],
    report: &'r mut Report<'f>,
    stack: Vec<OpenBlock>,
    /// For each helper, closing tags minus opening tags from here to the end.
    ahead: [isize; 4],
    /// For each helper, blocks on the stack.
    open: [isize; 4],
}

impl Matcher<'_, '_, '_> {
    fn kind(&self, index: usize) -> NodeKind {
        self.nodes.get(index).map_or(NodeKind::Broken, |node| node.kind)
    }

    fn node(&self, index: usize) -> Node {
        self.nodes.get(index).copied().unwrap_or(Node::new(NodeKind::Broken, 0, Span::at(0)))
    }

    fn count_ahead(&mut self) {
        for index in 0..self.nodes.len() {
            match self.kind(index) {
                NodeKind::Open(helper) => add(&mut self.ahead, helper, -1),
                NodeKind::Close(helper) => add(&mut self.ahead, helper, 1),
                _ => {}
            }
        }
    }

    fn open_block(&mut self, index: usize, helper: Helper) {
        add(&mut self.ahead, helper, 1);
        add(&mut self.open, helper, 1);
        self.stack.push(OpenBlock { index, helper, has_else: false });
    }

    fn else_tag(&mut self, index: usize) {
        let span = self.node(index).span;
        let Some(top) = self.stack.last_mut() else {
            self.report.error(Kind::TemplateElseOutside, Some(span), &[(span, "")]);
            return self.discard(index);
        };
        if top.has_else {
            self.report.error(Kind::TemplateElseRepeated, Some(span), &[]);
            return self.discard(index);
        }
        top.has_else = true;
        let opener = top.index;
        self.link(index, opener);
    }

    fn close_block(&mut self, index: usize, close: Helper) {
        while let Some(&top) = self.stack.last() {
            if self.fits(top, index, close) {
                self.pop(top);
                self.link(index, top.index);
                self.rewrite(top, Some(index));
                break;
            }
            let top_is_short = get(&self.ahead, top.helper) < get(&self.open, top.helper);
            let close_is_open = get(&self.open, close) > 0;
            let close_has_spare = get(&self.ahead, close) > get(&self.open, close);
            match (close_is_open, top_is_short) {
                (false, false) => {
                    self.unopened(index, close);
                    break;
                }
                (true, true) if !close_has_spare => {
                    let end = self.node(index).span.start;
                    self.pop(top);
                    self.unclosed(top, end);
                }
                (_, short) => {
                    self.pop(top);
                    self.link(index, top.index);
                    self.wrong_close(top, index, close, short);
                    self.rewrite(top, None);
                    break;
                }
            }
        }
        if self.node(index).opener == Node::NONE && self.kind(index) != NodeKind::Broken {
            self.unopened(index, close);
        }
        add(&mut self.ahead, close, -1);
    }

    /// True when the closing tag names the open block.
    fn fits(&self, top: OpenBlock, index: usize, close: Helper) -> bool {
        let word = |index: usize| str_of(self.text, self.node(index).word);
        top.helper == close && (close != Helper::Other || word(top.index) == word(index))
    }

    fn pop(&mut self, top: OpenBlock) {
        self.stack.pop();
        add(&mut self.open, top.helper, -1);
    }

    fn link(&mut self, index: usize, opener: usize) {
        let first = self.first;
        if let Some(node) = self.nodes.get_mut(index) {
            node.opener = first + opener;
        }
    }

    fn discard(&mut self, index: usize) {
        if let Some(node) = self.nodes.get_mut(index) {
            node.kind = NodeKind::Broken;
        }
    }

    fn unopened(&mut self, index: usize, close: Helper) {
        let span = self.node(index).span;
        let kind = Kind::TemplateUnopenedBlock { helper: close.name() };
        self.report.error(kind, Some(span), &[(span, "")]);
        self.discard(index);
    }

    /// The block has no closing tag: it is taken to end at `end`.
    fn unclosed(&mut self, top: OpenBlock, end: usize) {
        let node = self.node(top.index);
        if top.helper == Helper::Other {
            // What the closing tag of an unknown block would be is a guess; the block itself is reported.
            return self.rewrite(top, None);
        }
        let mut tag = String::from("{{/");
        tag.push_str(top.helper.name());
        tag.push_str("}}");
        let kind = Kind::TemplateUnclosedBlock { helper: top.helper.name() };
        self.report.error(kind, Some(node.span), &[(Span::at(end), &tag)]);
        self.rewrite(top, None);
    }

    /// The closing tag belongs to the block and has the wrong word.
    fn wrong_close(&mut self, top: OpenBlock, index: usize, close: Helper, top_is_short: bool) {
        let node = self.node(index);
        let names = (top.helper.name(), close.name());
        let kind = match names {
            (open, close) if top_is_short => Kind::TemplateMismatchedBlock { open, close },
            (open, close) => Kind::TemplateCrossedBlock { open, close },
        };
        // How a comparison is closed is not documented: `{{/if}}` may do.
        let undocumented = top_is_short && close == Helper::If && top.helper != Helper::Other;
        let fix = (top.helper != Helper::Other).then_some((node.word, top.helper.name()));
        if undocumented {
            self.report.hint(kind, Some(node.span), fix.as_slice()).basis = Basis::Assumed;
        } else {
            self.report.error(kind, Some(node.span), fix.as_slice());
        }
    }

    /// Reports a block that is written another way in this dialect.
    fn rewrite(&mut self, block: OpenBlock, close: Option<usize>) {
        let node = self.node(block.index);
        let word = str_of(self.text, node.word);
        let kind = match node.rewrite {
            Rewrite::None => return,
            Rewrite::Operator(helper) => Kind::TemplateConditionOperator { helper: helper.name() },
            Rewrite::Section => Kind::TemplateHelperUnknown { helper: "section" },
            Rewrite::Inverted if word == "unless" => Kind::TemplateHelperUnknown { helper: "unless" },
            Rewrite::Inverted => Kind::TemplateHelperUnknown { helper: "section" },
            Rewrite::Rename(_) => Kind::TemplateHelperUnknown { helper: "other" },
            Rewrite::Unknown(helper) => Kind::TemplateHelperUnknown { helper },
        };
        let close = close.map(|index| self.node(index).word);
        let tag = rewritten_tag(self.text, node, block.has_else);
        match (node.rewrite, close) {
            (Rewrite::Rename(helper), Some(close)) => {
                self.report.error(kind, Some(node.span), &[(node.word, helper.name()), (close, helper.name())]);
            }
            (_, Some(close)) if !tag.is_empty() => {
                self.report.error(kind, Some(node.span), &[(node.span, &tag), (close, closing_word(node.rewrite))]);
            }
            _ => {
                self.report.error(kind, Some(node.span), &[]);
            }
        }
    }

    fn end(&mut self) {
        while let Some(&top) = self.stack.last() {
            self.pop(top);
            self.unclosed(top, self.text.len());
        }
    }
}

/// The word that closes a block once its opening tag is rewritten.
fn closing_word(rewrite: Rewrite) -> &'static str {
    match rewrite {
        Rewrite::Operator(helper) => helper.name(),
        _ => Helper::If.name(),
    }
}

/// The opening tag that says the same in this dialect; empty where none does.
fn rewritten_tag(text: &[u8], open: Node, has_else: bool) -> String {
    let mut tag = String::new();
    match open.rewrite {
        Rewrite::Operator(_) | Rewrite::Section => {}
        // With an `{{else}}` the two branches would have to change places.
        Rewrite::Inverted if !has_else => {}
        _ => return tag,
    }
    for piece in ["{{#", closing_word(open.rewrite), " ", str_of(text, open.name)] {
        tag.push_str(piece);
    }
    if let Rewrite::Operator(_) = open.rewrite {
        tag.push(' ');
        tag.push_str(&quoted(bare_value(text, open.value)));
    }
    tag.push_str(if open.rewrite == Rewrite::Inverted { "}}{{else}}" } else { "}}" });
    tag
}

fn add(counts: &mut [isize; 4], helper: Helper, by: isize) {
    if let Some(count) = counts.get_mut(helper as usize) {
        *count += by;
    }
}

fn get(counts: &[isize; 4], helper: Helper) -> isize {
    counts.get(helper as usize).copied().unwrap_or(0)
}
