//! Texts that hold more than a number: words, links, extensions, a second number.
//!
//! Finds the digits that are meant and says what else there is. Everything here is off the path of a plain number.

use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span};

use super::check::{PhoneMode, PhoneOptions, read};
use super::form::{add, add_edit, add_error, deletion};
use super::formats::digit_text;
use super::plan::PhoneTable;
use super::region::{MAX_DIGITS, Region};
use super::scan::{Class, Scan, class_at, is_tilde};

/// Digits from which on a group of digits is a number of its own.
const MIN_SECOND: usize = 7;
/// Digits before a second number.
const MIN_FIRST: usize = 5;
/// RFC 3966 knows no limit; libphonenumber takes up to 20 digits after a word, 9 after a bare mark.
const MAX_EXTENSION: usize = 9;
/// Digits after words behind a whole number that may be left out: of a room, a house, an hour.
const MAX_TAIL: usize = 5;

/// Finds the number in a text that is not digits and separators alone; false when there is nothing more to say.
#[cold]
pub(super) fn scan_messy(
    text: &[u8],
    table: &PhoneTable,
    options: &PhoneOptions,
    findings: &mut Findings,
    scan: &mut Scan,
) -> bool {
    *scan = Scan::new();
    if let Some(span) = email_address(text) {
        add_error(findings, Kind::PhoneEmailAddress, span, None);
        return false;
    }
    if let Some(span) = scientific_notation(text) {
        add_error(findings, Kind::PhoneScientificNotation, span, None);
        return false;
    }
    let mut finder = Finder { text, end: text.len(), table, options, scan, findings };
    let start = finder.uri();
    if !finder.letters_for_digits(start) {
        let core = finder.words_before(start);
        finder.number(core);
    }
    true
}

/// The mailbox in a text that holds one and no telephone number beside it.
fn email_address(text: &[u8]) -> Option<Span> {
    let at_sign = text.iter().position(|&octet| octet == b'@')?;
    let is_edge = |octet: &u8| octet.is_ascii_whitespace() || b",;<>\"".contains(octet);
    let start = text.get(..at_sign)?.iter().rposition(is_edge).map_or(0, |edge| edge + 1);
    let after = text.get(at_sign..)?;
    let end = after.iter().position(is_edge).map_or(text.len(), |edge| at_sign + edge);
    let beside = text.get(..start)?.iter().chain(text.get(end..)?).filter(|octet| octet.is_ascii_digit()).count();
    if start == at_sign || end == at_sign + 1 || beside >= MIN_SECOND {
        return None;
    }
    Some(Span::new(start, end))
}

/// `9.19877E+11`: a whole text of digits, a point or comma, `E` and a short power.
fn scientific_notation(text: &[u8]) -> Option<Span> {
    let is_space = |octet: &u8| octet.is_ascii_whitespace();
    let start = text.iter().position(|octet| !is_space(octet))?;
    let end = text.iter().rposition(|octet| !is_space(octet))? + 1;
    let whole = text.get(start..end)?;
    let mark = whole.iter().position(|octet| matches!(octet, b'e' | b'E'))?;
    let (mantissa, power) = (whole.get(..mark)?, whole.get(mark + 1..)?);
    let power = power.strip_prefix(b"+").unwrap_or(power);
    let points = mantissa.iter().filter(|octet| matches!(octet, b'.' | b',')).count();
    let is_mantissa = mantissa.iter().all(|octet| octet.is_ascii_digit() || matches!(octet, b'.' | b','));
    let is_power = (1..=2).contains(&power.len()) && power.iter().all(u8::is_ascii_digit);
    if is_mantissa && is_power && points <= 1 && mantissa.len() > points { Some(Span::new(start, end)) } else { None }
}

/// What a rest of the text holds.
#[derive(Default)]
struct Contents {
    digits: usize,
    /// ASCII letters.
    letters: usize,
    /// Letters other than `x`, which masks digits.
    plain_letters: usize,
    /// Other characters that belong to no number.
    marks: usize,
    /// Those beyond ASCII that are no punctuation: parts of words.
    wide: usize,
    /// End of the last letter, mark or wide character.
    last_end: usize,
}

