//! The check beside a recogniser that is nothing but the ABNF: slow, and plain to see.
//!
//! A production here is a function from a place to every place where it may end; a mailbox is good when one of those is the
//! end of the text. No octet is looked at ahead, and nothing is remembered.

use presend::email::{EmailMode, EmailOptions, check_email};

use super::reasons;

/// Under which grammar a text is read.
struct Grammar<'a> {
    text: &'a [char],
    smtputf8: bool,
}

type Ends = Vec<usize>;

impl Grammar<'_> {
    fn one(&self, at: usize, is: impl Fn(char) -> bool) -> Ends {
        self.text.get(at).filter(|&&char| is(char)).map(|_| at + 1).into_iter().collect()
    }

    fn word(&self, at: usize, word: &str) -> Ends {
        let mut end = at;
        for char in word.chars() {
            let Some(given) = self.text.get(end) else { return Ends::new() };
            if !given.eq_ignore_ascii_case(&char) {
                return Ends::new();
            }
            end += 1;
        }
        vec![end]
    }

    /// RFC 5234 §3.6: between `least` and `most` times.
    fn repeated(&self, at: usize, least: usize, most: usize, part: &dyn Fn(usize) -> Ends) -> Ends {
        let (mut ends, mut reached) = (Ends::new(), vec![at]);
        for count in 0..=most {
            if count >= least {
                ends.extend(&reached);
            }
            reached = all(&reached, part);
            if reached.is_empty() {
                break;
            }
        }
        sorted(ends)
    }

    /// RFC 6531 §3.3, UTF8-non-ascii.
    fn is_wide(&self, char: char) -> bool {
        self.smtputf8 && !char.is_ascii()
    }

    /// RFC 5321 §4.1.2, Mailbox = Local-part "@" ( Domain / address-literal )
    fn mailbox(&self, at: usize) -> Ends {
        let at_sign = all(&self.local_part(at), &|end| self.word(end, "@"));
        all(&at_sign, &|end| either([self.domain(end), self.address_literal(end)]))
    }

    /// Local-part = Dot-string / Quoted-string
    fn local_part(&self, at: usize) -> Ends {
        either([self.dot_string(at), self.quoted_string(at)])
    }

    /// Dot-string = Atom *("." Atom)
    fn dot_string(&self, at: usize) -> Ends {
        let more = |end| all(&self.word(end, "."), &|end| self.atom(end));
        all(&self.atom(at), &|end| self.repeated(end, 0, usize::MAX, &more))
    }

    /// Atom = 1*atext; RFC 5322 §3.2.3, RFC 6531 §3.3
    fn atom(&self, at: usize) -> Ends {
        let is_atext =
            |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(char) || self.is_wide(char);
        self.repeated(at, 1, usize::MAX, &|end| self.one(end, is_atext))
    }

    /// Quoted-string = DQUOTE *QcontentSMTP DQUOTE
    fn quoted_string(&self, at: usize) -> Ends {
        let content = |end| either([self.qtext(end), self.quoted_pair(end)]);
        let inner = all(&self.word(at, "\""), &|end| self.repeated(end, 0, usize::MAX, &content));
        all(&inner, &|end| self.word(end, "\""))
    }

    /// qtextSMTP = %d32-33 / %d35-91 / %d93-126; RFC 6531 §3.3
    fn qtext(&self, at: usize) -> Ends {
        let is_qtext = |char: char| matches!(char as u32, 32..=33 | 35..=91 | 93..=126) || self.is_wide(char);
        self.one(at, is_qtext)
    }

    /// quoted-pairSMTP = %d92 %d32-126
    fn quoted_pair(&self, at: usize) -> Ends {
        all(&self.word(at, "\\"), &|end| self.one(end, |char| matches!(char as u32, 32..=126)))
    }

    /// Domain = sub-domain *("." sub-domain)
    fn domain(&self, at: usize) -> Ends {
        let more = |end| all(&self.word(end, "."), &|end| self.sub_domain(end));
        all(&self.sub_domain(at), &|end| self.repeated(end, 0, usize::MAX, &more))
    }

    /// sub-domain = Let-dig [Ldh-str], Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig; 63 octets (RFC 1035 §2.3.4)
    fn sub_domain(&self, at: usize) -> Ends {
        let let_dig = |end| self.one(end, |char| char.is_ascii_alphanumeric());
        let ldh = |end| self.one(end, |char| char.is_ascii_alphanumeric() || char == '-');
        let ldh_str = |end| all(&self.repeated(end, 0, usize::MAX, &ldh), &let_dig);
        let ends = all(&let_dig(at), &|end| either([vec![end], ldh_str(end)]));
        ends.into_iter().filter(|end| end - at <= 63).collect()
    }

    /// §4.1.3, address-literal = "[" ( IPv4-address-literal / IPv6-address-literal ) "]": no other tag is registered.
    fn address_literal(&self, at: usize) -> Ends {
        let v6 = |end| all(&self.word(end, "IPv6:"), &|end| self.ipv6(end));
        let inner = all(&self.word(at, "["), &|end| either([self.ipv4(end), v6(end)]));
        all(&inner, &|end| self.word(end, "]"))
    }

    /// IPv4-address-literal = Snum 3("." Snum)
    fn ipv4(&self, at: usize) -> Ends {
        let more = |end| all(&self.word(end, "."), &|end| self.snum(end));
        all(&self.snum(at), &|end| self.repeated(end, 3, 3, &more))
    }

    /// Snum = 1*3DIGIT, 0 to 255
    fn snum(&self, at: usize) -> Ends {
        let ends = self.repeated(at, 1, 3, &|end| self.one(end, |char| char.is_ascii_digit()));
        let value = |end: &usize| self.text[at..*end].iter().collect::<String>().parse::<u32>().expect("digits");
        ends.into_iter().filter(|end| value(end) <= 255).collect()
    }

    /// IPv6-hex = 1*4HEXDIG
    fn hex(&self, at: usize) -> Ends {
        self.repeated(at, 1, 4, &|end| self.one(end, |char| char.is_ascii_hexdigit()))
    }

    /// `count` groups with a colon between two.
    fn groups(&self, at: usize, count: usize) -> Ends {
        let more = |end| all(&self.word(end, ":"), &|end| self.hex(end));
        match count {
            0 => vec![at],
            _ => all(&self.hex(at), &|end| self.repeated(end, count - 1, count - 1, &more)),
        }
    }

    /// IPv6-addr = IPv6-full / IPv6-comp / IPv6v4-full / IPv6v4-comp: "::" stands for two groups of 16 bits at least.
    fn ipv6(&self, at: usize) -> Ends {
        let mut ends = self.groups(at, 8);
        ends.extend(all(&all(&self.groups(at, 6), &|end| self.word(end, ":")), &|end| self.ipv4(end)));
        for before in 0..=6 {
            let elided = all(&self.groups(at, before), &|end| self.word(end, "::"));
            for after in 0..=6 - before {
                ends.extend(all(&elided, &|end| self.groups(end, after)));
                if before + after <= 4 {
                    let colon = |end| if after == 0 { vec![end] } else { self.word(end, ":") };
                    let tail = all(&elided, &|end| all(&self.groups(end, after), &colon));
                    ends.extend(all(&tail, &|end| self.ipv4(end)));
                }
            }
        }
        sorted(ends)
    }
}

