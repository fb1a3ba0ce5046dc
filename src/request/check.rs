//! The request check: each field by its kind, then what needs several fields or the account.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::context::Context;
use super::field::FieldCheck;
use super::lookup::is_given;
use super::profile::{Operation, Profile, Rule};
use super::report::{AssumedRules, PositionUnit, Report, RequestReport, step};
use super::variables::check_variables;
use crate::email::ProviderDomains;
use crate::issue::{Basis, Findings, Kind, Step};
use crate::json::{JsonOptions, Value, ValueKind, check_json_octets};

/// Everything a request is checked against.
#[derive(Debug)]
pub struct RequestCheck<'a> {
    /// What is known about the account.
    pub context: &'a Context<'a>,
    /// The time now, in milliseconds since 1970 UTC; `None` leaves out what needs a clock.
    pub now_ms: Option<f64>,
    /// What findings on assumed rules are.
    pub assumed_rules: AssumedRules,
    /// What positions in the values count.
    pub position_unit: PositionUnit,
    /// What places in the body's own text count.
    pub source_unit: PositionUnit,
    /// Well-known mail domains, for slips and look-alikes.
    pub providers: Option<&'a ProviderDomains<'a>>,
    /// Answers of UTS #46 `ToASCII` for the domains that an earlier run asked for; `None`: no such domain.
    pub idna: &'a [(String, Option<String>)],
}

/// Parts of the account that no snapshot can describe yet, and on which every send depends.
const NOT_YET_DESCRIBED: [&str; 5] = ["apiKey", "subscription", "usage", "suppressions", "rateLimits"];

/// Checks the JSON text of a request's body against operation number `operation` of `profile`.
///
/// A body that is not JSON gives the JSON findings alone. An operation that does not exist gives nothing: ask
/// [`Profile::operation_index`] for the number.
///
/// ```
/// use presend::request::{check_request, AssumedRules, Context, PositionUnit, Profile, RequestCheck};
///
/// let profile = Profile::from_json(Profile::MIGOSMTP.as_bytes())?;
/// let operation = profile.operation_index(b"email.send").unwrap_or_default();
/// let context = Context::empty();
/// let check = RequestCheck {
///     context: &context,
///     now_ms: None,
///     assumed_rules: AssumedRules::Warn,
///     position_unit: PositionUnit::Octets,
///     source_unit: PositionUnit::Octets,
///     providers: None,
///     idna: &[],
/// };
///
/// let body = br#"{"from": "shop@acme.in", "to": "ann@acme.in", "html": "<p>Hi {{name}}</p>"}"#;
/// let report = check_request(&profile, operation, body, &check);
/// let found: Vec<_> = report.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
/// assert_eq!(found, ["required", "template_variable_missing"]); // the subject, and a value for `name`
/// assert!(report.not_checked.contains(&"verifiedDomains"));
/// # Ok::<(), presend::request::ProfileError>(())
/// ```
pub fn check_request(profile: &Profile, operation: usize, body: &[u8], check: &RequestCheck<'_>) -> RequestReport {
    let Some(operation) = profile.operations.get(operation) else { return RequestReport::default() };
    let json = check_json_octets(body, &JsonOptions::default());
    let Some(document) = json.document else {
        return RequestReport {
            findings: json_findings(json.findings, body, check.source_unit),
            ..RequestReport::default()
        };
    };
    let mut report = Report::new(&document, check.position_unit, check.source_unit, check.assumed_rules);
    report.adopt_json(json.findings);
    let root = document.root();
    if root.kind() != ValueKind::Object {
        let rule = Rule { basis: Basis::Standard };
        report.find(Kind::RequestNotObject { found: root.kind().name() }, rule, Vec::new(), Some(root));
        return report.finish();
    }
    check_fields(operation, root, check, &mut report);
    check_presence(operation, root, &mut report);
    check_variables(operation, root, check.context, &mut report);
    NOT_YET_DESCRIBED.into_iter().for_each(|part| report.not_checked(part));
    report.finish()
}

/// Findings of the JSON check alone, whose spans are places of the body: `source` takes them, `span` is for values.
fn json_findings(findings: Findings, body: &[u8], unit: PositionUnit) -> Findings {
    let document_less = |mut list: Vec<crate::issue::Issue>| {
        if unit == PositionUnit::Utf16Units {
            crate::json::LineIndex::new(body).sources_to_utf16(body, &mut list);
            crate::text::spans_to_utf16(body, &mut list);
        }
        list
    };
    Findings { issues: document_less(findings.issues), warnings: document_less(findings.warnings) }
}

/// Each member of the body by the field it names.
fn check_fields(operation: &Operation, root: Value<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    for (name, value) in root.entries() {
        let name = name.string_octets().unwrap_or_default();
        let path = [Step::Name(String::from_utf8_lossy(&name).to_string())];
        match operation.field(&name) {
            Some(field) => FieldCheck { field, check, report }.value(&path, value),
            None => {
                if let Some(rule) = operation.unknown_field {
                    report.find(Kind::FieldUnknown, rule, path.to_vec(), Some(value));
                }
            }
        }
    }
}

/// What must be there.
fn check_presence(operation: &Operation, root: Value<'_>, report: &mut Report<'_>) {
    for field in &operation.fields {
        let Some(rule) = field.required else { continue };
        let excused = field.unless.as_deref().is_some_and(|other| is_given(operation, root, other));
        if !excused && !is_given(operation, root, &field.name) {
            let value = root.get(&field.name);
            report.find(Kind::Required, rule, step(&[], Step::Name(field.name.clone())), value);
        }
    }
    for group in &operation.one_of {
        if !group.fields.iter().any(|name| is_given(operation, root, name)) {
            let first = group.fields.first().cloned().unwrap_or_default();
            let count = group.fields.len() as u32;
            report.find(Kind::RequiredOneOf { count }, group.rule, step(&[], Step::Name(first)), None);
        }
    }
}
