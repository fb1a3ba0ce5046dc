//! One pass over a text: finds every tag and everything that was probably meant as one.

use alloc::vec::Vec;

use super::blocks::match_blocks;
use super::names::Names;
use super::node::{Node, NodeKind, Template, TemplatePart};
use super::octets::{is_name, name_end, next_special, octet, octets, skip_space, starts, trim};
use super::report::{Report, Weight, append};
use crate::issue::{Basis, Findings, Issue, Kind, Span};
use crate::text::{Decoded, decode, is_ascii};

/// Parses a single text.
///
/// ```
/// use presend::{issue::Findings, template::parse_template};
///
/// let mut findings = Findings::new();
/// let template = parse_template(b"Hello {{ name }}", &mut findings);
/// assert_eq!(template.variable_name(0), "name");
/// assert_eq!(findings.issues[0].kind.reason(), "template_tag_space");
/// ```
pub fn parse_template<'t>(text: &'t [u8], findings: &mut Findings) -> Template<'t> {
    parse_parts(&[TemplatePart { name: "", text }], findings)
}

/// Parses the texts of one message, which share their variables. Findings have the part's name as path.
pub fn parse_parts<'t>(parts: &[TemplatePart<'t>], findings: &mut Findings) -> Template<'t> {
    let mut template = Template { parts: parts.to_vec(), nodes: Vec::new(), names: Names::new() };
    for (index, part) in parts.iter().enumerate() {
        let mut found = Findings::new();
        let report = Report::new(&mut found);
        let first = template.nodes.len();
        let mut scanner = Scanner { text: part.text, part: index, raw: None, template: &mut template, report };
        if !is_ascii(part.text) && core::str::from_utf8(part.text).is_err() {
            scanner.check_octets();
        }
        scanner.scan();
        let nodes = scanner.template.nodes.get_mut(first..).unwrap_or_default();
        match_blocks(part.text, nodes, first, &mut scanner.report);
        scanner.report.finish();
        append(findings, found, part.name);
    }
    template
}

/// The state of the pass over one part.
pub(super) struct Scanner<'t, 'r, 'f> {
    pub(super) text: &'t [u8],
    pub(super) part: usize,
    /// Inside `<style>` or `<script>`: the end tag that leads out. Braces are common there.
    pub(super) raw: Option<&'static [u8]>,
    pub(super) template: &'r mut Template<'t>,
    pub(super) report: Report<'f>,
}

impl<'t> Scanner<'t, '_, '_> {
    /// Half surrogate pairs and octets that are no UTF-8, each run once.
    #[cold]
    #[inline(never)]
    fn check_octets(&mut self) {
        let (mut at, mut start, mut run) = (0, 0, None);
        loop {
            let (kind, octets) = match decode(self.text, at) {
                Some((Decoded::LoneSurrogate(_), octets)) => (Some(false), octets),
                Some((Decoded::Invalid, octets)) => (Some(true), octets),
                Some((Decoded::Char(_), octets)) => (None, octets),
                None => (None, 0),
            };
            if kind != run {
                if let Some(invalid) = run {
                    let kind = if invalid { Kind::NotText { found: "invalid_utf8" } } else { Kind::LoneSurrogate };
                    self.report.put(Weight::Error, kind, Span::new(start, at)).basis = Basis::Standard;
                }
                (start, run) = (at, kind);
            }
            if octets == 0 {
                return;
            }
            at += octets;
        }
    }

    #[inline(never)]
    fn scan(&mut self) {
        let mut at = 0;
        while let Some(special) = next_special(self.text, at, self.raw.is_some()) {
            at = special;
            at = match octet(self.text, at) {
                b'{' => self.braces(at),
                b'<' => self.angle(at),
                _ if self.raw.is_some() => at + 1,
                _ => self.sign(at),
            };
        }
    }

    /// The octet at `at`; out of line for tags off the usual path.
    #[inline(never)]
    pub(super) fn octet(&self, at: usize) -> u8 {
        octet(self.text, at)
    }

