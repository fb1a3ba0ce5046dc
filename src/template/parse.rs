//! One pass over a text: finds every tag and everything that was probably meant as one.

use alloc::vec::Vec;

use super::blocks::match_blocks;
use super::names::Names;
use super::node::{Node, NodeKind, Template, TemplatePart};
use super::octets::{name_at, skip_space, starts, starts_ignoring_case, str_of, trim, word_end};
use super::report::{Fix, Report, append};
use crate::issue::{Findings, Kind, Span};
use crate::text::{Decoded, decode};

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
    let mut nodes = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let mut found = Findings::new();
        let mut report = Report::new(&mut found);
        check_octets(part.text, &mut report);
        let first = nodes.len();
        let mut scanner = Scanner { text: part.text, part: index, raw: None, nodes: &mut nodes, report: &mut report };
        scanner.scan();
        match_blocks(part.text, nodes.get_mut(first..).unwrap_or_default(), first, &mut report);
        report.finish();
        append(findings, found, part.name);
    }
    number_variables(parts, nodes)
}

/// Gives each name its number.
fn number_variables<'t>(parts: &[TemplatePart<'t>], mut nodes: Vec<Node>) -> Template<'t> {
    let named = |node: &&mut Node| node.name.start < node.name.end;
    let name_of = |node: &mut Node| parts.get(node.part).map_or("", |part| str_of(part.text, node.name));
    let uses: Vec<&'t str> = nodes.iter_mut().filter(named).map(name_of).collect();
    let (names, numbers) = Names::number(&uses);
    for (node, number) in nodes.iter_mut().filter(named).zip(numbers) {
        node.variable = number;
    }
    Template { parts: parts.to_vec(), nodes, names }
}

/// Half surrogate pairs and octets that are no UTF-8, each run once.
fn check_octets(text: &[u8], report: &mut Report<'_>) {
    let mut at = match core::str::from_utf8(text) {
        Ok(_) => return,
        Err(error) => error.valid_up_to(),
    };
    let mut run: Option<(Kind, Span)> = None;
    while let Some((decoded, octets)) = decode(text, at) {
        let kind = match decoded {
            Decoded::Char(_) => None,
            Decoded::LoneSurrogate(_) => Some(Kind::LoneSurrogate),
            Decoded::Invalid => Some(Kind::NotText { found: "invalid_utf8" }),
        };
        run = match (run, kind) {
            (Some((before, span)), Some(now)) if before == now => Some((before, Span::new(span.start, at + octets))),
            (before, now) => {
                put_run(before, report);
                now.map(|kind| (kind, Span::new(at, at + octets)))
            }
        };
        at += octets;
    }
    put_run(run, report);
}

fn put_run(run: Option<(Kind, Span)>, report: &mut Report<'_>) {
    if let Some((kind, span)) = run {
        report.error(kind, Some(span), &[]).basis = crate::issue::Basis::Standard;
    }
}

/// Where the content of a tag ends.
enum TagEnd {
    /// At `}}`.
    Closed(usize),
    /// At a single `}`.
    Lone(usize),
    /// Nowhere before the next tag or the end of the text.
    Open,
}

/// Octets that may begin something.
const SPECIAL: [bool; 256] = {
    let mut set = [false; 256];
    #[allow(clippy::indexing_slicing)] // Evaluated by the compiler.
    {
        set[b'{' as usize] = true;
        set[b'<' as usize] = true;
        set[b'*' as usize] = true;
        set[b'%' as usize] = true;
        set[b'[' as usize] = true;
    }
    set
};

/// Where the next octet that may begin something stands in `rest`.
#[inline]
fn next_special(rest: &[u8]) -> Option<usize> {
    rest.iter().position(|&octet| SPECIAL.get(usize::from(octet)) == Some(&true))
}

/// The state of the pass over one part.
pub(super) struct Scanner<'t, 'r, 'f> {
    pub(super) text: &'t [u8],
    pub(super) part: usize,
    /// Inside `<style>` or `<script>`: the end tag that leads out. Braces are common there.
    pub(super) raw: Option<&'static [u8]>,
    pub(super) nodes: &'r mut Vec<Node>,
    pub(super) report: &'r mut Report<'f>,
}

impl<'t> Scanner<'t, '_, '_> {
    fn scan(&mut self) {
        let mut at = 0;
        while let Some(offset) = self.text.get(at..).and_then(next_special) {
            at += offset;
            at = match self.octet(at) {
                b'{' => self.braces(at),
                b'<' => self.angle(at),
                _ if self.raw.is_some() => at + 1,
                b'*' => self.star(at),
                b'%' => self.percent(at),
                _ => self.bracket(at),
            };
        }
    }

    /// The octet at `at`; 0 outside the text.
    pub(super) fn octet(&self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or_default()
    }

    pub(super) fn octets(&self, span: Span) -> &'t [u8] {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    // In one piece for the size of the module.
    #[inline(never)]
    pub(super) fn push(&mut self, node: &Node) {
        self.nodes.push(*node);
    }

    /// A tag that breaks a documented rule: an error, but only a hint where braces belong to another language.
    #[inline(never)]
    pub(super) fn wrong(&mut self, kind: Kind, span: Span, fix: Fix<'_>) {
        if self.raw.is_some() {
            self.report.hint(kind, Some(span), fix);
        } else {
            self.report.error(kind, Some(span), fix);
        }
    }

