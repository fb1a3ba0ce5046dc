//! The registered templates of an account, and the one that a message is of.

use alloc::vec::Vec;

use super::align::{Aligner, Difference};
use super::explain::{explain, progress};
use super::grams::Grams;
use super::matcher::{Matcher, Token};
use super::message::{Message, char_at};
use super::policy::{DltPolicy, Sharing};
use super::tag::{Piece, Pieces};
use crate::issue::{Findings, Kind, sorted_indices};
use crate::text::measure;

/// Code points of a message; no template makes a longer one (operators take 2,000 and variables).
pub const MAX_MESSAGE: usize = 4096;

/// One registered template, ready to match.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    /// Position in the list that was given.
    number: u32,
    /// Its tokens in the index's list.
    tokens: (u32, u32),
    /// Code points of its fixed texts.
    pub(super) fixed: u32,
    /// Code points of the shortest and of the longest message.
    pub(super) least: u32,
    pub(super) most: u32,
}

/// Registered templates, ready to match.
///
/// ```
/// use presend::dlt::{DltIndex, DltPolicy};
///
/// let templates = ["Your OTP is {#var#}. -ACME", "Dear {#var#}, your order {#var#} has left. -ACME"];
/// let mut index = DltIndex::new(&templates, DltPolicy::default());
/// assert_eq!(index.match_text("Your OTP is 1234. -ACME").template, Some(0));
///
/// let miss = index.match_text("Your OTP is 1234, -ACME");
/// assert_eq!((miss.template, miss.nearest), (None, Some(0)));
/// assert_eq!(miss.findings.issues[0].kind.reason(), "dlt_text_differs");
/// assert_eq!(miss.findings.issues[0].span, Some(presend::issue::Span::new(16, 17)));
/// ```
#[derive(Clone, Debug)]
pub struct DltIndex {
    policy: DltPolicy,
    /// Those with the most fixed text first.
    templates: Vec<Template>,
    tokens: Vec<Token>,
    literals: Vec<u8>,
    grams: Grams,
    message: Message,
    matcher: Matcher,
}

/// What a message is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DltMatch {
    /// Position of the template that it is of: of several, the one with the most fixed text, and of those the first.
    pub template: Option<usize>,
    /// Without one, the position of the template that it is most like; `None` when it is like none.
    pub nearest: Option<usize>,
    /// What keeps it from being of that template.
    pub findings: Findings,
}

impl DltIndex {
    /// An index of `templates` in the order given; positions in the answers count in it.
    pub fn new<T: AsRef<[u8]>>(templates: &[T], policy: DltPolicy) -> DltIndex {
        let mut builder = Builder { policy, tokens: Vec::new(), literals: Vec::new() };
        let built: Vec<Template> =
            templates.iter().enumerate().map(|(at, text)| builder.add(at, text.as_ref())).collect();
        let fixed = |at: usize| built.get(at).map_or(0, |template| template.fixed);
        let order = sorted_indices(built.len(), &|left, right| fixed(left) >= fixed(right));
        let templates: Vec<Template> = order.into_iter().filter_map(|at| built.get(at).copied()).collect();
        let Builder { tokens, literals, .. } = builder;
        let grams = Grams::new(templates.len(), literals.len(), &|number| {
            templates.get(number).into_iter().flat_map(|template| fixed_texts(template, &tokens, &literals))
        });
        DltIndex {
            policy,
            templates,
            tokens,
            literals,
            grams,
            message: Message::default(),
            matcher: Matcher::default(),
        }
    }

    /// Number of templates.
    pub fn count(&self) -> usize {
        self.templates.len()
    }

    /// The template that `text` is of.
    pub fn match_text(&mut self, text: &str) -> DltMatch {
        self.match_octets(text.as_bytes())
    }