impl Contents {
    fn kind(&self) -> Kind {
        if self.plain_letters + self.wide > 0 { Kind::PhoneSurroundingText } else { Kind::PhoneUnexpectedCharacter }
    }
}

pub(super) struct Finder<'a> {
    pub(super) text: &'a [u8],
    /// Where the text ends but for the parameters of a URI.
    pub(super) end: usize,
    table: &'a PhoneTable,
    pub(super) options: &'a PhoneOptions<'a>,
    pub(super) scan: &'a mut Scan,
    pub(super) findings: &'a mut Findings,
}

impl Finder<'_> {
    #[inline(never)]
    pub(super) fn class(&self, at: usize) -> Option<(Class, usize)> {
        if at < self.end { class_at(self.text, at) } else { None }
    }

    /// Reads a number in which letters stand that look like digits, and says so; false for any other.
    fn letters_for_digits(&mut self, start: usize) -> bool {
        let mut without = Scan::new();
        let mut with = Scan::new();
        let mut issue = Issue::new(Severity::Error, Kind::PhoneLetterForDigit, None);
        let mut letters = 0;
        let mut is_among_digits = true;
        let mut at = start;
        if let Some(plus) = self.scan.plus {
            without.imply_plus(plus.start);
            with.imply_plus(plus.start);
        }
        while let Some((class, size)) = self.class(at) {
            match class {
                Class::Digit(digit) => {
                    with.add(digit, at, size);
                    without.add(digit, at, size);
                }
                Class::Plus if with.count == 0 && with.plus.is_none() => {
                    with.push_plus(at, size);
                    without.push_plus(at, size);
                }
                Class::Separator | Class::Invisible => {}
                Class::Plus | Class::Other => {
                    let Some(digit) = self.text.get(at).and_then(|&octet| look_alike(octet)) else { return false };
                    letters += 1;
                    let is_digit = |octet: Option<&u8>| octet.is_some_and(u8::is_ascii_digit);
                    let before = at.checked_sub(1).and_then(|before| self.text.get(before));
                    is_among_digits &= is_digit(before) || is_digit(self.text.get(at + 1));
                    add_edit(&mut issue, Span::new(at, at + size), digit_text(digit));
                    with.add(digit, at, size);
                }
            }
            at += size;
        }
        let number = |scan: &Scan| {
            let reading = read(self.table, scan, self.options.region);
            reading.verdict.and_then(|_| reading.e164())
        };
        // A few letters among many digits are slips, and so are more if nothing else makes it a number.
        let is_slip =
            self.scan.count == 0 && 1 <= letters && without.count >= MIN_FIRST && with.count <= MAX_DIGITS + 2;
        if !is_slip {
            return false;
        }
        let (mended, bare) = (number(&with), number(&without));
        if bare.is_some() && (mended.is_none() || !is_among_digits) || letters > 2 && mended.is_none() {
            return false;
        }
        // Where they make two numbers, nobody knows which is meant.
        if bare.is_some() && bare != mended {
            issue.fix.clear();
        }
        self.findings.push(issue);
        with.own = self.scan.own;
        *self.scan = with;
        true
    }

    /// Reports what precedes the number; returns where that starts.
    fn words_before(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut words: Option<Span> = None;
        let mut has_other = false;
        while let Some((class, size)) = self.class(at) {
            let is_start = match class {
                Class::Digit(_) => true,
                Class::Plus => self.digit_follows(at + size),
                _ => false,
            };
            if is_start {
                break;
            }
            if matches!(class, Class::Other | Class::Plus) {
                words = Some(Span::new(words.map_or(at, |words| words.start), at + size));
                has_other |= class == Class::Other;
            }
            at += size;
        }
        if let Some(span) = words.filter(|_| at < self.end) {
            let contents = self.contents(span.start, span.end);
            let kind = contents.kind();
            // libphonenumber takes several `+` as one.
            let is_plus_twice = !has_other && span.end == at && self.options.mode == PhoneMode::Field;
            let severity = if is_plus_twice { Severity::Warning } else { Severity::Error };
            // What stands between the words and the number goes with them, but for a bracket.
            let between = self.text.get(span.end..at).unwrap_or_default();
            let kept = between.iter().position(|octet| b"([".contains(octet)).map_or(at, |bracket| span.end + bracket);
            add(self.findings, severity, kind, span, Some(Edit::new(Span::new(span.start, kept), "")));
        }
        at
    }

    pub(super) fn digit_follows(&self, mut at: usize) -> bool {
        while let Some((Class::Separator | Class::Invisible, size)) = self.class(at) {
            at += size;
        }
        matches!(self.class(at), Some((Class::Digit(_), _)))
    }

    fn number(&mut self, start: usize) {
        let mut at = start;
        while let Some((class, size)) = self.class(at) {
            match class {
                Class::Digit(digit) => self.scan.add(digit, at, size),
                Class::Plus if self.scan.count == 0 && self.scan.plus.is_none() => self.scan.push_plus(at, size),
                Class::Invisible => {}
                Class::Separator => {
                    if is_tilde(self.text, at) && self.extension(at) || self.second_number(at) {
                        return;
                    }
                }
                Class::Other if self.carrier_mark(at) => {
                    at += 2;
                    continue;
                }
                Class::Plus | Class::Other => match self.interruption(at) {
                    Some(next) => {
                        at = next;
                        continue;
                    }
                    None => return,
                },
            }
            at += size;
        }
    }

    /// `xx` after a 0, where Brazil's numbers name no carrier: `0xx11 …`; libphonenumber takes every `x` for a separator
    /// that no extension can follow.
    fn carrier_mark(&mut self, at: usize) -> bool {
        let is_mark = self.text.get(at..at + 2).is_some_and(|mark| mark.eq_ignore_ascii_case(b"xx"));
        if !is_mark
            || self.options.mode == PhoneMode::Exact
            || self.scan.digits().last() != Some(&0)
            || at > self.scan.core.end + 1
            || self.contents(at, self.end).digits <= MAX_EXTENSION
        {
            return false;
        }
        self.scan.stretch(at + 2);
        true
    }

    /// Something at `at` that belongs to no number; returns where the number goes on, if it does.
    fn interruption(&mut self, at: usize) -> Option<usize> {
        if self.extension(at) || self.second_number(at) {
            return None;
        }
        let rest = self.contents(at, self.end);
        let is_between = rest.digits > 0;
        if is_between && rest.kind() == Kind::PhoneSurroundingText && self.is_complete() {
            self.words_after(at, &rest);
            return None;
        }
        if self.is_vanity(&rest) {
            return self.vanity(at);
        }
        let run_end = if rest.digits == 0 { rest.last_end } else { self.run_end(at) };
        let run = self.contents(at, run_end);
        let span = Span::new(at, run.last_end);
        let kind = run.kind();
        let octet = self.text.get(at).copied().unwrap_or(0);
        let is_mask = kind == Kind::PhoneUnexpectedCharacter && (octet == b'*' || octet | 0x20 == b'x');
        self.scan.is_partial |= is_mask;
        // Digits before and after a word are hardly of one number.
        let is_word = is_between && run.letters + run.wide > 1;
        let fix = if is_mask || is_word { None } else { Some(deletion(self.text, span)) };
        add_error(self.findings, kind, span, fix);
        Some(run.last_end)
    }

    /// Words and digits after a whole number; they go where they are few and nobody could read them into the number.
    fn words_after(&mut self, at: usize, rest: &Contents) {
        let (_, word) = after_pauses(self.text.get(at..).unwrap_or_default());
        let is_extension = first_start(word, EXTENSION_STARTS.as_bytes()).is_some();
        let kind = if is_extension { Kind::PhoneExtension } else { Kind::PhoneSurroundingText };
        let end = self.last_digit_end().max(rest.last_end);
        // libphonenumber reads three letters and more as digits of the keypad, and passes over fewer.
        let mut whole = self.scan.clone();
        self.push_rest(at, rest.letters >= 3, &mut whole);
        let goes = rest.digits <= MAX_TAIL && !self.is_number(&whole, self.options.region);
        let fix = if goes { Some(Edit::new(Span::new(self.scan.core.end, self.end), "")) } else { None };
        add_error(self.findings, kind, Span::new(at, end), fix);
    }

    /// Adds the digits from `at` on to `scan`.
    fn push_rest(&self, mut at: usize, has_keypad: bool, scan: &mut Scan) {
        while let Some((class, size)) = self.class(at) {
            match (class, self.text.get(at)) {
                (Class::Digit(digit), _) => scan.add(digit, at, size),
                (_, Some(&letter)) if has_keypad && letter.is_ascii_alphabetic() => {
                    scan.add(keypad_digit(letter), at, size);
                }
                _ => {}
            }
            at += size;
        }
    }

    fn contents(&self, start: usize, end: usize) -> Contents {
        let mut contents = Contents::default();
        let mut at = start;
        while at < end {
            let Some((class, size)) = self.class(at) else { break };
            match class {
                Class::Digit(_) => contents.digits += 1,
                Class::Separator | Class::Invisible => {}
                Class::Plus | Class::Other => {
                    let octet = self.text.get(at).copied().unwrap_or(0);
                    if octet.is_ascii_alphabetic() {
                        contents.letters += 1;
                        contents.plain_letters += usize::from(octet | 0x20 != b'x');
                    } else if size > 1 && !is_punctuation(self.text, at) {
                        contents.wide += 1;
                    } else {
                        contents.marks += 1;
                    }
                    contents.last_end = at + size;
                }
            }
            at += size;
        }
        contents
    }

    /// The end of a run of characters without a digit.
    fn run_end(&self, mut at: usize) -> usize {
        while let Some((class, size)) = self.class(at) {
            if matches!(class, Class::Digit(_)) {
                break;
            }
            at += size;
        }
        at
    }

    fn is_number(&self, scan: &Scan, region: Option<Region>) -> bool {
        read(self.table, scan, region).verdict.is_some()
    }

    /// Whether the digits up to here are a valid number.
    fn is_complete(&self) -> bool {
        self.is_number(self.scan, self.options.region)
    }

    /// A mark or word for an extension at `at`, a few digits after it, and nothing more.
    fn extension(&mut self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        let (pauses, word) = after_pauses(rest);
        let octets = first_start(word, EXTENSION_WORDS.as_bytes());
        if octets.is_none() && pauses == 0 && !is_tilde(rest, 0) {
            return false;
        }
        let mut digits = 0;
        let mut next = at + pauses + octets.unwrap_or(0);
        let mut digits_end = next;
        while let Some((class, size)) = self.class(next) {
            match class {
                Class::Digit(_) => {
                    digits += 1;
                    digits_end = next + size;
                }
                Class::Separator | Class::Invisible => {}
                Class::Other if digits == 0 && matches!(self.text.get(next), Some(b':' | b'=' | b'#')) => {}
                // RFC 3966 lets the extension end with a hash mark to be dialled.
                Class::Other if self.text.get(next) == Some(&b'#') => digits_end = next + size,
                Class::Plus | Class::Other => return false,
            }
            next += size;
        }
        if digits == 0 || digits > MAX_EXTENSION || octets.is_none() && !self.is_complete() {
            return false;
        }
        let edit = Edit::new(Span::new(self.scan.core.end, self.end), "");
        add_error(self.findings, Kind::PhoneExtension, Span::new(at, digits_end), Some(edit));
        true
    }

    fn second_number(&mut self, at: usize) -> bool {
        let count = self.scan.count;
        let digits = if count >= MIN_FIRST { self.contents(at, self.end).digits } else { 0 };
        // Other separators group digits, unless these are two numbers and too many for one.
        let is_break = matches!(self.text.get(at), Some(b'/' | b'\n' | b'\r'));
        let is_second = digits >= MIN_SECOND
            && (is_break
                || !matches!(self.class(at), Some((Class::Separator, _)))
                || count + digits > MAX_DIGITS && self.is_number_of_its_own(at));
        if is_second {
            self.scan.is_partial = true;
            add_error(
                self.findings,
                Kind::PhoneSeveralNumbers,
                Span::new(self.scan.core.start, self.last_digit_end()),
                None,
            );
        }
        is_second
    }

    /// Whether the digits from `at` on are a number, and those before it too.
    fn is_number_of_its_own(&self, at: usize) -> bool {
        let Some(first) = read(self.table, self.scan, self.options.region).verdict else { return false };
        let mut second = Scan::new();
        self.push_rest(at, false, &mut second);
        self.is_number(&second, self.options.region.or(Some(first.region)))
    }

    fn last_digit_end(&self) -> usize {
        let mut at = self.scan.core.end;
        let mut end = at;
        while let Some((class, size)) = self.class(at) {
            at += size;
            if matches!(class, Class::Digit(_)) {
                end = at;
            }
        }
        end
    }

    /// Keypad letters: three or more, nothing else beside digits, and no number without them.
    fn is_vanity(&self, rest: &Contents) -> bool {
        let total = self.scan.count + rest.letters + rest.digits;
        3 <= rest.letters
            && rest.plain_letters > 0
            && rest.marks + rest.wide == 0
            && (MIN_SECOND..=MAX_DIGITS).contains(&total)
            && !self.is_complete()
    }

    fn vanity(&mut self, start: usize) -> Option<usize> {
        let mut issue = Issue::new(Severity::Error, Kind::PhoneVanityLetters, None);
        let mut at = start;
        while let Some((class, size)) = self.class(at) {
            match (class, self.text.get(at)) {
                (Class::Digit(digit), _) => self.scan.add(digit, at, size),
                (Class::Other, Some(letter)) => {
                    let digit = keypad_digit(*letter);
                    add_edit(&mut issue, Span::new(at, at + size), digit_text(digit));
                    self.scan.add(digit, at, size);
                }
                _ => {}
            }
            at += size;
        }
        self.findings.push(issue);
        None
    }
}

