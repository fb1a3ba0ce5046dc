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
#[derive(Clone, Copy, Debug)]
pub struct ProviderDomains<'a> {
    text: &'a str,
    /// Where the lines of each first letter begin, what begins otherwise first.
    starts: [u16; GROUPS + 1],
}

/// Letters, and one group for the rest.
const GROUPS: usize = 27;

/// The shortest name in which one slip is told from another name.
const ONE_SLIP_OCTETS: usize = 5;
/// The shortest name in which two slips are.
const TWO_SLIPS_OCTETS: usize = 8;

/// Ends that are no top-level domain, and the one that is meant: IANA's root zone has none of the left side.
const NO_TLD: [(&str, &str); 24] = [
    ("con", "com"),
    ("cmo", "com"),
    ("ocm", "com"),
    ("comm", "com"),
    ("coom", "com"),
    ("ccom", "com"),
    ("cim", "com"),
    ("vom", "com"),
    ("xom", "com"),
    ("cpm", "com"),
    ("clm", "com"),
    ("c0m", "com"),
    ("copm", "com"),
    ("como", "com"),
    ("coma", "com"),
    ("comn", "com"),
    ("cm0", "com"),
    ("nte", "net"),
    ("ner", "net"),
    ("nett", "net"),
    ("ney", "net"),
    ("ogr", "org"),
    ("orgg", "org"),
    ("prg", "org"),
];

/// Ends that belong to a country and are, after a provider's name, far more often a slip for `com`.
const HASTY_TLD: [&str; 4] = ["co", "cm", "om", "cam"];

impl<'a> ProviderDomains<'a> {
    /// A list of lines in lower case, `name.ending,ending`, grouped by the first letter of the name: digits, then `a` to
    /// `z`. Lines that begin with `#` are comments; an ending followed by `!` is known and never suggested. Text beyond
    /// 64 KiB is not read.
    pub fn new(text: &'a str) -> ProviderDomains<'a> {
        let mut starts = [u16::MAX; GROUPS + 1];
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let first = line.as_bytes().first().copied().unwrap_or(b'#');
            if first != b'#'
                && let Some(start) = starts.get_mut(group(first))
            {
                *start = (*start).min(u16::try_from(at).unwrap_or(u16::MAX));
            }
            at += line.len();
        }
        let mut next = u16::try_from(text.len()).unwrap_or(u16::MAX);
        for start in starts.iter_mut().rev() {
            next = next.min(*start);
            *start = next;
        }
        ProviderDomains { text, starts }
    }

    /// The names with this first octet, each with its endings.
    fn lines(&self, first: u8) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let group = group(first);
        let start = self.starts.get(group).map_or(0, |&start| start as usize);
        let end = self.starts.get(group + 1).map_or(0, |&end| end as usize);
        self.text.get(start..end).unwrap_or_default().split('\n').filter_map(|line| line.split_once('.'))
    }

    /// True when the list has `domain`, in capitals or not.
    pub fn is_known(&self, domain: &str) -> bool {
        self.has(domain.as_bytes())
    }

    pub(super) fn has(&self, domain: &[u8]) -> bool {
        let dot = domain.iter().position(|&octet| octet == b'.').unwrap_or(domain.len());
        let (name, end) = domain.split_at(dot);
        let end = end.get(1..).unwrap_or_default();
        self.lines(name.first().copied().unwrap_or_default()).any(|(known, ends)| {
            known.as_bytes().eq_ignore_ascii_case(name)
                && endings(ends).any(|(known, _)| known.as_bytes().eq_ignore_ascii_case(end))
        })
    }

    /// The octets of the longest known domain that `text` ends with.
    pub(super) fn known_ending(&self, text: &[u8]) -> Option<usize> {
        let longest = text.len().saturating_sub(MAX_OCTETS);
        let ends = (longest..text.len()).map(|start| text.get(start..).unwrap_or_default());
        ends.filter(|end| end.first().is_some_and(u8::is_ascii_alphanumeric)).find(|end| self.has(end)).map(<[u8]>::len)
    }

    /// The first ending of the provider called `name`.
    pub(super) fn known_start(&self, name: &[u8]) -> Option<&'a str> {
        let first = name.first().copied().unwrap_or_default();
        let (_, ends) = self.lines(first).find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(name))?;
        endings(ends).find(|(_, suggested)| *suggested).map(|(end, _)| end)
    }

    /// What was probably meant by `domain`: the octet from which on it is replaced, and the replacement. `None` for a
    /// domain that is on the list or near none that is.
    pub fn suggestion(&self, domain: &str) -> Option<(usize, String)> {
        let mut lower = [0; MAX_OCTETS];
        let lower = lower.get_mut(..domain.len())?;
        lower.copy_from_slice(domain.as_bytes());
        lower.make_ascii_lowercase();
        let (name, end) = core::str::from_utf8(lower).ok()?.split_once('.')?;
        let mut best: Option<(&str, &str, u32)> = None;
        for (known, ends) in self.lines(*name.as_bytes().first()?) {
            let Some(slips) = name_slips(name.as_bytes(), known.as_bytes()) else { continue };
            for (known_end, suggested) in endings(ends) {
                if slips == 0 && known_end == end {
                    return None;
                }
                if let Some(slips) = ending_slips(end, known_end).map(|more| more + slips)
                    && suggested
                    && best.is_none_or(|(_, _, least)| slips < least)
                {
                    best = Some((known, known_end, slips));
                }
            }
        }
        match best {
            Some((known, known_end, _)) => Some((0, [known, ".", known_end].concat())),
            None => meant_tld(name, end),
        }
    }
}

