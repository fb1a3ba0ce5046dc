//! Numbering plans: which number is valid, where, of which type; what precedes a national number.

#[cfg(not(target_arch = "wasm32"))]
extern crate std;

use alloc::vec;
use alloc::vec::Vec;
// Threads share a table natively; in the module there is one.
#[cfg(target_arch = "wasm32")]
use core::cell::OnceCell as Once;
#[cfg(not(target_arch = "wasm32"))]
use std::sync::OnceLock as Once;

use super::automaton::{Automaton, State, Walk};
use super::decode::{decode_automaton, decode_table};
use super::region::{PhoneType, Region};

/// Every numbering plan of the world; each decoded when it is first asked, all of them under 200 KB.
#[derive(Debug)]
pub struct PhoneTable {
    version: [u16; 3],
    /// What the table was made from, for the plans that nobody has asked yet.
    pub(super) octets: Vec<u8>,
    /// The levels of probability with which every plan's stream starts.
    pub(super) levels: Vec<u8>,
    pub(super) actions: Vec<Action>,
    /// Of each rule label: action that holds from here on, action that holds if the digits end here; 0 for none.
    pub(super) pairs: Vec<[u8; 2]>,
    pub(super) rules: Stream,
    pub(super) plans: Vec<Plan>,
    pub(super) regions: Vec<PlanRegion>,
    /// Place in `plans`, from 1, by the first three digits of a number.
    by_digits: Vec<u8>,
    /// Place in `regions`, from 1, by the letters of the code.
    by_letters: Vec<u16>,
}

/// Automata that stand encoded in the table until one of them is asked.
#[derive(Debug, Default)]
pub(super) struct Stream {
    start: u32,
    octets: u16,
    roots: u8,
    decoded: Once<(Automaton, Vec<State>)>,
}

impl Stream {
    pub(super) fn set_place(&mut self, start: usize, octets: u16, roots: u8) {
        (self.start, self.octets, self.roots) = (start as u32, octets, roots);
    }

    #[inline]
    fn automaton(&self, table: &[u8], levels: &[u8]) -> &(Automaton, Vec<State>) {
        self.decoded.get_or_init(|| {
            let start = self.start as usize;
            let octets = table.get(start..start + usize::from(self.octets)).unwrap_or_default();
            decode_automaton(octets, levels, self.roots)
        })
    }
}

/// The plan of one calling code.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) calling_code: u16,
    /// The main region; the others follow it.
    pub(super) first_region: u16,
    pub(super) numbers: Stream,
}

impl Plan {
    pub(super) fn code_digits(&self) -> usize {
        match self.calling_code {
            0..=9 => 1,
            10..=99 => 2,
            _ => 3,
        }
    }
}

/// A region within a plan; rules are places in `PhoneTable::rules` from 1, 0 for none.
#[derive(Debug)]
pub(super) struct PlanRegion {
    pub(super) code: Region,
    pub(super) plan: u8,
    pub(super) idd_rule: u8,
    pub(super) trunk_rule: u8,
    /// Numbers of digits that its national numbers have, as a set of bits; all where no other region shares its code.
    pub(super) lengths: u16,
}

/// What a rule does: the first `drop` digits are replaced by `insert` and the digits `from..to` among them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Action {
    pub(super) drop: u8,
    pub(super) from: u8,
    pub(super) to: u8,
    pub(super) inserted: u8,
    pub(super) insert: [u8; 4],
}

impl Action {
    /// Whether digits are only taken away.
    fn only_drops(&self) -> bool {
        self.inserted == 0 && self.from == self.to
    }

    /// Whether a trunk prefix is taken away; a carrier code is longer.
    pub(super) fn drops_trunk_prefix(&self) -> bool {
        self.only_drops() && self.drop <= 2
    }

    /// The digits after the action.
    pub(super) fn apply(&self, digits: &[u8]) -> Option<Digits> {
        let mut out = Digits::default();
        out.extend(self.insert.get(..usize::from(self.inserted))?)?;
        out.extend(digits.get(usize::from(self.from)..usize::from(self.to))?)?;
        out.extend(digits.get(usize::from(self.drop)..)?)?;
        Some(out)
    }
}

