//! One row's recipient: kept as it is, kept as it is to be sent, or refused.

use alloc::string::String;
use alloc::vec::Vec;

use super::seen::Seen;
use super::variants::{Variant, Variants};
use crate::email::{
    EmailAids, EmailOptions, IdnaAnswer, Normalised, ProviderDomains, SameMailbox, check_email_octets, mailbox_key,
    plain_mailbox,
};
use crate::filter::Filter;
use crate::issue::{Issue, Kind, Severity};
use crate::phone::{
    E164, PhoneMode, PhoneOptions, PhoneTable, Region, TypeSet, check_phone_octets, judge_phone_octets,
};

/// What the list is sent through, and how its recipients are read.
#[derive(Clone, Debug)]
pub enum Channel {
    /// Phone numbers.
    Phone {
        /// As in [`PhoneOptions::region`].
        region: Option<Region>,
        /// As in [`PhoneOptions::mode`].
        mode: PhoneMode,
        /// As in [`PhoneOptions::types`].
        types: TypeSet,
        /// As in [`PhoneOptions::regions`].
        regions: Vec<Region>,
    },
    /// E-mail addresses.
    Email {
        /// As for a single check.
        options: EmailOptions,
        /// When two of them are one.
        same: SameMailbox,
    },
}

impl Channel {
    /// Phone numbers as people type them, of no region in particular.
    pub const fn phone() -> Channel {
        Channel::Phone { region: None, mode: PhoneMode::Field, types: TypeSet::ALL, regions: Vec::new() }
    }

    /// E-mail addresses as mail APIs take them.
    pub fn email() -> Channel {
        Channel::Email { options: EmailOptions::default(), same: SameMailbox::Standard }
    }
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is kept; the warning's number if there is one. [`Judge::value`] is the recipient to be sent when it is not what
    /// the row says.
    Kept {
        /// Whether [`Judge::value`] takes the place of what the row says.
        is_changed: bool,
        /// The number of its first warning.
        warning: Option<u32>,
    },
    /// It is refused, for the finding of this number.
    Refused(u32),
    /// Only the platform can read this domain: ask it, and judge the row again with its answer.
    NeedsIdna(String),
}

/// Asks the rooms about one recipient after another, and remembers them.
#[derive(Clone, Debug)]
pub struct Judge {
    channel: Channel,
    keeps_duplicates: bool,
    /// The last recipient as it is to be sent, where that is not what was given.
    value: Vec<u8>,
    key: Vec<u8>,
    seen: Seen,
    suppressed: Barred,
    dnd: Barred,
    /// What was found so far.
    pub(super) variants: Variants,
}

/// Recipients that must not be written to: hashes of them, or a filter.
#[derive(Clone, Debug)]
struct Barred {
    exact: Seen,
    filter: Option<Filter>,
}

impl Barred {
    const fn new(keys: [u64; 2]) -> Barred {
        Barred { exact: Seen::new(keys), filter: None }
    }

    /// A filter's octets, or texts, a line each. False for neither.
    fn add(&mut self, octets: &[u8]) -> bool {
        if let Some(filter) = Filter::from_octets(octets) {
            self.filter = Some(filter);
            return true;
        }
        for line in octets.split(|octet| *octet == b'\n').filter(|line| !line.is_empty()) {
            let hash = self.exact.hash(&line.to_ascii_lowercase());
            self.exact.insert(hash);
        }
        !self.exact.is_full()
    }

    /// `Some(false)` for one that is certainly in it, `Some(true)` for a likely one.
    fn finds(&self, text: &[u8]) -> Option<bool> {
        if !self.exact.is_empty() && self.exact.has(self.exact.hash(text)) {
            return Some(false);
        }
        self.filter.as_ref().filter(|filter| filter.may_have(text)).map(|_| true)
    }

    fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.filter.is_none()
    }
}

impl Judge {
    /// For recipients of `channel`; `keys` of the hashes should be drawn at random.
    pub const fn new(channel: Channel, keeps_duplicates: bool, keys: [u64; 2]) -> Judge {
        Judge {
            channel,
            keeps_duplicates,
            value: Vec::new(),
            key: Vec::new(),
            seen: Seen::new(keys),
            suppressed: Barred::new(keys),
            dnd: Barred::new(keys),
            variants: Variants::new(keys),
        }
    }

    /// Recipients on the suppression list: lines of text, or a filter's octets; false when there is no memory for them.
    pub fn suppress(&mut self, octets: &[u8]) -> bool {
        self.suppressed.add(octets)
    }

    /// Numbers in the do-not-disturb registry, likewise.
    pub fn disturb_not(&mut self, octets: &[u8]) -> bool {
        self.dnd.add(octets)
    }

    /// The last recipient as it is to be sent; means something after [`Verdict::Kept`] that says so.
    pub fn value(&self) -> &[u8] {
        &self.value
    }

    /// Whether duplicates were no longer looked for, because memory did not suffice.
    pub const fn has_forgotten(&self) -> bool {
        self.seen.is_full()
    }

    /// Refuses a row for what is wrong with column number `column`, 0 for the recipient's.
    #[cold]
    pub fn refuse(&mut self, kind: Kind, column: u32) -> Verdict {
        Verdict::Refused(self.found(kind, column, false, false))
    }

    fn found(&mut self, kind: Kind, column: u32, is_warning: bool, likely: bool) -> u32 {
        self.variants.count(Variant { kind, column, is_warning, likely, rows: 0 })
    }

