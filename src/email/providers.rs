//! Slips of the keyboard in the domains of well-known mail providers.
//!
//! # Scope
//!
//! A short list of domains that receive the mail of millions, `providers.txt`; each is right as it is. A domain that is not
//! on it, and close to one that is, gets a hint, never an error. The list is data of its own: the core is handed it.
//!
//! Close means: the same first letter, the same ending, and one insertion, deletion, substitution or transposition in a
//! name of five letters or more (two from eight letters on; in shorter names only a doubled letter or a transposition,
//! since most short names belong to somebody); or the same name and an ending that is no country's.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::chars::{find, is_dot_string, is_same, push, push_char, push_lower};
use super::scripts::latin_skeleton;
use crate::issue::{Edit, Span};

/// The list, indexed by first letter.
///
/// ```
/// use presend::email::ProviderDomains;
///
/// let list = ProviderDomains::new("gmail.com\ngmx.de,net\nyahoo.com,co.in\n");
/// assert!(list.is_known("GMX.net"));
/// assert_eq!(list.suggestion("gmial.com"), Some((0, "gmail.com".into())));
/// assert_eq!(list.suggestion("acme.con"), Some((5, "com".into())));
/// assert_eq!(list.suggestion("gmx.com"), None);
/// ```
#[derive(Clone, Debug)]
pub struct ProviderDomains<'a> {
    text: &'a [u8],
    lines: Vec<Line>,
    /// The first line of each first letter, what begins otherwise first.
    groups: [u16; GROUPS + 1],
    /// A module that makes no list does not carry what reads one.
    answer: fn(&ProviderDomains<'_>, Ask, &[u8]) -> Option<Edit>,
}

/// What a check asks of the list. The answer is an edit of the text that is asked about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ask {
    /// A text without `@`: the place before a known domain that it ends with, and the sign that stands for the `@`.
    AtBefore,
    /// The name of a provider: the dot and the ending that it lacks.
    Ending,
    /// A domain: the one that was probably meant.
    Slip,
    /// A domain outside ASCII: the known one that it can be read as.
    Lookalike,
}

/// Where a line of the list begins, has its first dot, and ends; and the letters of its name, as [`letters`] has them.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: u16,
    dot: u16,
    end: u16,
    letters: u32,
}

impl Line {
    fn name_octets(&self) -> usize {
        usize::from(self.dot - self.start)
    }

    /// False when no slips that are looked for make a name of so many octets and these letters out of the line's. A slip
    /// changes the set of letters in two places at most: one letter for another. In names too short for slips a letter is
    /// doubled, or two are swapped.
    #[inline]
    fn may_be_meant(&self, octets: usize, letters: u32) -> bool {
        let slips = max_slips(self.name_octets());
        (letters ^ self.letters).count_ones() <= 2 * slips
            && octets.abs_diff(self.name_octets()) <= slips.max(1) as usize
    }

    /// False when the line's name is not one of so many octets and these letters.
    #[inline]
    fn may_be(&self, octets: usize, letters: u32) -> bool {
        letters == self.letters && octets == self.name_octets()
    }
}

/// Letters, and one group for the rest.
const GROUPS: usize = 27;

/// The shortest name in which one slip is told from another name.
const ONE_SLIP_OCTETS: usize = 5;
/// The shortest name in which two slips are.
const TWO_SLIPS_OCTETS: usize = 8;

/// Ends that are no top-level domain, by the one that is meant: IANA's root zone has none of them.
const NO_TLD: [(&str, &[u32]); 3] = [
    (
        "com",
        &[
            tld(b"con"),
            tld(b"cmo"),
            tld(b"ocm"),
            tld(b"comm"),
            tld(b"coom"),
            tld(b"ccom"),
            tld(b"cim"),
            tld(b"vom"),
            tld(b"xom"),
            tld(b"cpm"),
            tld(b"clm"),
            tld(b"c0m"),
            tld(b"copm"),
            tld(b"como"),
            tld(b"coma"),
            tld(b"comn"),
            tld(b"cm0"),
            tld(b"dom"),
            tld(b"fom"),
            tld(b"ckm"),
            tld(b"coj"),
            tld(b"cok"),
        ],
    ),
    ("net", &[tld(b"nte"), tld(b"ner"), tld(b"nett"), tld(b"ney")]),
    ("org", &[tld(b"ogr"), tld(b"orgg"), tld(b"prg")]),
];

