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

/// The list, indexed by first letter.
///
/// ```
/// use presend::email::ProviderDomains;
///
/// let list = ProviderDomains::new("gmail.com\ngmx.de\ngmx.net\nyahoo.com\n");
/// assert!(list.is_known("GMX.net"));
/// assert_eq!(list.suggestion("gmial.com"), Some((0, "gmail.com")));
/// assert_eq!(list.suggestion("acme.con"), Some((5, "com")));
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
    /// A list of lines in lower case, grouped by first letter: digits, then `a` to `z`; in a group the likeliest first.
    /// Lines that begin with `#` are comments; a line that ends with `!` is known and never suggested. Text beyond 64 KiB
    /// is not read.
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

    /// The lines with this first octet, without their marks: the domain, and whether it may be suggested.
    fn lines(&self, first: u8) -> impl Iterator<Item = (&'a str, bool)> + use<'a> {
        let group = group(first);
        let start = self.starts.get(group).map_or(0, |&start| start as usize);
        let end = self.starts.get(group + 1).map_or(0, |&end| end as usize);
        let lines = self.text.get(start..end).unwrap_or_default();
        lines.split('\n').filter(|line| !line.is_empty()).map(|line| match line.strip_suffix('!') {
            Some(domain) => (domain, false),
            None => (line, true),
        })
    }

    /// True when the list has `domain`, in capitals or not.
    pub fn is_known(&self, domain: &str) -> bool {
        self.has(domain.as_bytes())
    }

    fn has(&self, domain: &[u8]) -> bool {
        let first = domain.first().copied().unwrap_or_default();
        self.lines(first).any(|(known, _)| known.as_bytes().eq_ignore_ascii_case(domain))
    }

    /// The octets of the longest known domain that `text` ends with.
    pub(super) fn known_ending(&self, text: &[u8]) -> Option<usize> {
        let longest = text.len().saturating_sub(MAX_OCTETS);
        let ends = (longest..text.len()).map(|start| text.get(start..).unwrap_or_default());
        ends.filter(|end| end.first().is_some_and(u8::is_ascii_alphanumeric)).find(|end| self.has(end)).map(<[u8]>::len)
    }

    /// What is missing of the first known domain that has `name` before its first dot.
    pub(super) fn known_start(&self, name: &[u8]) -> Option<&'a str> {
        let first = name.first().copied().unwrap_or_default();
        self.lines(first).filter(|(_, suggested)| *suggested).find_map(|(known, _)| {
            let (start, end) = known.split_at_checked(name.len())?;
            (start.as_bytes().eq_ignore_ascii_case(name) && end.starts_with('.')).then_some(end)
        })
    }

    /// What was probably meant by `domain`: the octet from which on it is replaced, and the replacement. `None` for a
    /// domain that is on the list, near none that is, or not of ASCII.
    pub fn suggestion(&self, domain: &str) -> Option<(usize, &'a str)> {
        let mut lower = [0; MAX_OCTETS];
        let lower = lower.get_mut(..domain.len())?;
        lower.copy_from_slice(domain.as_bytes());
        lower.make_ascii_lowercase();
        let domain = core::str::from_utf8(lower).ok()?;
        let dot = domain.find('.')?;
        let first = *domain.as_bytes().first()?;
        let mut best: Option<(&'a str, u32)> = None;
        for (known, suggested) in self.lines(first) {
            if known == domain {
                return None;
            }
            if let Some(slips) = slips(domain, dot, known).filter(|_| suggested)
                && best.is_none_or(|(_, least)| slips < least)
            {
                best = Some((known, slips));
            }
        }
        match best {
            Some((known, _)) => Some((0, known)),
            None => meant_tld(domain),
        }
    }
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
fn meant_tld(domain: &str) -> Option<(usize, &'static str)> {
    let dot = domain.rfind('.')?;
    let end = domain.get(dot + 1..)?;
    NO_TLD.iter().find(|(slip, _)| *slip == end).map(|(_, tld)| (dot + 1, *tld))
}

/// How many slips make `domain` out of `known`; `None` when they are too many to tell.
fn slips(domain: &str, dot: usize, known: &str) -> Option<u32> {
    let known_dot = known.find('.')?;
    let (name, end) = (domain.get(..dot)?.as_bytes(), domain.get(dot + 1..)?);
    let (known_name, known_end) = (known.get(..known_dot)?.as_bytes(), known.get(known_dot + 1..)?);
    let end_slips = ending_slips(end, known_end)?;
    if name == known_name {
        return Some(end_slips);
    }
    let budget = match known_name.len() {
        TWO_SLIPS_OCTETS.. => 2,
        ONE_SLIP_OCTETS.. => 1,
        _ if is_fumble(name, known_name) => 1,
        _ => return None,
    };
    // A slip in both halves is only believed when the end exists nowhere.
    (1..=budget).find(|&budget| is_within(name, known_name, budget)).map(|slips| slips + end_slips)
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
