//! Lists of recipients: octets of a file in, octets of two files and numbers out.
//!
//! # Scope
//!
//! One list at a time. `www/lib/worker/core.ts` is the other side: it makes room, writes a piece of the file, runs, and
//! copies what came of it, until the list ends.

use alloc::string::{String, ToString};

use super::email::options_of;
use super::phone::{allowed_regions, mode, unpacked};
use super::{Edge, edge};
use crate::email::SameMailbox;
use crate::issue::Findings;
use crate::list::{Channel, ListOptions, ListPass, Step};
use crate::phone::TypeSet;
use crate::text::Utf16Counter;

// Why a run came back; `www/lib/worker/core.ts` reads them.
const MORE: u32 = 0;
const HEADER: u32 = 1;
const NEEDS_IDNA: u32 = 2;
const END: u32 = 3;
const TOO_LARGE: u32 = 4;

/// The first word of what a run gives: six counts (rows, kept, refused, duplicates, changed, line), start and octets of the
/// rows kept, the rows refused, the findings, and the row at hand, start and number of the words of [`ListPass::answers`],
/// the number of different findings, and bits: 1 duplicates were forgotten, 2 lines end in CRLF. With a header: the number
/// of its fields, whose ends in the answer's text are the words of [`rows`](super::rows::rows). The domain that needs IDNA is
/// the answer's text.
const WORDS_AT: usize = 18;

/// Begins a list. The first `octets` of the input: 16 octets of keys drawn at random, then the allowed regions, three each.
///
/// `flags`: 1 e-mail, 2 a header, 4 keeps duplicates, 8 gives rows back, 16 providers' rules for duplicates. `check_flags`,
/// `region`, `types`: as for a single check.
#[unsafe(no_mangle)]
pub extern "C" fn list_new(
    octets: u32,
    flags: u32,
    check_flags: u32,
    region: u32,
    types: u32,
    delimiter: u32,
    findings: u32,
) {
    let Edge { input, list, .. } = edge();
    let key = |at: usize| {
        let octets = input.get(at..at + 8).and_then(|octets| octets.try_into().ok());
        octets.map_or(0, u64::from_le_bytes)
    };
    let channel = if flags & 1 != 0 {
        let same = if flags & 16 != 0 { SameMailbox::ProviderRules } else { SameMailbox::Standard };
        let options = crate::email::EmailOptions { max_octets: 1024, ..options_of(check_flags) };
        Channel::Email { options, same }
    } else {
        Channel::Phone {
            region: unpacked(region),
            mode: mode(check_flags),
            types: TypeSet::from_bits(types as u16),
            regions: allowed_regions(input, 16, octets),
        }
    };
    *list = Some(ListPass::new(ListOptions {
        channel,
        delimiter: delimiter as u8,
        has_header: flags & 2 != 0,
        keeps_duplicates: flags & 4 != 0,
        findings,
        gives_rows: flags & 8 != 0,
        keys: [key(0), key(8)],
    }));
}

/// Takes the first `octets` of the input as recipients that must not be written to, lines or a filter; `do_not_disturb`: as
/// numbers of that registry. False when there is no memory for them.
#[unsafe(no_mangle)]
pub extern "C" fn list_suppress(octets: u32, do_not_disturb: bool) -> bool {
    let Edge { input, list, .. } = edge();
    let (Some(list), Some(octets)) = (list, input.get(..octets as usize)) else { return false };
    if do_not_disturb { list.judge().disturb_not(octets) } else { list.judge().suppress(octets) }
}

/// Where to write the next `octets` of the file; null without memory. What came of the last run is gone then.
#[unsafe(no_mangle)]
pub extern "C" fn list_room(octets: u32) -> *mut u8 {
    let room = edge().list.as_mut().and_then(|list| list.room(octets as usize));
    room.map_or(core::ptr::null_mut(), <[u8]>::as_mut_ptr)
}

/// Runs over what was fed: `octets` are new, `last` says that the file ends with them. Words: [`WORDS_AT`].
#[unsafe(no_mangle)]
pub extern "C" fn list_feed(octets: u32, last: bool, values: bool) -> u32 {
    if let Some(list) = &mut edge().list {
        list.fed(octets as usize, last);
    }
    list_run(values)
}