/// Ends that belong to a country and are, after a provider's name, far more often a slip for `com`.
const HASTY_TLD: [u32; 4] = [tld(b"co"), tld(b"cm"), tld(b"om"), tld(b"cam")];

/// An ending of up to four octets as a number, to be compared at once; 0 for a longer one.
const fn tld(mut end: &[u8]) -> u32 {
    let mut packed = 0;
    if end.len() <= 4 {
        while let [first, rest @ ..] = end {
            packed = packed << 8 | *first as u32;
            end = rest;
        }
    }
    packed
}

impl<'a> ProviderDomains<'a> {
    /// A list of lines in lower case, `name.ending,ending`, grouped by the first letter of the name: digits, then `a` to
    /// `z`. Lines that begin with `#` are comments; an ending followed by `!` is known and never suggested. Text beyond
    /// 64 KiB is not read.
    pub fn new(text: &'a str) -> ProviderDomains<'a> {
        ProviderDomains::from_octets(text.as_bytes())
    }

    /// As [`ProviderDomains::new`]: the list is ASCII.
    pub(crate) fn from_octets(text: &'a [u8]) -> ProviderDomains<'a> {
        let mut lines = Vec::new();
        let mut groups = [0; GROUPS + 1];
        let mut start = 0;
        while let Some(rest) = text.get(start..u16::MAX as usize).or(text.get(start..)) {
            let end = start + find(rest, b'\n');
            let dot = start + find(rest, b'.');
            let first = rest.first().copied().unwrap_or_default();
            if first != b'#' && dot < end {
                let letters = letters(text.get(start..dot).unwrap_or_default());
                lines.push(Line { start: start as u16, dot: dot as u16, end: end as u16, letters });
                for next in groups.iter_mut().skip(group(first) + 1) {
                    *next = lines.len() as u16;
                }
            }
            start = end + 1;
        }
        ProviderDomains { text, lines, groups, answer: |list, ask, text| list.answer(ask, text) }
    }

    /// True when there may be something to say about `domain`, in lower case.
    #[inline(never)]
    pub(super) fn is_doubtful(&self, domain: &[u8]) -> bool {
        self.ask(Ask::Slip, domain).is_some()
    }

    pub(super) fn ask(&self, ask: Ask, text: &[u8]) -> Option<Edit> {
        (self.answer)(self, ask, text)
    }

    fn answer(&self, ask: Ask, text: &[u8]) -> Option<Edit> {
        match ask {
            Ask::Slip => {
                let (offset, insert) = self.suggestion_octets(text)?;
                Some(Edit { span: Span::new(offset, text.len()), insert })
            }
            Ask::AtBefore => self.place_of_at(text).map(|span| Edit::new(span, "@")),
            Ask::Ending => {
                let mut insert = String::from(".");
                insert.push_str(self.known_start(text)?);
                Some(Edit { span: Span::at(text.len()), insert })
            }
            Ask::Lookalike => {
                let insert = latin_skeleton(core::str::from_utf8(text).ok()?)?;
                self.is_known(&insert).then(|| Edit { span: Span::new(0, text.len()), insert })
            }
        }
    }

    /// The place before a known domain that `text` ends with, and the sign that stands for the `@`.
    fn place_of_at(&self, text: &[u8]) -> Option<Span> {
        if self.has(text) {
            return None;
        }
        let end = text.len() - self.known_ending(text.get(1..)?)?;
        let sign =
            matches!(text.get(end - 1)?, b'.' | b'#' | b'$' | b'%' | b'^' | b'&' | b'*' | b'!' | b'"' | b'\'' | b' ');
        let from = if sign { end - 1 } else { end };
        is_dot_string(text.get(..from)?).then(|| Span::new(from, end))
    }

    /// The endings of the line with this name, in capitals or not.
    fn endings_of(&self, name: &[u8]) -> Option<&'a [u8]> {
        let letters = letters(name);
        let alike = self.group(*name.first()?).iter().filter(|line| line.may_be(name.len(), letters));
        alike.map(|line| self.parts(line)).find(|(known, _)| is_same(known, name)).map(|(_, ends)| ends)
    }

    /// The lines of the names with this first octet.
    fn group(&self, first: u8) -> &[Line] {
        let group = group(first);
        let start = self.groups.get(group).map_or(0, |&start| start as usize);
        let end = self.groups.get(group + 1).map_or(0, |&end| end as usize);
        self.lines.get(start..end).unwrap_or_default()
    }

    /// The name of a line, and its endings.
    #[inline(never)]
    fn parts(&self, line: &Line) -> (&'a [u8], &'a [u8]) {
        let slice = |start: u16, end: u16| self.text.get(start as usize..end as usize).unwrap_or_default();
        (slice(line.start, line.dot), slice(line.dot + 1, line.end))
    }

    /// True when the list has `domain`, in capitals or not.
    pub fn is_known(&self, domain: &str) -> bool {
        self.has(domain.as_bytes())
    }

    fn has(&self, domain: &[u8]) -> bool {
        let Some((name, end)) = split_at_dot(domain) else { return false };
        self.endings_of(name).is_some_and(|ends| endings(ends).any(|(known, _)| is_same(known, end)))
    }

    /// The octets of the longest known domain that `text` ends with.
    fn known_ending(&self, text: &[u8]) -> Option<usize> {
        let longest = text.len().saturating_sub(MAX_OCTETS);
        let ends = (longest..text.len()).map(|start| text.get(start..).unwrap_or_default());
        ends.filter(|end| end.first().is_some_and(u8::is_ascii_alphanumeric)).find(|end| self.has(end)).map(<[u8]>::len)
    }

    /// The first ending of the provider called `name`.
    fn known_start(&self, name: &[u8]) -> Option<&'a str> {
        let (end, _) = endings(self.endings_of(name)?).find(|(_, suggested)| *suggested)?;
        core::str::from_utf8(end).ok()
    }