/// A few digits (values 0–9) in place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Digits {
    digits: [u8; 32],
    count: u8,
}

impl Digits {
    #[inline(never)]
    pub(super) fn extend(&mut self, more: &[u8]) -> Option<()> {
        let start = usize::from(self.count);
        self.digits.get_mut(start..start + more.len())?.copy_from_slice(more);
        self.count += more.len() as u8;
        Some(())
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        self.digits.get(..usize::from(self.count)).unwrap_or_default()
    }
}

/// A valid number's region and type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) region: Region,
    pub(super) kind: PhoneType,
}

impl PhoneTable {
    /// The table that these octets encode; `None` if no generator wrote them.
    ///
    /// Reads the header, some microseconds; a numbering plan is decoded when a number of it is first met: the largest,
    /// North America's, takes a tenth of them all.
    pub fn decode(octets: &[u8]) -> Option<PhoneTable> {
        decode_table(octets)
    }

    /// The table that the crate carries, decoded at the first call.
    ///
    /// ```
    /// use presend::phone::PhoneTable;
    ///
    /// let [major, minor, _] = PhoneTable::bundled().version();
    /// assert!((major, minor) >= (9, 0));
    /// ```
    #[cfg(not(target_arch = "wasm32"))]
    pub fn bundled() -> &'static PhoneTable {
        static TABLE: Once<PhoneTable> = Once::new();
        TABLE.get_or_init(|| PhoneTable::decode(super::table::NUMBERS).unwrap_or_else(|| PhoneTable::empty([0; 3])))
    }

    /// Version of Google's metadata that the table was made from, such as `[9, 0, 43]`.
    pub fn version(&self) -> [u16; 3] {
        self.version
    }

    /// Memory held, in octets: that of the plans decoded so far with it.
    pub fn octets(&self) -> usize {
        let streams = self.plans.iter().map(|plan| &plan.numbers).chain([&self.rules]);
        let automata = streams.filter_map(|stream| stream.decoded.get()).map(|(automaton, _)| automaton.octets());
        automata.sum::<usize>()
            + self.octets.len()
            + self.levels.len()
            + self.by_digits.len()
            + size_of_val(self.by_letters.as_slice())
            + size_of_val(self.actions.as_slice())
            + size_of_val(self.pairs.as_slice())
            + size_of_val(self.plans.as_slice())
            + size_of_val(self.regions.as_slice())
    }

    pub(super) fn empty(version: [u16; 3]) -> PhoneTable {
        PhoneTable {
            version,
            octets: Vec::new(),
            levels: Vec::new(),
            actions: Vec::new(),
            pairs: Vec::new(),
            rules: Stream::default(),
            plans: Vec::new(),
            regions: Vec::new(),
            by_digits: vec![0; 1000],
            by_letters: vec![0; 26 * 26],
        }
    }

    pub(super) fn push_plan(&mut self, plan: Plan) -> Option<()> {
        let number = u8::try_from(self.plans.len() + 1).ok()?;
        let (code, width) = match plan.calling_code {
            code @ 1..=9 => (code * 100, 100),
            code @ 10..=99 => (code * 10, 10),
            code => (code, 1),
        };
        self.by_digits.get_mut(usize::from(code)..usize::from(code) + width)?.fill(number);
        self.plans.push(plan);
        Some(())
    }

    pub(super) fn push_region(&mut self, region: PlanRegion) -> Option<()> {
        let place = u16::try_from(self.regions.len() + 1).ok()?;
        if let Some(letters) = region.code.letters() {
            *self.by_letters.get_mut(letters)? = place;
        }
        self.regions.push(region);
        Some(())
    }

    /// The plan whose calling code starts `digits`.
    pub(super) fn plan(&self, digits: &[u8]) -> Option<&Plan> {
        self.plan_place(digits).map(|(_, plan)| plan)
    }

    /// The same with its place among the plans.
    #[inline]
    pub(super) fn plan_place(&self, digits: &[u8]) -> Option<(usize, &Plan)> {
        let digit = |at: usize| digits.get(at).map_or(0, |&digit| usize::from(digit));
        let number = *self.by_digits.get(digit(0) * 100 + digit(1) * 10 + digit(2))?;
        let place = usize::from(number).checked_sub(1)?;
        let plan = self.plans.get(place)?;
        if plan.code_digits() <= digits.len() { Some((place, plan)) } else { None }
    }

    /// The region of this code, with its plan.
    pub(super) fn region(&self, code: Region) -> Option<(&PlanRegion, &Plan)> {
        let place = *self.by_letters.get(code.letters()?)?;
        let region = self.regions.get(usize::from(place).checked_sub(1)?)?;
        Some((region, self.plans.get(usize::from(region.plan))?))
    }

    /// The main region of a plan.
    pub(super) fn main_region(&self, plan: &Plan) -> Option<&PlanRegion> {
        self.regions.get(usize::from(plan.first_region))
    }

    /// The region of a plan that has no other.
    pub(super) fn only_region(&self, plan: &Plan) -> Option<Region> {
        let first = usize::from(plan.first_region);
        let next = self.regions.get(first + 1);
        let region = self.regions.get(first)?;
        if next.is_some_and(|next| next.plan == region.plan) { None } else { Some(region.code) }
    }

    /// The automaton of a plan's national numbers, and its start.
    #[inline]
    pub(super) fn numbers<'t>(&'t self, plan: &'t Plan) -> (&'t Automaton, State) {
        let (automaton, roots) = plan.numbers.automaton(&self.octets, &self.levels);
        (automaton, roots.first().copied().unwrap_or(State::DEAD))
    }

    /// Whether `nsn` is a valid number of this plan, and whose.
    #[inline]
    pub(super) fn verdict(&self, plan: &Plan, nsn: &[u8]) -> Option<Verdict> {
        let (automaton, root) = self.numbers(plan);
        let label = usize::from(automaton.find(root, nsn).checked_sub(1)?);
        let region = self.regions.get(usize::from(plan.first_region) + label / 16)?.code;
        Some(Verdict { region, kind: *PhoneType::ALL.get(label % 16)? })
    }

    /// How far `nsn` gets in this plan.
    pub(super) fn walk(&self, plan: &Plan, nsn: &[u8]) -> Walk {
        let (automaton, root) = self.numbers(plan);
        automaton.walk(root, nsn)
    }

    /// Numbers of digits that valid national numbers of this plan have, as a set of bits.
    pub(super) fn nsn_lengths(&self, plan: &Plan) -> u16 {
        let (automaton, root) = self.numbers(plan);
        automaton.lengths_from(root)
    }

    /// The automaton of the rules, and where each starts.
    pub(super) fn rules(&self) -> &(Automaton, Vec<State>) {
        self.rules.automaton(&self.octets, &[])
    }

    /// What `rule` (from 1, 0 for none) does with `digits`.
    pub(super) fn action(&self, rule: u8, digits: &[u8]) -> Option<&Action> {
        let rule = usize::from(rule).checked_sub(1)?;
        let (automaton, roots) = self.rules();
        let mut state = *roots.get(rule)?;
        let mut held = 0;
        let mut taken = 0;
        // The last label met holds; one that needs the end holds only there.
        while !state.is_dead() {
            let at_end = taken == digits.len();
            if state.is_leaf() {
                for (more, &label) in automaton.leaf(state).iter().enumerate() {
                    held = self.pick(label, taken + more == digits.len()).unwrap_or(held);
                    if taken + more == digits.len() {
                        break;
                    }
                }
                break;
            }
            held = self.pick(automaton.label(state), at_end).unwrap_or(held);
            let Some(&digit) = digits.get(taken) else { break };
            state = automaton.step(state, digit);
            taken += 1;
        }
        self.actions.get(usize::from(held).checked_sub(1)?)
    }

    fn pick(&self, label: u16, at_end: bool) -> Option<u16> {
        let [here, end] = *self.pairs.get(usize::from(label).checked_sub(1)?)?;
        let action = if at_end && end != 0 { end } else { here };
        if action == 0 { None } else { Some(u16::from(action)) }
    }
}
