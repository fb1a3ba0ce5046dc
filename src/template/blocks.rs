//! Which tag closes which block, and what is wrong when none or the wrong one does.
//!
//! When a closing tag does not fit, the closing tags still to come tell apart a block that was never closed, a misspelt
//! closing tag and two blocks that overlap. A block is taken from the stack once, so the whole is linear.

use alloc::vec::Vec;

use super::node::{Helper, Node, NodeKind, Rewrite};
use super::octets::{octets, str_of};
use super::report::{Report, Weight, mend_with};
use super::tag::unquoted;
use crate::issue::{Basis, Kind, Span};

/// Links the blocks of one part; `first` is the number of its first node.
#[inline(never)]
pub(super) fn match_blocks(text: &[u8], nodes: &mut [Node], first: usize, report: &mut Report<'_>) {
    let mut counts = [Counts::default(); 4];
    for node in nodes.iter() {
        match node.kind {
            NodeKind::Open(helper) => of(&mut counts, helper).ahead -= 1,
            NodeKind::Close(helper) => of(&mut counts, helper).ahead += 1,
            _ => {}
        }
    }
    let mut matcher = Matcher { text, first, nodes, report, stack: Vec::new(), counts };
    for index in 0..matcher.nodes.len() {
        match matcher.node(index).kind {
            NodeKind::Open(helper) => {
                let counts = of(&mut matcher.counts, helper);
                (counts.ahead, counts.open) = (counts.ahead + 1, counts.open + 1);
                matcher.stack.push(OpenBlock { index, helper, has_else: false });
            }
            NodeKind::Else => matcher.else_tag(index),
            NodeKind::Close(helper) => matcher.close_block(index, helper),
            NodeKind::Placeholder | NodeKind::Broken => {}
        }
    }
    while let Some(&top) = matcher.stack.last() {
        matcher.unclosed(top, text.len());
    }
}

/// A block that is open.
#[derive(Clone, Copy)]
struct OpenBlock {
    index: usize,
    helper: Helper,
    has_else: bool,
}

/// What is known of the blocks of one helper.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// Closing tags minus opening tags from here to the end.
    ahead: i32,
    /// Blocks on the stack.
    open: i32,
}

/// What becomes of a closing tag or an `{{else}}`.
enum Fate {
    /// It belongs to the block that this node opens.
    Linked(usize),
    /// It belongs to none.
    Discarded,
}

/// What a node number out of range gives.
const NO_NODE: &Node = &Node {
    kind: NodeKind::Broken,
    part: 0,
    span: Span::at(0),
    name: Span::at(0),
    value: Span::at(0),
    word: Span::at(0),
    variable: Node::NONE,
    opener: Node::NONE,
    rewrite: Rewrite::None,
    target: Helper::If,
    foreign: "other",
};

struct Matcher<'t, 'r, 'f> {
    text: &'t [u8],
    first: usize,
    nodes: &'r mut [Node],
    report: &'r mut Report<'f>,
    stack: Vec<OpenBlock>,
    counts: [Counts; 4],
}

