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
    /// Octets that are not UTF-8 (Unicode §3.9, D92). No fix: what they stood for is not known.
    TextInvalidUtf8 = "text_invalid_utf8";
    /// ISO/IEC 6429: control characters other than tab and line breaks; few channels carry them. `code_point` is the
    /// first of the run.
    TextControlCharacter { code_point: u32 } = "text_control_character";

    // ---- email -----------------------------------------------------------------------------------------------------

    // ---- phone -----------------------------------------------------------------------------------------------------

    // ---- json ------------------------------------------------------------------------------------------------------
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
    /// a value is missing too.
    JsonTruncated { open: u32, objects: u32, arrays: u32 } = "json_truncated" in InvalidJson;
    /// RFC 8259 §4 and §5: the array or object (`of`) ends without its bracket.
    JsonMissingBracket { of: Name } = "json_missing_bracket" in InvalidJson;
    /// RFC 8259 §4 and §5: an array or object (`of`) ends with the other's bracket.
    JsonWrongBracket { of: Name } = "json_wrong_bracket" in InvalidJson;
    /// RFC 8259 §4 and §5: a closing bracket where nothing is open.
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
    /// RFC 8259 §4: a name without quotation marks.
    JsonUnquotedName = "json_unquoted_name" in InvalidJson;

    // Between the values.
    /// RFC 8259 §2: JSON has no comments. No fix for one that does not end.
    JsonComment = "json_comment" in InvalidJson;
    /// RFC 8259 §2: only space, tab, line feed and carriage return may stand between values; `name` says what does.
    JsonInvisibleCharacter { code_point: u32, name: Name } = "json_invisible_character" in InvalidJson;
    /// A template's placeholder, outside strings, that nobody filled in. No fix: the value is not known.
    JsonUnfilledPlaceholder = "json_unfilled_placeholder" in InvalidJson;
    /// An ellipsis stands for what was left out. No fix: what was left out is not known.
    JsonEllipsis = "json_ellipsis" in InvalidJson;
    /// RFC 8259 §2: a character that nothing in the grammar allows here; the rest of the text was not looked at.
    JsonUnexpectedCharacter { code_point: u32 } = "json_unexpected_character" in InvalidJson;

    // Strings.
    /// RFC 8259 §7: a string in apostrophes.
    JsonSingleQuotes = "json_single_quotes" in InvalidJson;
    /// RFC 8259 §7: a string in typographic quotation marks.
    JsonSmartQuotes = "json_smart_quotes" in InvalidJson;
    /// RFC 8259 §7: a string in backticks. No fix where it holds `${…}`.
    JsonBackticks = "json_backticks" in InvalidJson;
    /// RFC 8259 §7: text without quotation marks. No fix where it cannot be told how far it goes.
    JsonUnquotedString = "json_unquoted_string" in InvalidJson;
    /// RFC 8259 §7: a string without its closing quotation mark.
    JsonUnclosedString = "json_unclosed_string" in InvalidJson;
    /// RFC 8259 §7: quotation marks inside a string without a backslash.
    JsonUnescapedQuote { count: u32 } = "json_unescaped_quote" in InvalidJson;
    /// RFC 8259 §7: line breaks inside a string must be escaped.
    JsonRawLineBreak { count: u32 } = "json_raw_line_break" in InvalidJson;
    /// RFC 8259 §7: tabs inside a string must be escaped.
    JsonRawTab { count: u32 } = "json_raw_tab" in InvalidJson;
    /// RFC 8259 §7: control characters inside a string must be escaped; `code_point` is the first.
    JsonRawControlCharacter { count: u32, code_point: u32 } = "json_raw_control_character" in InvalidJson;
    /// RFC 8259 §7: a backslash that starts no escape sequence.
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
    /// RFC 8259 §3: the start of a literal name.
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
    /// RFC 8259 §6: separators between the digits of a number.
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
    /// The whole text is a string that holds JSON: it was encoded twice.
    JsonDoubleEncoded = "json_double_encoded";

    // ---- template --------------------------------------------------------------------------------------------------

    // ---- request ---------------------------------------------------------------------------------------------------

    // ---- answers ---------------------------------------------------------------------------------------------------
}
