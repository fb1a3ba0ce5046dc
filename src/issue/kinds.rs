//! The table of everything that can be found: kind, reason, code, parameters and documentation in one row.
//!
//! # Scope
//!
//! Enum, names, lists, TypeScript types and the error reference all come out of these rows. A released reason is never
//! renamed or given another meaning; `tests/cases/reasons.txt` holds the released ones.

use crate::catalog::ApiCode;

/// A word of the vocabulary (a unit, a region, a field kind): never user text.
pub type Name = &'static str;

/// The value of an issue's parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// A count, a limit, a position.
    Number(u32),
    /// A word of the vocabulary.
    Name(Name),
}

impl From<u32> for Param {
    fn from(number: u32) -> Param {
        Param::Number(number)
    }
}

impl From<Name> for Param {
    fn from(name: Name) -> Param {
        Param::Name(name)
    }
}

/// One row of the table, for documentation and generated types.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// Our word for it, as it appears in issues.
    pub reason: &'static str,
    /// What the server would have answered; `None` where none of the 32 codes fits.
    pub code: Option<ApiCode>,
    /// Name and type (`u32` or `Name`) of each parameter.
    pub params: &'static [(&'static str, &'static str)],
    /// The rule and its source.
    pub doc: &'static str,
}

macro_rules! issue_kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident $({ $($param:ident: $type:ident),+ })? = $reason:literal $(in $code:ident)?;)+) => {
        /// Which rule was violated, with its numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[doc = $doc])+ $kind $({ $(#[allow(missing_docs)] $param: $type),+ })?,)+
        }

        impl Kind {
            /// Every row, in the order of the enum.
            pub const ALL: &'static [KindInfo] = &[
                $(KindInfo {
                    reason: $reason,
                    code: issue_kinds!(@code $($code)?),
                    params: &[$($((stringify!($param), stringify!($type))),+)?],
                    doc: concat!($($doc, "\n"),+),
                },)+
            ];

            /// Position of the row in [`Kind::ALL`].
            pub const fn index(&self) -> usize {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                enum Order { $($kind),+ }
                match self { $(Kind::$kind { .. } => Order::$kind as usize,)+ }
            }

            /// Calls `take` with the name and value of each parameter, in the order of the row.
            pub fn for_each_param(&self, mut take: impl FnMut(&'static str, Param)) {
                match *self {
                    $(Kind::$kind $({ $($param),+ })? => { $($(take(stringify!($param), Param::from($param));)+)? })+
                }
                let _ = &mut take;
            }
        }
    };
    (@code) => { None };
    (@code $code:ident) => { Some(ApiCode::$code) };
}

impl Kind {
    /// The row of this kind.
    pub fn info(&self) -> &'static KindInfo {
        // `index` counts the same rows that `ALL` holds.
        #[allow(clippy::indexing_slicing)]
        &Kind::ALL[self.index()]
    }

    /// Our word for it.
    pub fn reason(&self) -> &'static str {
        self.info().reason
    }

    /// What the server would have answered.
    pub fn code(&self) -> Option<ApiCode> {
        self.info().code
    }
}

