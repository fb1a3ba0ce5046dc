//! The template against the values: what is missing, unused, empty or of the wrong kind.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::arguments::{Argument, ArgumentKind, Arguments, Given};
use super::live::{Live, Liveness};
use super::node::{NodeKind, Template, TemplatePart};
use super::parse::parse_parts;
use super::report::Report;
use crate::issue::{Basis, Findings, Issue, Kind, Related, Span, Step};

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
    let mut findings = Findings::new();
    let template = parse_parts(parts, &mut findings);
    let arguments = given.map(|given| Arguments::from_given(&template, given));
    let mut liveness = Liveness::new();
    liveness.update(&template, arguments.as_ref());
    if let (Some(given), Some(arguments)) = (given, &arguments) {
        let spare = spare_names(&template, given);
        check_values(&template, arguments, &liveness, &spare, &mut findings);
        check_unused(&template, given, arguments, &mut findings);
    }
    TemplateCheck { findings, variables: variables_of(&template, &liveness) }
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
    check_template(text, None).variables
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

/// Given names that the template does not use: a missing variable may be one of them in another case.
fn spare_names<'a>(template: &Template<'_>, given: &Given<'a>) -> Vec<&'a str> {
    let mut spare = Vec::new();
    for (name, _) in given.variables.iter().chain(given.defaults).chain(given.template_defaults) {
        if template.variable_number(name).is_none() {
            spare.push(*name);
        }
    }
    spare
}

fn check_values(
    template: &Template<'_>,
    arguments: &Arguments<'_>,
    liveness: &Liveness,
    spare: &[&str],
    findings: &mut Findings,
) {
    // Only a finding needs the places: most recipients of a list have none.
    let mut all_places: Option<Vec<Vec<Place>>> = None;
    let mut report = Report::new(findings);
    // Comparing every missing name with every spare one must not become quadratic.
    let mut comparisons = 10_000_usize;
    for number in 0..template.variable_count() {
        let live = liveness.of_placeholders(number);
        let argument = arguments.of(number);
        let fine = argument.is_some_and(|given| given.kind == ArgumentKind::String && !given.text.is_empty());
        if fine || live.max(liveness.of_conditions(number)) == Live::No {
            continue;
        }
        let all_places = all_places.get_or_insert_with(|| places_by_variable(template));
        let places = all_places.get(number).map_or(&[][..], Vec::as_slice);
        let variable = Wanted { template, number, places, live };
        match argument {
            Some(argument) => variable.check_argument(argument, &mut report),
            None => {
                comparisons = comparisons.saturating_sub(spare.len());
                let spare = if comparisons == 0 { &[] } else { spare };
                let name = template.variable_name(number);
                match spare.iter().find(|spare| spare.eq_ignore_ascii_case(name)) {
                    Some(spelling) if live == Live::Yes => variable.case(spelling, &mut report),
                    _ => variable.missing(&mut report),
                }
            }
        }
    }
    report.finish();
}

/// A variable that these values make the template ask for.
struct Wanted<'t, 'p> {
    template: &'p Template<'t>,
    number: usize,
    places: &'p [Place],
    live: Live,
}

impl Wanted<'_, '_> {
    fn name(&self) -> &str {
        self.template.variable_name(self.number)
    }

    fn path(&self) -> Vec<Step> {
        vec![Step::Name(String::from("variables")), Step::Name(String::from(self.name()))]
    }

