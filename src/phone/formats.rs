//! How a number is written: national, international, as a URI; and an example of each region.

use alloc::string::String;
use alloc::vec::Vec;

use super::automaton::{Automaton, State};
use super::coder::Decoder;
use super::contexts as at;
use super::nodes::NodeReader;
use super::plan::{Digits, PhoneTable};
use super::read::code_digits;
use super::region::{E164, Region};

/// How a number is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneStyle {
    /// As within its country: `098765 43210`.
    National,
    /// As from abroad: `+91 98765 43210`. ITU-T E.123 §2.
    International,
    /// As a URI: `tel:+91-98765-43210`. RFC 3966.
    Rfc3966,
}

/// What `phone_regions` says of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegionInfo {
    /// The region; names and their order are the platform's business.
    pub region: Region,
    /// Its calling code.
    pub calling_code: u16,
    /// A mobile number of it; `None` where the metadata have none.
    pub example: Option<E164>,
}

/// How the numbers of every plan are written, decoded: about 40 KB.
#[derive(Debug)]
pub struct FormatTable {
    version: [u16; 3],
    /// Formats and prefix rules, in which `$1` is the first group.
    strings: Vec<String>,
    templates: Vec<Template>,
    examples: Vec<Digits>,
    roots: Vec<State>,
    automaton: Automaton,
}

/// Groups of digits and the strings they go into, as places in `FormatTable::strings`.
#[derive(Debug)]
struct Template {
    /// Least and most digits of each group.
    groups: Vec<(u8, u8)>,
    national: u8,
    /// What stands for the first group in the national form; the empty string for the group itself.
    rule: u8,
    international: u8,
    /// Number of the template, from 1, whose international form holds in place of this one's; 0 for none.
    abroad: u16,
}

impl FormatTable {
    /// The table that these octets encode; `None` if no generator wrote them.
    ///
    /// Takes about a millisecond: done once, before the first number is written.
    pub fn decode(octets: &[u8]) -> Option<FormatTable> {
        let mut coder = Decoder::new(octets, at::FORMAT_TOTAL);
        let mut version = [0; 3];
        for part in &mut version {
            *part = coder.gamma(at::FORMAT_VERSION) as u16;
        }
        let strings = read_list(&mut coder, read_string)?;
        let templates = read_list(&mut coder, read_template)?;
        let examples = read_list(&mut coder, read_example)?;
        let mut automaton = Automaton::new();
        let mut roots = Vec::new();
        let count = coder.gamma(at::FORMAT_COUNT);
        let mut reader = NodeReader::new(&mut coder, &mut automaton, at::FORMAT_AUTOMATON);
        for _ in 0..count {
            roots.push(reader.root()?);
        }
        Some(FormatTable { version, strings, templates, examples, roots, automaton })
    }

    /// The table that the crate carries, decoded at the first call.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn bundled() -> &'static FormatTable {
        extern crate std;
        static TABLE: std::sync::OnceLock<FormatTable> = std::sync::OnceLock::new();
        TABLE.get_or_init(|| {
            FormatTable::decode(super::table::FORMATS).unwrap_or_else(|| FormatTable {
                version: [0; 3],
                strings: Vec::new(),
                templates: Vec::new(),
                examples: Vec::new(),
                roots: Vec::new(),
                automaton: Automaton::new(),
            })
        })
    }

    /// Version of Google's metadata that the table was made from; that of the [`PhoneTable`] it belongs to.
    pub fn version(&self) -> [u16; 3] {
        self.version
    }

    fn string(&self, place: u8) -> &str {
        self.strings.get(usize::from(place)).map_or("", String::as_str)
    }
}

#[inline(never)]
fn read_list<T>(coder: &mut Decoder, read: fn(&mut Decoder) -> Option<T>) -> Option<Vec<T>> {
    let mut list = Vec::new();
    for _ in 0..coder.gamma(at::FORMAT_COUNT) {
        if coder.is_exhausted() {
            return None;
        }
        list.push(read(coder)?);
    }
    Some(list)
}