#[rustfmt::skip]
issue_kinds! {
    // ---- any value -------------------------------------------------------------------------------------------------
    /// A value is required and none was given.
    Required = "required" in MissingRequiredField;
    /// The value is larger than this check takes; nothing else was looked at. `max` and `actual` in `unit`.
    InputTooLarge { max: u32, actual: u32, unit: Name } = "input_too_large" in FieldTooLong;
    /// The value is not text.
    NotText { found: Name } = "not_text";

    // ---- text ------------------------------------------------------------------------------------------------------
    /// The text is longer than the field takes, in `unit` (`octets`, `code_points`, `utf16_units`).
    TextTooLong { max: u32, actual: u32, overflow: u32, unit: Name } = "text_too_long" in FieldTooLong;
    /// Half a surrogate pair: it cannot be sent as UTF-8 (Unicode §3.8, D73).
    LoneSurrogate = "lone_surrogate";

    // ---- email -----------------------------------------------------------------------------------------------------
    // The value as a whole
    /// White space or an invisible character before or after the mailbox: trimmed in `practical` mode (a warning), refused in `strict` mode.
    EmailSurroundingWhiteSpace = "email_surrounding_white_space" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2: no white space inside a mailbox, except in a quoted-string.
    EmailWhiteSpace = "email_white_space" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2: no comment; comments belong to the header forms of RFC 5322 §3.2.2.
    EmailComment = "email_comment" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2: no control character, U+0000…U+001F and U+007F.
    EmailControlCharacter = "email_control_character" in InvalidEmailAddress;
    /// A character that nobody sees (zero width, soft hyphen, variation selector, C1 control, noncharacter).
    EmailInvisibleCharacter = "email_invisible_character" in InvalidEmailAddress;
    /// A mark, embedding, override or isolate that reorders what is displayed (UAX #9 §2).
    EmailBidiControl = "email_bidi_control" in InvalidEmailAddress;
    /// Octets that are not UTF-8 (RFC 6531 §3.3, RFC 3629 §4).
    EmailInvalidUtf8 = "email_invalid_utf8" in InvalidEmailAddress;
    /// RFC 6068 §2: `mailto:` begins a URI, not a mailbox.
    EmailMailtoPrefix = "email_mailto_prefix" in InvalidEmailAddress;
    /// Punctuation of the sentence that the mailbox was copied from.
    EmailTrailingPunctuation = "email_trailing_punctuation" in InvalidEmailAddress;
    /// More than one mailbox where one is expected.
    EmailSeveralAddresses { count: u32 } = "email_several_addresses" in InvalidEmailAddress;
    /// RFC 5321 §4.5.3.1.3: a path has at most 256 octets, two of which are the angle brackets.
    EmailMailboxTooLong { max: u32, octets: u32 } = "email_mailbox_too_long" in InvalidEmailAddress;

    // The at sign
    /// RFC 5321 §4.1.2, Mailbox: `@` stands between local-part and domain.
    EmailAtMissing = "email_at_missing" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Mailbox: one `@` outside quoted-strings.
    EmailAtRepeated = "email_at_repeated" in InvalidEmailAddress;
    /// `＠` (U+FF20) or `﹫` (U+FE6B) in place of `@`.
    EmailAtFullWidth = "email_at_full_width" in InvalidEmailAddress;

    // Name and angle brackets, RFC 5322 §3.4
    /// The mailbox stands in angle brackets, where the plain mailbox is expected.
    EmailAngleBrackets = "email_angle_brackets" in InvalidEmailAddress;
    /// RFC 5322 §3.4, angle-addr: `<` without `>`.
    EmailAngleBracketUnclosed = "email_angle_bracket_unclosed" in InvalidEmailAddress;
    /// RFC 5322 §3.4, name-addr: nothing follows `>`.
    EmailAngleBracketTrailingText = "email_angle_bracket_trailing_text" in InvalidEmailAddress;
    /// A display name stands before the mailbox, where the plain mailbox is expected.
    EmailDisplayNameNotAllowed = "email_display_name_not_allowed" in InvalidEmailAddress;
    /// RFC 5322 §2.2: a CR, an LF or another control in a display name could begin a header field of its own.
    EmailDisplayNameControlCharacter = "email_display_name_control_character" in InvalidEmailAddress;
    /// A display name with a bidirectional control can show another mailbox than the one that is used (UAX #9 §2).
    EmailDisplayNameBidiControl = "email_display_name_bidi_control" in InvalidEmailAddress;
    /// RFC 5322 §3.2.4: the quoted-string of a display name has no end.
    EmailDisplayNameUnclosed = "email_display_name_unclosed" in InvalidEmailAddress;
    /// RFC 5322 §3.2.3: a display name with one of `()<>[]:;@\,."` must be a quoted-string.
    EmailDisplayNameUnquoted = "email_display_name_unquoted" in InvalidEmailAddress;
    /// The display name looks like a mailbox, and is not the one that is used.
    EmailDisplayNameMailbox = "email_display_name_mailbox";

    // Local-part
    /// RFC 5321 §4.1.2, Local-part: not empty.
    EmailLocalPartMissing = "email_local_part_missing" in InvalidEmailAddress;
    /// RFC 5321 §4.5.3.1.1: a local-part has at most 64 octets.
    EmailLocalPartTooLong { max: u32, octets: u32 } = "email_local_part_too_long" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Dot-string: no dot at the start.
    EmailLocalPartLeadingDot = "email_local_part_leading_dot" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Dot-string: no dot at the end.
    EmailLocalPartTrailingDot = "email_local_part_trailing_dot" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Dot-string: no two dots in a row.
    EmailLocalPartConsecutiveDots = "email_local_part_consecutive_dots" in InvalidEmailAddress;
    /// RFC 5322 §3.2.3, atext: a character that a dot-string cannot hold.
    EmailLocalPartCharacter = "email_local_part_character" in InvalidEmailAddress;
    /// RFC 6531 §3.3: characters outside ASCII need SMTPUTF8.
    EmailLocalPartNotAscii = "email_local_part_not_ascii" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2: `\` has a meaning in quoted-strings only.
    EmailLocalPartBackslash = "email_local_part_backslash" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Local-part: quotation marks enclose the whole of it or none.
    EmailLocalPartQuotationMark = "email_local_part_quotation_mark" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Quoted-string: no closing quotation mark.
    EmailQuotedStringUnclosed = "email_quoted_string_unclosed" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, qtextSMTP: octets 32…126 but `"` and `\`, and UTF-8 under SMTPUTF8.
    EmailQuotedStringCharacter = "email_quoted_string_character" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, quoted-pairSMTP: `\` is followed by one of the octets 32…126.
    EmailQuotedPairCharacter = "email_quoted_pair_character" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Local-part: `@` follows the closing quotation mark.
    EmailQuotedStringTrailingText = "email_quoted_string_trailing_text" in InvalidEmailAddress;
    /// Mail APIs take no quoted-string, though RFC 5321 §4.1.2 does (and advises against it).
    EmailQuotedStringNotAllowed = "email_quoted_string_not_allowed" in InvalidEmailAddress;

    // Domain
    /// RFC 5321 §4.1.2, Mailbox: a domain or an address literal follows `@`.
    EmailDomainMissing = "email_domain_missing" in InvalidEmailAddress;
    /// RFC 1035 §2.3.4: 255 octets with their length octets, so 253 as written (RFC 5321 §4.5.3.1.2).
    EmailDomainTooLong { max: u32, octets: u32 } = "email_domain_too_long" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Domain: no dot at the start, no two in a row.
    EmailDomainEmptyLabel = "email_domain_empty_label" in InvalidEmailAddress;
    /// RFC 5321 §2.3.5: a domain ends without a dot.
    EmailDomainTrailingDot = "email_domain_trailing_dot" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, sub-domain: letters, digits and hyphens.
    EmailDomainCharacter = "email_domain_character" in InvalidEmailAddress;
    /// A comma where a dot is meant.
    EmailDomainComma = "email_domain_comma" in InvalidEmailAddress;
    /// RFC 1035 §2.3.4: a label has at most 63 octets, in its `xn--` form if it has one.
    EmailLabelTooLong { max: u32, octets: u32 } = "email_label_too_long" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, sub-domain: begins with a letter or a digit.
    EmailLabelLeadingHyphen = "email_label_leading_hyphen" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, sub-domain: ends with a letter or a digit.
    EmailLabelTrailingHyphen = "email_label_trailing_hyphen" in InvalidEmailAddress;
    /// A domain without a dot is no public mail domain (RFC 7085 §3).
    EmailDomainDotMissing = "email_domain_dot_missing" in InvalidEmailAddress;
    /// No top-level domain has fewer than two letters (RFC 1591 §2).
    EmailTldTooShort { min: u32, octets: u32 } = "email_tld_too_short" in InvalidEmailAddress;
    /// No top-level domain is a number (RFC 3696 §2): an IP address stands in brackets.
    EmailTldNumeric = "email_tld_numeric" in InvalidEmailAddress;
    /// Every delegated top-level domain is alphabetic or an A-label (RFC 1123 §2.1).
    EmailTldNotAlphabetic = "email_tld_not_alphabetic";
    /// A name that never receives mail from outside (RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476).
    EmailDomainReserved = "email_domain_reserved";

    // Address literals, RFC 5321 §4.1.3
    /// Mail APIs take no address literal, though RFC 5321 §4.1.3 does.
    EmailAddressLiteralNotAllowed = "email_address_literal_not_allowed" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3: neither an IPv4 address, nor `IPv6:` and an address, nor a tag and its content.
    EmailAddressLiteralInvalid = "email_address_literal_invalid" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3: no closing bracket.
    EmailAddressLiteralUnclosed = "email_address_literal_unclosed" in InvalidEmailAddress;
    /// RFC 5321 §4.1.2, Mailbox: nothing follows the closing bracket.
    EmailAddressLiteralTrailingText = "email_address_literal_trailing_text" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, Standardized-tag: registered with IANA, and only `IPv6` is.
    EmailAddressLiteralTag = "email_address_literal_tag" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, Snum: one to three digits, at most 255.
    EmailIpv4Octet { max: u32 } = "email_ipv4_octet" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, IPv4-address-literal: four numbers.
    EmailIpv4OctetCount { expected: u32, actual: u32 } = "email_ipv4_octet_count" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, IPv6-address-literal: begins with `IPv6:`.
    EmailIpv6TagMissing = "email_ipv6_tag_missing" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, IPv6-hex: one to four hexadecimal digits.
    EmailIpv6Group { max_digits: u32 } = "email_ipv6_group" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, IPv6-full: eight groups, an IPv4 address counting for two.
    EmailIpv6GroupCount { expected: u32, actual: u32 } = "email_ipv6_group_count" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, IPv6-comp: one `::`.
    EmailIpv6ElisionRepeated = "email_ipv6_elision_repeated" in InvalidEmailAddress;
    /// RFC 5321 §4.1.3, IPv6-comp: `::` stands for at least two groups, so at most six are written.
    EmailIpv6ElisionTooShort { max_groups: u32, actual: u32 } = "email_ipv6_elision_too_short" in InvalidEmailAddress;

    // Internationalized domains, UTS #46 and RFC 5890
    /// UTS #46 §2.3: `。`, `．` or `｡` in place of a dot.
    EmailDomainFullWidthDot = "email_domain_full_width_dot" in InvalidEmailAddress;
    /// RFC 6531 §3.3: without SMTPUTF8 a domain is written with A-labels.
    EmailDomainNotAscii = "email_domain_not_ascii" in InvalidEmailAddress;
    /// UTS #46 §4: the domain has no ASCII form.
    EmailDomainNotIdna = "email_domain_not_idna" in InvalidEmailAddress;
    /// RFC 5890 §2.3.2.1: `xn--` begins the Punycode of a label that is not ASCII.
    EmailALabelInvalid = "email_a_label_invalid" in InvalidEmailAddress;
    /// UTS #39 §5.2: a label mixes scripts that look alike.
    EmailLabelMixedScripts { first: Name, second: Name } = "email_label_mixed_scripts";
    /// UTS #39 §4: the domain looks like that of a well-known provider.
    EmailDomainLookalike = "email_domain_lookalike";
    /// The domain is one slip away from that of a well-known provider, or its end from a top-level domain.
    EmailDomainTypo = "email_domain_typo";

    // ---- phone -----------------------------------------------------------------------------------------------------

    // ---- json ------------------------------------------------------------------------------------------------------

    // ---- template --------------------------------------------------------------------------------------------------

    // ---- request ---------------------------------------------------------------------------------------------------

    // ---- answers ---------------------------------------------------------------------------------------------------
}
