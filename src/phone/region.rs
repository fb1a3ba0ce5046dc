//! What a number is: region, type, and the number itself, each without an allocation.

use core::fmt;

/// An ISO 3166-1 alpha-2 code in capitals, or `001` (UN M.49: the world) for calling codes of no country.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region([u8; 3]);

impl Region {
    /// `001`, of calling codes that belong to no country: 800, 808, 870, 878, 881, 882, 883, 888, 979.
    pub const WORLD: Region = Region(*b"001");

    /// The region of this code, in either case; `None` for anything but two letters or `001`.
    ///
    /// Whether such a region exists is not looked at.
    ///
    /// ```
    /// use presend::phone::Region;
    ///
    /// assert_eq!(Region::new("in").map(|region| region.to_string()).as_deref(), Some("IN"));
    /// assert_eq!(Region::new("India"), None);
    /// ```
    pub fn new(code: &str) -> Option<Region> {
        match *code.as_bytes() {
            [first, second] => Region::from_octets([first.to_ascii_uppercase(), second.to_ascii_uppercase(), 0]),
            [first, second, third] => Region::from_octets([first, second, third]),
            _ => None,
        }
    }

    /// `001`, or two capitals and a zero.
    pub(super) fn from_octets(code: [u8; 3]) -> Option<Region> {
        let is_country = matches!(code, [b'A'..=b'Z', b'A'..=b'Z', 0]);
        if is_country || code == *b"001" { Some(Region(code)) } else { None }
    }

    /// The two letters as a number below 26²; `None` for `001`.
    pub(super) fn letters(self) -> Option<usize> {
        let [first, second, third] = self.0;
        if third == 0 { Some(usize::from(first - b'A') * 26 + usize::from(second - b'A')) } else { None }
    }

    /// The code as octets; two letters end with a zero.
    pub fn octets(self) -> [u8; 3] {
        self.0
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        let [.., third] = self.0;
        let octets = self.0.get(..if third == 0 { 2 } else { 3 });
        // Only ASCII is ever put in.
        core::str::from_utf8(octets.unwrap_or_default()).unwrap_or_default()
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for Region {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

macro_rules! phone_types {
    ($($(#[doc = $doc:literal])+ $kind:ident = $name:literal),+ $(,)?) => {
        /// What a number is for, as libphonenumber distinguishes and numbers it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PhoneType {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl PhoneType {
            /// Every type, in libphonenumber's order.
            pub const ALL: &'static [PhoneType] = &[$(PhoneType::$kind),+];

            /// Its name, as it appears in results and options.
            pub const fn name(self) -> &'static str {
                match self { $(PhoneType::$kind => $name),+ }
            }
        }
    };
}

phone_types! {
    /// A line of a building.
    FixedLine = "fixed_line",
    /// A mobile telephone.
    Mobile = "mobile",
    /// One of the two; the digits do not tell, as in North America.
    FixedLineOrMobile = "fixed_line_or_mobile",
    /// Free for the caller.
    TollFree = "toll_free",
    /// Dearer than a usual call.
    PremiumRate = "premium_rate",
    /// Paid in part by the called.
    SharedCost = "shared_cost",
    /// Internet telephony.
    Voip = "voip",
    /// Follows its owner from line to line.
    PersonalNumber = "personal_number",
    /// A pager.
    Pager = "pager",
    /// One number for all sites of a company.
    Uan = "uan",
    /// Reaches a mailbox for voice messages.
    Voicemail = "voicemail",
}

impl PhoneType {
    /// The type of this name.
    ///
    /// ```
    /// use presend::phone::PhoneType;
    ///
    /// assert_eq!(PhoneType::from_name("toll_free"), Some(PhoneType::TollFree));
    /// assert_eq!(PhoneType::from_name("TOLL_FREE"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<PhoneType> {
        PhoneType::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether a number of this type can be a mobile telephone's.
    pub const fn may_be_mobile(self) -> bool {
        matches!(self, PhoneType::Mobile | PhoneType::FixedLineOrMobile)
    }
}

/// Types of number; the empty set stands for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeSet(u16);

impl TypeSet {
    /// Every type.
    pub const ALL: TypeSet = TypeSet(0);
    /// What an SMS can reach: mobile, and fixed line or mobile where the digits do not tell.
    pub const MOBILE: TypeSet = TypeSet::ALL.with(PhoneType::Mobile).with(PhoneType::FixedLineOrMobile);

    /// Mobile alone.
    pub const ONLY_MOBILE: TypeSet = TypeSet::ALL.with(PhoneType::Mobile);

    /// This set and `kind`.
    #[must_use]
    pub const fn with(self, kind: PhoneType) -> TypeSet {
        TypeSet(self.0 | 1 << kind as u16)
    }

    /// The set of these bits, the lowest for the first of [`PhoneType::ALL`]; others are left out.
    pub const fn from_bits(bits: u16) -> TypeSet {
        TypeSet(bits & ((1 << PhoneType::ALL.len()) - 1))
    }

    /// Whether numbers of `kind` belong.
    ///
    /// A number that may be fixed or mobile belongs where either does.
    pub const fn allows(self, kind: PhoneType) -> bool {
        let either = 1 << PhoneType::FixedLine as u16 | 1 << PhoneType::Mobile as u16;
        let asked = 1 << kind as u16 | if matches!(kind, PhoneType::FixedLineOrMobile) { either } else { 0 };
        self.0 == 0 || self.0 & asked != 0
    }
}

/// ITU-T E.164 §6: calling code and national (significant) number together have at most 15 digits.
pub const MAX_DIGITS: usize = 15;

/// An E.164 number: `+` and up to 15 digits, in place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct E164 {
    octets: [u8; MAX_DIGITS + 1],
    count: u8,
}

impl E164 {
    /// The number of these digits (values 0–9); `None` when there are more than fifteen.
    pub(super) fn from_digits(digits: &[u8]) -> Option<E164> {
        let mut octets = [b'+'; MAX_DIGITS + 1];
        for (octet, digit) in octets.get_mut(1..=digits.len())?.iter_mut().zip(digits) {
            *octet = b'0' + digit;
        }
        Some(E164 { octets, count: digits.len() as u8 + 1 })
    }

    /// The digits as a number.
    pub fn as_number(&self) -> u64 {
        let digits = self.octets.get(1..usize::from(self.count)).unwrap_or_default();
        digits.iter().fold(0, |number, octet| number * 10 + u64::from(octet - b'0'))
    }

    /// `+` and the digits.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_octets()).unwrap_or_default()
    }

    /// The same as octets.
    pub fn as_octets(&self) -> &[u8] {
        self.octets.get(..usize::from(self.count)).unwrap_or_default()
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl fmt::Display for E164 {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self.as_str())
    }
}
