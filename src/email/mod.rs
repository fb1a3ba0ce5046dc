//! E-mail addresses: the mailbox of RFC 5321 to the letter, and what mail APIs take of it.
//!
//! # Scope
//!
//! [`EmailMode::Strict`] is `Mailbox` of RFC 5321 §4.1.2, with RFC 6531 (SMTPUTF8) by option. [`EmailMode::Practical`] is
//! what mail APIs accept: a domain with a dot, no quoted local-part, no address literal, each by option; it trims what
//! pasting leaves around a mailbox and warns of what is probably a slip. Nothing here asks the DNS or a server: that a
//! mailbox is well-formed does not say that it exists. Comments, folding white space, groups and routes of RFC 5322 are
//! header syntax, which no API takes, and are reported.
//!
//! Internationalized domains go to UTS #46 in two steps, because a browser has its tables already: see
//! [`EmailCheck::needs_idna`].
//!
//! # Examples
//!
//! ```
//! use presend::email::{check_email, EmailOptions};
//! use presend::issue::{Kind, Span};
//!
//! let check = check_email("ann..lee@acme.in", &EmailOptions::default());
//! assert_eq!(check.findings.issues[0].kind, Kind::EmailLocalPartConsecutiveDots);
//! assert_eq!(check.findings.issues[0].span, Some(Span::new(4, 5)));
//! ```

mod around;
mod chars;
mod check;
mod domain;
mod idn;
mod list;
mod literal;
mod local_part;
mod mailbox;
mod name_addr;
mod plain;
mod providers;
mod punycode;
mod scripts;

pub use check::{EmailAids, EmailCheck, EmailMode, EmailOptions, Normalised, check_email, check_email_octets};
pub use idn::IdnaAnswer;
pub use list::{SameMailbox, parse_mailboxes, same_mailbox};
pub use providers::ProviderDomains;
#[allow(unused_imports)] // The edge alone asks for these apart from the check.
pub(crate) use {check::check_unusual, list::for_each_mailbox, list::mailbox_key, plain::plain_mailbox};
