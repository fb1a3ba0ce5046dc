//! The table of everything that can be found: kind, reason, code, parameters and documentation in one row.
//!
//! # Scope
//!
//! Enum, names, lists, TypeScript types and the error reference all come out of these rows. A released reason is never
//! renamed or given another meaning; `tests/cases/reasons.txt` holds the released ones.

use crate::catalog::ApiCode;
use crate::phone::Region;

/// A word of the vocabulary (a unit, a region, a field kind): never user text.
pub type Name = &'static str;

/// The value of an issue's parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// A count, a limit, a position.
    Number(u32),
    /// A word of the vocabulary.
    Name(Name),
    /// An ISO 3166 code.
    Region(Region),
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

impl From<Region> for Param {
    fn from(region: Region) -> Param {
        Param::Region(region)
    }
}

/// One row of the table, for documentation and generated types.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// Our word for it, as it appears in issues.
    pub reason: &'static str,
    /// What the server would have answered; `None` where none of the 32 codes fits.
    pub code: Option<ApiCode>,
    /// Name and type (`u32`, `Name` or `Region`) of each parameter.
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
    /// `tel:`, `sms:`, `whatsapp:` or `callto:` before the number. RFC 3966, RFC 5724.
    PhoneUriScheme = "phone_uri_scheme" in InvalidPhoneNumber;
    /// Spaces, dashes, dots or brackets, where only `+` and digits are asked for.
    PhoneFormatting = "phone_formatting" in InvalidPhoneNumber;
    /// A number of this type is no mobile telephone's.
    PhoneNotMobile { number_type: Name } = "phone_not_mobile" in InvalidPhoneNumber;
    /// A number of this type is not asked for.
    PhoneTypeNotAllowed { number_type: Name } = "phone_type_not_allowed" in InvalidPhoneNumber;
    /// A number of this region is not asked for.
    PhoneRegionNotAllowed { region: Region } = "phone_region_not_allowed" in InvalidPhoneNumber;

    // ---- json ------------------------------------------------------------------------------------------------------

    // ---- template --------------------------------------------------------------------------------------------------

    // ---- request ---------------------------------------------------------------------------------------------------

    // ---- answers ---------------------------------------------------------------------------------------------------
}
