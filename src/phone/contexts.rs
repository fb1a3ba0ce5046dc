//! Which probability a decision uses: the places of all contexts in one array.
//!
//! The mirror image of `www/build/phone/contexts.mjs`; the two change together.

/// Contexts that a number of any size takes.
pub(super) const GAMMA: usize = 112;

macro_rules! contexts {
    ($from:expr, $to:ident, $first:ident: $first_size:expr $(, $name:ident: $size:expr)*) => {
        pub(super) const $first: usize = $from;
        contexts!(@next $first + $first_size, $to $(, $name: $size)*);
    };
    (@next $from:expr, $to:ident) => {
        pub(super) const $to: usize = $from;
    };
    (@next $from:expr, $to:ident, $first:ident: $first_size:expr $(, $name:ident: $size:expr)*) => {
        contexts!($from, $to, $first: $first_size $(, $name: $size)*);
    };
}

// Of one automaton, from where it starts.
contexts!(
    0, AUTOMATON,
    LABEL: 1, LABEL_VALUE: 512, SAME: 4 * 5 * 4 * 4 * 3, DEAD: 4 * 3 * 7 * 4, REFERENCE: 3 * 4 * 10,
    LEAF: 10 * 4 * 4, KNOWN: 10, HEIGHT: 10 * 16, PLACE: 10 * GAMMA, RANK: 8 * 2 * 3 * 40,
    NEW_LEAF: 1, OLD_LEAF: 8 * GAMMA, LEAF_LENGTH: 10 * 16, LEAF_LABEL: 3, LEAF_SAME: 2, LEAF_TYPE: 16, LEAF_REGION: 32
);

// Of the formats' header.
contexts!(
    0, FORMAT_AUTOMATON,
    FORMAT_VERSION: GAMMA, FORMAT_COUNT: GAMMA, TEXT: 128, GROUPS: GAMMA, LEAST: GAMMA, MORE: GAMMA, STRING: 3 * 64,
    ABROAD: GAMMA,
    DIGITS: GAMMA, EXAMPLE: 10 * 16
);

/// All contexts of the formats.
pub(super) const FORMAT_TOTAL: usize = FORMAT_AUTOMATON + AUTOMATON;
