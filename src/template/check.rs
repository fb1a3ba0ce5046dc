//! The template against the values: what is missing, unused, empty or of the wrong kind.

use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::{Argument, ArgumentKind, Arguments, Given};
use super::live::{Live, Liveness};
use super::node::{NodeKind, Template, TemplatePart};
use super::parse::parse_parts;
use super::place::{Where, places_of};
use super::report::{Report, Weight, path_of_part};
use super::values::{VariablePlaces, check_places, check_subject_lines};
use crate::issue::{Basis, Findings, Issue, Kind, Name, Related, Span, Step};

/// Places that a finding about a variable lists; its `places` parameter counts all of them.
const MAX_RELATED: usize = 100;

/// What a tag does with its variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Prints it.
    Placeholder,
    /// Decides on it.
    Condition,
}

/// One use of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the part.
    pub part: usize,
    /// Octets of the tag in that part.
    pub span: Span,
    /// What the tag does with it.
    pub role: Role,
    /// Which part of the message, or an attribute of its HTML.
    pub r#where: Where,
}

/// A variable of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Every tag that uses it, in order.
    pub places: Vec<Place>,
    /// False when every placeholder lies in a branch that these values do not take.
    pub live: bool,
}

/// What [`check_template`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateCheck {
    /// Malformed tags by place, then missing variables in order of appearance.
    pub findings: Findings,
    /// The variables, in order of first appearance.
    pub variables: Vec<Variable>,
}

/// Checks a single text; without `given`, its tags alone.
///
/// A missing variable has the path `variables`, its name, and lists the placeholders that wait for it; a malformed tag has
/// a span in `text`. A variable that only conditions use may be absent: by "conditional content blocks" an absent value is
/// not true, so the block is left out; whether the API asks for it all the same is not documented, hence a warning.
///
/// ```
/// use presend::template::check_template;
///
/// let check = check_template("Hi {{first-name}}", None);
/// assert_eq!(check.findings.issues[0].kind.reason(), "template_name_character");
/// assert_eq!(check.findings.issues[0].fix[0].insert, "_");
/// assert!(check_template("Hi {{first_name}}", None).findings.is_ok());
/// ```
pub fn check_template(text: &str, given: Option<&Given<'_>>) -> TemplateCheck {
    check_template_octets(text.as_bytes(), given)
}

/// [`check_template`] for text in which half surrogate pairs may stand (WTF-8). Each is an error, as are invalid octets.
pub fn check_template_octets(text: &[u8], given: Option<&Given<'_>>) -> TemplateCheck {
    check_parts(&[TemplatePart { name: "", text }], given)
}

