//! One pass over a list: pieces of the file in, pieces of two files out.

use alloc::string::String;
use alloc::vec::Vec;

use super::judge::{Channel, Judge, Verdict, aids};
use super::reader::{Found, RecordReader};
use super::variants::Variants;
use crate::email::{IdnaAnswer, ProviderDomains};
use crate::issue::Kind;
use crate::phone::PhoneTable;

/// The most octets of a row; a larger one ends the pass.
pub const ROW_MAX_OCTETS: usize = 1 << 20;
/// Marks a value that a row does not have, in [`ListPass::run_values`].
const ABSENT: u32 = u32::MAX;
/// Marks a row that could not be read, likewise.
const UNREADABLE: u32 = u32::MAX - 1;
/// Marks a line that is no row, likewise.
const BLANK: u32 = u32::MAX - 2;

/// How to read a list.
#[derive(Clone, Debug)]
pub struct ListOptions {
    /// What the list is sent through.
    pub channel: Channel,
    /// What parts the fields of a row, an octet of ASCII.
    pub delimiter: u8,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// Keeps rows whose recipient was in the list before.
    pub keeps_duplicates: bool,
    /// How many findings of each severity are kept with row, line and value.
    pub findings: u32,
    /// Whether the rows are given back at all, or only counted.
    pub gives_rows: bool,
    /// Keys of the hashes, to be drawn at random.
    pub keys: [u64; 2],
}

impl ListOptions {
    /// Commas, a header, no duplicates, a hundred findings.
    pub const fn new(channel: Channel) -> ListOptions {
        ListOptions {
            channel,
            delimiter: b',',
            has_header: true,
            keeps_duplicates: false,
            findings: 100,
            gives_rows: true,
            keys: [0, 0],
        }
    }
}

/// Why [`ListPass::run`] came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Everything that was fed has been read: drain what came of it, and feed more.
    More,
    /// The header is in [`ListPass::fields`]: call [`ListPass::start`] and run on.
    Header,
    /// This domain must be put to the platform: call [`ListPass::answer`] and run on.
    NeedsIdna(String),
    /// The list has ended.
    End,
    /// The row after the last counted one is larger than [`ROW_MAX_OCTETS`]; nothing behind it is read.
    TooLarge,
}

/// Rows so far, the header apart. `refused` are those not kept, `duplicates` those of them that repeat a recipient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows read.
    pub rows: u32,
    /// Rows kept.
    pub kept: u32,
    /// Rows not kept.
    pub refused: u32,
    /// Rows not kept because their recipient was there before.
    pub duplicates: u32,
    /// Rows kept with the recipient written otherwise.
    pub changed: u32,
    /// The line on which the row at hand begins, from 1.
    pub line: u32,
}

/// A list being read. See the example of the [module](super).
pub struct ListPass {
    reader: RecordReader,
    judge: Judge,
    has_header: bool,
    gives_rows: bool,
    /// Octets of the file from the start of the row at hand on.
    buffer: Vec<u8>,
    filled: usize,
    is_last: bool,
    row_start: usize,
    read_to: usize,
    /// The row is read and waits to be judged.
    is_pending: bool,
    /// The row is the file's last, and a quotation mark in it is not closed.
    is_open: bool,
    idna: Option<Option<String>>,
    /// The recipient's column and those that must hold something.
    columns: Vec<u32>,
    is_crlf: bool,
    /// What ends a line: LF, or CR where the first line ends in nothing else.
    line_end: u8,
    is_first: bool,
    /// Nothing has been read.
    is_fresh: bool,
    totals: Totals,
    issues_left: u32,
    warnings_left: u32,
    cleaned: Vec<u8>,
    refused: Vec<u8>,
    findings: Vec<u8>,
    answers: Vec<u32>,
}

