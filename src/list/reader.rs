//! CSV, one record at a time, from octets that come in pieces.

use alloc::vec::Vec;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator, WriteResult, Writer, WriterBuilder};

/// More fields than a list has; a record with more is too large.
const MOST_FIELDS: usize = 1 << 14;

/// What came of reading on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A record is there.
    Record,
    /// The octets ended before the record did.
    More,
    /// The octets ended, and they were the last.
    End,
    /// A record has more than [`MOST_FIELDS`] fields.
    TooMany,
}

/// The record being read, and the machine that reads it.
pub(super) struct RecordReader {
    delimiter: u8,
    machine: Reader,
    writer: Writer,
    /// Contents of the fields, one after the other, without quotation marks.
    contents: Vec<u8>,
    used: usize,
    /// Where each field ends in it.
    ends: Vec<usize>,
    fields: usize,
    /// Whether the last call gave a record, so that the next begins anew.
    is_whole: bool,
}

impl RecordReader {
    pub(super) fn new(delimiter: u8) -> RecordReader {
        let mut machine = ReaderBuilder::new().delimiter(delimiter).build();
        // A blank line, which is none to it: or it would look for a byte order mark, and take one alone for the end.
        machine.read_record(b"\n", &mut [0; 4], &mut [0; 4]);
        RecordReader {
            delimiter,
            machine,
            writer: WriterBuilder::new().delimiter(delimiter).build(),
            contents: Vec::new(),
            used: 0,
            ends: Vec::new(),
            fields: 0,
            is_whole: false,
        }
    }

    /// Reads on in `octets`; gives how many it took. No octets: they are at their end.
    pub(super) fn read(&mut self, octets: &[u8]) -> (Found, usize) {
        if self.is_whole {
            (self.used, self.fields, self.is_whole) = (0, 0, false);
        }
        let mut taken = 0;
        loop {
            // Contents are never longer than what they are read from.
            if self.contents.len() < self.used + 1024 {
                self.contents.resize((self.contents.len() * 2).max(4096), 0);
            }
            if self.ends.len() == self.fields {
                if self.fields >= MOST_FIELDS {
                    return (Found::TooMany, taken);
                }
                self.ends.resize((self.fields * 2).max(64), 0);
            }
            let (result, read, written, ended) = self.machine.read_record(
                octets.get(taken..).unwrap_or_default(),
                self.contents.get_mut(self.used..).unwrap_or_default(),
                self.ends.get_mut(self.fields..).unwrap_or_default(),
            );
            taken += read;
            self.used += written;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty => return (Found::More, taken),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {}
                ReadRecordResult::Record => {
                    self.is_whole = true;
                    return (Found::Record, taken);
                }
                ReadRecordResult::End => return (Found::End, taken),
            }
        }
    }

    /// The number of fields of the record.
    pub(super) const fn count(&self) -> usize {
        self.fields
    }

    /// The content of field number `at`, without quotation marks.
    pub(super) fn field(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends.get(..self.fields)?.get(at)?;
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.contents.get(start..end)
    }

    /// Says how records end that are written: in CRLF, or in LF alone.
    pub(super) fn end_with(&mut self, is_crlf: bool) {
        let terminator = if is_crlf { Terminator::CRLF } else { Terminator::Any(b'\n') };
        self.writer = WriterBuilder::new().delimiter(self.delimiter).terminator(terminator).build();
    }

    /// Writes the record to the end of `out` with `value` as field number `at`, in quotation marks where it needs them.
    pub(super) fn write_with(&mut self, at: usize, value: &[u8], out: &mut Vec<u8>) {
        let RecordReader { writer, contents, ends, fields, .. } = self;
        let mut start = 0;
        for (field, &end) in ends.iter().take(*fields).enumerate() {
            let content = if field == at { value } else { contents.get(start..end).unwrap_or_default() };
            start = end;
            // Each quotation mark twice, two around it, and the delimiter.
            append(out, 2 * content.len() + 4, &mut |out| {
                let (_, before) = if field > 0 { writer.delimiter(out) } else { (WriteResult::InputEmpty, 0) };
                let (_, _, written) = writer.field(content, out.get_mut(before..).unwrap_or_default());
                before + written
            });
        }
        append(out, 4, &mut |out| writer.terminator(out).1);
    }
}

/// Lets `write` write at most `most` octets to the end of `out`; it gives how many it wrote.
fn append(out: &mut Vec<u8>, most: usize, write: &mut dyn FnMut(&mut [u8]) -> usize) {
    let start = out.len();
    out.resize(start + most, 0);
    let written = write(out.get_mut(start..).unwrap_or_default());
    out.truncate(start + written);
}