    /// Judges a recipient; `idna` is the platform's answer to [`Verdict::NeedsIdna`] of the same.
    pub fn judge(&mut self, text: &[u8], phone: Option<&PhoneTable>, aids: &EmailAids<'_>) -> Verdict {
        let read = match &self.channel {
            Channel::Phone { region, mode, types, regions } => {
                let options = PhoneOptions { region: *region, mode: *mode, types: *types, regions };
                phone.map_or(Read::Refused(Kind::Required), |table| read_phone(text, &options, table, &mut self.value))
            }
            Channel::Email { options, .. } => read_email(text, options, aids, &mut self.value),
        };
        let (is_changed, warning) = match read {
            Read::Fine => (false, None),
            Read::Kept(is_changed, warning) => (is_changed, warning),
            Read::Refused(kind) => return self.refuse(kind, 0),
            Read::NeedsIdna(domain) => return Verdict::NeedsIdna(domain),
        };
        let value = if is_changed { &self.value[..] } else { text };
        let key = match &self.channel {
            Channel::Email { same, .. } if *same != SameMailbox::Standard || value.first() == Some(&b'"') => {
                self.key.clear();
                mailbox_key(value, *same, &mut self.key);
                &self.key
            }
            _ => value,
        };
        if !self.keeps_duplicates && !self.seen.insert(self.seen.hash(key)) {
            return self.refuse(Kind::ListDuplicate, 0);
        }
        let warning = warning.map(|kind| (kind, false));
        let warning = if self.suppressed.is_empty() && self.dnd.is_empty() {
            warning
        } else {
            match self.barred(is_changed, text) {
                Some((kind, likely)) if likely => Some((kind, true)),
                Some((kind, _)) => return self.refuse(kind, 0),
                None => warning,
            }
        };
        Verdict::Kept { is_changed, warning: warning.map(|(kind, likely)| self.found(kind, 0, true, likely)) }
    }

    /// The list that the recipient is on, and whether that is only likely.
    #[inline(never)]
    fn barred(&mut self, is_changed: bool, text: &[u8]) -> Option<(Kind, bool)> {
        self.key.clear();
        self.key.extend_from_slice(if is_changed { &self.value } else { text });
        self.key.make_ascii_lowercase();
        if let Some(likely) = self.suppressed.finds(&self.key) {
            return Some((Kind::AnsweredRecipientSuppressed, likely));
        }
        // Only promotional messages are kept from these numbers, and a list does not say what it is for.
        self.dnd.finds(&self.key).map(|_| (Kind::AnsweredDndNumber, true))
    }
}

/// What a room says.
enum Read {
    Fine,
    Kept(bool, Option<Kind>),
    Refused(Kind),
    NeedsIdna(String),
}

#[inline]
fn read_phone(text: &[u8], options: &PhoneOptions<'_>, table: &PhoneTable, value: &mut Vec<u8>) -> Read {
    let check = judge_phone_octets(text, options, table);
    let Some(number) = &check.value else { return refused_phone(text, options, table) };
    let is_changed = put_number(number, text, value);
    match check.findings.warnings.first() {
        Some(warning) => Read::Kept(is_changed, Some(warning.kind)),
        None if is_changed => Read::Kept(true, None),
        None => Read::Fine,
    }
}

#[inline]
fn put_number(number: &E164, text: &[u8], value: &mut Vec<u8>) -> bool {
    let number = number.as_str().as_bytes();
    let is_changed = number != text;
    if is_changed {
        value.clear();
        value.extend_from_slice(number);
    }
    is_changed
}

#[cold]
#[inline(never)]
fn refused_phone(text: &[u8], options: &PhoneOptions<'_>, table: &PhoneTable) -> Read {
    let check = check_phone_octets(text, options, table);
    Read::Refused(first(&check.findings.issues).unwrap_or(Kind::PhoneNoDigits))
}

#[inline]
fn read_email(text: &[u8], options: &EmailOptions, aids: &EmailAids<'_>, value: &mut Vec<u8>) -> Read {
    match plain_mailbox(text, options, aids.providers) {
        Some(plain) if plain.is_reserved => return Read::Kept(false, Some(Kind::EmailDomainReserved)),
        Some(_) => return Read::Fine,
        None => {}
    }
    unusual_email(text, options, aids, value)
}

#[inline(never)]
fn unusual_email(text: &[u8], options: &EmailOptions, aids: &EmailAids<'_>, value: &mut Vec<u8>) -> Read {
    let check = check_email_octets(text, options, aids);
    if let Some(kind) = first(&check.findings.issues) {
        return Read::Refused(kind);
    }
    if let Some(domain) = check.needs_idna {
        return Read::NeedsIdna(domain);
    }
    let is_changed = match &check.value {
        Normalised::AsGiven => false,
        Normalised::Changed(changed) => {
            value.clear();
            value.extend_from_slice(changed.as_bytes());
            true
        }
    };
    Read::Kept(is_changed, first(&check.findings.warnings))
}

fn first(issues: &[Issue]) -> Option<Kind> {
    issues.first().map(|issue| issue.kind)
}

impl Variant {
    /// The finding as a check has it, without a place.
    pub fn issue(&self) -> Issue {
        let severity = if self.is_warning { Severity::Warning } else { Severity::Error };
        Issue { likely: self.likely, ..Issue::new(severity, self.kind, None) }
    }
}

/// What the rooms are handed beside the row.
pub(super) fn aids<'a>(providers: Option<&'a ProviderDomains<'a>>, idna: Option<IdnaAnswer<'a>>) -> EmailAids<'a> {
    EmailAids { idna, providers }
}