fn read_string(coder: &mut Decoder) -> Option<String> {
    let mut text = String::new();
    while text.len() < 64 {
        match coder.tree(at::TEXT, 7) as u8 {
            0 => return Some(text),
            octet => text.push(octet as char),
        }
    }
    None
}

fn read_template(coder: &mut Decoder) -> Option<Template> {
    let mut groups = Vec::new();
    for _ in 0..coder.gamma(at::GROUPS).min(9) {
        let least = u8::try_from(coder.gamma(at::LEAST)).ok()?;
        groups.push((least, least.checked_add(u8::try_from(coder.gamma(at::MORE)).ok()?)?));
    }
    let mut string = |field: usize| coder.tree(at::STRING + field * 64, 6) as u8;
    let (national, rule, international) = (string(0), string(1), string(2));
    Some(Template { groups, national, rule, international, abroad: coder.gamma(at::ABROAD) as u16 })
}

fn read_example(coder: &mut Decoder) -> Option<Digits> {
    let mut digits = Digits::default();
    let mut before = 0;
    for _ in 0..coder.gamma(at::DIGITS) {
        let digit = coder.tree(at::EXAMPLE + before * 16, 4);
        digits.extend(&[u8::try_from(digit).ok().filter(|&digit| digit < 10)?])?;
        before = digit;
    }
    Some(digits)
}

/// `number` in `style`, with the tables that the crate carries.
///
/// `number` is an E.164 number as [`check_phone`](super::check_phone) gives it: `+` and digits, valid as written;
/// `None` for anything else.
///
/// ```
/// use presend::phone::{format_phone, PhoneStyle};
///
/// assert_eq!(format_phone("+919876543210", PhoneStyle::National).as_deref(), Some("098765 43210"));
/// assert_eq!(format_phone("+12015550123", PhoneStyle::International).as_deref(), Some("+1 201-555-0123"));
/// assert_eq!(format_phone("+12015550123", PhoneStyle::Rfc3966).as_deref(), Some("tel:+1-201-555-0123"));
/// assert_eq!(format_phone("+1201555012", PhoneStyle::National), None);
/// ```
///
/// Source: ITU-T E.123, RFC 3966; libphonenumber's metadata.
#[cfg(not(target_arch = "wasm32"))]
pub fn format_phone(number: &str, style: PhoneStyle) -> Option<String> {
    format_phone_with(number, style, PhoneTable::bundled(), FormatTable::bundled())
}

/// `format_phone` with tables of the caller's.
pub fn format_phone_with(number: &str, style: PhoneStyle, table: &PhoneTable, formats: &FormatTable) -> Option<String> {
    let mut digits = Digits::default();
    for octet in number.strip_prefix('+')?.bytes() {
        digits.extend(&[octet.checked_sub(b'0').filter(|&digit| digit < 10)?])?;
    }
    let (place, plan) = table.plan_place(digits.as_slice())?;
    let nsn = digits.as_slice().get(plan.code_digits()..)?;
    table.verdict(plan, nsn)?;
    let label = formats.automaton.find(*formats.roots.get(place)?, nsn);
    let template = formats.template_for(label, style);
    let mut text = String::with_capacity(24);
    if style != PhoneStyle::National {
        text.push_str(if style == PhoneStyle::Rfc3966 { "tel:+" } else { "+" });
        push_digits(&mut text, code_digits(plan).as_slice());
        text.push(if style == PhoneStyle::Rfc3966 { '-' } else { ' ' });
    }
    match template {
        Some(template) => formats.write(&mut text, template, style, nsn),
        None => push_digits(&mut text, nsn),
    }
    Some(text)
}

impl FormatTable {
    /// The template of this number, from 1.
    fn template(&self, number: u16) -> Option<&Template> {
        self.templates.get(usize::from(number).checked_sub(1)?)
    }

    /// What a label says of a style; `None` for digits that stand alone.
    fn template_for(&self, label: u16, style: PhoneStyle) -> Option<&Template> {
        // Label 1 is a number without a template.
        let own = self.template(label.saturating_sub(1))?;
        if style == PhoneStyle::National {
            return Some(own);
        }
        // A template for use within the country has no international format.
        self.template(own.abroad).or(Some(own)).filter(|template| template.international != 0)
    }