/// ITU-T E.161 §3.1: the letters of the keypad.
#[inline(never)]
fn keypad_digit(letter: u8) -> u8 {
    match letter.to_ascii_lowercase() {
        b'a'..=b'c' => 2,
        b'd'..=b'f' => 3,
        b'g'..=b'i' => 4,
        b'j'..=b'l' => 5,
        b'm'..=b'o' => 6,
        b'p'..=b's' => 7,
        b't'..=b'v' => 8,
        _ => 9,
    }
}

/// The digit that a letter is typed or read for.
fn look_alike(octet: u8) -> Option<u8> {
    match octet {
        b'O' | b'o' => Some(0),
        b'I' | b'l' | b'|' => Some(1),
        _ => None,
    }
}

/// Octets of the one among `words`, with spaces between them, that starts the text, in either case.
#[inline(never)]
pub(super) fn first_start(text: &[u8], words: &[u8]) -> Option<usize> {
    let starts = |word: &&[u8]| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    words.split(|&octet| octet == b' ').find(starts).map(<[u8]>::len)
}

/// What announces an extension for libphonenumber too, whatever the digits before it.
const EXTENSION_WORDS: &str = "extension extn ext xt anexo int доб x #";

/// What else does, in other languages, behind a whole number: how the words start.
const EXTENSION_STARTS: &str = "ext int anex ramal poste kl nebenst nst dw durchw wew linka mell dahili toestel tst \
                                ankn вн 内線 内线 分机 分機 转 轉 تحويلة שלוחה";

/// The pauses at the start of a text, in octets, and what follows.
fn after_pauses(text: &[u8]) -> (usize, &[u8]) {
    let pauses = text.iter().take_while(|octet| matches!(octet, b',' | b';' | b' ' | b'(')).count();
    (pauses, text.get(pauses..).unwrap_or_default())
}

/// Whether what stands at octet `at` is punctuation beyond ASCII (below U+00C0, or in U+2000…U+207F), or half a pair.
fn is_punctuation(text: &[u8], at: usize) -> bool {
    matches!(text.get(at..), Some([0xC2, ..] | [0xE2, 0x80 | 0x81, ..] | [0xED, 0xA0..=0xBF, ..]))
}