impl ListPass {
    /// A pass that has read nothing.
    pub fn new(options: ListOptions) -> ListPass {
        ListPass {
            reader: RecordReader::new(options.delimiter),
            judge: Judge::new(options.channel, options.keeps_duplicates, options.keys),
            has_header: options.has_header,
            gives_rows: options.gives_rows,
            buffer: Vec::new(),
            filled: 0,
            is_last: false,
            row_start: 0,
            read_to: 0,
            is_pending: false,
            is_open: false,
            idna: None,
            columns: Vec::new(),
            is_crlf: false,
            line_end: b'\n',
            is_first: true,
            is_fresh: true,
            totals: Totals { line: 1, ..Totals::default() },
            issues_left: options.findings,
            warnings_left: options.findings,
            cleaned: Vec::new(),
            refused: Vec::new(),
            findings: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// Who judges; for suppression lists, before the first row.
    pub fn judge(&mut self) -> &mut Judge {
        &mut self.judge
    }

    /// Whether duplicates were no longer looked for, because memory did not suffice.
    pub const fn has_forgotten(&self) -> bool {
        self.judge.has_forgotten()
    }

    /// Where the next `octets` of the file are to be written; then call [`ListPass::fed`]. What earlier calls of
    /// [`ListPass::run`] gave back is forgotten. `None` without memory.
    pub fn room(&mut self, octets: usize) -> Option<&mut [u8]> {
        self.drain();
        // What is left of the row at hand goes to the front.
        self.buffer.copy_within(self.row_start..self.filled, 0);
        self.filled -= self.row_start;
        self.read_to -= self.row_start;
        self.row_start = 0;
        let wanted = self.filled + octets;
        if self.buffer.len() < wanted {
            self.buffer.try_reserve(wanted - self.buffer.len()).ok()?;
            self.buffer.resize(wanted, 0);
        }
        self.buffer.get_mut(self.filled..wanted)
    }

    /// Says that `octets` of the last [`ListPass::room`] have been written, and whether the file ends with them.
    pub fn fed(&mut self, octets: usize, is_last: bool) {
        self.filled = (self.filled + octets).min(self.buffer.len());
        self.is_last = is_last;
    }

    /// The fields of the row at hand, without quotation marks.
    pub fn fields(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.reader.count()).filter_map(|at| self.reader.field(at))
    }

    /// The row at hand as it stands in the file, without the line break.
    pub fn row(&self) -> &[u8] {
        let row = self.buffer.get(self.row_start..self.read_to).unwrap_or_default();
        trimmed(row)
    }

    /// Says which column is the recipient's, and behind it those that must hold something, each counted from 0.
    pub fn start(&mut self, columns: &[u32]) {
        self.columns = columns.to_vec();
        if self.is_pending {
            self.is_pending = false;
            if self.gives_rows {
                let Self { buffer, row_start, read_to, cleaned, is_crlf, .. } = self;
                put_line(trimmed(buffer.get(*row_start..*read_to).unwrap_or_default()), *is_crlf, cleaned);
            }
            self.pass_row();
        }
    }

    /// The platform's answer to [`Step::NeedsIdna`]: the domain in ASCII, or `None` when it refused.
    pub fn answer(&mut self, ascii: Option<String>) {
        self.idna = Some(ascii);
    }

    /// Reads what was fed, row by row.
    pub fn run(&mut self, phone: Option<&PhoneTable>, providers: Option<&ProviderDomains<'_>>) -> Step {
        loop {
            if !self.is_pending {
                let octets = self.buffer.get(self.read_to..self.filled).unwrap_or_default();
                // A byte order mark is only one as a whole, and nobody's but ours.
                let least = if self.is_fresh { 3 } else { 1 };
                if octets.len() < least && !self.is_last {
                    return Step::More;
                }
                let mark = if self.is_fresh && octets.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                self.is_fresh = false;
                self.row_start += mark;
                self.read_to += mark;
                let octets = octets.get(mark..).unwrap_or_default();
                if octets.is_empty() && !self.is_last {
                    return Step::More;
                }
                let (found, taken) = self.reader.read(octets);
                self.read_to += taken;
                self.skip_blank_lines();
                if found == Found::TooMany || self.read_to - self.row_start > ROW_MAX_OCTETS {
                    return Step::TooLarge;
                }
                match found {
                    Found::Record => self.is_pending = true,
                    Found::More if self.is_last => continue,
                    Found::End => return Step::End,
                    _ => return Step::More,
                }
                self.is_open = taken == 0 && has_odd_marks(self.row());
            }
            if self.is_first {
                if !self.learn_line_breaks() {
                    return Step::More;
                }
                self.is_first = false;
                if self.has_header {
                    return Step::Header;
                }
            }
            match self.judged(phone, providers) {
                Verdict::NeedsIdna(domain) => return Step::NeedsIdna(domain),
                verdict => self.put(&verdict),
            }
            self.pass_row();
            self.is_pending = false;
        }
    }

    /// The next row begins behind the row at hand.
    fn pass_row(&mut self) {
        let row = self.buffer.get(self.row_start..self.read_to).unwrap_or_default();
        self.totals.line += count_lines(row, self.line_end);
        self.row_start = self.read_to;
    }

    /// Line breaks in front of a row belong to the row before it, or to nobody.
    fn skip_blank_lines(&mut self) {
        let row = self.buffer.get(self.row_start..self.read_to).unwrap_or_default();
        let blank = row.iter().take_while(|octet| matches!(octet, b'\r' | b'\n')).count();
        self.totals.line += count_lines(row.get(..blank).unwrap_or_default(), self.line_end);
        self.row_start += blank;
    }

    /// How the lines of the file end, from its first; false while the octet that tells has not come.
    fn learn_line_breaks(&mut self) -> bool {
        let read = self.buffer.get(..self.filled).unwrap_or_default();
        // The record ends with CR; the LF behind it is read with the next one.
        let is_cr = read.get(self.row_start..self.read_to).unwrap_or_default().last() == Some(&b'\r');
        let next = read.get(self.read_to);
        if is_cr && next.is_none() && !self.is_last {
            return false;
        }
        self.is_crlf = is_cr && next.is_none_or(|next| *next == b'\n');
        self.line_end = if is_cr && !self.is_crlf { b'\r' } else { b'\n' };
        self.reader.end_with(self.is_crlf);
        true
    }

    /// Judges the row at hand.
    fn judged(&mut self, phone: Option<&PhoneTable>, providers: Option<&ProviderDomains<'_>>) -> Verdict {
        let idna = self.idna.take();
        let Self { reader, judge, columns, .. } = self;
        for (at, &column) in columns.iter().enumerate().skip(1) {
            if reader.field(column as usize).is_none_or(<[u8]>::is_empty) {
                return judge.refuse(Kind::Required, at as u32);
            }
        }
        let column = columns.first().copied().unwrap_or_default();
        let text = reader.field(column as usize).unwrap_or_default();
        judge_one(judge, text, phone, providers, &idna)
    }

    /// Counts the row at hand, and puts it where it belongs.
    fn put(&mut self, verdict: &Verdict) {
        let column = self.columns.first().copied().unwrap_or_default() as usize;
        let number = count(verdict, &mut self.totals, &self.judge);
        let Self { reader, judge, buffer, row_start, read_to, cleaned, refused, is_crlf, is_open, .. } = self;
        let row = trimmed(buffer.get(*row_start..*read_to).unwrap_or_default());
        if self.gives_rows {
            match verdict {
                Verdict::Kept { is_changed: true, .. } => reader.write_with(column, judge.value(), cleaned),
                Verdict::Kept { .. } if *is_open => {
                    let value = reader.field(column).unwrap_or_default().to_vec();
                    reader.write_with(column, &value, cleaned);
                }
                Verdict::Kept { .. } => put_line(row, *is_crlf, cleaned),
                Verdict::Refused(variant) => {
                    let mut closed = Vec::new();
                    if *is_open {
                        let value = reader.field(column).unwrap_or_default().to_vec();
                        reader.write_with(column, &value, &mut closed);
                    }
                    let row = if *is_open { trimmed(&closed) } else { row };
                    for word in [row.len() as u32, *variant, reader.count() as u32] {
                        refused.extend_from_slice(&word.to_le_bytes());
                    }
                    refused.extend_from_slice(row);
                }
                Verdict::NeedsIdna(_) => {}
            }
        }
        let Some(number) = number else { return };
        let is_warning = matches!(verdict, Verdict::Kept { .. });
        let left = if is_warning { &mut self.warnings_left } else { &mut self.issues_left };
        let text = reader.field(column).unwrap_or_default();
        note(number, left, &self.totals, text, &mut self.findings);
    }

    /// Judges rows that the caller has taken apart: what was fed holds, for each, the values of as many columns as
    /// [`ListPass::start`] named, each as four octets of size, the lowest first, and the text. `u32::MAX` in place of a size:
    /// no such value; `u32::MAX - 1` in place of the first: not to be read; `u32::MAX - 2`: a line without a row.
    ///
    /// Each row adds three words to [`ListPass::answers`]: 0 kept, 1 kept with another recipient, from 2 on two more than
    /// the refusal's number; then start and octets of the other recipient in [`ListPass::cleaned`].
    pub fn run_values(&mut self, phone: Option<&PhoneTable>, providers: Option<&ProviderDomains<'_>>) -> Step {
        while self.row_start < self.filled {
            let mut at = self.row_start;
            if self.size_at(at) == Some(BLANK) {
                self.totals.line += 1;
                self.row_start = at + 4;
                continue;
            }
            let mut text: Option<(usize, usize)> = None;
            let mut lacking = None;
            for column in 0..self.columns.len().max(1) {
                let size = self.size_at(at);
                at += 4;
                match size {
                    Some(UNREADABLE) => {
                        lacking = Some((Kind::AnsweredInvalidJson, 0));
                        break;
                    }
                    None | Some(ABSENT | 0) => lacking = lacking.or(Some((Kind::Required, column as u32))),
                    Some(size) => {
                        if column == 0 {
                            text = Some((at, at + size as usize));
                        }
                        at += size as usize;
                    }
                }
            }
            let (start, end) = text.unwrap_or((0, 0));
            let given = self.buffer.get(start..end.min(self.filled)).unwrap_or_default();
            let verdict = match lacking {
                Some((kind, column)) => self.judge.refuse(kind, column),
                None => {
                    let idna = self.idna.take();
                    judge_one(&mut self.judge, given, phone, providers, &idna)
                }
            };
            if let Verdict::NeedsIdna(domain) = verdict {
                return Step::NeedsIdna(domain);
            }
            let number = count(&verdict, &mut self.totals, &self.judge);
            let answer = match verdict {
                Verdict::Kept { is_changed: true, .. } => {
                    let start = self.cleaned.len() as u32;
                    self.cleaned.extend_from_slice(self.judge.value());
                    [1, start, self.judge.value().len() as u32]
                }
                Verdict::Refused(variant) => [variant + 2, 0, 0],
                _ => [0, 0, 0],
            };
            self.answers.extend_from_slice(&answer);
            self.totals.line += 1;
            if let Some(number) = number {
                let is_warning = matches!(verdict, Verdict::Kept { .. });
                let left = if is_warning { &mut self.warnings_left } else { &mut self.issues_left };
                let totals = Totals { line: self.totals.line - 1, ..self.totals };
                note(number, left, &totals, given, &mut self.findings);
            }
            self.row_start = at.min(self.filled);
        }
        self.read_to = self.row_start;
        if self.is_last { Step::End } else { Step::More }
    }

    /// The size of a value that [`ListPass::run_values`] finds at `at`.
    fn size_at(&self, at: usize) -> Option<u32> {
        let octets = self.buffer.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes(*octets))
    }