/// The endings of a line, and whether each may be suggested.
fn endings(line: &str) -> impl Iterator<Item = (&str, bool)> {
    line.split(',').map(|end| end.strip_suffix('!').map_or((end, true), |end| (end, false)))
}

/// No domain of the list, with two slips, is longer.
const MAX_OCTETS: usize = 40;

fn group(first: u8) -> usize {
    match first.to_ascii_lowercase() {
        letter @ b'a'..=b'z' => (letter - b'a') as usize + 1,
        _ => 0,
    }
}

/// The top-level domain that stands for one that does not exist.
fn meant_tld(name: &str, end: &str) -> Option<(usize, String)> {
    let dot = end.rfind('.').map_or(0, |dot| dot + 1);
    let (_, tld) = NO_TLD.iter().find(|(slip, _)| end.get(dot..) == Some(*slip))?;
    Some((name.len() + 1 + dot, String::from(*tld)))
}

/// How many slips make `name` out of `known`; `None` when they are too many to tell.
fn name_slips(name: &[u8], known: &[u8]) -> Option<u32> {
    if name == known {
        return Some(0);
    }
    let budget = match known.len() {
        TWO_SLIPS_OCTETS.. => 2,
        ONE_SLIP_OCTETS.. => 1,
        _ if is_fumble(name, known) => 1,
        _ => return None,
    };
    (1..=budget).find(|&budget| is_within(name, known, budget))
}

/// Slips between two endings: none, or one that makes an ending of no country.
fn ending_slips(end: &str, known: &str) -> Option<u32> {
    if end == known {
        return Some(0);
    }
    if NO_TLD.iter().any(|&(slip, tld)| slip == end && tld == known) || (known == "com" && HASTY_TLD.contains(&end)) {
        return Some(1);
    }
    // `com.br` is `combr` or `co.br`; `co.in` is `coin` or `co.im`: at least four letters, or a country's neighbour.
    let is_long = end.len() >= 4 && known.len() >= 4;
    (is_long && is_within(end.as_bytes(), known.as_bytes(), 1)).then_some(1)
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
    let after = |text: &'_ [u8], octets: usize| text.len().min(octets);
    let (one_1, other_1) = (one.split_at(after(one, 1)).1, other.split_at(after(other, 1)).1);
    is_within(one_1, other_1, budget)
        || (!one.is_empty() && is_within(one_1, other, budget))
        || (!other.is_empty() && is_within(one, other_1, budget))
        || (one.len() > 1
            && other.len() > 1
            && one.first() == other.get(1)
            && one.get(1) == other.first()
            && is_within(one.split_at(2).1, other.split_at(2).1, budget))
}
