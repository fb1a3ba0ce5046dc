//! What the digits mean: calling code and national number, as libphonenumber's `parse` finds them.

use super::plan::{Action, Digits, PhoneTable, Plan, PlanRegion, Verdict};
use super::region::E164;

/// How the calling code was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// After a `+`.
    Plus,
    /// After an international direct dialling prefix.
    Idd,
    /// At the start of the digits, without anything before it.
    Bare,
    /// It is the region's own.
    National,
}

/// One way to read the digits.
#[derive(Clone, Copy)]
pub(super) struct Reading<'t> {
    pub(super) way: Way,
    /// Unknown where no calling code starts the digits.
    pub(super) plan: Option<&'t Plan>,
    /// Digits before the calling code: those of the IDD prefix.
    pub(super) before_code: usize,
    /// Digits before the national number as written.
    pub(super) before_nsn: usize,
    /// What had to be done to the national number.
    pub(super) action: Option<&'t Action>,
    /// The national number after that.
    pub(super) nsn: Digits,
    /// Set if the number is valid.
    pub(super) verdict: Option<Verdict>,
}

impl<'t> Reading<'t> {
    /// The number in E.164's form.
    pub(super) fn e164(&self) -> Option<E164> {
        let mut digits = code_digits(self.plan?);
        digits.extend(self.nsn.as_slice())?;
        E164::from_digits(digits.as_slice())
    }
}

/// The digits of a plan's calling code.
#[inline(never)]
pub(super) fn code_digits(plan: &Plan) -> Digits {
    let code = plan.calling_code;
    let all = [(code / 100) as u8, (code / 10 % 10) as u8, (code % 10) as u8];
    let mut digits = Digits::default();
    // Three digits always fit.
    let _ = digits.extend(all.get(3 - plan.code_digits()..).unwrap_or_default());
    digits
}

/// Reads `digits` as written after a `+`.
#[inline(never)]
pub(super) fn read_international<'t>(table: &'t PhoneTable, way: Way, digits: &[u8], skip: usize) -> Reading<'t> {
    let unknown = Reading {
        way,
        plan: None,
        before_code: skip,
        before_nsn: skip,
        action: None,
        nsn: Digits::default(),
        verdict: None,
    };
    let number = digits.get(skip..).unwrap_or_default();
    let Some(plan) = table.plan(number) else { return unknown };
    let nsn = number.get(plan.code_digits()..).unwrap_or_default();
    let (nsn, action, verdict) = read_nsn(table, plan, table.main_region(plan), nsn);
    Reading { plan: Some(plan), before_nsn: skip + plan.code_digits(), action, nsn, verdict, ..unknown }
}

/// Reads `digits` where no `+` precedes them and `region` is known.
pub(super) fn read_national<'t>(
    table: &'t PhoneTable,
    region: &PlanRegion,
    plan: &'t Plan,
    digits: &[u8],
) -> Reading<'t> {
    // After an IDD prefix nothing national is looked for, except a number that starts so (Thailand's 001 800).
    let idd = idd_digits(table, region.idd_rule, digits);
    let abroad = idd.map(|idd| read_international(table, Way::Idd, digits, idd)).filter(|abroad| abroad.plan.is_some());
    let is_national = abroad.is_none_or(|abroad| abroad.verdict.is_none() && table.verdict(plan, digits).is_some());
    if let Some(abroad) = abroad.filter(|_| !is_national) {
        return abroad;
    }
    let rules = if idd.is_some() { None } else { Some(region) };
    let (nsn, action, verdict) = read_nsn(table, plan, rules, digits);
    let national =
        Reading { way: Way::National, plan: Some(plan), before_code: 0, before_nsn: 0, action, nsn, verdict };
    let starts_with_own_code = || table.plan(digits).is_some_and(|other| core::ptr::eq(other, plan));
    if verdict.is_some_and(|_| action.is_none()) || !starts_with_own_code() {
        return national;
    }
    // The region's own calling code without a `+`, then what the region's own rule takes.
    let skip = plan.code_digits();
    let (nsn, action, verdict) = read_nsn(table, plan, Some(region), digits.get(skip..).unwrap_or_default());
    match verdict {
        Some(_) => Reading { way: Way::Bare, before_nsn: skip, action, nsn, verdict, ..national },
        None => national,
    }
}

/// Reads `digits` where neither a `+` precedes them nor a region is known: with a calling code, or after 00 or 011.
pub(super) fn read_unplaced<'t>(table: &'t PhoneTable, digits: &[u8]) -> Reading<'t> {
    let idd = if digits.starts_with(&[0, 0]) { 2 } else { 3 };
    if digits.starts_with(&[0, 0]) || digits.starts_with(&[0, 1, 1]) {
        let reading = read_international(table, Way::Idd, digits, idd);
        if reading.plan.is_some() {
            return reading;
        }
    }
    let reading = read_international(table, Way::Bare, digits, 0);
    match reading.verdict {
        Some(_) => reading,
        // Any digits start with some calling code: without a number behind it, it means nothing.
        None => Reading { plan: None, ..reading },
    }
}

/// The national number as written if it is valid, else as the region's rule rewrites it if that is valid and as long
/// as numbers of that very region are.
#[inline(never)]
fn read_nsn<'t>(
    table: &'t PhoneTable,
    plan: &Plan,
    region: Option<&PlanRegion>,
    written: &[u8],
) -> (Digits, Option<&'t Action>, Option<Verdict>) {
    let mut nsn = Digits::default();
    // What does not fit is far too long for any number.
    let fits = nsn.extend(written).is_some();
    if let Some(verdict) = table.verdict(plan, written) {
        return (nsn, None, Some(verdict));
    }
    let rewritten = region.filter(|_| fits).and_then(|region| {
        let action = table.action(region.trunk_rule, written)?;
        let nsn = action.apply(written)?;
        let verdict = table.verdict(plan, nsn.as_slice())?;
        let is_possible = region.lengths >> nsn.as_slice().len() & 1 != 0;
        if is_possible { Some((nsn, Some(action), Some(verdict))) } else { None }
    });
    rewritten.unwrap_or((nsn, None, None))
}

/// Digits of the IDD prefix at the start of `digits`; libphonenumber takes none before a 0.
pub(super) fn idd_digits(table: &PhoneTable, rule: u8, digits: &[u8]) -> Option<usize> {
    let taken = usize::from(table.action(rule, digits)?.drop);
    match digits.get(taken) {
        Some(&next) if next != 0 => Some(taken),
        _ => None,
    }
}