    /// [`DltIndex::match_text`] for WTF-8.
    pub fn match_octets(&mut self, text: &[u8]) -> DltMatch {
        let mut found = DltMatch::default();
        if text.len() > 4 * MAX_MESSAGE {
            return self.too_long(text, found);
        }
        let DltIndex { policy, templates, tokens, literals, grams, message, matcher } = self;
        message.read(text, policy);
        if message.chars > MAX_MESSAGE {
            return self.too_long(text, found);
        }
        let plain = core::mem::take(&mut message.plain);
        let octets = core::mem::take(&mut message.octets);
        let mut best = usize::MAX;
        // Borrowed out, so that the matcher can use the rest of the message meanwhile.
        let searched = if policy.skips() { &plain } else { &octets };
        let mut candidates = CandidateList::default();
        grams.candidates(searched, &mut |number| candidates.push(number));
        message.octets = octets;
        for number in candidates.iter() {
            let Some(template) = templates.get(number).filter(|_| number < best) else { continue };
            let possible = message.chars >= template.least as usize && message.counted <= template.most as usize;
            if possible && matcher.matches(tokens_of(template, tokens), literals, message) {
                best = number;
            }
        }
        if let Some(template) = templates.get(best) {
            found.template = Some(template.number as usize);
            message.plain = plain;
            return found;
        }
        let nearest = grams.nearest(if policy.skips() { &plain } else { &message.octets }, &|number| {
            templates.get(number).into_iter().flat_map(|template| fixed_texts(template, tokens, literals))
        });
        message.plain = plain;
        // Of those that have equally much of it, the one that can be followed furthest, unless a single character is all
        // that keeps it from being of another. Of many templates one is like anything in some small part.
        let first = nearest.first().copied().flatten().map_or(0, |(_, percent)| percent);
        let mut aligner = Aligner::new(message, policy);
        let mut near: Option<(&Template, Option<Difference>)> = None;
        let (mut furthest, mut contested) = (0, false);
        for (number, percent) in nearest.into_iter().flatten() {
            let Some(template) = templates.get(number) else { continue };
            if percent < 40 && templates.len() > 1 {
                break;
            }
            let own = (tokens_of(template, tokens), &**literals);
            let single =
                aligner.as_mut().and_then(|aligner| aligner.difference(template, own, message, matcher, false));
            if percent + 5 < first && single.is_none() {
                continue;
            }
            let followed = progress(own.0, own.1, message, matcher);
            let nearer = match &near {
                None => true,
                Some((_, best)) if best.is_none() != single.is_none() => single.is_some(),
                Some((_, best)) => {
                    contested |= matches!((best, &single), (Some(best), Some(single)) if best.mends_unlike(single));
                    followed > furthest
                }
            };
            if nearer {
                (near, furthest) = (Some((template, single)), followed);
            }
        }
        match near {
            Some((template, single)) => {
                found.nearest = Some(template.number as usize);
                let own = (tokens_of(template, tokens), &**literals);
                let mut difference = match (single, &mut aligner) {
                    (None, Some(aligner)) => aligner.difference(template, own, message, matcher, true),
                    (single, _) => single,
                };
                if let Some(difference) = &mut difference {
                    // What is compared is not what is registered where case does not count.
                    difference.clear &= !contested && !policy.ignore_case;
                }
                let farthest = aligner.as_ref().and_then(|aligner| aligner.farthest(message));
                let known = (difference, farthest);
                found.findings.push(explain(template, own, text, message, matcher, known));
            }
            None => {
                let count = templates.len() as u32;
                found.findings.error(Kind::DltNoTemplate { templates: count }, None);
            }
        }
        found
    }

    #[cold]
    fn too_long(&self, text: &[u8], mut found: DltMatch) -> DltMatch {
        let actual = measure(text).code_points as u32;
        let kind = Kind::InputTooLarge { max: MAX_MESSAGE as u32, actual, unit: "code_points" };
        found.findings.error(kind, None);
        found
    }
}

/// Candidates of one message: few, or in a hostile index many.
#[derive(Default)]
struct CandidateList {
    few: [u32; 16],
    count: usize,
    more: Vec<u32>,
}

