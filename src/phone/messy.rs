//! Texts that hold more than a number: words, links, extensions, a second number.
//!
//! Finds the digits that are meant and says what else there is. Everything here is off the path of a plain number.

use crate::issue::{Edit, Findings, Issue, Kind, Severity, Span};
use crate::text::{Decoded, decode};

use super::check::{PhoneMode, PhoneOptions, read};
use super::form::{add_edit, add_error, deletion};
use super::plan::PhoneTable;
use super::region::MAX_DIGITS;
use super::scan::{Class, Scan, class_at};

/// Digits from which on a group of digits is a number of its own.
const MIN_SECOND: usize = 7;
/// Digits before a second number.
const MIN_FIRST: usize = 5;
/// RFC 3966 knows no limit; libphonenumber takes up to 20 digits after a word, 9 after a bare mark.
const MAX_EXTENSION: usize = 9;

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
    /// Other characters that belong to no number; those beyond ASCII count as parts of words.
    marks: usize,
    wide: usize,
    /// End of the last letter, mark or wide character.
    last_end: usize,
}

impl Contents {
    fn kind(&self) -> Kind {
        if self.plain_letters + self.wide > 0 { Kind::PhoneSurroundingText } else { Kind::PhoneUnexpectedCharacter }
    }
}

struct Finder<'a> {
    text: &'a [u8],
    /// Where the text ends but for the parameters of a URI.
    end: usize,
    table: &'a PhoneTable,
    options: &'a PhoneOptions<'a>,
    scan: &'a mut Scan,
    findings: &'a mut Findings,
}

