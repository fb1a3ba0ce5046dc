//! The table of everything that can be found: kind, reason, code, parameters and documentation in one row.
//!
//! # Scope
//!
//! Enum, names, lists, TypeScript types and the error reference all come out of these rows. A released reason is never
//! renamed or given another meaning; `tests/cases/reasons.txt` holds the released ones.

use super::kind::{KindInfo, Name, Param, is_here, issue_kinds};
use crate::catalog::ApiCode;
use crate::phone::Region;

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
    /// Octets that are not UTF-8 (Unicode §3.9, D92). No fix: what they stood for is not known.
    TextInvalidUtf8 = "text_invalid_utf8";
    /// ISO/IEC 6429: control characters other than tab and line breaks; few channels carry them. `code_point` is the
    /// first of the run.
    TextControlCharacter { code_point: u32 } = "text_control_character";

    // ---- sms -------------------------------------------------------------------------------------------------------
    /// 3GPP TS 23.040 §9.2.3.24.1: the text takes more segments than the caller allows. `unit` is
    /// `segments`.
    SmsTooManySegments { max: u32, segments: u32, overflow: u32, unit: Name } = "sms_too_many_segments" in FieldTooLong;
    /// 3GPP TS 23.038 §6.2.1: `count` characters that the GSM 7-bit default alphabet does not have make it `segments`
    /// segments; written as the fix has them, it is `plain_segments`. No fix for a text that must stay as registered.
    SmsCostlyCharacters { count: u32, segments: u32, plain_segments: u32 } = "sms_costly_characters";
    /// TRAI, TCCCPR 2018: `count` changes of a text that must be as its registered DLT template has it.
    SmsRegisteredTextChanged { count: u32 } = "sms_registered_text_changed" in DltScrubbed;

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

    /// A mailbox was wanted and the value is not text. `found` is its JSON type.
    EmailNotText { found: Name } = "email_not_text" in InvalidEmailAddress;

    // ---- phone -----------------------------------------------------------------------------------------------------
    /// No `+` before the calling code. ITU-T E.123 §2.
    PhoneMissingPlus = "phone_missing_plus" in InvalidPhoneNumber;
    /// A national number where nothing says of which country, or where only the whole number will do. ITU-T E.123 §2.
    PhoneMissingCallingCode = "phone_missing_calling_code" in InvalidPhoneNumber;
    /// An international direct dialling prefix (00, 011 …) stands where the `+` belongs. ITU-T E.123 §2.
    PhoneIddPrefix = "phone_idd_prefix" in InvalidPhoneNumber;
    /// No country or service has a calling code that starts so. ITU-T E.164 Annex D.
    PhoneUnknownCallingCode = "phone_unknown_calling_code" in InvalidPhoneNumber;
    /// ITU-T E.164 §6: calling code and national (significant) number together have at most 15 digits.
    PhoneTooLong { max: u32, digits: u32 } = "phone_too_long" in InvalidPhoneNumber;
    /// The national number has `digits` digits; at least `missing` more make one of this region's plan.
    PhoneNsnTooShort { region: Region, calling_code: u32, digits: u32, missing: u32 } = "phone_nsn_too_short" in InvalidPhoneNumber;
    /// The national number has `digits` digits, `excess` more than numbers that start so have in this region's plan.
    PhoneNsnTooLong { region: Region, calling_code: u32, digits: u32, excess: u32 } = "phone_nsn_too_long" in InvalidPhoneNumber;
    /// No national number of this region's plan has `digits` digits; `shorter` and `longer` are the nearest that exist.
    PhoneNsnLengthUnused { region: Region, calling_code: u32, digits: u32, shorter: u32, longer: u32 } = "phone_nsn_length_unused" in InvalidPhoneNumber;
    /// No number of this region's plan starts so.
    PhoneRangeUnassigned { region: Region, calling_code: u32 } = "phone_range_unassigned" in InvalidPhoneNumber;
    /// A trunk prefix (the national 0) stands after the calling code. ITU-T E.123 §2.
    PhoneTrunkPrefix { region: Region, calling_code: u32 } = "phone_trunk_prefix" in InvalidPhoneNumber;
    /// The number stands in a form that is dialled within the country only: carrier code, local number, old mobile prefix.
    PhoneNationalForm { region: Region, calling_code: u32 } = "phone_national_form" in InvalidPhoneNumber;
    /// The calling code stands twice.
    PhoneCallingCodeTwice { calling_code: u32 } = "phone_calling_code_twice" in InvalidPhoneNumber;
    /// Mobile numbers lost this digit (Mexico's 1 after +52, in 2020); WhatsApp still shows it.
    PhoneMobileDigitObsolete { region: Region } = "phone_mobile_digit_obsolete" in InvalidPhoneNumber;
    /// Mobile numbers got a digit more (Brazil's 9 after the area code, 2012–2016); WhatsApp still leaves it out.
    PhoneMobileDigitMissing { region: Region } = "phone_mobile_digit_missing" in InvalidPhoneNumber;
    /// There is no digit in it.
    PhoneNoDigits = "phone_no_digits" in InvalidPhoneNumber;
    /// A short code (3–6 digits): reached within one network or country only.
    PhoneShortCode { digits: u32 } = "phone_short_code" in InvalidPhoneNumber;
    /// Letters of a telephone keypad in place of digits. ITU-T E.161.
    PhoneVanityLetters = "phone_vanity_letters" in InvalidPhoneNumber;
    /// Letters that look like digits stand in their place: `O` for 0, `I` or `l` for 1.
    PhoneLetterForDigit = "phone_letter_for_digit" in InvalidPhoneNumber;
    /// An extension behind the number; no message can be addressed to it. RFC 3966 §5.3.
    PhoneExtension = "phone_extension" in InvalidPhoneNumber;
    /// Words before or after the number.
    PhoneSurroundingText = "phone_surrounding_text" in InvalidPhoneNumber;
    /// More than one number in one value.
    PhoneSeveralNumbers = "phone_several_numbers" in InvalidPhoneNumber;
    /// An e-mail address in place of a number.
    PhoneEmailAddress = "phone_email_address" in InvalidPhoneNumber;
    /// A spreadsheet turned the number into `9.2E+11`: its last digits are lost.
    PhoneScientificNotation = "phone_scientific_notation" in InvalidPhoneNumber;
    /// A character that belongs to no number.
    PhoneUnexpectedCharacter = "phone_unexpected_character" in InvalidPhoneNumber;
    /// Characters that cannot be seen: direction marks, joiners, soft hyphens. Unicode, general category Cf.
    PhoneInvisibleCharacter = "phone_invisible_character" in InvalidPhoneNumber;
    /// Digits or a plus of another script or width, where ASCII is asked for.
    PhoneDigitsNotAscii = "phone_digits_not_ascii" in InvalidPhoneNumber;
    /// `tel:`, `sms:`, `whatsapp:` or `callto:` before the number, or a `wa.me` link around it. RFC 3966, RFC 5724.
    PhoneUriScheme = "phone_uri_scheme" in InvalidPhoneNumber;
    /// Spaces, dashes, dots or brackets, where only `+` and digits are asked for.
    PhoneFormatting = "phone_formatting" in InvalidPhoneNumber;
    /// A number of this type is no mobile telephone's.
    PhoneNotMobile { number_type: Name } = "phone_not_mobile" in InvalidPhoneNumber;
    /// A number of this type is not asked for.
    PhoneTypeNotAllowed { number_type: Name } = "phone_type_not_allowed" in InvalidPhoneNumber;
    /// A number of this region is not asked for.
    PhoneRegionNotAllowed { region: Region } = "phone_region_not_allowed" in InvalidPhoneNumber;

    /// An E.164 number was wanted and the value is not text. `found` is its JSON type.
    PhoneNotText { found: Name } = "phone_not_text" in InvalidPhoneNumber;

    // ---- json ------------------------------------------------------------------------------------------------------
    /// RFC 8259 §2: a character that nothing in the grammar allows here.
    JsonUnexpectedCharacter { code_point: u32 } = "json_unexpected_character" in InvalidJson;
    // Whole texts.
    /// RFC 8259 §2: a JSON text is one value; here is none.
    JsonEmpty = "json_empty" in InvalidJson;
    /// Another format where JSON was expected: `html`, `xml`, `yaml`, `form_urlencoded`, `multipart`, `event_stream`,
    /// `javascript`, or `object_to_string` (the words `[object Object]`). No fix: what was meant is not in the text.
    JsonOtherFormat { found: Name } = "json_other_format" in InvalidJson;
    /// RFC 8259 §8.1: JSON is exchanged in UTF-8; this is `utf16le`, `utf16be`, `utf32le` or `utf32be`.
    JsonNotUtf8 { found: Name } = "json_not_utf8" in InvalidJson;
    /// RFC 8259 §8.1: octets that are not UTF-8. No fix: what they stood for is not known.
    JsonInvalidUtf8 { count: u32 } = "json_invalid_utf8" in InvalidJson;
    /// RFC 8259 §8.1: a byte order mark must not be sent.
    JsonByteOrderMark = "json_byte_order_mark" in InvalidJson;
    /// RFC 8259 §8.2: half a surrogate pair, raw; UTF-8 cannot carry it. No fix: the other half is not known.
    JsonLoneSurrogate { count: u32 } = "json_lone_surrogate" in InvalidJson;
    /// RFC 8259 §9: more arrays and objects are open at once than `max`; nothing deeper was looked at.
    JsonTooDeep { max: u32 } = "json_too_deep" in InvalidJson;
    /// The text stands in a Markdown code fence.
    JsonMarkdownFence = "json_markdown_fence" in InvalidJson;
    /// RFC 8259 §2: a second value after the first. No fix: one of them, or an array of all, may be meant.
    JsonSeveralDocuments = "json_several_documents" in InvalidJson;
    /// RFC 8259 §2: more text after the value. A semicolon has a fix.
    JsonTextAfterValue = "json_text_after_value" in InvalidJson;
    /// RFC 8259 §4: members without the braces around them.
    JsonMissingBraces = "json_missing_braces" in InvalidJson;
    // Arrays and objects.
    /// The text ends while `open` brackets, `objects` and `arrays`, still are; `related` has their places. No fix where
    /// a value is missing too, or where what follows a bracket that is missing before would come to lie too deep.
    JsonTruncated { open: u32, objects: u32, arrays: u32 } = "json_truncated" in InvalidJson;
    /// RFC 8259 §4 and §5: the array or object (`of`) ends without its bracket.
    JsonMissingBracket { of: Name } = "json_missing_bracket" in InvalidJson;
    /// RFC 8259 §4 and §5: an array or object (`of`) ends with the other's bracket. No fix where it begins with it.
    JsonWrongBracket { of: Name } = "json_wrong_bracket" in InvalidJson;
    /// RFC 8259 §4 and §5: a closing bracket where nothing is open. No fix where an opening one may be missing.
    JsonExtraBracket = "json_extra_bracket" in InvalidJson;
    /// RFC 8259 §4 and §5: a comma after the last member or element.
    JsonTrailingComma = "json_trailing_comma" in InvalidJson;
    /// RFC 8259 §4 and §5: a comma with nothing before it. No fix in arrays: an element may be missing.
    JsonExtraComma = "json_extra_comma" in InvalidJson;
    /// RFC 8259 §4 and §5: no comma between two members or elements.
    JsonMissingComma = "json_missing_comma" in InvalidJson;
    /// RFC 8259 §2: a semicolon where a comma separates.
    JsonSemicolon = "json_semicolon" in InvalidJson;
    /// RFC 8259 §2: a full-width or ideographic `colon` or `comma`.
    JsonFullWidthPunctuation { expected: Name } = "json_full_width_punctuation" in InvalidJson;
    /// RFC 8259 §4: no colon between name and value.
    JsonMissingColon = "json_missing_colon" in InvalidJson;
    /// RFC 8259 §4: `=` or `=>` where a colon separates name and value.
    JsonEqualsSign = "json_equals_sign" in InvalidJson;
    /// RFC 8259 §5: a name and a colon in an array. No fix: an object may be meant.
    JsonNameInArray = "json_name_in_array" in InvalidJson;
    /// RFC 8259 §4: a name without a value. No fix: the value is not known.
    JsonMissingValue = "json_missing_value" in InvalidJson;
    /// RFC 8259 §4: a value without a name. No fix: the name is not known.
    JsonMissingName = "json_missing_name" in InvalidJson;
    /// RFC 8259 §4: a name without quotation marks, or without the opening one.
    JsonUnquotedName = "json_unquoted_name" in InvalidJson;
    // Between the values.
    /// RFC 8259 §2: JSON has no comments, nor words before the value. No fix for one that does not end.
    JsonComment = "json_comment" in InvalidJson;
    /// RFC 8259 §2: only space, tab, line feed and carriage return may stand between values; `name` says what does.
    JsonInvisibleCharacter { code_point: u32, name: Name } = "json_invisible_character" in InvalidJson;
    /// A template's placeholder, outside strings, that nobody filled in. No fix: the value is not known.
    JsonUnfilledPlaceholder = "json_unfilled_placeholder" in InvalidJson;
    /// An ellipsis stands for what was left out. No fix: what was left out is not known.
    JsonEllipsis = "json_ellipsis" in InvalidJson;
    /// RFC 8259 §2: a character that nothing in the grammar allows here; the rest of the text was not looked at.
    // Strings.
    /// RFC 8259 §7: a string in apostrophes.
    JsonSingleQuotes = "json_single_quotes" in InvalidJson;
    /// RFC 8259 §7: a string in typographic quotation marks.
    JsonSmartQuotes = "json_smart_quotes" in InvalidJson;
    /// RFC 8259 §7: a string in backticks. No fix where it holds `${…}`.
    JsonBackticks = "json_backticks" in InvalidJson;
    /// RFC 8259 §7: text without quotation marks. No fix where it cannot be told how far it goes.
    JsonUnquotedString = "json_unquoted_string" in InvalidJson;
    /// RFC 8259 §7: a string without its closing quotation mark. No fix where it may belong in more than one place.
    JsonUnclosedString = "json_unclosed_string" in InvalidJson;
    /// RFC 8259 §7: quotation marks inside a string without a backslash.
    JsonUnescapedQuote { count: u32 } = "json_unescaped_quote" in InvalidJson;
    /// RFC 8259 §7: line breaks inside a string must be escaped.
    JsonRawLineBreak { count: u32 } = "json_raw_line_break" in InvalidJson;
    /// RFC 8259 §7: tabs inside a string must be escaped.
    JsonRawTab { count: u32 } = "json_raw_tab" in InvalidJson;
    /// RFC 8259 §7: control characters inside a string must be escaped; `code_point` is the first.
    JsonRawControlCharacter { count: u32, code_point: u32 } = "json_raw_control_character" in InvalidJson;
    /// RFC 8259 §7: a backslash that starts no escape sequence. No fix where a quotation mark may be missing behind it.
    JsonUnknownEscape { count: u32 } = "json_unknown_escape" in InvalidJson;
    /// RFC 8259 §7: `\u` without four hexadecimal digits. No fix where it cannot be told what was meant.
    JsonUnicodeEscape { count: u32 } = "json_unicode_escape" in InvalidJson;
    /// RFC 8259 §7: the backslashes of a Windows path must be escaped.
    JsonWindowsPath = "json_windows_path" in InvalidJson;
    /// RFC 8259 §7: strings joined with `+`.
    JsonConcatenatedStrings = "json_concatenated_strings" in InvalidJson;
    // Literal names and numbers.
    /// RFC 8259 §3: the literal names are lowercase.
    JsonLiteralCase { expected: Name } = "json_literal_case" in InvalidJson;
    /// RFC 8259 §3: another language's word (`None`, `nil`, `undefined`) for `null`.
    JsonForeignLiteral { found: Name, expected: Name } = "json_foreign_literal" in InvalidJson;
    /// RFC 8259 §3: the start of a literal name, or one with two letters exchanged. The latter has no fix.
    JsonIncompleteLiteral { expected: Name } = "json_incomplete_literal" in InvalidJson;
    /// RFC 8259 §6: JSON has no `NaN` and no `Infinity`; ECMA-262 `JSON.stringify` writes null.
    JsonNotFinite { found: Name } = "json_not_finite" in InvalidJson;
    /// RFC 8259 §6: a number with a leading zero. Its digits matter, so the fix of an integer is a string.
    JsonLeadingZero = "json_leading_zero" in InvalidJson;
    /// RFC 8259 §6: a number with a plus sign. The fix of 8 to 15 digits (ITU-T E.164) is a string.
    JsonPlusSign = "json_plus_sign" in InvalidJson;
    /// RFC 8259 §6: a number of another radix than ten. No fix from 2⁵³ on.
    JsonRadix { radix: u32 } = "json_radix" in InvalidJson;
    /// RFC 8259 §6: no digits in the `integer`, `fraction` or `exponent` part. No fix where the value is not known.
    JsonMissingDigits { part: Name } = "json_missing_digits" in InvalidJson;
    /// RFC 8259 §6: separators between the digits of a number. No fix for a comma that may be a decimal one.
    JsonDigitSeparator = "json_digit_separator" in InvalidJson;
    /// RFC 8259 §6: JavaScript's suffix `n` of a BigInt.
    JsonBigintSuffix = "json_bigint_suffix" in InvalidJson;
    // Well-formed, but it will not arrive as it was meant.
    /// RFC 8259 §4, RFC 7493 §2.3: names within an object are unique; most readers keep the last value.
    JsonDuplicateName = "json_duplicate_name" in InvalidJson;
    /// ECMA-262 `Object.prototype.__proto__`: some readers set the prototype instead of a member.
    JsonProtoName = "json_proto_name";
    /// RFC 8259 §8.2, RFC 7493 §2.1: an escape sequence for half a surrogate pair. No fix: the other half is not known.
    JsonLoneSurrogateEscape { count: u32 } = "json_lone_surrogate_escape" in InvalidJson;
    /// RFC 8259 §6, RFC 7493 §2.2: an integer beyond 2⁵³ − 1; JavaScript and others round it. An id must be a string.
    JsonUnsafeInteger { digits: u32 } = "json_unsafe_integer";
    /// RFC 8259 §6, RFC 7493 §2.2: too large for IEEE 754 binary64; it becomes infinity or an error.
    JsonNumberOverflow = "json_number_overflow";
    /// RFC 8259 §6: minus zero; most readers make it 0.
    JsonNegativeZero = "json_negative_zero";
    /// The whole text is JSON that was packed into a string: it was encoded twice.
    JsonDoubleEncoded = "json_double_encoded" in InvalidJson;

    // ---- template --------------------------------------------------------------------------------------------------
    /// A tag that is never closed by `}}`. MigoSMTP, merge tags: `{{name}}`.
    TemplateUnclosedTag = "template_unclosed_tag";
    /// A tag that begins with one brace and ends with two.
    TemplateUnopenedTag = "template_unopened_tag";
    /// A name in single braces; the dialect writes two.
    TemplateSingleBrace = "template_single_brace";
    /// A tag in three braces; the dialect writes two and the third is printed.
    TemplateTripleBrace = "template_triple_brace";
    /// The braces of a tag are percent-encoded (`%7B%7B`), as editors do in links.
    TemplateEncodedBrace = "template_encoded_brace";
    /// Spaces inside the braces of a tag. MigoSMTP, merge tags: `{{ name }}` is incorrect.
    TemplateTagSpace = "template_tag_space";
    /// A tag without a name.
    TemplateNameEmpty = "template_name_empty";
    /// A name that starts with something other than a letter. MigoSMTP, merge tags: a letter first.
    TemplateNameStart = "template_name_start";
    /// A character that no name has. MigoSMTP, merge tags: letters, digits and underscores.
    TemplateNameCharacter = "template_name_character";
    /// A filter or an inline default; defaults are given beside the template (`default_variables`).
    TemplateFilter = "template_filter";
    /// The placeholder of another system: `mailchimp`, `percent`, `bracket`, `liquid`, `erb`, `javascript`, `ruby`, `handlebars`.
    TemplateForeignSyntax { system: Name } = "template_foreign_syntax";
    /// A block that the dialect does not have; `helper` is `each`, `unless`, `with`, `section` or `other`.
    TemplateHelperUnknown { helper: Name } = "template_helper_unknown";
    /// A block is opened without `#`.
    TemplateHashMissing { helper: Name } = "template_hash_missing";
    /// A condition names no variable.
    TemplateConditionEmpty { helper: Name } = "template_condition_empty";
    /// A comparison has nothing to compare with.
    TemplateConditionValueMissing { helper: Name } = "template_condition_value_missing";
    /// The value of a comparison does not stand in straight double quotes.
    TemplateConditionQuotes { helper: Name } = "template_condition_quotes";
    /// An operator in a condition; `helper` (`if_eq`, `if_neq`) says the same in this dialect.
    TemplateConditionOperator { helper: Name } = "template_condition_operator";
    /// More words in a block's tag than it takes.
    TemplateConditionExtra { helper: Name } = "template_condition_extra";
    /// A block that is never closed.
    TemplateUnclosedBlock { helper: Name } = "template_unclosed_block";
    /// A closing tag without an open block.
    TemplateUnopenedBlock { helper: Name } = "template_unopened_block";
    /// A closing tag of another kind than the block it must close.
    TemplateMismatchedBlock { open: Name, close: Name } = "template_mismatched_block";
    /// Two blocks overlap: the outer one is closed before the inner one.
    TemplateCrossedBlock { open: Name, close: Name } = "template_crossed_block";
    /// `{{else}}` outside a block.
    TemplateElseOutside = "template_else_outside";
    /// A second `{{else}}` in one block.
    TemplateElseRepeated = "template_else_repeated";
    /// An `{{else}}` with a condition of its own; the dialect nests a block instead.
    TemplateElseCondition = "template_else_condition";
    /// A variable used in a live branch that no level gives a value. MigoSMTP error reference; `places` placeholders wait.
    TemplateVariableMissing { places: u32 } = "template_variable_missing" in MissingTemplateVariable;
    /// A variable that is given only in another case. MigoSMTP, merge tags: names are case-sensitive.
    TemplateVariableCase { places: u32 } = "template_variable_case" in MissingTemplateVariable;
    /// A variable that only conditions use and no level gives: it counts as false; the API may still ask for it.
    TemplateConditionVariableMissing { places: u32 } = "template_condition_variable_missing" in MissingTemplateVariable;
    /// A value is given for a variable that the template does not use.
    TemplateVariableUnused = "template_variable_unused";
    /// An empty value is printed: the recipient sees a gap.
    TemplateValueEmpty { places: u32 } = "template_value_empty";
    /// A value of another kind than string; MigoSMTP renders every value as a string.
    TemplateValueNotString { found: Name } = "template_value_not_string";
    /// MigoSMTP, recipient variables: values are put in as they are; this one has HTML in it and stands in plain text or in an attribute.
    TemplateValueHtml { place: Name } = "template_value_html";
    /// The value stands at the start of a link and is no `http:` or `https:` URL.
    TemplateValueLink = "template_value_link";
    /// With its values the subject has more UTF-16 units than it may.
    TemplateSubjectTooLong { max: u32, actual: u32 } = "template_subject_too_long" in FieldTooLong;
    /// More findings than a report holds; `omitted` were left out.
    TemplateFindingsOmitted { omitted: u32 } = "template_findings_omitted";

    // ---- dlt -------------------------------------------------------------------------------------------------------
    // A message against the registered templates
    /// TCCCPR 2018: the message is like none of the registered templates, of which there are `templates`.
    DltNoTemplate { templates: u32 } = "dlt_no_template" in DltScrubbed;
    /// TCCCPR 2018: fixed text number `part` (from 1) of the nearest template reads otherwise from here on.
    DltTextDiffers { part: u32 } = "dlt_text_differs" in DltScrubbed;
    /// TCCCPR 2018: the message ends before fixed text number `part` of the nearest template.
    DltTextMissing { part: u32 } = "dlt_text_missing" in DltScrubbed;
    /// TCCCPR 2018: the message goes on after the end of the nearest template.
    DltTextExtra = "dlt_text_extra" in DltScrubbed;
    /// The text in place of variable number `variable` (from 1) is longer than `max` code points: 30 with most operators, 40 with some.
    DltVariableTooLong { variable: u32, max: u32, actual: u32 } = "dlt_variable_too_long" in DltScrubbed;
    /// The texts in place of all variables are together longer than `max` code points.
    DltVariablesTooLong { max: u32, actual: u32 } = "dlt_variables_too_long" in DltScrubbed;
    /// Nothing stands in place of variable number `variable`; operators want at least one character.
    DltVariableEmpty { variable: u32 } = "dlt_variable_empty" in DltScrubbed;
    /// TRAI, direction of 18 November 2025: a typed variable holds only its type (`numeric`, `cbn`, `url`, `urlott`, `email`).
    DltVariableKind { variable: u32, expected: Name } = "dlt_variable_kind" in DltScrubbed;

    // A template's own text
    /// Not a tag as operators write it, `{#var#}`: they would take it for fixed text.
    DltTagMalformed = "dlt_tag_malformed";
    /// Two variables without text between them: some operators take them for one, some refuse the template.
    DltVariablesAdjacent = "dlt_variables_adjacent";
    /// The operators' forms take at most 2,000 code points.
    DltTemplateTooLong { max: u32, actual: u32 } = "dlt_template_too_long";
    /// TRAI, direction of 18 November 2025: at most two variables, three with a reason.
    DltVariablesTooMany { max: u32, actual: u32 } = "dlt_variables_too_many";
    /// Reviewers refuse templates that are nearly all variables: less than `min` percent is fixed text.
    DltFixedTextShort { min: u32, actual: u32 } = "dlt_fixed_text_short";

    // The names of a registration
    /// A header has letters, or digits, and nothing else.
    DltHeaderCharacter = "dlt_header_character" in SenderIdNotRegistered;
    /// A header has letters or digits, not both.
    DltHeaderMixed = "dlt_header_mixed" in SenderIdNotRegistered;
    /// A header has `wanted` letters, or as many digits for promotional messages.
    DltHeaderLength { wanted: u32, actual: u32 } = "dlt_header_length" in SenderIdNotRegistered;
    /// The network adds operator and circle before a header, and -P, -S, -T or -G behind it; they are not part of it.
    DltHeaderAffix = "dlt_header_affix";
    /// An entity or template id has digits alone.
    DltIdCharacter = "dlt_id_character";
    /// An entity or template id has `wanted` digits.
    DltIdLength { wanted: u32, actual: u32 } = "dlt_id_length";

    // ---- whatsapp --------------------------------------------------------------------------------------------------
    // A template's definition
    /// Meta, template fundamentals: a name has lower-case letters, digits and underscores, at most 512.
    WhatsappNameShape = "whatsapp_name_shape" in InvalidTemplateId;
    /// Meta, supported languages: `en`, `en_US`.
    WhatsappLanguageShape = "whatsapp_language_shape";
    /// Meta, template components: a placeholder is `{{1}}`, or `{{name}}` in lower-case letters, digits and underscores.
    WhatsappPlaceholderMalformed = "whatsapp_placeholder_malformed";
    /// Meta, template components: a template has numbers or names (`parameter_format`), not both.
    WhatsappPlaceholdersMixed = "whatsapp_placeholders_mixed";
    /// Meta, template components: the numbers of a text go from 1 on without a gap; `expected` is missing.
    WhatsappPlaceholderGap { expected: u32 } = "whatsapp_placeholder_gap";
    /// Meta refuses bodies that begin or end with a placeholder (2388299).
    WhatsappPlaceholderAtEdge = "whatsapp_placeholder_at_edge";
    /// Meta, template components: characters of a `part`: header and footer 60, body 1,024, button 25; free text 4,096.
    WhatsappTextTooLong { part: Name, max: u32, actual: u32 } = "whatsapp_text_too_long" in FieldTooLong;
    /// Meta, template components: buttons (10, of them 2 links and 1 phone number), placeholders in a header (1) or a footer (0).
    WhatsappTooMany { part: Name, max: u32, actual: u32 } = "whatsapp_too_many";

    // A message
    /// The template is not approved; `status` is `pending`, `rejected`, `paused`, `disabled` or `other`.
    WhatsappTemplateNotUsable { status: Name } = "whatsapp_template_not_usable" in WhatsappTemplateNotApproved;
    /// The message names another template than the one it is compared with.
    WhatsappNameMismatch = "whatsapp_name_mismatch" in InvalidTemplateId;
    /// The template is approved in other languages (Meta, error 132001).
    WhatsappLanguageUnavailable = "whatsapp_language_unavailable" in WhatsappTemplateNotApproved;
    /// Meta, error 132000: fewer values than the `part` has placeholders.
    WhatsappParametersMissing { part: Name, wanted: u32, actual: u32 } = "whatsapp_parameters_missing" in MissingTemplateVariable;
    /// Meta, error 132000: more values than the `part` has placeholders.
    WhatsappParametersExtra { part: Name, wanted: u32, actual: u32 } = "whatsapp_parameters_extra";
    /// A template with named placeholders wants each value's `parameter_name`, one of them.
    WhatsappParameterName = "whatsapp_parameter_name" in MissingTemplateVariable;
    /// Twilio 63013: an empty value.
    WhatsappParameterEmpty = "whatsapp_parameter_empty" in MissingTemplateVariable;
    /// Meta, error 132018: no line break, no tab, no more than four spaces in a row in a value.
    WhatsappParameterSpace = "whatsapp_parameter_space";
    /// Meta, error 132012: a value of another kind than the template has there (`text`, `image`, `video`, `document`, `location`).
    WhatsappParameterKind { expected: Name, found: Name } = "whatsapp_parameter_kind";
    /// Values for a `part` that the template does not have, or that has no placeholder.
    WhatsappComponentUnknown { part: Name } = "whatsapp_component_unknown";
    /// Meta, customer service windows: free text only within 24 hours of the person's last message; `minutes` ago they ended.
    WhatsappWindowExpired { minutes: u32 } = "whatsapp_window_expired" in SessionWindowExpired;
    /// The 24 hours end in `minutes`, less than an hour.
    WhatsappWindowClosing { minutes: u32 } = "whatsapp_window_closing";

    // ---- request ---------------------------------------------------------------------------------------------------
    /// The body is JSON, but not an object. `found` is its JSON type.
    RequestNotObject { found: Name } = "request_not_object";
    /// None of the `count` fields is there of which the operation needs one; the path names the first.
    RequiredOneOf { count: u32 } = "required_one_of" in MissingRequiredField;
    /// A field holds a value of another JSON type than the operation takes.
    FieldTypeMismatch { expected: Name, found: Name } = "field_type_mismatch";
    /// The operation has no field of this name.
    FieldUnknown = "field_unknown";
    /// An array holds more elements than the API takes.
    TooManyItems { max: u32, actual: u32 } = "too_many_items" in FieldTooLong;
    /// A line break in a text that becomes a header (RFC 5322 §2.2).
    HeaderLineBreak = "header_line_break";
    /// `Name <address>` where the API is not known to take more than the address.
    DisplayNameUnsure = "display_name_unsure" in InvalidEmailAddress;
    /// The field takes one of `count` words, and this is none of them.
    ValueNotListed { count: u32 } = "value_not_listed";
    /// Neither a name of 1 to 11 letters, digits and spaces with a letter in it, nor a number of at most 15 digits.
    SenderIdMalformed { max: u32 } = "sender_id_malformed" in SenderIdNotRegistered;
    /// `Authorization` is not `Bearer`, one space and a key (RFC 6750 §2.1; Rackwave, bearer token guide).
    AuthorizationMalformed = "authorization_malformed" in AuthenticationRequired;
    /// The key cannot be one: white space or line breaks in it, a placeholder, or no more than its last four characters.
    ApiKeyMalformed = "api_key_malformed" in InvalidApiKey;
    /// `Content-Type` does not say `application/json` (RFC 8259 §11).
    ContentTypeNotJson = "content_type_not_json";
    /// An idempotency key that is empty, too long (`max` octets) or not printable ASCII (RFC 9110 §5.5).
    IdempotencyKeyMalformed { max: u32 } = "idempotency_key_malformed";
    /// The saved template has `count` malformed tags: mended there, not in this request.
    SavedTemplateMalformed { count: u32 } = "saved_template_malformed";
    /// No template of the account has this id.
    SavedTemplateUnknown = "saved_template_unknown" in InvalidTemplateId;
    /// The template exists, but is not published and active.
    SavedTemplateInactive = "saved_template_inactive" in InvalidTemplateId;
    /// Not a point in time of the form `YYYY-MM-DDTHH:MM:SSZ` (RFC 3339 §5.6, UTC).
    InstantMalformed = "instant_malformed";
    /// The point in time is not in the future.
    InstantPast = "instant_past";

    // ---- answers ---------------------------------------------------------------------------------------------------
    /// The API answered: the request has no `Authorization` header.
    AnsweredAuthenticationRequired = "authentication_required" in AuthenticationRequired;
    /// The API answered: the API key is wrong, cut short, revoked, or belongs to the other platform.
    AnsweredInvalidApiKey = "invalid_api_key" in InvalidApiKey;
    /// The API answered: the API key is past the expiry date that it was given.
    AnsweredApiKeyExpired = "api_key_expired" in ApiKeyExpired;
    /// The API answered: the API key lacks the scope that this endpoint asks for.
    AnsweredInsufficientScope = "insufficient_scope" in InsufficientScope;
    /// The API answered: the request came from an address that is not in the key's list.
    AnsweredIpNotWhitelisted = "ip_not_whitelisted" in IpNotWhitelisted;
    /// The API answered: the subscription is suspended because an invoice is overdue.
    AnsweredAccountSuspended = "account_suspended" in AccountSuspended;
    /// The API answered: the trial or the subscription has ended.
    AnsweredAccountExpired = "account_expired" in AccountExpired;
    /// The API answered: the month's sending quota is used up.
    AnsweredQuotaExceeded = "quota_exceeded" in QuotaExceeded;
    /// The API answered: the plan's messages for this day are used up.
    AnsweredDailyLimitReached = "daily_limit_reached" in DailyLimitReached;
    /// The API answered: the plan's messages for this hour are used up.
    AnsweredHourlyLimitReached = "hourly_limit_reached" in HourlyLimitReached;
    /// The API answered: a field that the operation needs is absent; the answer's `field` names it.
    AnsweredMissingRequiredField = "missing_required_field" in MissingRequiredField;
    /// The API answered: a sender, recipient or reply address is not an RFC 5321 mailbox.
    AnsweredInvalidEmailAddress = "invalid_email_address" in InvalidEmailAddress;
    /// The API answered: a phone number is not in the international form of ITU-T E.164.
    AnsweredInvalidPhoneNumber = "invalid_phone_number" in InvalidPhoneNumber;
    /// The API answered: the body is not JSON (RFC 8259).
    AnsweredInvalidJson = "invalid_json" in InvalidJson;
    /// The API answered: a field is longer than the API takes.
    AnsweredFieldTooLong = "field_too_long" in FieldTooLong;
    /// The API answered: no published and active template has this id.
    AnsweredInvalidTemplateId = "invalid_template_id" in InvalidTemplateId;
    /// The API answered: the template uses a variable that nothing gives a value.
    AnsweredMissingTemplateVariable = "missing_template_variable" in MissingTemplateVariable;
    /// The API answered: the domain of the sender address is not verified on the account.
    AnsweredDomainNotVerified = "domain_not_verified" in DomainNotVerified;
    /// The API answered: the SMS sender id is not registered on the account.
    AnsweredSenderIdNotRegistered = "sender_id_not_registered" in SenderIdNotRegistered;
    /// The API answered: nothing has the id that the request names.
    AnsweredResourceNotFound = "resource_not_found" in ResourceNotFound;
    /// The API answered: something with this identifier exists already.
    AnsweredDuplicateResource = "duplicate_resource" in DuplicateResource;
    /// The API answered: the idempotency key was used within the last 24 hours; the first answer is not repeated.
    AnsweredDuplicateIdempotencyKey = "duplicate_idempotency_key" in DuplicateIdempotencyKey;
    /// The API answered: the plan allows no more resources of this kind.
    AnsweredResourceLimitReached = "resource_limit_reached" in ResourceLimitReached;
    /// The API answered: the recipient is on the suppression list.
    AnsweredRecipientSuppressed = "recipient_suppressed" in RecipientSuppressed;
    /// The API answered: the number is in India's do-not-disturb registry and the message is promotional.
    AnsweredDndNumber = "dnd_number" in DndNumber;
    /// The API answered: the text matches no DLT template registered in India.
    AnsweredDltScrubbed = "dlt_scrubbed" in DltScrubbed;
    /// The API answered: Meta has not approved the WhatsApp template.
    AnsweredWhatsappTemplateNotApproved = "whatsapp_template_not_approved" in WhatsappTemplateNotApproved;
    /// The API answered: more than 24 hours have passed since the person last wrote on WhatsApp: only a template may be sent.
    AnsweredSessionWindowExpired = "session_window_expired" in SessionWindowExpired;
    /// The API answered: too many requests in the running window.
    AnsweredRateLimitExceeded = "rate_limit_exceeded" in RateLimitExceeded;
    /// The API answered: the platform failed unexpectedly.
    AnsweredInternalError = "internal_error" in InternalError;
    /// The API answered: the platform is under maintenance or overloaded.
    AnsweredServiceUnavailable = "service_unavailable" in ServiceUnavailable;
    /// The API answered: a carrier or relay did not answer in time; the message may have been queued all the same.
    AnsweredGatewayTimeout = "gateway_timeout" in GatewayTimeout;
    /// The API answered with a code that is none of the 32; `class` is the status's group.
    UnknownCode { class: Name } = "unknown_code";
    /// The answer is JSON and names no code.
    AnswerWithoutCode { class: Name } = "answer_without_code";
    /// The answer is not a JSON object: something between here and the API answered.
    AnswerNotJson { class: Name } = "answer_not_json";
    /// No answer came: the connection failed.
    NetworkFailure = "network_failure";
    /// No answer came: the request was called off.
    RequestAborted = "request_aborted";
    /// No answer came within the time that the caller gave.
    RequestTimedOut = "request_timed_out";

    // ---- lists -----------------------------------------------------------------------------------------------------
    /// The recipient stands in an earlier row of the list too, written so or otherwise.
    ListDuplicate = "list_duplicate";
    /// The file is no text: a workbook, an archive, an image. RFC 4180 §3 and RFC 8259 §8.1 want text.
    ListBinaryFile = "list_binary_file";
    /// A row has more than `max` octets: its quotation mark is not closed (RFC 4180 §2), or the file is no list.
    ListRowTooLarge { max: u32 } = "list_row_too_large";
    /// None of the list's columns has the name that was asked for, or that columns of recipients usually have.
    ListColumnMissing = "list_column_missing";
    /// The file could not be read to its end: it was moved or changed, or the permission was withdrawn.
    ListReadFailed = "list_read_failed";
}