    /// What was probably meant by `domain`: the octet from which on it is replaced, and the replacement. `None` for a
    /// domain that is on the list or near none that is.
    pub fn suggestion(&self, domain: &str) -> Option<(usize, String)> {
        self.suggestion_octets(domain.as_bytes())
    }

    fn suggestion_octets(&self, domain: &[u8]) -> Option<(usize, String)> {
        if domain.len() > MAX_OCTETS {
            return None;
        }
        if !domain.iter().any(u8::is_ascii_uppercase) {
            return self.suggestion_in_lower_case(domain);
        }
        let mut lower = String::new();
        push_lower(&mut lower, domain);
        self.suggestion_in_lower_case(lower.as_bytes())
    }

    fn suggestion_in_lower_case(&self, domain: &[u8]) -> Option<(usize, String)> {
        let (name, end) = split_at_dot(domain)?;
        let meant = meant_tld(end);
        let letters = letters(name);
        let mut best: Option<([&[u8]; 2], u32)> = None;
        for line in self.group(*name.first()?) {
            // Nearly all lines are told apart by this alone.
            if !line.may_be_meant(name.len(), letters) {
                continue;
            }
            let (known, ends) = self.parts(line);
            // The dot one place early: `gmai.lcom`.
            let (end, early) = match known.split_last() {
                Some((last, start)) if start == name && end.first() == Some(last) => {
                    (end.get(1..).unwrap_or_default(), true)
                }
                _ => (end, false),
            };
            let Some(slips) = name_slips(name, known) else { continue };
            for (known_end, suggested) in endings(ends) {
                if slips == 0 && known_end == end {
                    return None;
                }
                if let Some(slips) = ending_slips(end, meant, known_end).map(|more| more + slips)
                    && (suggested && (!early || known_end == end))
                    && best.is_none_or(|(_, least)| slips < least)
                {
                    best = Some(([known, known_end], slips));
                }
            }
        }
        match best {
            Some(([name, end], _)) => {
                let mut domain = String::new();
                push(&mut domain, name);
                push_char(&mut domain, '.');
                push(&mut domain, end);
                Some((0, domain))
            }
            None => meant.map(|(dot, tld)| (name.len() + 1 + dot, String::from(tld))),
        }
    }
}