impl Finder<'_> {
    #[inline(never)]
    fn class(&self, at: usize) -> Option<(Class, usize)> {
        if at < self.end { class_at(self.text, at) } else { None }
    }

    /// Passes over a scheme and cuts off the URI's parameters; returns where the number may start.
    fn uri(&mut self) -> usize {
        let mut start = 0;
        while let Some((Class::Separator | Class::Invisible, size)) = self.class(start) {
            start += size;
        }
        let from = self.text.get(start..).unwrap_or_default();
        let (scheme, is_link) = match (link_octets(from), scheme_octets(from)) {
            (Some(link), _) => (link, true),
            (None, Some(scheme)) => (scheme, false),
            (None, None) => return 0,
        };
        let number = start + scheme;
        // The number in such a link is a whole one, without its plus.
        let implies_plus = is_link && !matches!(self.class(number), Some((Class::Plus, _)));
        let rest = self.text.get(number..).unwrap_or_default();
        let ends: &[u8] = if is_link { b"?&/#" } else { b";?" };
        let tail = rest.iter().position(|octet| ends.contains(octet)).map(|at| number + at);
        let mut edits = alloc::vec![Edit::new(Span::new(start, number), if implies_plus { "+" } else { "" })];
        if let Some(tail) = tail {
            self.extension_parameter(tail);
            edits.push(Edit::new(Span::new(tail, self.end), ""));
            self.end = tail;
        }
        self.scan.own = Span::new(number, self.end);
        if self.options.mode == PhoneMode::Exact {
            let mut issue = Issue::new(Severity::Error, Kind::PhoneUriScheme, Some(Span::new(start, number)));
            issue.fix = edits;
            self.findings.push(issue);
        }
        if implies_plus {
            self.scan.imply_plus(number);
        }
        number
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
                    with.push(digit, at, size);
                    without.push(digit, at, size);
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
                    add_edit(&mut issue, Span::new(at, at + size), Some((b'0' + digit) as char));
                    with.push(digit, at, size);
                }
            }
            at += size;
        }
        let is_number = |scan: &Scan| read(self.table, scan, self.options.region).verdict.is_some();
        // A few letters among many digits are slips, and so are more if nothing else makes it a number.
        let is_slip = 1 <= letters && without.count >= MIN_FIRST && with.count <= MAX_DIGITS + 2;
        if !is_slip {
            return false;
        }
        let is_mended = is_number(&with);
        if is_number(&without) && !(is_mended && is_among_digits) || letters > 2 && !is_mended {
            return false;
        }
        self.findings.push(issue);
        with.own = self.scan.own;
        *self.scan = with;
        true
    }

    /// RFC 3966 §5.3, `;ext=`.
    fn extension_parameter(&mut self, tail: usize) {
        let parameters = self.text.get(tail..).unwrap_or_default();
        let Some(at) = parameters.windows(5).position(|window| window.eq_ignore_ascii_case(b";ext=")) else { return };
        let value = parameters.get(at + 1..).unwrap_or_default();
        let octets = value.iter().position(|&octet| octet == b';').unwrap_or(value.len());
        let span = Span::new(tail + at, tail + at + 1 + octets);
        add_error(self.findings, Kind::PhoneExtension, span, Some(Edit::new(span, "")));
    }

    /// Reports what precedes the number; returns where that starts.
    fn words_before(&mut self, start: usize) -> usize {
        let mut at = start;
        let mut words: Option<Span> = None;
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
            }
            at += size;
        }
        if let Some(span) = words.filter(|_| at < self.end) {
            let contents = self.contents(span.start, span.end);
            let kind = contents.kind();
            // What stands between the words and the number goes with them, but for a bracket.
            let between = self.text.get(span.end..at).unwrap_or_default();
            let kept = between.iter().position(|octet| b"([".contains(octet)).map_or(at, |bracket| span.end + bracket);
            add_error(self.findings, kind, span, Some(Edit::new(Span::new(span.start, kept), "")));
        }
        at
    }

    fn digit_follows(&self, mut at: usize) -> bool {
        while let Some((Class::Separator | Class::Invisible, size)) = self.class(at) {
            at += size;
        }
        matches!(self.class(at), Some((Class::Digit(_), _)))
    }

    fn number(&mut self, start: usize) {
        let mut at = start;
        while let Some((class, size)) = self.class(at) {
            match class {
                Class::Digit(digit) => self.scan.push(digit, at, size),
                Class::Plus if self.scan.count == 0 && self.scan.plus.is_none() => self.scan.push_plus(at, size),
                Class::Separator if !matches!(self.text.get(at), Some(b'/' | b'\n' | b'\r')) => {}
                Class::Invisible => {}
                Class::Separator => {
                    if self.second_number(at) {
                        return;
                    }
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

    /// Something at `at` that belongs to no number; returns where the number goes on, if it does.
    fn interruption(&mut self, at: usize) -> Option<usize> {
        if self.extension(at) || self.second_number(at) {
            return None;
        }
        let rest = self.contents(at, self.end);
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
        let fix = if is_mask { None } else { Some(deletion(self.text, span)) };
        add_error(self.findings, kind, span, fix);
        Some(run.last_end)
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
                    } else if size > 1 && matches!(decode(self.text, at), Some((Decoded::Char(_), _))) {
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

    /// Whether the digits up to here are a valid number.
    fn is_complete(&self) -> bool {
        read(self.table, self.scan, self.options.region).verdict.is_some()
    }

    /// A mark or word for an extension at `at`, a few digits after it, and nothing more.
    fn extension(&mut self, at: usize) -> bool {
        let rest = self.text.get(at..self.end).unwrap_or_default();
        let Some((mark, is_word)) = extension_mark(rest) else { return false };
        let mut digits = 0;
        let mut next = at + mark;
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
        if digits == 0 || digits > MAX_EXTENSION || !is_word && !self.is_complete() {
            return false;
        }
        let edit = Edit::new(Span::new(self.scan.core.end, digits_end), "");
        add_error(self.findings, Kind::PhoneExtension, Span::new(at, digits_end), Some(edit));
        true
    }

    fn second_number(&mut self, at: usize) -> bool {
        let rest = self.contents(at, self.end);
        let is_second = self.scan.count >= MIN_FIRST && rest.digits >= MIN_SECOND;
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
            && !(rest.digits == 0 && self.is_complete())
    }

    fn vanity(&mut self, start: usize) -> Option<usize> {
        let mut issue = Issue::new(Severity::Error, Kind::PhoneVanityLetters, None);
        let mut at = start;
        while let Some((class, size)) = self.class(at) {
            match (class, self.text.get(at)) {
                (Class::Digit(digit), _) => self.scan.push(digit, at, size),
                (Class::Other, Some(letter)) => {
                    let digit = keypad_digit(*letter);
                    add_edit(&mut issue, Span::new(at, at + size), Some((b'0' + digit) as char));
                    self.scan.push(digit, at, size);
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

/// Octets of a WhatsApp link up to its number.
fn link_octets(text: &[u8]) -> Option<usize> {
    const STARTS: [&[u8]; 3] = [b"https://", b"http://", b"whatsapp://"];
    const HOSTS: [&[u8]; 4] =
        [b"wa.me/", b"api.whatsapp.com/send?phone=", b"send?phone=", b"api.whatsapp.com/send/?phone="];
    let start = first_start(text, &STARTS).unwrap_or(0);
    Some(start + first_start(text.get(start..)?, &HOSTS)?)
}

/// Octets of the one among `words` that starts the text, in either case.
fn first_start(text: &[u8], words: &[&[u8]]) -> Option<usize> {
    let starts = |word: &&&[u8]| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    words.iter().find(starts).map(|word| word.len())
}

/// Octets of a scheme, its colon and the slashes behind it.
fn scheme_octets(text: &[u8]) -> Option<usize> {
    const SCHEMES: [&[u8]; 5] = [b"tel:", b"sms:", b"smsto:", b"whatsapp:", b"callto:"];
    let octets = first_start(text, &SCHEMES)?;
    let slashes = text.get(octets..)?.iter().take_while(|&&octet| octet == b'/').count();
    Some(octets + slashes)
}

/// Octets of what announces an extension, and whether it is a word.
fn extension_mark(text: &[u8]) -> Option<(usize, bool)> {
    const WORDS: [&[u8]; 8] = [b"extension", b"extn", b"ext", b"anexo", b"int", "доб".as_bytes(), b"x", b"#"];
    if let Some(octets) = first_start(text, &WORDS) {
        return Some((octets, true));
    }
    let pauses = text.iter().take_while(|octet| matches!(octet, b',' | b';')).count();
    if pauses > 0 { Some((pauses, false)) } else { None }
}
