//! What a row of the table of kinds becomes: enum, names, parameters.

use super::kinds::Kind;
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
    /// The rule and its source. Not in the module that pages download.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

macro_rules! issue_kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident $({ $($param:ident: $type:ident),+ })? = $reason:literal $(in $code:ident)?;)+) => {
        /// Which rule was violated, with its numbers.
        #[derive(Clone, Copy, Debug)]
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
                    #[cfg(not(target_arch = "wasm32"))]
                    doc: concat!($($doc, "\n"),+),
                },)+
            ];

            // Apart from `ALL`, so that a program which only asks for reasons does not carry the documentation.
            pub(super) const REASONS: &'static [&'static str] = &[$($reason),+];
            pub(super) const CODES: &'static [Option<ApiCode>] = &[$(issue_kinds!(@code $($code)?)),+];

            /// Position of the row in [`Kind::ALL`].
            pub const fn index(&self) -> usize {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                enum Order { $($kind),+ }
                match self { $(Kind::$kind { .. } => Order::$kind as usize,)+ }
            }

            pub(super) fn visit_params(&self, take: &mut dyn FnMut(&'static str, Param)) {
                match *self {
                    $(Kind::$kind $({ $($param),+ })? => { $($(take(stringify!($param), Param::from($param));)+)? })+
                }
                let _ = take;
            }

            /// Calls `take` with the value of each parameter, in the order of the row.
            pub(crate) fn for_each_value(&self, take: &mut dyn FnMut(Param)) {
                match *self {
                    $(Kind::$kind $({ $($param),+ })? => {
                        if const { is_here($reason) } {
                            $($(take(Param::from($param));)+)?
                        }
                    })+
                }
                let _ = take;
            }
        }
    };
    (@code) => { None };
    (@code $code:ident) => { Some(ApiCode::$code) };
}

pub(super) use issue_kinds;

/// The rooms that this module may have alone, and how the reasons of each begin.
const ROOMS: &[(bool, &[&str])] = &[
    (cfg!(presend_room = "dlt"), &["dlt_"]),
    (cfg!(presend_room = "email"), &["email_"]),
    (cfg!(presend_room = "format"), &[]),
    (cfg!(presend_room = "json"), &["json_"]),
    (cfg!(presend_room = "list"), &["email_", "phone_", "list_"]),
    (cfg!(presend_room = "phone"), &["phone_"]),
    (cfg!(presend_room = "sms"), &["sms_"]),
    (cfg!(presend_room = "template"), &["template_", "header_line_break"]),
    (cfg!(presend_room = "text"), &["text_"]),
    (cfg!(presend_room = "whatsapp"), &["whatsapp_"]),
];

/// Whether this module can find `reason`: one with a room alone carries no code for the parameters of the others.
/// `www/build/vocabulary.mjs` leaves the same rows out of the table that goes with it.
// Evaluated by the compiler: an index out of range would not build.
#[allow(clippy::indexing_slicing)]
pub(super) const fn is_here(reason: &str) -> bool {
    let mut room = 0;
    while room < ROOMS.len() {
        let (is_alone, own) = ROOMS[room];
        if is_alone {
            let mut at = 0;
            while at < own.len() {
                if starts_with(reason.as_bytes(), own[at].as_bytes()) {
                    return true;
                }
                at += 1;
            }
            return is_shared(reason.as_bytes());
        }
        room += 1;
    }
    true
}

#[allow(clippy::indexing_slicing)]
const fn starts_with(reason: &[u8], own: &[u8]) -> bool {
    let mut at = 0;
    while at < own.len() {
        if at >= reason.len() || reason[at] != own[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// What checks of several rooms find.
const fn is_shared(reason: &[u8]) -> bool {
    matches!(
        reason,
        b"required"
            | b"input_too_large"
            | b"lone_surrogate"
            | b"not_text"
            | b"request_not_object"
            | b"template_findings_omitted"
            | b"text_control_character"
    )
}

/// By the values, not field by field: a derived comparison of all rows costs 3 KB of the module that pages download.
impl PartialEq for Kind {
    fn eq(&self, other: &Kind) -> bool {
        if self.index() != other.index() {
            return false;
        }
        let mut own = [None; 8];
        let mut place = own.iter_mut();
        self.for_each_value(&mut |value| {
            if let Some(place) = place.next() {
                *place = Some(value);
            }
        });
        let mut place = own.iter();
        let mut equal = true;
        other.for_each_value(&mut |value| equal &= place.next() == Some(&Some(value)));
        equal
    }
}

impl Eq for Kind {}

impl Kind {
    /// The row of this kind.
    pub fn info(&self) -> &'static KindInfo {
        // `index` counts the same rows that `ALL` holds.
        #[allow(clippy::indexing_slicing)]
        &Kind::ALL[self.index()]
    }

    /// Calls `take` with the name and value of each parameter, in the order of the row.
    pub fn for_each_param(&self, mut take: impl FnMut(&'static str, Param)) {
        self.visit_params(&mut take);
    }

    /// Our word for it.
    pub fn reason(&self) -> &'static str {
        Kind::REASONS.get(self.index()).copied().unwrap_or_default()
    }

    /// What the server would have answered.
    pub fn code(&self) -> Option<ApiCode> {
        Kind::CODES.get(self.index()).copied().flatten()
    }
}