impl Matcher<'_, '_, '_> {
    fn node(&self, index: usize) -> &Node {
        self.nodes.get(index).unwrap_or(NO_NODE)
    }

    #[inline(never)]
    fn settle(&mut self, index: usize, fate: Fate) {
        if let Some(node) = self.nodes.get_mut(index) {
            match fate {
                Fate::Linked(opener) => node.opener = self.first + opener,
                Fate::Discarded => node.kind = NodeKind::Broken,
            }
        }
    }

    fn else_tag(&mut self, index: usize) {
        let span = self.node(index).span;
        let fate = match self.stack.last_mut() {
            None => {
                self.report.put(Weight::Error, Kind::TemplateElseOutside, span).mend(span, "");
                Fate::Discarded
            }
            Some(top) if top.has_else => {
                self.report.put(Weight::Error, Kind::TemplateElseRepeated, span);
                Fate::Discarded
            }
            Some(top) => {
                top.has_else = true;
                Fate::Linked(top.index)
            }
        };
        self.settle(index, fate);
    }

    fn close_block(&mut self, index: usize, close: Helper) {
        let mut fate = Fate::Discarded;
        while let Some(&top) = self.stack.last() {
            let (of_top, of_close) = (*of(&mut self.counts, top.helper), *of(&mut self.counts, close));
            let top_is_short = of_top.ahead < of_top.open;
            if self.fits(top, index, close) {
                self.pop(top);
                self.rewrite(top, Some(index));
            } else if of_close.open <= 0 && !top_is_short {
                break;
            } else if of_close.open > 0 && top_is_short && of_close.ahead <= of_close.open {
                let end = self.node(index).span.start;
                self.unclosed(top, end);
                continue;
            } else {
                self.pop(top);
                self.wrong_close(top, index, close, top_is_short);
                self.rewrite(top, None);
            }
            fate = Fate::Linked(top.index);
            break;
        }
        if let Fate::Discarded = fate {
            let span = self.node(index).span;
            let kind = Kind::TemplateUnopenedBlock { helper: close.name() };
            self.report.put(Weight::Error, kind, span).mend(span, "");
        }
        self.settle(index, fate);
        of(&mut self.counts, close).ahead -= 1;
    }

    /// True when the closing tag names the open block.
    fn fits(&self, top: OpenBlock, index: usize, close: Helper) -> bool {
        let word = |index: usize| octets(self.text, self.node(index).word);
        top.helper == close && (close != Helper::Other || word(top.index) == word(index))
    }

    fn pop(&mut self, top: OpenBlock) {
        self.stack.pop();
        of(&mut self.counts, top.helper).open -= 1;
    }

    /// The block on top has no closing tag: it is taken to end at `end`. What the closing tag of an unknown block would be
    /// is a guess; the block itself is reported.
    #[cold]
    #[inline(never)]
    fn unclosed(&mut self, top: OpenBlock, end: usize) {
        self.pop(top);
        if top.helper != Helper::Other {
            let span = self.node(top.index).span;
            let helper = top.helper.name();
            let issue = self.report.put(Weight::Error, Kind::TemplateUnclosedBlock { helper }, span);
            mend_with(issue, Span::at(end), &["{{/", helper, "}}"]);
        }
        self.rewrite(top, None);
    }

    /// The closing tag belongs to the block and has the wrong word.
    #[cold]
    fn wrong_close(&mut self, top: OpenBlock, index: usize, close: Helper, top_is_short: bool) {
        let node = self.nodes.get(index).unwrap_or(NO_NODE);
        let known = top.helper != Helper::Other;
        let (open, found) = (top.helper.name(), close.name());
        let kind = if top_is_short {
            Kind::TemplateMismatchedBlock { open, close: found }
        } else {
            Kind::TemplateCrossedBlock { open, close: found }
        };
        // How a comparison is closed is not documented: `{{/if}}` may do.
        let undocumented = top_is_short && close == Helper::If && known;
        let weight = if undocumented { Weight::Hint } else { Weight::Error };
        let issue = self.report.put(weight, kind, node.span);
        if undocumented {
            issue.basis = Basis::Assumed;
        }
        if known {
            issue.mend(node.word, open);
        }
    }

    /// Reports a block that is written another way in this dialect.
    #[inline(never)]
    fn rewrite(&mut self, block: OpenBlock, close: Option<usize>) {
        let node = self.nodes.get(block.index).unwrap_or(NO_NODE);
        let helper = node.target.name();
        // With an `{{else}}` the two branches of an inverted block would have to change places.
        let possible = match node.rewrite {
            Rewrite::None => return,
            Rewrite::Rename | Rewrite::Operator | Rewrite::Section => true,
            Rewrite::Inverted => !block.has_else,
            Rewrite::Unknown => false,
        };
        let kind = match node.rewrite {
            Rewrite::Operator => Kind::TemplateConditionOperator { helper },
            _ => Kind::TemplateHelperUnknown { helper: node.foreign },
        };
        let issue = self.report.put(Weight::Error, kind, node.span);
        let Some(close) = close.and_then(|index| self.nodes.get(index)).filter(|_| possible) else { return };
        let name = str_of(self.text, node.name);
        match node.rewrite {
            Rewrite::Rename => {
                issue.mend(node.word, helper);
            }
            Rewrite::Operator => {
                let value = str_of(self.text, unquoted(self.text, node.value));
                mend_with(issue, node.span, &["{{#", helper, " ", name, " \"", value, "\"}}"]);
            }
            Rewrite::Inverted => mend_with(issue, node.span, &["{{#if ", name, "}}{{else}}"]),
            _ => mend_with(issue, node.span, &["{{#if ", name, "}}"]),
        }
        issue.mend(close.word, helper);
    }
}

fn of(counts: &mut [Counts; 4], helper: Helper) -> &mut Counts {
    let [of_if, if_eq, if_neq, other] = counts;
    match helper {
        Helper::If => of_if,
        Helper::IfEq => if_eq,
        Helper::IfNeq => if_neq,
        Helper::Other => other,
    }
}
