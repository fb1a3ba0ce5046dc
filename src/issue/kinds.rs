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

    // ---- phone -----------------------------------------------------------------------------------------------------

    // ---- json ------------------------------------------------------------------------------------------------------
    /// RFC 8259 §2: a character that nothing in the grammar allows here.
    JsonUnexpectedCharacter { code_point: u32 } = "json_unexpected_character" in InvalidJson;

    // ---- template --------------------------------------------------------------------------------------------------

    // ---- request ---------------------------------------------------------------------------------------------------

    // ---- answers ---------------------------------------------------------------------------------------------------
}