    pub(super) fn octets(&self, span: Span) -> &'t [u8] {
        octets(self.text, span)
    }

    /// Adds a tag, and numbers its name.
    // In one piece for the size of the module.
    #[inline(never)]
    pub(super) fn push(&mut self, mut node: Node) {
        if node.name.start < node.name.end {
            node.variable = self.template.names.number(octets(self.text, node.name));
        }
        self.template.nodes.push(node);
    }

    /// A tag that breaks a documented rule: an error, but only a hint where braces belong to another language.
    #[cold]
    #[inline(never)]
    pub(super) fn wrong(&mut self, kind: Kind, span: Span) -> &mut Issue {
        let weight = if self.raw.is_some() { Weight::Hint } else { Weight::Error };
        self.report.put(weight, kind, span)
    }

    /// `<style>`, `<script>` and their end tags; `<%= … %>`.
    #[inline(never)]
    fn angle(&mut self, at: usize) -> usize {
        if let Some(end_tag) = self.raw {
            if starts(self.text, at, end_tag) {
                self.raw = None;
            }
            return at + 1;
        }
        match octet(self.text, at + 1) {
            b's' | b'S' => {}
            b'%' => return self.sign(at),
            _ => return at + 1,
        }
        for end_tag in [&b"</style"[..], b"</script"] {
            let after = at + end_tag.len() - 1;
            let word = end_tag.get(2..).unwrap_or_default();
            if starts(self.text, at + 1, word) && !self.octet(after).is_ascii_alphanumeric() {
                self.raw = Some(end_tag);
            }
        }
        at + 1
    }

    /// A run of opening braces; the last two of it open a tag.
    #[inline(never)]
    fn braces(&mut self, at: usize) -> usize {
        let mut inner = at + 1;
        while octet(self.text, inner) == b'{' {
            inner += 1;
        }
        if inner == at + 1 {
            return if self.raw.is_some() { at + 1 } else { self.single_brace(at) };
        }
        let open = inner - 2;
        let name = Span::new(inner, name_end(self.text, inner));
        let closed = octet(self.text, name.end) == b'}' && octet(self.text, name.end + 1) == b'}';
        if closed && name.end > inner && open == at && self.octets(name) != b"else" {
            // Nearly every tag; `else` is the one name that is none.
            let mut node = Node::new(NodeKind::Placeholder, self.part, Span::new(open, name.end + 2));
            node.name = name;
            self.push(node);
            return name.end + 2;
        }
        let Some(end) = self.tag_end(inner) else { return self.unclosed(open) };
        if self.octet(end + 1) != b'}' {
            return self.unclosed_by_brace(open, end);
        }
        let triple = open == at + 1 && self.octet(end + 2) == b'}' && self.octet(end + 3) != b'}';
        if triple && name.end > inner && name.end == end {
            let issue = self.report.put(Weight::Hint, Kind::TemplateTripleBrace, Span::new(open - 1, end + 3));
            issue.mend(Span::new(open - 1, open), "").mend(Span::new(end + 2, end + 3), "");
        }
        self.tag(open, Span::new(inner, end), end + 2);
        end + 2
    }

    /// Where the tag whose content starts at `from` is closed, by two braces or by a lone one; `None` when that is nowhere
    /// before the next tag or the end of the text. A tag ends before the next one begins, so that every octet is looked
    /// at once however many tags are left open.
    fn tag_end(&self, from: usize) -> Option<usize> {
        let mut quoted = false;
        let compares = self.octet(skip_space(self.text, from, self.text.len())) == b'#';
        let mut at = from;
        loop {
            let doubled = self.text.get(at) == self.text.get(at + 1);
            match *self.text.get(at)? {
                b'}' if doubled || !quoted => return Some(at),
                b'{' if doubled => return None,
                b'"' if compares => quoted = !quoted,
                _ => {}
            }
            at += 1;
        }
    }

    /// `{{name}`: the second brace is missing.
    #[cold]
    fn unclosed_by_brace(&mut self, open: usize, end: usize) -> usize {
        let inner = Span::new(open + 2, end);
        let content = trim(self.text, inner.start, end);
        let known = is_name(self.text, content) || matches!(self.octet(content.start), b'#' | b'/');
        let end = if known { end + 1 } else { open + 2 };
        let issue = self.wrong(Kind::TemplateUnclosedTag, Span::new(open, end));
        if known {
            issue.mend(Span::at(end), "}");
            self.tag(open, inner, end);
        }
        end
    }

    /// `{{name` and nothing that closes it: the tag is taken to end after its name.
    #[cold]
    fn unclosed(&mut self, open: usize) -> usize {
        let inner = open + 2;
        let end = self.likely_end(inner);
        let issue = self.wrong(Kind::TemplateUnclosedTag, Span::new(open, end));
        if end > inner {
            issue.mend(Span::at(end), "}}");
            self.tag(open, Span::new(inner, end), end);
        }
        end
    }

    /// Where a tag without an end should have ended: after a name, `#if name`, `/if`; `at` where nothing says.
    fn likely_end(&self, at: usize) -> usize {
        let text = self.text;
        let mut name = at;
        if self.octet(at) == b'/' {
            name = at + 1;
        } else if text.get(at..at + 3) == Some(b"#if") {
            name = skip_space(text, at + 3, text.len().min(at + 5));
            if name == at + 3 {
                return at;
            }
        }
        let end = name_end(text, name);
        if end > name { end } else { at }
    }

    /// Reports what was probably meant as a placeholder; the answer can be completed.
    pub(super) fn hint(&mut self, kind: Kind, span: Span) -> &mut Issue {
        self.report.put(Weight::Hint, kind, span)
    }
}
