//! What an operator is taken to allow, where operators and their documents disagree; and the tags.

use crate::issue::Name;

/// How long the text in place of variables may be together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sharing {
    /// Each variable by itself (AWS SNS, "India sender ID registration"; most operators).
    #[default]
    Separate,
    /// Variables that stand side by side are one, with the sum of their lengths (MSG91, "SMS not matched with DLT template": several
    /// variables without a space for a long link).
    Joined,
    /// All variables of the template share the sum of their lengths (the reading of `hasgeek/funnel`).
    Pooled,
}

/// What is taken as a match. The default is the strictest reading, so that what matches here matches everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DltPolicy {
    /// Code points that a `{#var#}` holds at most: 30 (AWS SNS and most operators) or 40 (MSG91, Jio).
    pub variable_max: u32,
    /// Whether variables share their lengths.
    pub sharing: Sharing,
    /// True: a typed tag holds anything that `{#var#}` holds (before TRAI's direction of 18 November 2025 took effect).
    pub any_tag: bool,
    /// True: `A` is `a` (ASCII; Indian scripts have no case).
    pub ignore_case: bool,
    /// True: white space does not count in fixed text (MSG91, the same page: spaces and line breaks are ignored).
    pub ignore_spaces: bool,
    /// True: the 32 signs of ASCII punctuation do not count in fixed text (Airtel's list of exempted characters).
    pub ignore_punctuation: bool,
}

impl Default for DltPolicy {
    fn default() -> DltPolicy {
        DltPolicy {
            variable_max: 30,
            sharing: Sharing::Separate,
            any_tag: false,
            ignore_case: false,
            ignore_spaces: false,
            ignore_punctuation: false,
        }
    }
}

impl DltPolicy {
    /// True where `char` does not count in fixed text.
    pub(super) fn ignores(&self, char: u32) -> bool {
        match u8::try_from(char) {
            Ok(b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0xA0) => self.ignore_spaces,
            Ok(octet) => self.ignore_punctuation && octet.is_ascii_punctuation(),
            Err(_) => false,
        }
    }

    /// True when something is left out of the comparison.
    pub(super) fn skips(&self) -> bool {
        self.ignore_spaces || self.ignore_punctuation
    }
}

/// What may stand in place of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Any character.
    Any,
    /// ASCII digits.
    Digits,
    /// Digits and the signs of a written phone number.
    Phone,
    /// Anything without white space.
    Solid,
}

impl Class {
    pub(super) fn has(self, char: u32) -> bool {
        let octet = u8::try_from(char).unwrap_or(0xFF);
        match self {
            Class::Any => true,
            Class::Digits => octet.is_ascii_digit(),
            Class::Phone => octet.is_ascii_digit() || matches!(octet, b'+' | b'-' | b' ' | b'(' | b')'),
            Class::Solid => !octet.is_ascii_whitespace() && octet != 0xA0,
        }
    }
}

/// The kind of a variable. Typed tags: TRAI's direction of 18 November 2025, as MSG91 and Jio describe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DltTag {
    /// `{#var#}`: anything.
    Var,
    /// `{#numeric#}`: digits.
    Numeric,
    /// `{#alphanumeric#}`: words, dates, numbers; at most 40 code points.
    Alphanumeric,
    /// `{#url#}`: a link whose fixed part is registered.
    Url,
    /// `{#urlott#}`: a link to an app or a stream.
    UrlOtt,
    /// `{#cbn#}`: a registered number to call back.
    Cbn,
    /// `{#email#}`: a mail address.
    Email,
}

impl DltTag {
    /// All of them, in the order of the documents.
    pub const ALL: [DltTag; 7] =
        [DltTag::Var, DltTag::Numeric, DltTag::Alphanumeric, DltTag::Url, DltTag::UrlOtt, DltTag::Cbn, DltTag::Email];

    /// The word between the signs.
    pub const fn name(self) -> Name {
        match self {
            DltTag::Var => "var",
            DltTag::Numeric => "numeric",
            DltTag::Alphanumeric => "alphanumeric",
            DltTag::Url => "url",
            DltTag::UrlOtt => "urlott",
            DltTag::Cbn => "cbn",
            DltTag::Email => "email",
        }
    }

    /// What it holds, and how many code points at most; `u32::MAX` where no document says.
    pub(super) fn holds(self, policy: &DltPolicy) -> (Class, u32) {
        match self {
            DltTag::Var => (Class::Any, policy.variable_max),
            _ if policy.any_tag => (Class::Any, policy.variable_max.max(40)),
            DltTag::Numeric => (Class::Digits, policy.variable_max),
            DltTag::Alphanumeric => (Class::Any, 40),
            DltTag::Url | DltTag::UrlOtt | DltTag::Email => (Class::Solid, u32::MAX),
            DltTag::Cbn => (Class::Phone, 20),
        }
    }
}
