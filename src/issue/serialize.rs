//! The shape of an issue outside Rust: the object that `docs/DESIGN.md` §6 gives.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Basis, Edit, Issue, Kind, Param, Related, Severity, Source, Span, Step};

impl Serialize for Issue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Issue", 13)?;
        #[cfg(not(target_arch = "wasm32"))]
        {
            out.serialize_field("reason", self.kind.reason())?;
            out.serialize_field("code", &self.kind.code().map(|code| code.name()))?;
        }
        // The page has the table of kinds (`www/lib/core/kinds.ts`): the number says it all.
        #[cfg(target_arch = "wasm32")]
        out.serialize_field("kind", &(self.kind.index() as u32))?;
        out.serialize_field("severity", severity_name(self.severity))?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("span", &self.span)?;
        if let Some(source) = &self.source {
            out.serialize_field("source", source)?;
        }
        out.serialize_field("params", &Params(&self.kind))?;
        out.serialize_field("basis", basis_name(self.basis))?;
        if self.likely {
            out.serialize_field("likely", &true)?;
        }
        if let Some(as_of) = self.as_of {
            out.serialize_field("asOf", &as_of)?;
        }
        if !self.fix.is_empty() {
            out.serialize_field("fix", &self.fix)?;
        }
        if !self.related.is_empty() {
            out.serialize_field("related", &Places(self))?;
        }
        if !self.elements.is_empty() {
            out.serialize_field("elements", &self.elements)?;
        }
        out.end()
    }
}

/// `error` or `warning`.
pub(super) const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// `standard`, `documented`, `confirmed` or `assumed`.
pub(super) const fn basis_name(basis: Basis) -> &'static str {
    match basis {
        Basis::Standard => "standard",
        Basis::Documented => "documented",
        Basis::Confirmed => "confirmed",
        Basis::Assumed => "assumed",
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Step::Name(name) => serializer.serialize_str(name),
            // An index is bounded by the size of the body, far below 2³².
            Step::Index(index) => serializer.serialize_u32(*index as u32),
        }
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Span", 2)?;
        out.serialize_field("start", &(self.start as u32))?;
        out.serialize_field("end", &(self.end as u32))?;
        out.end()
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Source", 4)?;
        out.serialize_field("start", &(self.span.start as u32))?;
        out.serialize_field("end", &(self.span.end as u32))?;
        out.serialize_field("line", &self.line)?;
        out.serialize_field("column", &self.column)?;
        out.end()
    }
}

impl Serialize for Edit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Edit", 3)?;
        out.serialize_field("start", &(self.span.start as u32))?;
        out.serialize_field("end", &(self.span.end as u32))?;
        out.serialize_field("insert", &self.insert)?;
        out.end()
    }
}

/// The related places, with where they lie in the body where that is known.
struct Places<'a>(&'a Issue);

impl Serialize for Places<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Issue { related, related_sources, .. } = self.0;
        serializer.collect_seq(related.iter().enumerate().map(|(at, place)| PlaceOf(place, related_sources.get(at))))
    }
}

struct PlaceOf<'a>(&'a Related, Option<&'a Source>);

impl Serialize for PlaceOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let PlaceOf(Related { path, span }, source) = self;
        let mut out = serializer.serialize_struct("Related", 3)?;
        out.serialize_field("path", path)?;
        out.serialize_field("span", span)?;
        if let Some(source) = source {
            out.serialize_field("source", source)?;
        }
        out.end()
    }
}

struct Params<'a>(&'a Kind);

/// Names and values.
#[cfg(not(target_arch = "wasm32"))]
impl Serialize for Params<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;

        let mut out = serializer.serialize_map(None)?;
        let mut failed = None;
        self.0.for_each_param(|name, value| {
            if let Err(error) = out.serialize_entry(name, &value) {
                failed = Some(error);
            }
        });
        match failed {
            Some(error) => Err(error),
            None => out.end(),
        }
    }
}

/// Values alone, in the order of the row.
#[cfg(target_arch = "wasm32")]
impl Serialize for Params<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut values = alloc::vec::Vec::new();
        self.0.for_each_value(&mut |value| values.push(value));
        values.serialize(serializer)
    }
}

impl Serialize for Param {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Param::Number(number) => serializer.serialize_u32(*number),
            Param::Name(word) => serializer.serialize_str(word),
            Param::Region(region) => serializer.serialize_str(region.as_str()),
        }
    }
}