    fn write(&self, text: &mut String, template: &Template, style: PhoneStyle, nsn: &[u8]) {
        match style {
            PhoneStyle::National => {
                self.fill(text, self.string(template.national), self.string(template.rule), template, nsn);
            }
            PhoneStyle::International => self.fill(text, self.string(template.international), "", template, nsn),
            PhoneStyle::Rfc3966 => {
                let start = text.len();
                let mut spaced = String::new();
                self.fill(&mut spaced, self.string(template.international), "", template, nsn);
                // RFC 3966 §5.1.1: of the visual separators, libphonenumber uses the dash alone, never two.
                for char in spaced.chars() {
                    if char.is_ascii_digit() {
                        text.push(char);
                    } else if text.len() > start && !text.ends_with('-') {
                        text.push('-');
                    }
                }
            }
        }
    }

    /// Puts the groups of `nsn` in the place of `$1`, `$2` …; `rule` stands for the first of them.
    fn fill(&self, text: &mut String, format: &str, mut rule: &str, template: &Template, nsn: &[u8]) {
        let mut chars = format.chars();
        while let Some(char) = chars.next() {
            if char != '$' {
                text.push(char);
                continue;
            }
            let number = chars.next().map_or(0, |digit| digit as usize).wrapping_sub('1' as usize);
            let group = group_digits(&template.groups, number, nsn);
            if rule.is_empty() {
                push_digits(text, group);
            } else {
                // The rule has one `$1`.
                let mark = rule.bytes().position(|octet| octet == b'$').unwrap_or(rule.len());
                text.push_str(rule.get(..mark).unwrap_or_default());
                push_digits(text, group);
                text.push_str(rule.get(mark + 2..).unwrap_or_default());
                rule = "";
            }
        }
    }
}

/// The digits of group `number` (from 0): each group takes what it can and leaves the others their least.
fn group_digits<'a>(groups: &[(u8, u8)], number: usize, nsn: &'a [u8]) -> &'a [u8] {
    let mut rest = nsn;
    for (place, &(_, most)) in groups.iter().enumerate() {
        let behind: usize = groups.iter().skip(place + 1).map(|&(least, _)| usize::from(least)).sum();
        let taken = rest.len().saturating_sub(behind).min(usize::from(most));
        let (group, others) = rest.split_at_checked(taken).unwrap_or((rest, &[]));
        if place == number {
            return group;
        }
        rest = others;
    }
    &[]
}

/// A digit as text.
pub(super) fn digit_text(digit: u8) -> &'static str {
    let at = usize::from(digit);
    "0123456789".get(at..at + 1).unwrap_or_default()
}

#[inline(never)]
pub(super) fn push_digits(text: &mut String, digits: &[u8]) {
    for &digit in digits {
        text.push_str(digit_text(digit));
    }
}

/// Every region with its calling code and a mobile example, from the tables that the crate carries.
///
/// Regions are in the order of their calling codes, the main region of a code first; the nine calling codes of no
/// country come as [`Region::WORLD`].
///
/// ```
/// use presend::phone::phone_regions;
///
/// let india = phone_regions().into_iter().find(|info| info.region.as_str() == "IN").expect("India");
/// assert_eq!(india.calling_code, 91);
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn phone_regions() -> Vec<RegionInfo> {
    phone_regions_with(PhoneTable::bundled(), FormatTable::bundled())
}

/// `phone_regions` from tables of the caller's.
pub fn phone_regions_with(table: &PhoneTable, formats: &FormatTable) -> Vec<RegionInfo> {
    let mut list = Vec::with_capacity(table.regions.len());
    for (place, region) in table.regions.iter().enumerate() {
        let Some(plan) = table.plans.get(usize::from(region.plan)) else { continue };
        let example = formats.examples.get(place).filter(|example| !example.as_slice().is_empty());
        let example = example.and_then(|example| {
            let mut digits = code_digits(plan);
            digits.extend(example.as_slice())?;
            E164::from_digits(digits.as_slice())
        });
        list.push(RegionInfo { region: region.code, calling_code: plan.calling_code, example });
    }
    list
}
