//! The request check: each field by its kind, then what needs several fields or the account.

use alloc::string::String;
use alloc::vec::Vec;

use super::account::Account;
use super::channels::check_channels;
use super::context::Context;
use super::field::{STANDARD, check_shape};
use super::headers::{Headers, check_headers};
use super::limits::check_account;
use super::place::Place;
use super::profile::{Operation, Profile};
use super::recipients::check_recipients;
use super::report::{AssumedRules, PositionUnit, Report, RequestReport};
use super::variables::check_variables;
use crate::email::ProviderDomains;
use crate::issue::{Findings, Issue, Kind};
use crate::json::{JsonOptions, Value, ValueKind, check_json_octets, parse_json_octets};
use crate::phone::PhoneTable;

/// Everything a request is checked against.
#[derive(Debug)]
pub struct RequestCheck<'a> {
    /// What is known about the account.
    pub context: &'a Context,
    /// The headers that go with the body.
    pub headers: Headers<'a>,
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
    /// The numbering plans; without them phone numbers are not looked at.
    pub phone: Option<&'a PhoneTable>,
    /// Answers of UTS #46 `ToASCII` for the domains that an earlier run asked for; `None`: no such domain.
    pub idna: &'a [(String, Option<String>)],
}

/// Checks the JSON text of a request's body against operation number `operation` of `profile`.
///
/// A body that is not JSON gives the JSON findings, and after them what the account and the headers say of any body. An operation that does not exist gives nothing: ask
/// [`Profile::operation_index`] for the number.
///
/// ```
/// use presend::request::{check_request, AssumedRules, Context, Headers, PositionUnit, Profile, RequestCheck};
///
/// let profile = Profile::from_json(Profile::MIGOSMTP.as_bytes())?;
/// let operation = profile.operation_index(b"email.send").unwrap_or_default();
/// let context = Context::empty();
/// let check = RequestCheck {
///     context: &context,
///     headers: Headers::default(),
///     now_ms: None,
///     assumed_rules: AssumedRules::Warn,
///     position_unit: PositionUnit::Octets,
///     source_unit: PositionUnit::Octets,
///     providers: None,
///     phone: None,
///     idna: &[],
/// };
///
/// let body = br#"{"from": "shop@acme.in", "to": "ann@acme.in", "html": "<p>Hi {{name}}</p>"}"#;
/// let report = check_request(&profile, operation, body, &check);
/// let found: Vec<_> = report.findings.issues.iter().map(|issue| issue.kind.reason()).collect();
/// assert_eq!(found, ["required", "template_variable_missing"]); // the subject, and a value for `name`
/// assert!(report.parts_not_checked().any(|part| part == "verifiedDomains"));
/// # Ok::<(), presend::request::ShapeError>(())
/// ```
pub fn check_request(profile: &Profile, operation: usize, body: &[u8], check: &RequestCheck<'_>) -> RequestReport {
    let Some(operation) = profile.operations.get(operation) else { return RequestReport::default() };
    let json = check_json_octets(body, &JsonOptions::default());
    let Some(document) = json.document else {
        return unread(profile, operation, json_findings(json.findings, body, check.source_unit), check);
    };
    let mut report = Report::new(&document, check.position_unit, check.source_unit, check.assumed_rules);
    report.adopt_json(json.findings);
    let root = document.root();
    let mut account = Account::new(profile, operation, check.context, root);
    if root.kind() != ValueKind::Object {
        report.find(Kind::RequestNotObject { found: root.kind().name() }, STANDARD, &Place::ROOT, Some(root));
        check_outside(&mut account, root, check, &mut report);
        return report.finish();
    }
    check_shape(&operation.shape, root, &Place::ROOT, check, &mut account, &mut report);
    if !check_recipients(operation, root, check.context, &mut report) {
        check_variables(operation, root, check.context, &mut report);
    }
    check_channels(&account, root, check, &mut report);
    check_account(&account, root, check, &mut report);
    check_headers(&account, check, &mut report);
    report.finish()
}

/// A body that is no JSON: what the account and the headers say whatever stands in it comes after the causes.
#[cold]
#[inline(never)]
fn unread(profile: &Profile, operation: &Operation, json: Findings, check: &RequestCheck<'_>) -> RequestReport {
    let Some(nothing) = parse_json_octets(b"{}") else { return RequestReport::default() };
    let mut report = Report::new(&nothing, check.position_unit, check.source_unit, check.assumed_rules);
    let mut account = Account::new(profile, operation, check.context, nothing.root());
    check_outside(&mut account, nothing.root(), check, &mut report);
    let mut outside = report.finish();
    let found = core::mem::replace(&mut outside.findings, json);
    outside.findings.issues.extend(found.issues);
    outside.findings.warnings.extend(found.warnings);
    outside
}

/// What needs no body.
fn check_outside(account: &mut Account<'_>, root: Value<'_>, check: &RequestCheck<'_>, report: &mut Report<'_>) {
    account.is_unread = true;
    // Whatever it says, it is for somebody.
    account.recipients = 1;
    check_account(account, root, check, report);
    check_headers(account, check, report);
}

/// Findings of the JSON check alone, whose spans are places of the body: `source` takes them, `span` is for values.
fn json_findings(mut found: Findings, body: &[u8], unit: PositionUnit) -> Findings {
    if unit == PositionUnit::Utf16Units {
        let to_utf16 = |list: &mut Vec<Issue>| {
            crate::json::LineIndex::new(body).sources_to_utf16(body, list);
            crate::text::spans_to_utf16(body, list);
        };
        to_utf16(&mut found.issues);
        to_utf16(&mut found.warnings);
    }
    found
}
