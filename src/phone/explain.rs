//! Why a number is wrong, where, and how to mend it.

use alloc::string::String;

use crate::issue::{Edit, Findings, Kind, Severity, Span};

use super::check::{PhoneMode, PhoneOptions, is_allowed};
use super::form::{add, add_error, deletion};
use super::formats::push_digits;
use super::plan::{Digits, PhoneTable, Plan};
use super::read::{Reading, Way, code_digits, read_international};
use super::region::{MAX_DIGITS, Region, TypeSet};
use super::scan::Scan;

/// Everything about the number itself.
pub(super) fn explain(
    table: &PhoneTable,
    text: &[u8],
    options: &PhoneOptions,
    scan: &Scan,
    reading: &Reading,
    findings: &mut Findings,
) {
    let explainer = Explainer { table, text, options, scan };
    match reading.verdict {
        Some(_) => explainer.valid(reading, findings),
        None => explainer.invalid(reading, findings),
    }
}

struct Explainer<'a> {
    table: &'a PhoneTable,
    text: &'a [u8],
    options: &'a PhoneOptions<'a>,
    scan: &'a Scan,
}

/// Region and calling code of a finding.
#[derive(Clone, Copy)]
struct Place {
    region: Region,
    calling_code: u32,
}

impl Explainer<'_> {
    fn is_exact(&self) -> bool {
        self.options.mode == PhoneMode::Exact
    }

    #[inline(never)]
    fn place(&self, plan: &Plan) -> Place {
        let own = self.options.region.and_then(|region| self.table.region(region));
        let own = own.filter(|(_, other)| other.calling_code == plan.calling_code).map(|(region, _)| region.code);
        let main = self.table.main_region(plan).map(|region| region.code);
        Place { region: own.or(main).unwrap_or(Region::WORLD), calling_code: u32::from(plan.calling_code) }
    }

    // ---- a valid number ----------------------------------------------------------------------------------------

    fn valid(&self, reading: &Reading, findings: &mut Findings) {
        let (Some(plan), Some(verdict)) = (reading.plan, reading.verdict) else { return };
        match reading.way {
            Way::Bare if self.is_exact() || self.options.region.is_none() => {
                let plus = Edit::new(Span::at(self.scan.span(0, 1).start), "+");
                add_error(findings, Kind::PhoneMissingPlus, self.scan.span(0, 1), Some(plus));
                self.rewritten(plan, reading, findings);
            }
            Way::Idd if self.is_exact() || self.options.region.is_none() => {
                self.idd_prefix(reading.before_code, findings);
                self.rewritten(plan, reading, findings);
            }
            Way::National if self.is_exact() => self.missing_calling_code(reading, findings),
            Way::Plus | Way::Bare => self.rewritten(plan, reading, findings),
            Way::Idd | Way::National => {}
        }
        let core = self.scan.core;
        if !self.options.types.allows(verdict.kind) {
            let number_type = verdict.kind.name();
            let kind = match self.options.types {
                TypeSet::MOBILE | TypeSet::ONLY_MOBILE => Kind::PhoneNotMobile { number_type },
                _ => Kind::PhoneTypeNotAllowed { number_type },
            };
            add_error(findings, kind, core, None);
        }
        if !self.options.regions.is_empty() && !self.options.regions.contains(&verdict.region) {
            add_error(findings, Kind::PhoneRegionNotAllowed { region: verdict.region }, core, None);
        }
    }

    /// What had to be done to the national number: dropping a trunk prefix, or turning a national form around.
    fn rewritten(&self, plan: &Plan, reading: &Reading, findings: &mut Findings) {
        let Some(action) = reading.action else { return };
        let Place { region, calling_code } = self.place(plan);
        let first = reading.before_nsn;
        let span = self.scan.span(first, first + usize::from(action.drop));
        let kind = if action.drops_trunk_prefix() {
            Kind::PhoneTrunkPrefix { region, calling_code }
        } else {
            Kind::PhoneNationalForm { region, calling_code }
        };
        let severity = if self.is_exact() { Severity::Error } else { Severity::Warning };
        let written = reading.nsn.as_slice().len() + usize::from(action.drop);
        let kept = written.saturating_sub(self.scan.digits().len().saturating_sub(first));
        let mut insert = String::new();
        push_digits(&mut insert, reading.nsn.as_slice().get(..kept).unwrap_or_default());
        let edit = if insert.is_empty() { deletion(self.text, span) } else { Edit::new(span, insert) };
        // Without its plus, what is left may be a national number, and another one.
        let mut left = code_digits(plan);
        let is_other = reading.way == Way::Bare
            && left.extend(reading.nsn.as_slice()).is_some()
            && self.options.region.is_some()
            && self.table.verdict(plan, left.as_slice()).is_some();
        add(findings, severity, kind, span, if is_other { None } else { Some(edit) });
    }

    fn idd_prefix(&self, digits: usize, findings: &mut Findings) {
        let span = self.scan.span(0, digits);
        let plus = if self.scan.plus.is_some() { "" } else { "+" };
        add_error(findings, Kind::PhoneIddPrefix, span, Some(Edit::new(span, plus)));
    }

    /// A national number where the whole number is asked for: the calling code takes the trunk prefix's place.
    fn missing_calling_code(&self, reading: &Reading, findings: &mut Findings) {
        let Some(plan) = reading.plan else { return };
        let dropped = reading.action.map_or(0, |action| usize::from(action.drop));
        let span = self.scan.span(0, dropped.max(1));
        let kept = (reading.nsn.as_slice().len() + dropped).saturating_sub(self.scan.count);
        let mut insert = String::from("+");
        push_digits(&mut insert, code_digits(plan).as_slice());
        push_digits(&mut insert, reading.nsn.as_slice().get(..kept).unwrap_or_default());
        let edited = if dropped > 0 { span } else { Span::at(span.start) };
        add_error(findings, Kind::PhoneMissingCallingCode, span, Some(Edit::new(edited, insert)));
    }

    // ---- a number that is not valid ----------------------------------------------------------------------------

    fn invalid(&self, reading: &Reading, findings: &mut Findings) {
        if reading.way != Way::Plus && self.other_idd_prefix(findings) {
            return;
        }
        match (reading.way, reading.plan) {
            (Way::National, Some(plan)) => self.invalid_national(plan, findings),
            (Way::Bare, _) => self.invalid_bare(findings),
            (way, Some(plan)) => {
                if way == Way::Idd && (self.is_exact() || self.options.region.is_none()) {
                    self.idd_prefix(reading.before_code, findings);
                }
                self.invalid_nsn(plan, reading.before_nsn, findings);
            }
            (_, None) => self.unknown_calling_code(reading, findings),
        }
    }

    /// Digits without `+` and without a region, that are no whole number either.
    fn invalid_bare(&self, findings: &mut Findings) {
        if !self.old_form_without_plus(findings) && !self.short_code(findings) {
            add_error(findings, Kind::PhoneMissingCallingCode, Span::at(self.scan.core.start), None);
        }
    }

    fn invalid_national(&self, plan: &Plan, findings: &mut Findings) {
        let digits = self.scan.digits();
        // What is usual in the region comes before what the digits could be elsewhere.
        if self.known_mistake(plan, 0, digits, findings) {
            return;
        }
        if self.is_number_abroad(plan, 0) {
            self.missing_plus(findings);
            return;
        }
        if self.old_form_without_plus(findings) || self.is_too_short_code(plan) && self.short_code(findings) {
            return;
        }
        let code = plan.code_digits();
        let nsn = digits.get(code..).unwrap_or_default();
        let has_code = self.table.plan(digits).is_some_and(|other| core::ptr::eq(other, plan));
        let reach = self.reach(plan, nsn);
        if !has_code || reach == 0 || reach + code <= self.reach(plan, digits) {
            return self.invalid_nsn(plan, 0, findings);
        }
        if self.is_exact() {
            self.missing_plus(findings);
        }
        self.invalid_nsn(plan, code, findings);
    }

    fn missing_plus(&self, findings: &mut Findings) {
        let span = self.scan.span(0, 1);
        add_error(findings, Kind::PhoneMissingPlus, span, Some(Edit::new(Span::at(span.start), "+")));
    }

    /// Whether the digits behind `skip` of them are another country's number without its `+`, rather than a slip in one
    /// of `plan`: a message to a stranger abroad is worse than no proposal.
    fn is_number_abroad(&self, plan: &Plan, skip: usize) -> bool {
        let abroad = read_international(self.table, Way::Bare, self.scan.digits(), skip);
        let is_asked_for = |verdict| is_allowed(self.options, verdict);
        if abroad.action.is_some() || !abroad.verdict.is_some_and(is_asked_for) {
            return false;
        }
        // An area code in brackets is none of a country.
        let opened = self.scan.span(0, 0).start.checked_sub(1).and_then(|before| self.text.get(before));
        let closed = self.text.get(self.scan.span(0, abroad.before_nsn).end);
        let is_area_code = opened == Some(&b'(') && closed != Some(&b')');
        !is_area_code && !self.is_near(plan, &abroad)
    }

    /// Whether the digits are a slip away from a number of this plan: one too few at the end, one typed twice; where
    /// they are grouped as `abroad` is not, also any one or the last two too many.
    fn is_near(&self, plan: &Plan, abroad: &Reading) -> bool {
        let digits = self.scan.digits();
        let code = abroad.before_nsn;
        let has_gap = |at: usize| self.scan.has_gap(at);
        let gaps = (0..digits.len()).filter(|&at| has_gap(at)).count();
        // People who group a whole number do so after its calling code, which then has no digit too many.
        let is_apart = has_gap(code.saturating_sub(1));
        let is_grouped_otherwise = !is_apart && gaps > 0;
        // `33 6 12 34 56 78`: no country groups its own numbers so often after digits that are a calling code.
        if is_apart && gaps >= 4 {
            return false;
        }
        let dropped = self.dropped(plan, digits);
        let nsn = digits.get(dropped..).unwrap_or_default();
        // Messages go to mobile telephones: one abroad is likelier than a line of a building and a slip.
        let is_mobile_abroad = abroad.verdict.is_some_and(|verdict| verdict.kind.may_be_mobile());
        let is_likely = |nsn: &[u8]| {
            let verdict = self.table.verdict(plan, nsn);
            verdict.is_some_and(|own| is_grouped_otherwise || own.kind.may_be_mobile() || !is_mobile_abroad)
        };
        // All digits but the first, then all but the second …
        let mut without = nsn.get(1..).unwrap_or_default().to_vec();
        let is_one_too_many = nsn.iter().enumerate().any(|(at, digit)| {
            let next = nsn.get(at + 1);
            let is_slip = is_grouped_otherwise || next.is_none_or(|next| next == digit);
            let is_near = is_slip && !(is_apart && at + dropped < code) && is_likely(&without);
            if let Some(place) = without.get_mut(at) {
                *place = *digit;
            }
            is_near
        });
        is_one_too_many
            || is_grouped_otherwise && is_likely(nsn.get(..nsn.len().saturating_sub(2)).unwrap_or_default())
            || self.table.walk(plan, nsn).missing & 2 != 0
    }

    /// Digits of `written` that a number of this plan can start with, with those of a trunk prefix.
    fn reach(&self, plan: &Plan, written: &[u8]) -> usize {
        let dropped = self.dropped(plan, written);
        dropped + self.table.walk(plan, written.get(dropped..).unwrap_or_default()).taken
    }

    /// Another region's IDD prefix before a number that is valid after it.
    fn other_idd_prefix(&self, findings: &mut Findings) -> bool {
        let digits = self.scan.digits();
        let zeros = digits.iter().take_while(|&&digit| digit == 0).count();
        let prefix = if digits.starts_with(&[0, 1, 1]) { 3 } else { zeros };
        let own = self.options.region.and_then(|region| self.table.region(region));
        let is_meant = prefix >= 2 && own.is_some_and(|(_, plan)| self.is_number_abroad(plan, prefix));
        if is_meant {
            self.idd_prefix(prefix, findings);
        }
        is_meant
    }

    /// A whole number of Mexico or Brazil as WhatsApp's programs hand it out: without its `+`, in the form of before.
    fn old_form_without_plus(&self, findings: &mut Findings) -> bool {
        let digits = self.scan.digits();
        let plan = self.table.plan(digits).filter(|plan| matches!(plan.calling_code, 52 | 55));
        let Some((plan, nsn)) = plan.and_then(|plan| Some((plan, digits.get(plan.code_digits()..)?))) else {
            return false;
        };
        let is_old = self.known_mistake(plan, plan.code_digits(), nsn, findings);
        if is_old {
            self.missing_plus(findings);
        }
        is_old
    }

    /// Whether numbers of this plan have more digits than these, and some that start so.
    fn is_too_short_code(&self, plan: &Plan) -> bool {
        let least = self.table.nsn_lengths(plan).trailing_zeros() as usize;
        self.scan.count < least || self.table.walk(plan, self.scan.digits()).missing != 0
    }

    fn short_code(&self, findings: &mut Findings) -> bool {
        let is_short = 3 <= self.scan.count && self.scan.count <= 6;
        if is_short {
            add_error(findings, Kind::PhoneShortCode { digits: self.scan.count as u32 }, self.scan.core, None);
        }
        is_short
    }

    fn unknown_calling_code(&self, reading: &Reading, findings: &mut Findings) {
        let digits = self.scan.digits();
        let zeros = digits.iter().take_while(|&&digit| digit == 0).count();
        let mended = read_international(self.table, Way::Plus, digits, zeros);
        if zeros > 0 && mended.verdict.is_some_and(|_| mended.action.is_none()) {
            let span = self.scan.span(0, zeros);
            add_error(findings, Kind::PhoneIddPrefix, span, Some(Edit::new(span, "")));
            return;
        }
        let first = reading.before_code;
        add_error(
            findings,
            Kind::PhoneUnknownCallingCode,
            self.scan.span(first, (first + 3).min(self.scan.count)),
            None,
        );
    }

    /// `first` is the place of the national number's first digit.
    fn invalid_nsn(&self, plan: &Plan, first: usize, findings: &mut Findings) {
        let written = self.scan.digits().get(first..).unwrap_or_default();
        if self.known_mistake(plan, first, written, findings) {
            return;
        }
        let dropped = self.dropped(plan, written);
        let nsn = written.get(dropped..).unwrap_or_default();
        let place = self.place(plan);
        if dropped > 0 && first > 0 {
            let span = self.scan.span(first, first + dropped);
            let Place { region, calling_code } = place;
            let severity = if self.is_exact() { Severity::Error } else { Severity::Warning };
            let kind = Kind::PhoneTrunkPrefix { region, calling_code };
            add(findings, severity, kind, span, Some(deletion(self.text, span)));
        }
        let hidden = self.scan.count - self.scan.digits().len();
        let (kind, span) = self.length_or_range(plan, place, first + dropped, nsn, hidden);
        add_error(findings, kind, span, None);
    }

    /// Digits that the plan's rule drops from a number that gets further without them.
    fn dropped(&self, plan: &Plan, written: &[u8]) -> usize {
        let region = self.options.region.and_then(|region| self.table.region(region)).map(|(region, _)| region);
        let own = region.filter(|region| {
            self.table.plans.get(usize::from(region.plan)).is_some_and(|own| own.calling_code == plan.calling_code)
        });
        let rule = own.or_else(|| self.table.main_region(plan)).map_or(0, |region| region.trunk_rule);
        let Some(action) = self.table.action(rule, written) else { return 0 };
        let drop = usize::from(action.drop);
        let rest = written.get(drop..).unwrap_or_default();
        let taken = self.table.walk(plan, rest).taken;
        let is_further = taken > 0 && taken + drop > self.table.walk(plan, written).taken;
        if action.drops_trunk_prefix() && is_further { drop } else { 0 }
    }

    fn length_or_range(
        &self,
        plan: &Plan,
        Place { region, calling_code }: Place,
        first: usize,
        nsn: &[u8],
        hidden: usize,
    ) -> (Kind, Span) {
        let digits = nsn.len() + hidden;
        let total = digits + plan.code_digits();
        if total > MAX_DIGITS {
            let kind = Kind::PhoneTooLong { max: MAX_DIGITS as u32, digits: total as u32 };
            return (kind, self.excess_span(total - MAX_DIGITS));
        }
        let own_lengths = self.table.region(region).map_or(u16::MAX, |(region, _)| region.lengths);
        let lengths = self.table.nsn_lengths(plan) & own_lengths;
        let (least, most) = (lengths.trailing_zeros() as usize, lengths.checked_ilog2().unwrap_or(0) as usize);
        let walk = self.table.walk(plan, nsn);
        let own_missing = walk.missing & own_lengths >> digits;
        let missing = if own_missing == 0 { walk.missing } else { own_missing };
        let begun = nsn.get(..walk.taken).unwrap_or_default();
        let (missing, excess) = if walk.taken == digits && missing != 0 {
            (missing.trailing_zeros() as usize, 0)
        } else if walk.taken < digits && self.table.verdict(plan, begun).is_some() {
            (0, digits - walk.taken)
        } else {
            (least.saturating_sub(digits), digits.saturating_sub(most))
        };
        let digits = digits as u32;
        if missing > 0 {
            let kind = Kind::PhoneNsnTooShort { region, calling_code, digits, missing: missing as u32 };
            return (kind, Span::at(self.scan.core.end));
        }
        if excess > 0 {
            let kind = Kind::PhoneNsnTooLong { region, calling_code, digits, excess: excess as u32 };
            return (kind, self.excess_span(excess));
        }
        if lengths >> digits & 1 == 0 {
            let shorter = (lengths & ((1 << digits) - 1)).checked_ilog2().unwrap_or(0);
            let longer = digits + (lengths >> digits).trailing_zeros();
            return (Kind::PhoneNsnLengthUnused { region, calling_code, digits, shorter, longer }, self.scan.core);
        }
        (Kind::PhoneRangeUnassigned { region, calling_code }, self.scan.span(first, first + walk.taken + 1))
    }

    /// The last `excess` digits.
    fn excess_span(&self, excess: usize) -> Span {
        self.scan.span(self.scan.count.saturating_sub(excess), self.scan.count)
    }

    // ---- mistakes with a known repair --------------------------------------------------------------------------

    fn known_mistake(&self, plan: &Plan, first: usize, written: &[u8], findings: &mut Findings) -> bool {
        let Some((kind, span, insert)) = self.mistake(plan, first, written) else { return false };
        let edit = if insert.is_empty() { deletion(self.text, span) } else { Edit::new(span, insert) };
        add_error(findings, kind, span, Some(edit));
        true
    }

    /// The mistake, its place and what belongs there.
    fn mistake(&self, plan: &Plan, first: usize, written: &[u8]) -> Option<(Kind, Span, &'static str)> {
        let is_valid = |nsn: &[u8]| self.table.verdict(plan, nsn).is_some();
        let Place { region, calling_code } = self.place(plan);
        // No calling code starts another.
        let is_twice = first > 0 && self.table.plan(written).is_some_and(|again| core::ptr::eq(again, plan));
        if is_twice && is_valid(written.get(plan.code_digits()..).unwrap_or_default()) {
            let span = self.scan.span(first, first + plan.code_digits());
            return Some((Kind::PhoneCallingCodeTwice { calling_code }, span, ""));
        }
        match (plan.calling_code, written) {
            // Mexico, until 2019 and 2020: 1 after +52 for mobiles, within the country 044 or 045; 01 for other areas.
            (52, [1, rest @ ..] | [0, 1, rest @ ..] | [0, 4, 4 | 5, rest @ ..]) if is_valid(rest) => {
                let prefix = written.len() - rest.len();
                let span = self.scan.span(first, first + prefix);
                if prefix == 1 {
                    return Some((Kind::PhoneMobileDigitObsolete { region }, span, ""));
                }
                let insert = if first == 0 { "+52" } else { "" };
                Some((Kind::PhoneNationalForm { region, calling_code }, span, insert))
            }
            // Brazil: 9 before eight-digit mobile numbers, since 2016 everywhere.
            (55, [area, area_end, rest @ ..]) if rest.len() == 8 && rest.first().is_some_and(|&digit| digit >= 6) => {
                let mut nsn = Digits::default();
                nsn.extend(&[*area, *area_end, 9]).and_then(|()| nsn.extend(rest))?;
                let span = Span::at(self.scan.span(first + 2, first + 3).start);
                let kind = Kind::PhoneMobileDigitMissing { region };
                if is_valid(nsn.as_slice()) { Some((kind, span, "9")) } else { None }
            }
            _ => None,
        }
    }
}
