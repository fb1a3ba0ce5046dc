//! Which placeholders are printed, given the values: conditions decide, and some of them cannot be decided.

use alloc::vec::Vec;

use super::arguments::{Argument, ArgumentKind, Arguments};
use super::node::{Helper, Node, NodeKind, Rewrite, Template};

/// Whether something is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Live {
    /// It lies in a branch that is not taken.
    #[default]
    No,
    /// It lies in a branch whose condition the documents do not decide.
    Maybe,
    /// It is printed.
    Yes,
}

/// For each variable, how live its liveliest placeholder and its liveliest condition are.
///
/// One value serves many recipients: [`Liveness::update`] reuses its memory.
#[derive(Clone, Debug, Default)]
pub struct Liveness {
    /// For each variable two values: of its placeholders, of its conditions.
    lives: Vec<Live>,
    stack: Vec<Branch>,
}

/// A block around the current tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    opener: usize,
    outer: Live,
    condition: Live,
}

impl Liveness {
    /// Nothing known yet.
    pub const fn new() -> Liveness {
        Liveness { lives: Vec::new(), stack: Vec::new() }
    }

    /// How live the placeholders of variable `number` are.
    pub fn of_placeholders(&self, number: usize) -> Live {
        self.lives.get(place_of(number, 0)).copied().unwrap_or_default()
    }

    /// How live the conditions on variable `number` are.
    pub fn of_conditions(&self, number: usize) -> Live {
        self.lives.get(place_of(number, 1)).copied().unwrap_or_default()
    }

    /// True when a tag with variable `number` lies in a branch that is taken, or may be.
    pub(super) fn is_used(&self, number: usize) -> bool {
        self.of_placeholders(number) != Live::No || self.of_conditions(number) != Live::No
    }

    /// Walks the template with these values; without values every branch is live.
    #[inline(never)]
    pub fn update(&mut self, template: &Template<'_>, arguments: Option<&Arguments<'_>>) {
        self.lives.clear();
        self.lives.resize(2 * template.variable_count(), Live::No);
        let lives = &mut self.lives;
        walk(template, arguments, &mut self.stack, &mut |node, live| {
            let role = match node.kind {
                NodeKind::Placeholder => 0,
                NodeKind::Open(_) => 1,
                _ => return,
            };
            if let Some(before) = lives.get_mut(place_of(node.variable, role)) {
                *before = live.max(*before);
            }
        });
    }
}

/// Where a variable's value stands; beyond all where the tag has no variable.
const fn place_of(number: usize, role: usize) -> usize {
    number.saturating_mul(2).saturating_add(role)
}

/// Calls `visit` with each tag and how live it is; returns how live the end of the text is. The stack is
/// handed in so that it can be used again.
pub(super) fn walk(
    template: &Template<'_>,
    arguments: Option<&Arguments<'_>>,
    stack: &mut Vec<Branch>,
    visit: &mut dyn FnMut(&Node, Live),
) -> Live {
    stack.clear();
    let mut live = Live::Yes;
    let mut part = 0;
    for (index, node) in template.nodes.iter().enumerate() {
        if node.part != part {
            (part, live) = (node.part, Live::Yes);
            stack.clear();
        }
        visit(node, live);
        match node.kind {
            NodeKind::Open(helper) => {
                let condition = arguments.map_or(Live::Yes, |given| decide(template, node, helper, given));
                stack.push(Branch { opener: index, outer: live, condition });
                live = live.min(condition);
            }
            NodeKind::Else => {
                // A block that was never closed may still lie above: it ends with the one that holds it.
                while stack.last().is_some_and(|branch| branch.opener != node.opener) {
                    stack.pop();
                }
                if let Some(branch) = stack.last() {
                    live = branch.outer.min(if arguments.is_some() { opposite(branch.condition) } else { Live::Yes });
                }
            }
            NodeKind::Close(_) => {
                while let Some(branch) = stack.pop() {
                    live = branch.outer;
                    if branch.opener == node.opener {
                        break;
                    }
                }
            }
            NodeKind::Placeholder | NodeKind::Broken => {}
        }
    }
    live
}

const fn opposite(live: Live) -> Live {
    match live {
        Live::No => Live::Yes,
        Live::Maybe => Live::Maybe,
        Live::Yes => Live::No,
    }
}

/// Whether the first branch of a block is taken.
#[inline(never)]
pub(super) fn decide(template: &Template<'_>, node: &Node, helper: Helper, given: &Arguments<'_>) -> Live {
    if node.variable == Node::NONE || node.rewrite != Rewrite::None || helper == Helper::Other {
        return Live::Maybe;
    }
    let Some(argument) = given.of(node.variable) else {
        return if helper == Helper::IfNeq { Live::Yes } else { Live::No };
    };
    let equal = |argument| equality(argument, template.octets(node.part, node.value));
    match helper {
        Helper::IfEq => equal(argument),
        Helper::IfNeq => opposite(equal(argument)),
        Helper::If | Helper::Other => truth(argument),
    }
}

/// MigoSMTP, conditional content blocks: `"true"`, a non-empty string and a non-zero number are true.
///
/// The strings `"false"` and `"0"` are non-empty, and meant as false wherever values are rendered as strings; what the
/// API makes of them, of `false` and of anything else is not documented.
fn truth(argument: &Argument<'_>) -> Live {
    let text: &[u8] = &argument.text;
    match argument.kind {
        ArgumentKind::String if text.is_empty() => Live::No,
        ArgumentKind::String if text == b"false" || text == b"0" => Live::Maybe,
        ArgumentKind::String => Live::Yes,
        ArgumentKind::Number if is_zero(text) => Live::No,
        ArgumentKind::Number => Live::Yes,
        ArgumentKind::Boolean if text == b"true" => Live::Yes,
        ArgumentKind::Boolean | ArgumentKind::Null | ArgumentKind::Array | ArgumentKind::Object => Live::Maybe,
    }
}

/// A number literal without a digit other than 0 before its exponent.
fn is_zero(literal: &[u8]) -> bool {
    for octet in literal {
        match octet {
            b'e' | b'E' => break,
            b'1'..=b'9' => return false,
            _ => {}
        }
    }
    true
}

/// Values are compared as they are rendered: as strings.
#[inline(never)]
fn equality(argument: &Argument<'_>, value: &[u8]) -> Live {
    match argument.kind {
        ArgumentKind::String | ArgumentKind::Number | ArgumentKind::Boolean if &*argument.text == value => Live::Yes,
        // How the API writes out 1.0 or 1e3 is not documented.
        ArgumentKind::Number if argument.text.iter().any(|octet| matches!(octet, b'.' | b'e' | b'E')) => Live::Maybe,
        ArgumentKind::String | ArgumentKind::Number | ArgumentKind::Boolean => Live::No,
        ArgumentKind::Null | ArgumentKind::Array | ArgumentKind::Object => Live::Maybe,
    }
}
