//! The first place where a message leaves the template that it is most like.

use alloc::string::String;

use super::align::Difference;
use super::bits::{has, lowest, positions};
use super::index::Template;
use super::matcher::{Matcher, Token};
use super::message::{Message, char_at};
use super::policy::{Class, DltTag};
use crate::issue::{Basis, Issue, Kind, Severity, Span};

/// Everything at hand when a message is of no template.
struct Explainer<'a> {
    tokens: &'a [Token],
    literals: &'a [u8],
    message: &'a mut Message,
    matcher: &'a mut Matcher,
    /// How far the fixed text can be followed, where that is known and says something.
    farthest: Option<usize>,
}

/// A variable, or several side by side, that failed.
struct Value {
    /// Number of the first, from 1.
    number: u32,
    /// How many they are, and what they hold together at most.
    count: u32,
    max: u32,
    tag: DltTag,
    class: Class,
    /// Where the text in their place begins.
    start: usize,
}

/// What keeps `text` from being of `template`, the first difference alone: behind it everything would be guessing.
#[cold]
#[inline(never)]
pub(super) fn explain(
    template: &Template,
    (tokens, literals): (&[Token], &[u8]),
    text: &[u8],
    message: &mut Message,
    matcher: &mut Matcher,
    (difference, farthest): (Option<Difference>, Option<usize>),
) -> Issue {
    let mut explainer = Explainer { tokens, literals, message, matcher, farthest };
    let failed = explainer.matcher.follow(tokens, literals, explainer.message);
    let mut issue = match &difference {
        // A character of fixed text explains all of it.
        Some(fixed) if fixed.single && fixed.inside && failed < tokens.len() => explainer.differs(fixed.at, fixed.part),
        _ => explainer.difference(failed, template, difference.as_ref()),
    };
    if let Kind::DltTextDiffers { .. } | Kind::DltTextMissing { .. } | Kind::DltTextExtra = issue.kind
        && let Some(fixed) = difference.filter(|fixed| fixed.clear)
    {
        let cut = explainer.message.span(fixed.start, fixed.end);
        let (edit, insert) = narrowed(cut, text.get(cut.start..cut.end).unwrap_or_default(), &fixed.insert);
        issue.mend(edit, &insert);
    }
    issue
}

/// How many octets of fixed text can be followed; one more when the whole message can.
pub(super) fn progress(tokens: &[Token], literals: &[u8], message: &mut Message, matcher: &mut Matcher) -> usize {
    let failed = matcher.follow(tokens, literals, message);
    let octets = |token: &Token| match *token {
        Token::Fixed { start, end } => (end - start) as usize,
        Token::Variable { .. } => 0,
    };
    let followed: usize = tokens.iter().take(failed).map(octets).sum();
    let from = matcher.ends.clone();
    let Some(&Token::Fixed { start, end }) = tokens.get(failed) else { return followed };
    let literal = literals.get(start as usize..end as usize).unwrap_or_default();
    followed + best_place(message, &from, literal).1
}

/// Of the positions `from`, the one at which `literal` has most in common with the message; and how many of its
/// code points stand there before the first that does not.
fn best_place(message: &Message, from: &[u64], literal: &[u8]) -> (usize, usize) {
    let mut best = (0, 0, 0);
    let mut found = false;
    for place in positions(from) {
        let (mut equal, mut same, mut unbroken) = (0, 0, true);
        let (mut at, mut here) = (0, place);
        while at < literal.len() {
            let (char, octets) = char_at(literal, at);
            while has(&message.ignored, here) {
                here += 1;
            }
            let is = message.char(here) == char;
            equal += usize::from(is);
            unbroken &= is;
            here += 1;
            if unbroken {
                same = here - place;
            }
            at += octets;
        }
        if !found || (equal, same) > (best.1, best.2) {
            (best, found) = ((place, equal, same), true);
        }
    }
    (best.0, best.2)
}