fn all(from: &[usize], part: &dyn Fn(usize) -> Ends) -> Ends {
    sorted(from.iter().flat_map(|&end| part(end)).collect())
}

fn either<const N: usize>(ways: [Ends; N]) -> Ends {
    sorted(ways.concat())
}

fn sorted(mut ends: Ends) -> Ends {
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// `Mailbox` with the lengths of RFC 5321 §4.5.3.1 and RFC 1035 §2.3.4, in octets.
fn is_mailbox(text: &str, smtputf8: bool) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let grammar = Grammar { text: &chars, smtputf8 };
    let octets = |chars: &[char]| chars.iter().map(|char| char.len_utf8()).sum::<usize>();
    text.len() <= 254
        && grammar.mailbox(0).contains(&chars.len())
        && grammar.local_part(0).iter().any(|&at| {
            let is_split = chars.get(at) == Some(&'@')
                && either([grammar.domain(at + 1), grammar.address_literal(at + 1)]).contains(&chars.len());
            is_split && octets(&chars[..at]) <= 64 && octets(&chars[at + 1..]) <= 253
        })
}

/// What mail APIs take of it: DESIGN §5.
fn is_practical(text: &str, smtputf8: bool) -> bool {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    let Some((local_part, domain)) = text.rsplit_once('@') else { return false };
    let Some((_, tld)) = domain.rsplit_once('.') else { return false };
    is_mailbox(text, smtputf8)
        && !local_part.starts_with('"')
        && !domain.starts_with('[')
        && tld.len() >= 2
        && !tld.chars().all(|char| char.is_ascii_digit())
}