/// The name before the first dot, and the ending behind it.
fn split_at_dot(domain: &[u8]) -> Option<(&[u8], &[u8])> {
    let dot = find(domain, b'.');
    Some((domain.get(..dot)?, domain.get(dot + 1..)?))
}

/// The letters of `name`, a bit each; digits and the hyphen share bits with some.
fn letters(name: &[u8]) -> u32 {
    name.iter().fold(0, |letters, octet| letters | 1 << (octet & 31))
}

/// The endings of a line, and whether each may be suggested.
fn endings(line: &[u8]) -> impl Iterator<Item = (&[u8], bool)> {
    line.split(|&octet| octet == b',').map(|end| match end.strip_suffix(b"!") {
        Some(end) => (end, false),
        None => (end, true),
    })
}

/// No domain of the list, with two slips, is longer.
const MAX_OCTETS: usize = 40;

fn group(first: u8) -> usize {
    match first.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => (letter - b'a') as usize + 1,
        _ => 0,
    }
}

/// The place of a top-level domain that does not exist, and the one that is meant.
fn meant_tld(end: &[u8]) -> Option<(usize, &'static str)> {
    let mut dot = end.len();
    while dot > 0 && end.get(dot - 1) != Some(&b'.') {
        dot -= 1;
    }
    let label = end.get(dot..)?;
    // None of them is shorter: most domains end here.
    if label.len() < 3 {
        return None;
    }
    let given = tld(label);
    let (meant, _) = NO_TLD.iter().find(|(_, slips)| slips.contains(&given))?;
    Some((dot, meant))
}

/// How many slips make `name` out of `known`; `None` when they are too many to tell.
fn name_slips(name: &[u8], known: &[u8]) -> Option<u32> {
    if name == known {
        return Some(0);
    }
    let budget = match max_slips(known.len()) {
        0 if is_fumble(name, known) => 1,
        0 => return None,
        slips => slips,
    };
    (1..=budget).find(|&budget| is_within(name, known, budget))
}

/// How many slips are told from another name, in a known one of so many octets.
const fn max_slips(octets: usize) -> u32 {
    match octets {
        TWO_SLIPS_OCTETS.. => 2,
        ONE_SLIP_OCTETS.. => 1,
        _ => 0,
    }
}

/// Slips between two endings: none, or one that makes an ending of no country.
fn ending_slips(end: &[u8], meant: Option<(usize, &str)>, known: &[u8]) -> Option<u32> {
    if end == known {
        return Some(0);
    }
    let is_no_tld = meant.is_some_and(|(dot, tld)| dot == 0 && tld.as_bytes() == known);
    let is_hasty = known == b"com" && HASTY_TLD.contains(&tld(end));
    // `com.br` is `combr` or `co.br`; but `in`, `co.in` and `com` are one slip from other people's endings.
    let is_long = end.len() >= 4 && known.len() >= 4;
    (is_no_tld || is_hasty || (is_long && is_within(end, known, 1))).then_some(1)
}