impl CandidateList {
    fn push(&mut self, number: usize) {
        match self.few.get_mut(self.count) {
            Some(place) => *place = number as u32,
            None => self.more.push(number as u32),
        }
        self.count += 1;
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let few = self.few.get(..self.count.min(self.few.len())).unwrap_or_default();
        few.iter().chain(&self.more).map(|&number| number as usize)
    }
}

pub(super) fn tokens_of<'t>(template: &Template, tokens: &'t [Token]) -> &'t [Token] {
    tokens.get(template.tokens.0 as usize..template.tokens.1 as usize).unwrap_or_default()
}

fn fixed_texts<'l>(template: &Template, tokens: &'l [Token], literals: &'l [u8]) -> impl Iterator<Item = &'l [u8]> {
    tokens_of(template, tokens).iter().filter_map(|token| match *token {
        Token::Fixed { start, end } => literals.get(start as usize..end as usize),
        Token::Variable { .. } => None,
    })
}

struct Builder {
    policy: DltPolicy,
    tokens: Vec<Token>,
    literals: Vec<u8>,
}

impl Builder {
    fn add(&mut self, number: usize, text: &[u8]) -> Template {
        let first = self.tokens.len();
        let mut fixed = 0;
        for piece in Pieces::registered(text) {
            match piece {
                Piece::Tag(tag, _) => {
                    let (class, max) = tag.holds(&self.policy);
                    self.variable(Token::Variable { tag, class, min: 1, max }, first);
                }
                Piece::Fixed(span) | Piece::Malformed(_, span) => {
                    fixed += self.fixed(text.get(span.start..span.end).unwrap_or_default(), first);
                }
            }
        }
        let mut sum = (0_u32, 0_u32);
        for token in self.tokens.get(first..).unwrap_or_default() {
            if let Token::Variable { min, max, .. } = token {
                sum = (sum.0.saturating_add(*min), sum.1.saturating_add(*max));
            }
        }
        if self.policy.sharing == Sharing::Pooled {
            for token in self.tokens.get_mut(first..).unwrap_or_default() {
                if let Token::Variable { max, .. } = token {
                    *max = sum.1;
                }
            }
        }
        Template {
            number: number as u32,
            tokens: (first as u32, self.tokens.len() as u32),
            fixed,
            least: fixed.saturating_add(sum.0),
            most: fixed.saturating_add(sum.1),
        }
    }

    /// Adds fixed text as it is compared; the code points of it. What ends where the next begins is one text.
    fn fixed(&mut self, text: &[u8], first: usize) -> u32 {
        let start = self.literals.len();
        let (mut at, mut chars) = (0, 0);
        if !self.policy.skips() {
            // All of it counts.
            self.literals.extend_from_slice(text);
            chars = measure(text).code_points as u32;
            at = text.len();
        }
        while at < text.len() {
            let (char, octets) = char_at(text, at);
            if !self.policy.ignores(char) {
                self.literals.extend_from_slice(text.get(at..at + octets).unwrap_or_default());
                chars += 1;
            }
            at += octets;
        }
        let end = self.literals.len();
        if self.policy.ignore_case {
            self.literals.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        }
        let before = if self.tokens.len() > first { self.tokens.last_mut() } else { None };
        match before {
            _ if start == end => {}
            Some(Token::Fixed { end: last, .. }) => *last = end as u32,
            _ => self.tokens.push(Token::Fixed { start: start as u32, end: end as u32 }),
        }
        chars
    }

    fn variable(&mut self, token: Token, first: usize) {
        if self.policy.sharing == Sharing::Joined
            && self.tokens.len() > first
            && let (Some(Token::Variable { tag, max, .. }), Token::Variable { tag: own, max: more, .. }) =
                (self.tokens.last_mut(), &token)
            && tag == own
        {
            *max = max.saturating_add(*more);
            return;
        }
        self.tokens.push(token);
    }
}