    fn printed(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.role == Role::Placeholder)
    }

    /// Nothing gives it a value.
    fn missing(&self, report: &mut Report<'_>) {
        let role = if self.live == Live::No { Role::Condition } else { Role::Placeholder };
        let listed = self.places.iter().filter(|place| place.role == role);
        let places = listed.clone().count() as u32;
        let issue = match self.live {
            Live::Yes => report.error(Kind::TemplateVariableMissing { places }, None, &[]),
            Live::Maybe => report.hint(Kind::TemplateVariableMissing { places }, None, &[]),
            Live::No => report.hint(Kind::TemplateConditionVariableMissing { places }, None, &[]),
        };
        if self.live != Live::Yes {
            issue.basis = Basis::Assumed;
        }
        issue.path = self.path();
        issue.related = listed.take(MAX_RELATED).map(|place| related(self.template, place)).collect();
    }

    /// It is given as `spelling`: one error for each part, with all its tags mended.
    fn case(&self, spelling: &str, report: &mut Report<'_>) {
        let mut from = 0;
        while let Some(first) = self.places.get(from) {
            let rest = self.places.get(from..).unwrap_or_default();
            let in_part = rest.iter().take_while(|place| place.part == first.part).count();
            let here = rest.get(..in_part).unwrap_or_default();
            from += in_part;
            let names: Vec<Span> = here.iter().filter_map(|place| self.name_span(place)).collect();
            let kind = Kind::TemplateVariableCase { places: in_part as u32 };
            let fix: Vec<(Span, &str)> = names.iter().map(|name| (*name, spelling)).collect();
            let issue = report.error(kind, names.first().copied(), &fix);
            issue.path = part_path(self.template, first.part);
            issue.related = here.iter().skip(1).take(MAX_RELATED).map(|place| related(self.template, place)).collect();
        }
    }

    /// Where the name stands in the tag at `place`.
    fn name_span(&self, place: &Place) -> Option<Span> {
        let nodes = &self.template.nodes;
        let at =
            nodes.binary_search_by_key(&(place.part, place.span.start), |node| (node.part, node.span.start)).ok()?;
        nodes.get(at).map(|node| node.name)
    }

    /// It has a value that may not be what was meant.
    fn check_argument(&self, argument: &Argument<'_>, report: &mut Report<'_>) {
        if argument.kind != ArgumentKind::String {
            let kind = Kind::TemplateValueNotString { found: argument.kind.name() };
            report.warning(kind, None).path = self.path();
        } else if argument.text.is_empty() && self.live != Live::No {
            let kind = Kind::TemplateValueEmpty { places: self.printed().count() as u32 };
            let issue = report.warning(kind, Some(Span::at(0)));
            issue.basis = Basis::Standard;
            issue.path = self.path();
            issue.likely = self.live == Live::Maybe;
        }
    }
}

fn related(template: &Template<'_>, place: &Place) -> Related {
    Related { path: part_path(template, place.part), span: place.span }
}

fn part_path(template: &Template<'_>, part: usize) -> Vec<Step> {
    match template.parts.get(part) {
        Some(part) if !part.name.is_empty() => vec![Step::Name(String::from(part.name))],
        _ => Vec::new(),
    }
}

/// Values that no tag uses; the template's own defaults are not the caller's doing.
fn check_unused(template: &Template<'_>, given: &Given<'_>, arguments: &Arguments<'_>, findings: &mut Findings) {
    let mut report = Report::new(findings);
    for (level, list) in [("variables", given.variables), ("defaults", given.defaults)] {
        for (name, _) in list {
            if template.variable_number(name).is_some() || answers_another_case(template, arguments, name) {
                continue;
            }
            let issue: &mut Issue = report.warning(Kind::TemplateVariableUnused, None);
            issue.path = vec![Step::Name(String::from(level)), Step::Name(String::from(*name))];
        }
    }
    report.finish();
}

/// True when a missing variable differs from `name` in case alone: that is said where the variable is used.
fn answers_another_case(template: &Template<'_>, arguments: &Arguments<'_>, name: &str) -> bool {
    let few = template.variable_count().min(100);
    (0..few).any(|number| arguments.of(number).is_none() && template.variable_name(number).eq_ignore_ascii_case(name))
}

/// The tags of each variable.
fn places_by_variable(template: &Template<'_>) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); template.variable_count()];
    for node in &template.nodes {
        let role = match node.kind {
            NodeKind::Placeholder => Role::Placeholder,
            NodeKind::Open(_) => Role::Condition,
            _ => continue,
        };
        if let Some(list) = places.get_mut(node.variable) {
            list.push(Place { part: node.part, span: node.span, role });
        }
    }
    places
}

fn variables_of(template: &Template<'_>, liveness: &Liveness) -> Vec<Variable> {
    let places = places_by_variable(template);
    let named = places.into_iter().enumerate();
    named
        .map(|(number, places)| Variable {
            name: String::from(template.variable_name(number)),
            places,
            live: liveness.of_placeholders(number).max(liveness.of_conditions(number)) != Live::No,
        })
        .collect()
}
