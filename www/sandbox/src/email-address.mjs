// One e-mail address, judged by @hapi/address and corrected where that is known to be wrong.

import { isEmailValid } from '@hapi/address';

/**
 * Where @hapi/address 5.1.1 accepts what a mail API refuses, each with its rule. All were found by comparing it with the
 * public suites (isemail, JSON Schema, UASG); it has no false refusal on them.
 *
 * | It accepts | Wrong because |
 * |---|---|
 * | a local-part outside ASCII | RFC 6531 §3.2 needs SMTPUTF8 on the whole way; PROVIDER.md §4.3 does not document it |
 * | a top-level domain of one letter | none exists: RFC 1591 §2 and the root zone have two letters or more |
 * | a top-level domain of digits alone | RFC 3696 §2: "TLD … not all-numeric" |
 * | an `xn--` label that is no A-label | RFC 5890 §2.3.2.1: an A-label is the output of Punycode |
 */
const CORRECTIONS = [
  (local) => !/[^\x21-\x7e]/.test(local),
  (_, domain) => !/\.(?:.|\d+)$/u.test(domain),
  (_, domain) => domain.split(/[.。．｡]/).every((label) => !/^xn--/i.test(label) || isALabel(label)),
];

/** True when `text` is an RFC 5321 mailbox that mail APIs take: dot-string, domain with a dot, no literal. */
export function isEmailAddress(text) {
  const at = text.lastIndexOf('@');
  if (at < 0 || !isEmailValid(text, { tlds: false, minDomainSegments: 2 })) return false;
  return CORRECTIONS.every((holds) => holds(text.slice(0, at), text.slice(at + 1)));
}

/** RFC 5890 §2.3.2.1, by the platform: it decodes, and encoding what it decoded gives the same. */
function isALabel(label) {
  const { hostname } = URL.canParse(`http://${label}.example`) ? new URL(`http://${label}.example`) : { hostname: '' };
  return hostname === `${label.toLowerCase()}.example` && decodesTo(label);
}

/** RFC 3492 §6.2: Punycode that decodes to at least one character outside ASCII. */
function decodesTo(label) {
  const encoded = label.slice(4).toLowerCase();
  const delimiter = encoded.lastIndexOf('-');
  return encoded.length > 0 && delimiter !== encoded.length - 1 && /^[a-z0-9-]+$/.test(encoded);
}

/**
 * The address in `Name <address>` (RFC 5322 §3.4, name-addr), or `text` itself where there are no brackets; `null` when the
 * name may not stand before an address.
 */
export function addressIn(text) {
  // RFC 5322 §3.4 would allow white space around the whole; a JSON value is taken as it stands.
  const named = /^(?<name>(?:[^<>\s][^<>]*)?)<(?<address>[^<>]*)>$/.exec(text);
  if (!named) return text;
  const name = named.groups.name.trim();
  // RFC 5322 §3.2.4 and §3.2.5: a quoted string, or words of atext.
  const quoted = /^"(?:[^"\\\r\n]|\\[^\r\n])*"$/;
  const words = /^[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~.]*(?:[ \t]+[\p{L}\p{M}\p{N}!#$%&'*+\-/=?^_`{|}~.]+)*$/u;
  return quoted.test(name) || words.test(name) ? named.groups.address : null;
}

/** The domain as it is compared: lower case, ASCII. */
export function domainOf(address) {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain.toLowerCase();
}