    /// Counts so far.
    pub const fn totals(&self) -> Totals {
        self.totals
    }

    /// Everything found so far, each finding once with its number of rows.
    pub const fn variants(&self) -> &Variants {
        &self.judge.variants
    }

    /// Rows kept since the last [`ListPass::room`], as they stand in a file.
    pub fn cleaned(&self) -> &[u8] {
        &self.cleaned
    }

    /// Rows refused since then: four octets each of size, number of the finding and number of fields, and the row without
    /// its line break.
    pub fn refused(&self) -> &[u8] {
        &self.refused
    }

    /// The first findings: four octets each of row (from 1), line, number of the finding, and size of the value, which
    /// follows.
    pub fn findings(&self) -> &[u8] {
        &self.findings
    }

    /// The words of [`ListPass::run_values`].
    pub fn answers(&self) -> &[u32] {
        &self.answers
    }

    /// True for a file whose lines end in CRLF.
    pub const fn is_crlf(&self) -> bool {
        self.is_crlf
    }

    /// Forgets what was given back.
    fn drain(&mut self) {
        self.cleaned.clear();
        self.refused.clear();
        self.findings.clear();
        self.answers.clear();
    }
}

fn judge_one(
    judge: &mut Judge,
    text: &[u8],
    phone: Option<&PhoneTable>,
    providers: Option<&ProviderDomains<'_>>,
    idna: &Option<Option<String>>,
) -> Verdict {
    let idna = idna.as_ref().map(|answer| match answer {
        Some(ascii) => IdnaAnswer::Ascii(ascii),
        None => IdnaAnswer::Refused,
    });
    judge.judge(text, phone, &aids(providers, idna))
}

