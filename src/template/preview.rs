//! The text as a recipient will see it.

use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::{ArgumentKind, Arguments, Given};
use super::live::{Live, decide};
use super::node::{Helper, Node, NodeKind, Template, TemplatePart};
use super::parse::parse_parts;
use crate::issue::Findings;

/// What is done to values before they are put into the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Escape {
    /// `& < > " '` become character references: safe to show in a page.
    #[default]
    Html,
    /// Nothing, as the provider does it: HTML in a value becomes part of the page.
    None,
}

/// Fills a text with values.
///
/// A variable without a value is printed as its tag, and so is every tag that this dialect does not have: `{{ name }}`,
/// `{{name`, `{{#unless v}}` with all that belongs to it. Of a block one branch is printed. Where the provider's documents do
/// not decide, the letter of its rule does: a non-empty string is true (`"false"` and `"0"` are), and what is not on its list
/// is not (`false`, `null`, a list, an object).
///
/// ```
/// use presend::template::{preview_template, Argument, Escape, Given};
///
/// let variables = [("name", Argument::string("<Ann>"))];
/// let given = Given { variables: &variables, ..Given::default() };
/// assert_eq!(preview_template("Hi {{name}}{{#if vip}}!{{/if}}", &given, Escape::Html), "Hi &lt;Ann&gt;");
/// ```
pub fn preview_template(text: &str, given: &Given<'_>, escape: Escape) -> String {
    preview_template_octets(text.as_bytes(), given, escape)
}

/// [`preview_template`] for WTF-8; what is no UTF-8 comes out as U+FFFD.
pub fn preview_template_octets(text: &[u8], given: &Given<'_>, escape: Escape) -> String {
    let template = parse_parts(&[TemplatePart { name: "", text }], &mut Findings::new());
    let arguments = Arguments::from_given(&template, given);
    let mut out = Vec::with_capacity(text.len());
    // Blocks that are open: the tag, whether the text around it is printed, whether its first branch is.
    let mut stack: Vec<(usize, bool, bool)> = Vec::new();
    let (mut printed, mut done) = (true, 0);
    for (index, node) in template.nodes.iter().enumerate() {
        let opener = template.nodes.get(node.opener);
        let belongs = opener.is_some_and(|opener| opener.is_exact(text));
        let means = match node.kind {
            NodeKind::Placeholder | NodeKind::Open(_) => node.is_exact(text),
            NodeKind::Else | NodeKind::Close(_) => belongs && node.is_exact(text),
            NodeKind::Broken => false,
        };
        if !means {
            continue;
        }
        if printed {
            out.extend_from_slice(text.get(done..node.span.start).unwrap_or_default());
        }
        done = node.span.end.max(done);
        match node.kind {
            NodeKind::Open(helper) => {
                let taken = is_taken(&template, node, helper, &arguments);
                stack.push((index, printed, taken));
                printed &= taken;
            }
            // A block that was never closed may still lie above: it ends with the one that holds it.
            NodeKind::Else => {
                while stack.last().is_some_and(|(open, ..)| *open != node.opener) {
                    stack.pop();
                }
                printed = stack.last().is_some_and(|&(_, outer, taken)| outer && !taken);
            }
            NodeKind::Close(_) => {
                while let Some((open, outer, _)) = stack.pop() {
                    printed = outer;
                    if open == node.opener {
                        break;
                    }
                }
            }
            NodeKind::Placeholder | NodeKind::Broken if !printed => {}
            NodeKind::Placeholder | NodeKind::Broken => match arguments.of(node.variable) {
                Some(argument) => push_value(&argument.text, escape, &mut out),
                None => out.extend_from_slice(template.octets(0, node.span)),
            },
        }
    }
    if printed {
        out.extend_from_slice(text.get(done..).unwrap_or_default());
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Whether the first branch of a block is printed; see [`preview_template`] for what the documents do not decide.
fn is_taken(template: &Template<'_>, node: &Node, helper: Helper, arguments: &Arguments<'_>) -> bool {
    match decide(template, node, helper, arguments) {
        Live::Yes => true,
        Live::No => false,
        Live::Maybe => match helper {
            Helper::IfNeq => true,
            Helper::IfEq | Helper::Other => false,
            Helper::If => arguments.of(node.variable).is_some_and(|value| value.kind == ArgumentKind::String),
        },
    }
}

fn push_value(value: &[u8], escape: Escape, out: &mut Vec<u8>) {
    if escape == Escape::None {
        return out.extend_from_slice(value);
    }
    for &octet in value {
        match octet {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            b'"' => out.extend_from_slice(b"&quot;"),
            b'\'' => out.extend_from_slice(b"&#39;"),
            _ => out.push(octet),
        }
    }
}
