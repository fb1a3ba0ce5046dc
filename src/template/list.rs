//! A template against a list of recipients: one finding a variable, with how many recipients it is about.

use alloc::string::String;
use alloc::vec::Vec;

use super::arguments::{Argument, Arguments, Given, Level};
use super::check::{Variable, check_arguments, variables_of};
use super::live::Liveness;
use super::names::Names;
use super::node::TemplatePart;
use super::parse::parse_parts;
use super::place::places_of;
use super::report::MAX_FINDINGS;
use super::values::{VariablePlaces, check_places, check_subject_lines};
use crate::issue::{Basis, Findings, Issue, Kind, Severity, Step};

/// Recipients that a group names; its `count` counts all of them.
pub const NAMED_RECIPIENTS: usize = 10;

/// What several recipients have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The finding about the first of them, whose path begins with `recipients` and its position.
    pub issue: Issue,
    /// The variable it is about; empty for the subject.
    pub variable: String,
    /// Recipients of whom it is true.
    pub count: u32,
    /// Positions of the first of them.
    pub recipients: Vec<u32>,
}

/// What [`check_template_list`] found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListCheck {
    /// What is wrong with the template itself.
    pub findings: Findings,
    /// What is wrong for recipients, in the order in which it was met.
    pub groups: Vec<Group>,
    /// The template's variables.
    pub variables: Vec<Variable>,
}

/// Checks a message for many recipients at once; `given.variables` is not looked at.
///
/// ```
/// use presend::template::{check_template_list, Argument, Given, TemplatePart};
///
/// let parts = [TemplatePart { name: "", text: b"Hi {{name}} from {{city}}" }];
/// let full = [("name", Argument::string("Ann")), ("city", Argument::string("Pune"))];
/// let half = [("name", Argument::string("Bo"))];
/// let list: [&[_]; 3] = [&full, &half, &half];
/// let check = check_template_list(&parts, list, &Given::default(), None);
/// assert_eq!(check.groups.len(), 1);
/// assert_eq!((check.groups[0].variable.as_str(), check.groups[0].count), ("city", 2));
/// assert_eq!(check.groups[0].recipients, [1, 2]);
/// ```
pub fn check_template_list<'a>(
    parts: &[TemplatePart<'_>],
    recipients: impl IntoIterator<Item = &'a [(&'a str, Argument<'a>)]>,
    given: &Given<'a>,
    max_subject: Option<u32>,
) -> ListCheck {
    let mut list = ListCheck::default();
    let template = parse_parts(parts, &mut list.findings);
    check_subject_lines(parts, &mut list.findings);
    let places = VariablePlaces::new(&template);
    let mut arguments = Arguments::from_given(&template, &Given { variables: &[], ..*given });
    let mut liveness = Liveness::new();
    // For each variable the groups about it, and one more list for the subject.
    let mut groups_of = Vec::new();
    groups_of.resize_with(template.variable_count() + 1, Vec::new);
    let mut spare = Names::new();
    let mut spare_groups: Vec<usize> = Vec::new();
    let mut found = Findings::new();
    let (mut error_room, mut warning_room, mut omitted) = (MAX_FINDINGS, MAX_FINDINGS, 0_u32);
    for (at, recipient) in recipients.into_iter().enumerate() {
        arguments.clear(Level::Recipient);
        for (name, argument) in recipient {
            if arguments.give(&template, Level::Recipient, name, argument.clone()).is_none() {
                let number = spare.number(name.as_bytes());
                if number == spare_groups.len() && warning_room > 0 {
                    warning_room -= 1;
                    spare_groups.push(list.groups.len());
                    let kind = Kind::TemplateVariableUnused;
                    let mut issue = Issue::new(Severity::Warning, kind, None);
                    issue.basis = Basis::Documented;
                    issue.path.extend([Step::Name("variables".into()), Step::Name((*name).into())]);
                    list.groups.push(Group::new(issue, name));
                }
                match spare_groups.get(number).and_then(|&group| list.groups.get_mut(group)) {
                    Some(group) => group.add(at),
                    None => omitted = omitted.saturating_add(1),
                }
            }
        }
        check_arguments(&template, &arguments, &mut liveness, &mut found);
        check_places(&template, &arguments, &liveness, &places, max_subject, &mut found);
        for issue in found.issues.drain(..).chain(found.warnings.drain(..)) {
            let name = match issue.path.last() {
                Some(Step::Name(name)) if issue.path.len() == 2 => name.clone(),
                _ => String::new(),
            };
            let number = template.variable_number(&name).unwrap_or(template.variable_count());
            let Some(own) = groups_of.get_mut(number) else { continue };
            let same = |group: &&usize| list.groups.get(**group).is_some_and(|group| group.holds(&issue));
            let group = match own.iter().find(same) {
                Some(&group) => group,
                None => {
                    // Errors and warnings have room of their own: no number of warnings may hide an error.
                    let room = if issue.severity == Severity::Error { &mut error_room } else { &mut warning_room };
                    let Some(left) = room.checked_sub(1) else {
                        omitted = u32::saturating_add(omitted, 1);
                        continue;
                    };
                    *room = left;
                    own.push(list.groups.len());
                    list.groups.push(Group::new(issue, &name));
                    list.groups.len() - 1
                }
            };
            if let Some(group) = list.groups.get_mut(group) {
                group.add(at);
            }
        }
    }
    if omitted > 0 {
        list.findings.warning(Kind::TemplateFindingsOmitted { omitted }, None);
    }
    liveness.update(&template, None);
    list.variables = variables_of(&template, &liveness, &places_of(&template));
    list
}

impl Group {
    fn new(issue: Issue, variable: &str) -> Group {
        Group { issue, variable: String::from(variable), count: 0, recipients: Vec::new() }
    }

    /// True when `issue` says the same of another recipient.
    fn holds(&self, issue: &Issue) -> bool {
        let weight = |issue: &Issue| (issue.kind.index(), issue.severity, issue.likely);
        weight(&self.issue) == weight(issue)
    }

    /// One recipient more.
    fn add(&mut self, at: usize) {
        if self.count == 0 {
            self.issue.path.splice(0..0, [Step::Name("recipients".into()), Step::Index(at)]);
        }
        self.count += 1;
        if self.recipients.len() < NAMED_RECIPIENTS {
            self.recipients.push(at as u32);
        }
    }
}