/// Counts a row; gives the number of its first finding.
fn count(verdict: &Verdict, totals: &mut Totals, judge: &Judge) -> Option<u32> {
    totals.rows += 1;
    match *verdict {
        Verdict::Kept { is_changed, warning } => {
            totals.kept += 1;
            totals.changed += u32::from(is_changed);
            warning
        }
        Verdict::Refused(number) => {
            totals.refused += 1;
            let variant = judge.variants.all().get(number as usize);
            let is_duplicate = variant.is_some_and(|variant| matches!(variant.kind, Kind::ListDuplicate));
            totals.duplicates += u32::from(is_duplicate);
            Some(number)
        }
        Verdict::NeedsIdna(_) => None,
    }
}

/// Longest value that goes with a finding: longer ones are no recipients.
const NOTED_OCTETS: usize = 4096;

#[inline]
fn note(number: u32, left: &mut u32, totals: &Totals, value: &[u8], findings: &mut Vec<u8>) {
    if *left == 0 {
        return;
    }
    *left -= 1;
    let value = if value.len() > NOTED_OCTETS { &[] } else { value };
    for word in [totals.rows, totals.line, number, value.len() as u32] {
        findings.extend_from_slice(&word.to_le_bytes());
    }
    findings.extend_from_slice(value);
}

fn put_line(row: &[u8], is_crlf: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(row);
    out.extend_from_slice(if is_crlf { b"\r\n" } else { b"\n" });
}

/// Without the line break at its end.
fn trimmed(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// Whether a quotation mark may be open at the end.
fn has_odd_marks(row: &[u8]) -> bool {
    row.iter().filter(|octet| **octet == b'"').count() % 2 == 1
}

fn count_lines(octets: &[u8], end: u8) -> u32 {
    octets.iter().filter(|octet| **octet == end).count() as u32
}
