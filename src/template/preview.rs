//! The text as a recipient will see it.

use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::{Arguments, Given};
use super::live::{Live, walk};
use super::node::{NodeKind, TemplatePart};
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
/// A variable without a value is printed as its placeholder, and so is every malformed tag. A condition that the provider
/// leaves undecided (the string `"false"`) follows the letter of its rule: a non-empty string is true.
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
    let mut done = 0;
    let tail = walk(&template, Some(&arguments), &mut Vec::new(), &mut |node, live| {
        if live > Live::No {
            out.extend_from_slice(text.get(done..node.span.start).unwrap_or_default());
        }
        done = node.span.end.max(done);
        let printed = match node.kind {
            NodeKind::Placeholder => arguments.of(node.variable),
            NodeKind::Broken => None,
            _ => return,
        };
        match printed {
            _ if live == Live::No => {}
            Some(argument) => push_value(&argument.text, escape, &mut out),
            None => out.extend_from_slice(template.octets(0, node.span)),
        }
    });
    if tail > Live::No {
        out.extend_from_slice(text.get(done..).unwrap_or_default());
    }
    String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
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