/// The check and the grammar, in both modes, with SMTPUTF8 and without. The domain of `text` is ASCII.
#[track_caller]
fn compare(text: &str) -> bool {
    let mut good = false;
    for smtputf8 in [false, true] {
        for (mode, expected) in
            [(EmailMode::Strict, is_mailbox(text, smtputf8)), (EmailMode::Practical, is_practical(text, smtputf8))]
        {
            let check = check_email(text, &EmailOptions { mode, smtputf8, ..EmailOptions::default() });
            let found = reasons(&check.findings.issues);
            assert_eq!(check.is_ok(), expected, "{text:?} {mode:?} smtputf8={smtputf8} {found:?}");
            good |= expected;
        }
    }
    good
}

/// Every text of up to `most` of these pieces between two others.
fn every(pieces: &[&str], most: u32, before: &str, after: &str) -> usize {
    let mut good = 0;
    for count in 0..=most {
        for number in 0..pieces.len().pow(count) {
            let mut rest = number;
            let mut text = before.to_string();
            for _ in 0..count {
                text.push_str(pieces[rest % pieces.len()]);
                rest /= pieces.len();
            }
            text.push_str(after);
            good += usize::from(compare(&text));
        }
    }
    good
}

#[test]
fn every_short_local_part_is_read_as_the_abnf_says() {
    let good = every(&["a", ".", "\"", "\\", " ", "é", "@"], 5, "", "@b.in");
    assert!(good > 400, "{good}");
}

#[test]
fn every_short_domain_is_read_as_the_abnf_says() {
    let good = every(&["a", "1", "-", ".", "Z"], 6, "a@", "");
    assert!(good > 5_000, "{good}");
}

#[test]
fn every_short_address_literal_is_read_as_the_abnf_says() {
    let good = every(&["1", ":", "::", "fffff", "1.2.3.255", "."], 5, "a@[IPv6:", "]");
    assert!(good > 50, "{good}");
    let good = every(&["0", "25", "5", "256", ".", "1.1"], 5, "a@[", "]");
    assert!(good > 50, "{good}");
    // The counts at which the forms change: 5 to 9 groups on both sides of the elision.
    for before in 0..=8 {
        for after in 0..=8 {
            for (middle, tail) in [("::", ""), (":", ""), ("::", ":1.2.3.4"), (":", ":1.2.3.4"), ("::", "1.2.3.4")] {
                let [before, after] = [before, after].map(|count| vec!["a1"; count].join(":"));
                compare(&format!("a@[IPv6:{before}{middle}{after}{tail}]"));
            }
        }
    }
}

#[test]
fn lengths_are_those_of_the_standards() {
    for local_part in [1, 63, 64, 65] {
        for label in [1, 62, 63, 64] {
            for labels in 1..6 {
                for end in ["in", "i", "museum"] {
                    let domain = vec!["d".repeat(label); labels].join(".");
                    compare(&format!("{}@{domain}.{end}", "a".repeat(local_part)));
                    compare(&format!("{}é@{domain}.{end}", "a".repeat(local_part - 1)));
                    compare(&format!("\"{}\"@{domain}.{end}", "a".repeat(local_part - 1)));
                }
            }
        }
    }
}

/// Pieces of which most texts are nearly good.
const PIECES: [&str; 40] = [
    "a", "b", "Z", "0", "9", "ann", ".", ".", "..", "-", "--", "@", "@", "@b.in", "@b-c.de", "\"", "\"\"", "\\",
    "\\\"", " ", "(", ")", "[", "]", "<", ">", ",", ";", ":", "::", "+", "/", "é", "आ", "😀", "[IPv6:", "1.2.3.4",
    "255", "f00", "\t",
];

#[test]
fn random_mailboxes_are_read_as_the_abnf_says() {
    let mut random = super::fuzz::Random(0x5321_6531);
    let mut good = 0;
    for _ in 0..30_000 {
        let mut text: String = (0..1 + random.next(7)).map(|_| random.pick(&PIECES)).collect();
        if random.next(2) == 0 {
            text.push_str(random.pick(&["@acme.in", "@[10.0.0.1]", "@[IPv6:2001:db8::1]", "@localhost"]));
        }
        let domain = text.rsplit_once('@').map_or("", |(_, domain)| domain);
        if domain.is_ascii() {
            good += usize::from(compare(&text));
        }
    }
    assert!(good > 1_000, "{good}: the generator does not reach what it should");
}
