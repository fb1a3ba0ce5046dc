//! Templates in the MigoSMTP dialect: which tags are malformed, which variables stay without a value.
//!
//! # Scope
//!
//! The dialect is the one of the provider's knowledge base (merge tags, recipient variables, fallback values,
//! conditional blocks): `{{name}}` without inner spaces, a name being a letter followed by letters, digits and
//! underscores; `{{#if v}}`, `{{#if_eq v "x"}}` and `{{#if_neq v "x"}}`, each with an optional `{{else}}`, closed by
//! `{{/if}}`, `{{/if_eq}}`, `{{/if_neq}}`, nested at will. The closing tags of the comparisons are not documented: a
//! `{{/if}}` in their place is a warning. Of HTML only tags,
//! attributes and comments are told apart, and `<style>` and `<script>` are stepped over when braces are weighed.
//!
//! Enters: the parts of a message and the values of up to three levels. Leaves: findings, and the variables in order of
//! first appearance. One pass over the octets, no recursion; errors and warnings beyond [`MAX_FINDINGS`] are only counted.
//!
//! ```
//! use presend::template::{check_template, Argument, Given};
//!
//! let variables = [("first_name", Argument::string("Ann"))];
//! let given = Given { variables: &variables, ..Given::default() };
//! let check = check_template("Hello {{first_name}}, your code is {{code}}", Some(&given));
//! let [missing] = check.findings.issues.as_slice() else { unreachable!() };
//! assert_eq!(missing.kind.reason(), "template_variable_missing");
//! assert_eq!(check.variables.len(), 2);
//! ```

mod arguments;
mod blocks;
mod check;
mod list;
mod live;
mod names;
mod node;
mod octets;
mod parse;
mod place;
mod plain;
mod preview;
mod report;
mod tag;
mod values;

pub use arguments::{Argument, ArgumentKind, Arguments, Given, Level};
pub use check::{
    Place, Role, TemplateCheck, Variable, check_arguments, check_parts, check_parts_within, check_template,
    check_template_octets, find_in_parts, template_variables, variables_of_parts,
};
pub use list::{Group, ListCheck, NAMED_RECIPIENTS, check_template_list};
pub use live::{Live, Liveness};
pub use node::{Helper, Node, NodeKind, Template, TemplatePart};
pub use parse::{parse_parts, parse_template};
pub use place::{Where, places_of};
pub use preview::{Escape, preview_template, preview_template_octets};
pub use report::MAX_FINDINGS;
pub use values::{SUBJECT_UNITS, VariablePlaces, check_places, check_subject_lines};
