//! A template's own text, before it is handed in for registration.

use super::policy::{DltPolicy, DltTag};
use super::tag::{Piece, Pieces};
use crate::issue::{Basis, Findings, Kind, Span};
use crate::text::measure;

/// Code points of a template: `hasgeek/funnel` and the operators' forms.
pub const MAX_TEMPLATE: u32 = 2000;
/// Variables of a template: TRAI's direction of 18 November 2025 asks for at most two, three with a reason.
pub const MAX_VARIABLES: u32 = 2;
/// Share of fixed text below which reviewers refuse (TRAI's directions of 16 February and 12 May 2023 give no number): in percent.
pub const LEAST_FIXED_PERCENT: u32 = 30;

/// Checks the text of a template.
///
/// A malformed tag is an error: the operator registers it as fixed text, so that no message is ever of the template. What
/// reviewers ask for is a warning, because operators differ.
///
/// ```
/// use presend::dlt::{check_dlt_template, DltPolicy};
///
/// let found = check_dlt_template("Your OTP is {# var #}. -ACME", &DltPolicy::default());
/// assert_eq!(found.issues[0].kind.reason(), "dlt_tag_malformed");
/// assert_eq!(found.issues[0].fix[0].insert, "{#var#}");
/// ```
pub fn check_dlt_template(text: &str, policy: &DltPolicy) -> Findings {
    check_dlt_template_octets(text.as_bytes(), policy)
}

/// [`check_dlt_template`] for WTF-8.
pub fn check_dlt_template_octets(text: &[u8], policy: &DltPolicy) -> Findings {
    let mut found = Findings::new();
    let mut variables = 0_u32;
    let mut fixed = 0_u32;
    let mut variable_chars = 0_u32;
    let mut last: Option<Span> = None;
    for piece in Pieces::meant(text) {
        match piece {
            Piece::Fixed(span) => {
                fixed += measure(text.get(span.start..span.end).unwrap_or_default()).code_points as u32;
            }
            Piece::Tag(tag, span) => {
                if last.is_some_and(|last| last.end == span.start) {
                    let both = Span::new(last.map_or(span.start, |last| last.start), span.end);
                    found.warning(Kind::DltVariablesAdjacent, both).basis = Basis::Assumed;
                }
                variables += 1;
                variable_chars = variable_chars.saturating_add(tag.holds(policy).1.min(policy.variable_max));
                last = Some(span);
            }
            Piece::Malformed(meant, span) => {
                let issue = found.error(Kind::DltTagMalformed, span);
                if let Some(tag) = meant {
                    issue.mend(span, tag_text(tag));
                }
            }
        }
    }
    let chars = measure(text).code_points as u32;
    if chars > MAX_TEMPLATE {
        let start = crate::text::cut_at(text, MAX_TEMPLATE as usize, crate::text::Unit::CodePoints);
        let kind = Kind::DltTemplateTooLong { max: MAX_TEMPLATE, actual: chars };
        found.error(kind, Span::new(start, text.len())).basis = Basis::Assumed;
    }
    if variables > MAX_VARIABLES {
        let kind = Kind::DltVariablesTooMany { max: MAX_VARIABLES, actual: variables };
        found.warning(kind, None).basis = Basis::Assumed;
    }
    let percent = 100 * fixed / fixed.saturating_add(variable_chars).max(1);
    if variables > 0 && percent < LEAST_FIXED_PERCENT {
        let kind = Kind::DltFixedTextShort { min: LEAST_FIXED_PERCENT, actual: percent };
        found.warning(kind, None).basis = Basis::Assumed;
    }
    found.sort_by_span();
    found
}

const fn tag_text(tag: DltTag) -> &'static str {
    match tag {
        DltTag::Var => "{#var#}",
        DltTag::Numeric => "{#numeric#}",
        DltTag::Alphanumeric => "{#alphanumeric#}",
        DltTag::Url => "{#url#}",
        DltTag::UrlOtt => "{#urlott#}",
        DltTag::Cbn => "{#cbn#}",
        DltTag::Email => "{#email#}",
    }
}