/// Runs on. `values`: over rows that were taken apart before.
#[unsafe(no_mangle)]
pub extern "C" fn list_run(values: bool) -> u32 {
    let Edge { list, phone, providers, records, rows, .. } = edge();
    let Some(list) = list else { return END };
    let step = if values {
        list.run_values(phone.as_ref(), providers.as_ref())
    } else {
        list.run(phone.as_ref(), providers.as_ref())
    };
    let totals = list.totals();
    records.clear();
    let row = list.row();
    let parts = [list.cleaned(), list.refused(), list.findings(), row];
    let counts = [totals.rows, totals.kept, totals.refused, totals.duplicates, totals.changed, totals.line];
    let places = parts.iter().flat_map(|part| [part.as_ptr() as u32, part.len() as u32]);
    let answers = list.answers();
    let more = [
        answers.as_ptr() as u32,
        answers.len() as u32,
        list.variants().all().len() as u32,
        u32::from(list.has_forgotten()) | u32::from(list.is_crlf()) << 1,
    ];
    // In place of findings, of which there are none.
    for (at, word) in (WORDS_AT..).zip(counts.into_iter().chain(places).chain(more)) {
        records.set(at, word);
    }
    let step = match step {
        Step::More => MORE,
        Step::Header => {
            rows.clear();
            let mut fields = alloc::vec::Vec::new();
            for field in list.fields() {
                fields.extend_from_slice(field);
                rows.push(fields.len() as u32);
            }
            records.set(WORDS_AT + counts.len() + 2 * parts.len() + more.len(), rows.len() as u32);
            records.take_text(fields);
            HEADER
        }
        Step::NeedsIdna(domain) => {
            records.add_text(&domain);
            NEEDS_IDNA
        }
        Step::End => END,
        Step::TooLarge => TOO_LARGE,
    };
    records.finish();
    step
}

/// Says which columns count: the first `octets` of the input hold a word each, the recipient's first.
#[unsafe(no_mangle)]
pub extern "C" fn list_start(octets: u32) {
    let Edge { input, list, rows, .. } = edge();
    rows.clear();
    let words = input.get(..octets as usize).unwrap_or_default().chunks_exact(4);
    rows.extend(words.filter_map(|word| word.try_into().ok()).map(u32::from_le_bytes));
    if let Some(list) = list {
        list.start(rows);
    }
}

/// The platform's answer about the domain that the last run asked for: the first `octets` of the input, if it `answered`.
#[unsafe(no_mangle)]
pub extern "C" fn list_answer(octets: u32, answered: bool) {
    let Edge { input, list, .. } = edge();
    let ascii = core::str::from_utf8(input.get(..octets as usize).unwrap_or_default());
    let ascii: Option<String> = ascii.ok().filter(|_| answered).map(ToString::to_string);
    if let Some(list) = list {
        list.answer(ascii);
    }
}

/// Writes finding number `number` where findings are read; word 3 is its column, word 4 its number of rows.
#[unsafe(no_mangle)]
pub extern "C" fn list_variant(number: u32) {
    let Edge { list, records, .. } = edge();
    records.clear();
    if let Some(variant) = list.as_ref().and_then(|list| list.variants().all().get(number as usize)) {
        let mut found = Findings::new();
        found.push(variant.issue());
        records.set(3, variant.column);
        records.set(4, variant.rows);
        records.add_findings(&found, &mut Utf16Counter::new(b""));
    }
    records.finish();
}

/// In how many rows finding number `number` came first.
#[unsafe(no_mangle)]
pub extern "C" fn list_variant_rows(number: u32) -> u32 {
    let variants = edge().list.as_ref().map(|list| list.variants().all());
    variants.and_then(|all| all.get(number as usize)).map_or(0, |variant| variant.rows)
}

/// Ends the list and gives its memory back.
#[unsafe(no_mangle)]
pub extern "C" fn list_end() {
    edge().list = None;
}