    /// `<style>`, `<script>` and their end tags; `<%= … %>`.
    fn angle(&mut self, at: usize) -> usize {
        if let Some(end_tag) = self.raw {
            if starts_ignoring_case(self.text, at, end_tag) {
                self.raw = None;
            }
            return at + 1;
        }
        match self.octet(at + 1) {
            b's' | b'S' => {}
            b'%' => return self.erb(at),
            _ => return at + 1,
        }
        for (tag, end_tag) in [(&b"<style"[..], &b"</style"[..]), (b"<script", b"</script")] {
            if starts_ignoring_case(self.text, at, tag) && !self.octet(at + tag.len()).is_ascii_alphanumeric() {
                self.raw = Some(end_tag);
            }
        }
        at + 1
    }

    /// A run of opening braces; the last two of it open a tag.
    fn braces(&mut self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let run = rest.iter().position(|&octet| octet != b'{').unwrap_or(rest.len());
        if run == 1 {
            return self.single_brace(at);
        }
        let open = at + run - 2;
        if let Some(name) = self.name_before(open + 2, b"}}").filter(|_| run == 2) {
            // Nearly every tag; `else` is the one name that is none.
            if self.octets(name) != b"else" {
                let mut node = Node::new(NodeKind::Placeholder, self.part, Span::new(open, name.end + 2));
                node.name = name;
                self.push(&node);
                return name.end + 2;
            }
        }
        match self.tag_end(open + 2) {
            TagEnd::Closed(end) => {
                let triple = run == 3 && self.octet(end + 2) == b'}' && self.octet(end + 3) != b'}';
                if triple && name_at(self.text, open + 2).is_some_and(|name| name.end == end) {
                    let fix = [(Span::new(open - 1, open), ""), (Span::new(end + 2, end + 3), "")];
                    self.report.hint(Kind::TemplateTripleBrace, Some(Span::new(open - 1, end + 3)), &fix);
                }
                self.tag(Span::new(open, end + 2), Span::new(open + 2, end));
                end + 2
            }
            TagEnd::Lone(end) => self.unclosed_by_brace(open, end),
            TagEnd::Open => self.unclosed(open),
        }
    }

    /// The end of the tag whose content starts at `from`. A tag ends before the next one begins, so that every octet is
    /// looked at once however many tags are left open.
    fn tag_end(&self, from: usize) -> TagEnd {
        let mut quoted = false;
        let compares = self.octet(skip_space(self.text, from, self.text.len())) == b'#';
        for (offset, &octet) in self.text.get(from..).unwrap_or_default().iter().enumerate() {
            let next = self.octet(from + offset + 1);
            match octet {
                b'}' if next == b'}' => return TagEnd::Closed(from + offset),
                b'}' if !quoted => return TagEnd::Lone(from + offset),
                b'{' if next == b'{' => return TagEnd::Open,
                b'"' if compares => quoted = !quoted,
                _ => {}
            }
        }
        TagEnd::Open
    }

    /// `{{name}`: the second brace is missing.
    fn unclosed_by_brace(&mut self, open: usize, end: usize) -> usize {
        let inner = Span::new(open + 2, end);
        let content = trim(self.text, inner);
        let is_name = name_at(self.text, content.start).is_some_and(|name| name.end == content.end);
        if !is_name && !matches!(self.octet(content.start), b'#' | b'/') {
            self.wrong(Kind::TemplateUnclosedTag, Span::new(open, open + 2), &[]);
            return open + 2;
        }
        let span = Span::new(open, end + 1);
        self.wrong(Kind::TemplateUnclosedTag, span, &[(Span::at(end + 1), "}")]);
        self.tag(span, inner);
        end + 1
    }

    /// `{{name` and nothing that closes it: the tag is taken to end after its name.
    fn unclosed(&mut self, open: usize) -> usize {
        let end = self.likely_end(open + 2);
        let span = Span::new(open, end.unwrap_or(open + 2));
        let fix = end.map(|end| (Span::at(end), "}}"));
        self.wrong(Kind::TemplateUnclosedTag, span, fix.as_slice());
        if let Some(end) = end {
            self.tag(span, Span::new(open + 2, end));
        }
        span.end
    }

    /// Where a tag without an end should have ended: after a name, `#if name`, `/if`.
    fn likely_end(&self, at: usize) -> Option<usize> {
        let (text, end) = (self.text, self.text.len());
        match self.octet(at) {
            b'/' => name_at(text, at + 1).map(|word| word.end),
            b'#' => {
                let word = word_end(text, at + 1, end.min(at + 4));
                let name = skip_space(text, word, end.min(word + 2));
                (text.get(at..word) == Some(b"#if") && name > word).then(|| name_at(text, name))?.map(|name| name.end)
            }
            _ => name_at(text, at).map(|name| name.end),
        }
    }

    /// A name alone in `at..end`.
    pub(super) fn name_between(&self, at: usize, end: usize) -> Option<Span> {
        let inner = trim(self.text, Span::new(at, end));
        name_at(self.text, inner.start).filter(|name| name.end == inner.end)
    }

    /// The name at `at`, when `close` follows it.
    pub(super) fn name_before(&self, at: usize, close: &[u8]) -> Option<Span> {
        let name = name_at(self.text, at)?;
        starts(self.text, name.end, close).then_some(name)
    }
}
