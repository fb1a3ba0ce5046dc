//! The values given for a template's variables, on three levels.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::node::Template;
use crate::issue::Name;

/// The JSON kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl ArgumentKind {
    /// The kind as JSON Schema names it.
    pub const fn name(self) -> Name {
        match self {
            ArgumentKind::String => "string",
            ArgumentKind::Number => "number",
            ArgumentKind::Boolean => "boolean",
            ArgumentKind::Null => "null",
            ArgumentKind::Array => "array",
            ArgumentKind::Object => "object",
        }
    }
}

/// A value given for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument<'a> {
    /// Its JSON kind; the API expects strings.
    pub kind: ArgumentKind,
    /// A string's content (WTF-8), or the literal of a number, a boolean or `null`; empty for an array or an object.
    pub text: Cow<'a, [u8]>,
}

impl<'a> Argument<'a> {
    /// A string.
    pub const fn string(text: &'a str) -> Argument<'a> {
        Argument { kind: ArgumentKind::String, text: Cow::Borrowed(text.as_bytes()) }
    }

    /// A value of another kind, with its literal.
    pub const fn literal(kind: ArgumentKind, text: &'a str) -> Argument<'a> {
        Argument { kind, text: Cow::Borrowed(text.as_bytes()) }
    }
}

/// Where a value comes from; a higher level wins. MigoSMTP, fallback values for missing variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The template's own default.
    Template,
    /// The request's `default_variables`.
    Request,
    /// The recipient's `variables`.
    Recipient,
}

/// The values of a single call, as lists of name and value.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// The recipient's `variables`.
    pub variables: &'a [(&'a str, Argument<'a>)],
    /// The request's `default_variables`.
    pub defaults: &'a [(&'a str, Argument<'a>)],
    /// The template's own defaults.
    pub template_defaults: &'a [(&'a str, Argument<'a>)],
}

/// Values by variable number, ready for one recipient after another.
///
/// A check of many recipients gives the lower levels once, and for each recipient clears [`Level::Recipient`] and gives
/// its values: no allocation, and each name is looked up once.
///
/// ```
/// use presend::{issue::Findings, template::{parse_template, Argument, Arguments, Level}};
///
/// let template = parse_template(b"{{greeting}} {{name}}", &mut Findings::new());
/// let mut arguments = Arguments::new(&template);
/// arguments.give(&template, Level::Request, "greeting", Argument::string("Hello"));
/// arguments.give(&template, Level::Recipient, "name", Argument::string("Ann"));
/// arguments.clear(Level::Recipient);
/// assert!(arguments.of(0).is_some());
/// assert!(arguments.of(1).is_none());
/// ```
#[derive(Clone, Debug)]
pub struct Arguments<'a> {
    /// For each variable the values of the three levels.
    values: Vec<Option<Argument<'a>>>,
}

const LEVELS: usize = 3;

impl<'a> Arguments<'a> {
    /// Nothing given yet.
    pub fn new(template: &Template<'_>) -> Arguments<'a> {
        let mut values = Vec::new();
        values.resize_with(LEVELS * template.variable_count(), || None);
        Arguments { values }
    }

    /// Everything of `given`.
    #[inline(never)]
    pub fn from_given(template: &Template<'_>, given: &Given<'a>) -> Arguments<'a> {
        let mut arguments = Arguments::new(template);
        let levels = [
            (Level::Template, given.template_defaults),
            (Level::Request, given.defaults),
            (Level::Recipient, given.variables),
        ];
        for (level, list) in levels {
            for (name, Argument { kind, text }) in list {
                arguments.give(template, level, name, Argument { kind: *kind, text: Cow::Borrowed(text) });
            }
        }
        arguments
    }

    /// Gives `name` a value; the variable's number, or `None` when the template does not use it.
    #[inline(never)]
    pub fn give(&mut self, template: &Template<'_>, level: Level, name: &str, argument: Argument<'a>) -> Option<usize> {
        let number = template.variable_number(name)?;
        *self.values.get_mut(LEVELS * number + level as usize)? = Some(argument);
        Some(number)
    }

    /// Forgets the values of one level.
    pub fn clear(&mut self, level: Level) {
        for argument in self.values.iter_mut().skip(level as usize).step_by(LEVELS) {
            *argument = None;
        }
    }

    /// The value of variable `number`: that of the highest level which has one.
    pub fn of(&self, number: usize) -> Option<&Argument<'a>> {
        let values = self.values.get(number.saturating_mul(LEVELS)..)?;
        for level in [2, 1, 0] {
            if let Some(Some(argument)) = values.get(level) {
                return Some(argument);
            }
        }
        None
    }
}
