//! Numbers in links and URIs: `tel:` with its parameters (RFC 3966), `sms:`, WhatsApp's links.

use alloc::string::String;

use crate::issue::{Edit, Issue, Kind, Severity, Span};

use super::check::PhoneMode;
use super::form::add_error;
use super::formats::push_digits;
use super::messy::{Finder, first_start};
use super::scan::Class;

/// RFC 3966 §5.1.5: what stands before the digits of a local number.
const CONTEXT: &[u8] = b";phone-context=+";

impl Finder<'_> {
    /// Passes over a scheme and cuts off the URI's parameters; returns where the number may start.
    pub(super) fn uri(&mut self) -> usize {
        let mut start = 0;
        while let Some((Class::Separator | Class::Invisible, size)) = self.class(start) {
            start += size;
        }
        let from = self.text.get(start..).unwrap_or_default();
        let (scheme, is_link) = match (link_octets(from), scheme_octets(from)) {
            (Some(link), _) => (link, true),
            (None, Some(scheme)) => (scheme, false),
            (None, None) if self.parameter(start, CONTEXT).is_some() => (0, false),
            (None, None) => return 0,
        };
        let number = start + scheme;
        // The number in such a link is a whole one, without its plus.
        let implies_plus = is_link && !matches!(self.class(number), Some((Class::Plus, _)));
        let rest = self.text.get(number..).unwrap_or_default();
        let ends: &[u8] = if is_link { b"?&/#" } else { b";?" };
        let tail = rest.iter().position(|octet| ends.contains(octet)).map(|at| number + at);
        if implies_plus {
            self.scan.imply_plus(number);
        }
        let whole_end = self.end;
        if let Some(tail) = tail {
            if !is_link && self.digit_follows(number) {
                self.context_parameter(tail, number);
            }
            self.extension_parameter(tail);
            self.end = tail;
        }
        self.scan.own = Span::new(number, self.end);
        if self.options.mode == PhoneMode::Exact {
            let mut insert = String::from(if self.scan.plus.is_some() { "+" } else { "" });
            push_digits(&mut insert, self.scan.digits());
            let mut issue = Issue::new(Severity::Error, Kind::PhoneUriScheme, Some(Span::new(start, number)));
            issue.fix = alloc::vec![Edit::new(Span::new(start, number), insert)];
            if tail.is_some() {
                issue.fix.push(Edit::new(Span::new(self.end, whole_end), ""));
            }
            self.findings.push(issue);
        }
        number
    }

    /// Takes the digits of a local number's context.
    fn context_parameter(&mut self, tail: usize, number: usize) {
        let Some(context) = self.parameter(tail, CONTEXT) else { return };
        self.scan.imply_plus(number);
        let octets = self.text.get(context.start..context.end).unwrap_or_default();
        for octet in octets.iter().filter(|octet| octet.is_ascii_digit()) {
            self.scan.add(octet - b'0', number, 0);
        }
    }

    /// What stands behind `name` among the parameters of a URI, up to the next one.
    fn parameter(&self, tail: usize, name: &[u8]) -> Option<Span> {
        let parameters = self.text.get(tail..)?;
        let at = parameters.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))? + name.len();
        let value = parameters.get(at..)?;
        let octets = value.iter().position(|&octet| octet == b';').unwrap_or(value.len());
        Some(Span::new(tail + at, tail + at + octets))
    }

    /// RFC 3966 §5.3, `;ext=`.
    fn extension_parameter(&mut self, tail: usize) {
        const NAME: &[u8] = b";ext=";
        if let Some(value) = self.parameter(tail, NAME) {
            let span = Span::new(value.start - NAME.len(), value.end);
            add_error(self.findings, Kind::PhoneExtension, span, Some(Edit::new(span, "")));
        }
    }
}

/// Octets of a WhatsApp link up to its number.
fn link_octets(text: &[u8]) -> Option<usize> {
    let start = first_start(text, b"https:// http:// whatsapp://").unwrap_or(0);
    let hosts = b"wa.me/ api.whatsapp.com/send?phone= send?phone= api.whatsapp.com/send/?phone=";
    Some(start + first_start(text.get(start..)?, hosts)?)
}

/// Octets of a scheme, its colon and the slashes behind it.
fn scheme_octets(text: &[u8]) -> Option<usize> {
    let octets = first_start(text, b"tel: sms: smsto: whatsapp: callto:")?;
    let slashes = text.get(octets..)?.iter().take_while(|&&octet| octet == b'/').count();
    Some(octets + slashes)
}
