//! Lengths against limits.

use super::measure;
use crate::issue::{Findings, Kind, Name};

/// What a length counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    #[default]
    CodePoints,
    /// UTF-16 code units.
    Utf16Units,
    /// Octets of UTF-8.
    Octets,
    /// Not stated by the provider.
    Unknown,
}

impl Unit {
    /// The unit called `name`.
    pub fn from_name(name: &str) -> Option<Unit> {
        Some(match name {
            "code_points" => Unit::CodePoints,
            "utf16_units" => Unit::Utf16Units,
            "octets" => Unit::Octets,
            "unknown" => Unit::Unknown,
            _ => return None,
        })
    }
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, Default)]
pub struct TextOptions {
    /// The most that is taken; no limit when absent.
    pub max: Option<u32>,
    /// What `max` counts.
    pub unit: Unit,
}

/// What [`check_text`] found.
#[derive(Clone, Debug, Default)]
pub struct TextCheck {
    /// Errors and warnings.
    pub findings: Findings,
}

/// Checks a text's length.
pub fn check_text(text: &str, options: &TextOptions) -> TextCheck {
    check_text_octets(text.as_bytes(), options)
}

/// [`check_text`] for WTF-8.
pub fn check_text_octets(text: &[u8], options: &TextOptions) -> TextCheck {
    let mut check = TextCheck::default();
    let Some(max) = options.max else { return check };
    let lengths = measure(text);
    let (actual, unit): (usize, Name) = match options.unit {
        Unit::CodePoints | Unit::Unknown => (lengths.code_points, "code_points"),
        Unit::Utf16Units => (lengths.utf16_units, "utf16_units"),
        Unit::Octets => (lengths.octets, "octets"),
    };
    let actual = actual as u32;
    if actual > max {
        check.findings.error(Kind::TextTooLong { max, actual, overflow: actual - max, unit }, None);
    }
    check
}