/// Checks the texts of one message together: a variable counts as used when any of them uses it.
///
/// ```
/// use presend::template::{check_parts, Given, TemplatePart};
///
/// let parts = [
///     TemplatePart { name: "subject", text: b"Hi {{name}}" },
///     TemplatePart { name: "html", text: b"<p>Dear {{name}}</p>" },
/// ];
/// let check = check_parts(&parts, Some(&Given::default()));
/// assert_eq!(check.findings.issues.len(), 1);
/// assert_eq!(check.findings.issues[0].related.len(), 2);
/// ```
pub fn check_parts(parts: &[TemplatePart<'_>], given: Option<&Given<'_>>) -> TemplateCheck {
    check_parts_within(parts, given, None)
}

/// [`check_parts`] with the limit of the subject in UTF-16 units, as the site's owner knows it.
pub fn check_parts_within(
    parts: &[TemplatePart<'_>],
    given: Option<&Given<'_>>,
    max_subject: Option<u32>,
) -> TemplateCheck {
    let (template, liveness, mut findings) = checked(parts, given, max_subject);
    check_subject_lines(parts, &mut findings);
    TemplateCheck { findings, variables: variables_of(&template, &liveness, &places_of(&template)) }
}

/// What [`check_parts_within`] finds, without the variables: most callers ask for no list of thousands of places.
///
/// ```
/// use presend::template::{find_in_parts, Given, TemplatePart};
///
/// let parts = [TemplatePart { name: "html", text: b"<p>Dear {{name}}</p>" }];
/// assert_eq!(find_in_parts(&parts, Some(&Given::default()), None).issues.len(), 1);
/// ```
pub fn find_in_parts(parts: &[TemplatePart<'_>], given: Option<&Given<'_>>, max_subject: Option<u32>) -> Findings {
    checked(parts, given, max_subject).2
}

/// The variables of the texts of one message, live or not with these values; without values every branch is taken.
///
/// ```
/// use presend::template::{TemplatePart, variables_of_parts};
///
/// let variables = variables_of_parts(&[TemplatePart { name: "subject", text: b"Hi {{name}}" }], None);
/// assert_eq!((variables[0].name.as_str(), variables[0].live), ("name", true));
/// ```
pub fn variables_of_parts(parts: &[TemplatePart<'_>], given: Option<&Given<'_>>) -> Vec<Variable> {
    let template = parse_parts(parts, &mut Findings::new());
    let mut liveness = Liveness::new();
    liveness.update(&template, given.map(|given| Arguments::from_given(&template, given)).as_ref());
    variables_of(&template, &liveness, &places_of(&template))
}

fn checked<'t>(
    parts: &[TemplatePart<'t>],
    given: Option<&Given<'_>>,
    max_subject: Option<u32>,
) -> (Template<'t>, Liveness, Findings) {
    let mut findings = Findings::new();
    let template = parse_parts(parts, &mut findings);
    let arguments = given.map(|given| Arguments::from_given(&template, given));
    let mut liveness = Liveness::new();
    liveness.update(&template, arguments.as_ref());
    if let (Some(given), Some(arguments)) = (given, &arguments) {
        check_values(&template, arguments, &liveness, &given_names(given), &mut findings);
        let places = VariablePlaces::new(&template);
        check_places(&template, arguments, &liveness, &places, max_subject, &mut findings);
        check_unused(&template, given, arguments, &mut findings);
    }
    (template, liveness, findings)
}

/// The variables of a text in order of first appearance, with every place.
///
/// ```
/// use presend::template::template_variables;
///
/// let variables = template_variables("{{#if vip}}Dear {{name}}{{else}}Hi {{name}}{{/if}}");
/// assert_eq!(variables[0].name, "vip");
/// assert_eq!(variables[1].places.len(), 2);
/// ```
pub fn template_variables(text: &str) -> Vec<Variable> {
    variables_of_parts(&[TemplatePart { name: "", text: text.as_bytes() }], None)
}

/// Checks one recipient's values against a template that is parsed already: missing, empty and non-string values.
///
/// For lists: parse once, and reuse `arguments` and `liveness`. Paths begin with `variables`; the caller puts the
/// recipient's own path before them.
///
/// ```
/// use presend::{issue::Findings, template::{check_arguments, parse_template, Arguments, Liveness}};
///
/// let template = parse_template(b"{{name}}", &mut Findings::new());
/// let mut found = Findings::new();
/// check_arguments(&template, &Arguments::new(&template), &mut Liveness::new(), &mut found);
/// assert_eq!(found.issues.len(), 1);
/// ```
pub fn check_arguments(
    template: &Template<'_>,
    arguments: &Arguments<'_>,
    liveness: &mut Liveness,
    findings: &mut Findings,
) {
    liveness.update(template, Some(arguments));
    check_values(template, arguments, liveness, &[], findings);
}

/// The names given: a missing variable may be one of them in another case.
#[inline(never)]
fn given_names<'a>(given: &Given<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for list in [given.variables, given.defaults, given.template_defaults] {
        for (name, _) in list {
            names.push(*name);
        }
    }
    names
}

#[inline(never)]
fn check_values(
    template: &Template<'_>,
    arguments: &Arguments<'_>,
    liveness: &Liveness,
    names: &[&str],
    findings: &mut Findings,
) {
    // Only a finding needs them, and most recipients of a list have none.
    let mut variables = Vec::new();
    let mut report = Report::new(findings);
    // Comparing every missing name with every given one must not become quadratic.
    let mut comparisons = 10_000_usize;
    for number in 0..template.variable_count() {
        let argument = arguments.of(number);
        let fine = argument.is_some_and(|given| given.kind == ArgumentKind::String && !given.text.is_empty());
        if fine || !liveness.is_used(number) {
            continue;
        }
        if variables.is_empty() {
            variables = variables_of(template, liveness, &[]);
        }
        let Some(variable) = variables.get(number) else { break };
        let live = liveness.of_placeholders(number);
        let wanted = Wanted { template, name: &variable.name, places: &variable.places, live };
        if let Some(argument) = argument {
            wanted.check_argument(argument, &mut report);
            continue;
        }
        comparisons = comparisons.saturating_sub(names.len());
        let names = if comparisons == 0 || live != Live::Yes { &[] } else { names };
        match names.iter().find(|name| name.eq_ignore_ascii_case(&variable.name)) {
            Some(spelling) => wanted.case(spelling, &mut report),
            None => wanted.missing(&mut report),
        }
    }
    report.finish();
}

/// A variable that these values make the template ask for.
struct Wanted<'t, 'p> {
    template: &'p Template<'t>,
    name: &'p str,
    places: &'p [Place],
    live: Live,
}

impl Wanted<'_, '_> {
    /// Nothing gives it a value.
    #[inline(never)]
    fn missing(&self, report: &mut Report<'_>) {
        let role = if self.live == Live::No { Role::Condition } else { Role::Placeholder };
        let places = self.count(role);
        let kind = match role {
            Role::Placeholder => Kind::TemplateVariableMissing { places },
            Role::Condition => Kind::TemplateConditionVariableMissing { places },
        };
        let weight = if self.live == Live::Yes { Weight::Error } else { Weight::Hint };
        let issue = about_value(report, weight, kind, "variables", self.name);
        if self.live != Live::Yes {
            issue.basis = Basis::Assumed;
        }
        for place in self.places {
            if place.role == role {
                self.relate(issue, place);
            }
        }
    }

    /// It is given as `spelling`: one error for each part, with all its tags mended.
    #[inline(never)]
    fn case(&self, spelling: &str, report: &mut Report<'_>) {
        let mut from = 0;
        while let Some(first) = self.places.get(from) {
            let mut until = from;
            while self.places.get(until).is_some_and(|place| place.part == first.part) {
                until += 1;
            }
            let kind = Kind::TemplateVariableCase { places: (until - from) as u32 };
            let issue = report.put(Weight::Error, kind, self.name_span(first));
            issue.path = part_path(self.template, first.part);
            for at in from..until {
                let Some(place) = self.places.get(at) else { break };
                issue.mend(self.name_span(place), spelling);
                if at > from {
                    self.relate(issue, place);
                }
            }
            from = until;
        }
    }

    /// Where the name stands in the tag at `place`.
    #[inline(never)]
    fn name_span(&self, place: &Place) -> Span {
        let before = |part: usize, span: Span| part < place.part || part == place.part && span.start < place.span.start;
        let nodes = &self.template.nodes;
        let at = nodes.partition_point(|node| before(node.part, node.span));
        nodes.get(at).map_or(place.span, |node| node.name)
    }

    /// It has a value that may not be what was meant.
    #[inline(never)]
    fn check_argument(&self, argument: &Argument<'_>, report: &mut Report<'_>) {
        if argument.kind != ArgumentKind::String {
            let kind = Kind::TemplateValueNotString { found: argument.kind.name() };
            about_value(report, Weight::Warning, kind, "variables", self.name);
        } else if argument.text.is_empty() && self.live != Live::No {
            let kind = Kind::TemplateValueEmpty { places: self.count(Role::Placeholder) };
            let weight = if self.live == Live::Maybe { Weight::Hint } else { Weight::Warning };
            let issue = about_value(report, weight, kind, "variables", self.name);
            issue.span = Some(Span::at(0));
            issue.basis = Basis::Standard;
        }
    }

    fn count(&self, role: Role) -> u32 {
        let mut count = 0;
        for place in self.places {
            count += u32::from(place.role == role);
        }
        count
    }

    /// Lists `place` among those of a finding.
    fn relate(&self, issue: &mut Issue, place: &Place) {
        if issue.related.len() < MAX_RELATED {
            issue.related.push(Related { path: part_path(self.template, place.part), span: place.span });
        }
    }
}

/// A finding about the value of `name` in `list`.
#[inline(never)]
fn about_value<'r>(report: &'r mut Report<'_>, weight: Weight, kind: Kind, list: Name, name: &str) -> &'r mut Issue {
    let issue = report.put(weight, kind, Span::at(0));
    issue.span = None;
    issue.path = path_of_part(list);
    issue.path.push(Step::Name(String::from(name)));
    issue
}

#[inline(never)]
fn part_path(template: &Template<'_>, part: usize) -> Vec<Step> {
    path_of_part(template.parts.get(part).map_or("", |part| part.name))
}

/// Values that no tag uses; the template's own defaults are not the caller's doing.
#[inline(never)]
fn check_unused(template: &Template<'_>, given: &Given<'_>, arguments: &Arguments<'_>, findings: &mut Findings) {
    let mut report = Report::new(findings);
    for (level, list) in [("variables", given.variables), ("defaults", given.defaults)] {
        for (name, _) in list {
            if template.variable_number(name).is_none() && !answers_another_case(template, arguments, name) {
                about_value(&mut report, Weight::Warning, Kind::TemplateVariableUnused, level, name);
            }
        }
    }
    report.finish();
}

/// True when a missing variable differs from `name` in case alone: that is said where the variable is used.
fn answers_another_case(template: &Template<'_>, arguments: &Arguments<'_>, name: &str) -> bool {
    let few = template.variable_count().min(100);
    (0..few).any(|number| arguments.of(number).is_none() && template.variable_name(number).eq_ignore_ascii_case(name))
}

/// The variables in order of first appearance, with their tags. Without `places` all are said to stand in HTML.
#[inline(never)]
pub(super) fn variables_of(template: &Template<'_>, liveness: &Liveness, places: &[Where]) -> Vec<Variable> {
    let mut variables = Vec::with_capacity(template.variable_count());
    for number in 0..template.variable_count() {
        let name = String::from(template.variable_name(number));
        variables.push(Variable { name, places: Vec::new(), live: liveness.is_used(number) });
    }
    for (at, node) in template.nodes.iter().enumerate() {
        let r#where = places.get(at).copied().unwrap_or(Where::Html);
        let role = match node.kind {
            NodeKind::Placeholder => Role::Placeholder,
            NodeKind::Open(_) => Role::Condition,
            _ => continue,
        };
        if let Some(variable) = variables.get_mut(node.variable) {
            variable.places.push(Place { part: node.part, span: node.span, role, r#where });
        }
    }
    variables
}
