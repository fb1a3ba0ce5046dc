//! WhatsApp: a template's definition, a message of it, and the 24 hours for free text.
//!
//! # Scope
//!
//! Shapes are those of Meta's Cloud API, in which the provider's fields come. Meta's pages were read in copies and through
//! the pages of providers; where those disagree (whether the 1,024 characters of a body count the values) the finding is a
//! warning. Characters are code points. Whether a media link can be fetched is not checked.
//!
//! | rule | source |
//! |---|---|
//! | `{{1}}` from 1 without a gap, or `{{name}}` with `parameter_name` | Meta, template components |
//! | header 60, body 1,024, footer 60, button 25 characters; name 512 | Meta (copy), 8x8, chakrahq, wati |
//! | 10 buttons, 2 links, 1 phone number; 1 placeholder in a header | dualhook; Meta (copy) |
//! | no line break, tab, or more than four spaces in a value | Meta, error 132018 |
//! | free text within 24 hours of the person's last message | Meta, customer service windows |
//!
//! ```
//! use presend::whatsapp::{session_window, SessionState};
//!
//! assert_eq!(session_window(1_717_754_400_000.0, 1_717_754_460_000.0).state, SessionState::Open);
//! ```

mod message;
mod placeholder;
mod report;
mod session;
mod template;

pub use message::check_whatsapp_message;
pub use session::{CLOSING_MS, SessionState, SessionWindow, WINDOW_MS, session_window};
pub use template::check_whatsapp_template;