/// A transposition or a letter twice: what fingers do to a short name.
fn is_fumble(name: &[u8], known: &[u8]) -> bool {
    let doubled = name.len() == known.len() + 1
        && (1..name.len()).any(|at| {
            name.get(at) == name.get(at - 1)
                && name.get(..at) == known.get(..at)
                && name.get(at + 1..) == known.get(at..)
        });
    let mut differ = name.iter().zip(known).filter(|(one, other)| one != other);
    let swapped = name.len() == known.len()
        && matches!((differ.next(), differ.next(), differ.next()), (Some((a, b)), Some((c, d)), None) if a == d && b == c)
        && is_within(name, known, 1);
    doubled || swapped
}

/// Optimal string alignment distance: insertions, deletions, substitutions and transpositions of neighbours, at most
/// `budget` of them. The depth is the budget's, not the input's.
fn is_within(one: &[u8], other: &[u8], budget: u32) -> bool {
    if one.len().abs_diff(other.len()) > budget as usize {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    if one.is_empty() && other.is_empty() {
        return true;
    }
    let Some(budget) = budget.checked_sub(1) else { return false };
    if budget == 0 {
        return is_one_slip(one, other);
    }
    let (one_1, other_1) = (one.get(1..).unwrap_or_default(), other.get(1..).unwrap_or_default());
    is_within(one_1, other_1, budget)
        || (!one.is_empty() && is_within(one_1, other, budget))
        || (!other.is_empty() && is_within(one, other_1, budget))
        || (one.len() > 1
            && other.len() > 1
            && one.first() == other.get(1)
            && one.get(1) == other.first()
            && is_within(one.split_at(2).1, other.split_at(2).1, budget))
}

/// One slip at the first octet of either: what is behind it is the same.
fn is_one_slip(one: &[u8], other: &[u8]) -> bool {
    match one.len().cmp(&other.len()) {
        Ordering::Greater => one.get(1..) == Some(other),
        Ordering::Less => other.get(1..) == Some(one),
        Ordering::Equal => {
            one.get(1..) == other.get(1..)
                || (one.get(2..) == other.get(2..) && one.first() == other.get(1) && one.get(1) == other.first())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ProviderDomains, letters, name_slips};

    /// Whatever is a slip in the name of a line is looked at: the short way past a line leaves nothing out.
    #[test]
    fn no_slip_is_passed_over() {
        let list = ProviderDomains::new(include_str!("providers.txt"));
        let mut names: Vec<String> = Vec::new();
        for line in &list.lines {
            let name = String::from_utf8_lossy(list.parts(line).0).into_owned();
            let once = slips(&name);
            names.extend(once.iter().step_by(7).flat_map(|slip| slips(slip)));
            names.extend(once);
        }
        let mut meant = 0;
        for name in &names {
            for line in list.group(name.as_bytes().first().copied().unwrap_or_default()) {
                let known = list.parts(line).0;
                let found = name_slips(name.as_bytes(), known).is_some();
                meant += usize::from(found);
                assert!(!found || line.may_be_meant(name.len(), letters(name.as_bytes())), "{name} {line:?}");
            }
        }
        assert!(meant > 20_000, "{meant}");
    }

    /// A letter lost, doubled, swapped with the next, or another one, behind the first.
    fn slips(name: &str) -> Vec<String> {
        let mut slips = Vec::new();
        for at in 1..name.len() {
            let (start, end) = name.split_at(at);
            slips.push(format!("{start}{}", end.get(1..).unwrap_or_default()));
            slips.push(format!("{start}{}{end}", end.chars().next().unwrap_or_default()));
            slips.push(format!("{start}q{}", end.get(1..).unwrap_or_default()));
            slips.push(format!("{start}7{end}"));
            if let [one, two, ..] = end.as_bytes() {
                slips.push(format!("{start}{}{}{}", *two as char, *one as char, end.get(2..).unwrap_or_default()));
            }
        }
        slips
    }
}