impl Explainer<'_> {
    fn difference(&mut self, failed: usize, template: &Template, difference: Option<&Difference>) -> Issue {
        match self.tokens.get(failed) {
            Some(&Token::Fixed { start, end }) => self.fixed(failed, start as usize..end as usize, difference),
            Some(&Token::Variable { .. }) => {
                let value = self.value(failed + 1);
                let at = value.start;
                let kind = if at >= self.message.chars {
                    Kind::DltVariableEmpty { variable: value.number }
                } else {
                    Kind::DltVariableKind { variable: value.number, expected: value.tag.name() }
                };
                self.about_value(kind, at, (at + 1).min(self.message.chars))
            }
            None if has(&self.matcher.ends, self.message.chars) => {
                // Every piece fits, and together they are too long.
                let kind = Kind::DltVariablesTooLong {
                    max: template.most - template.fixed,
                    actual: (self.message.counted as u32).saturating_sub(template.fixed),
                };
                self.about_value(kind, 0, self.message.chars)
            }
            None => {
                if let Some(Token::Variable { .. }) = self.tokens.last() {
                    let value = self.value(failed);
                    return self.too_much(value, self.message.chars);
                }
                let last = positions(&self.matcher.ends).last().unwrap_or(0);
                self.issue(Kind::DltTextExtra, last, self.message.chars)
            }
        }
    }

    /// Fixed text does not stand where it should.
    fn fixed(&mut self, failed: usize, literal: core::ops::Range<usize>, difference: Option<&Difference>) -> Issue {
        let literal = self.literals.get(literal).unwrap_or_default();
        let from = self.matcher.ends.clone();
        if failed > 0 && matches!(self.tokens.get(failed - 1), Some(Token::Variable { .. })) {
            let value = self.value(failed);
            let ends = self.matcher.search(literal, value.start, self.message);
            if let Some(end) = lowest(ends) {
                return self.too_much(value, end.saturating_sub(count(literal)));
            }
        }
        if let Some(difference) = difference {
            return self.differs(difference.at, difference.part);
        }
        let (place, same) = best_place(self.message, &from, literal);
        let part = self.tokens.iter().take(failed + 1).filter(|token| matches!(token, Token::Fixed { .. })).count();
        self.differs(self.farthest.unwrap_or(place + same), part as u32)
    }

    /// Fixed text number `part` leaves the template at position `at`.
    fn differs(&self, at: usize, part: u32) -> Issue {
        if at >= self.message.chars {
            return self.issue(Kind::DltTextMissing { part }, self.message.chars, self.message.chars);
        }
        self.issue(Kind::DltTextDiffers { part }, at, at + 1)
    }

    /// The text before position `until` is too much or too little for the variables, or something else.
    fn too_much(&mut self, value: Value, until: usize) -> Issue {
        let wrong = (value.start..until).find(|&at| !value.class.has(self.message.char(at)));
        if let Some(at) = wrong {
            let kind = Kind::DltVariableKind { variable: value.number, expected: value.tag.name() };
            return self.about_value(kind, at, at + 1);
        }
        let actual = until.saturating_sub(value.start) as u32;
        if actual < value.count {
            return self.about_value(Kind::DltVariableEmpty { variable: value.number + actual }, until, until);
        }
        let kind = Kind::DltVariableTooLong { variable: value.number, max: value.max, actual };
        self.about_value(kind, value.start, until)
    }

    /// The variables side by side that end before token `end`.
    fn value(&mut self, end: usize) -> Value {
        let mut value = Value { number: 1, count: 0, max: 0, tag: DltTag::Var, class: Class::Any, start: 0 };
        let mut first = end;
        while let Some(before) = first.checked_sub(1)
            && let Some(&Token::Variable { tag, class, max, .. }) = self.tokens.get(before)
        {
            (value.tag, value.class, first) = (tag, class, before);
            value.count += 1;
            value.max = value.max.saturating_add(max);
        }
        let ahead = self.tokens.get(..first).unwrap_or_default();
        value.number += ahead.iter().filter(|token| matches!(token, Token::Variable { .. })).count() as u32;
        self.matcher.follow(ahead, self.literals, self.message);
        value.start = lowest(&self.matcher.ends).unwrap_or(0);
        value
    }

    fn about_value(&self, kind: Kind, start: usize, end: usize) -> Issue {
        let mut issue = self.issue(kind, start, end);
        // How long a variable may be is what operators say, and they differ.
        issue.basis = Basis::Assumed;
        issue
    }

    fn issue(&self, kind: Kind, start: usize, end: usize) -> Issue {
        Issue::new(Severity::Error, kind, Some(self.message.span(start, end.max(start))))
    }
}

fn count(text: &[u8]) -> usize {
    text.iter().filter(|octet| **octet & 0xC0 != 0x80).count()
}

/// The edit without what stays the same at both ends, on character boundaries.
fn narrowed(span: Span, old: &[u8], new: &str) -> (Span, String) {
    let old = core::str::from_utf8(old).unwrap_or_default();
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let head: usize = old.chars().zip(new.chars()).take_while(same).map(|(char, _)| char.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(char, _)| char.len_utf8()).sum();
    let insert = new_rest.get(..new_rest.len() - tail).unwrap_or_default();
    (Span::new(span.start + head, span.end - tail), String::from(insert))
}
