//! A provider's rules, compiled: what [`super::read_profile`] makes of a JSON profile.

use alloc::string::String;
use alloc::vec::Vec;

use crate::issue::{Basis, Name};

/// A rule's standing; where it comes from stays in the profile's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `documented`, `confirmed` or `assumed`.
    pub basis: Basis,
}

/// Enums whose variants are words of the profile.
macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $word_doc:literal])+ $word:ident = $text:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $word_doc])+ $word,)+ }

        impl $name {
            /// The words, in the order of the variants.
            pub const NAMES: &'static [&'static str] = &[$($text),+];
            const ALL: &'static [$name] = &[$($name::$word),+];

            /// The variant that a profile calls `name`.
            pub fn from_name(name: &str) -> Option<$name> {
                let at = $name::NAMES.iter().position(|known| *known == name)?;
                $name::ALL.get(at).copied()
            }
        }
    };
}

pub(super) use words;

words! {
    /// What a field holds.
    FieldKind {
        /// One RFC 5321 mailbox.
        Mailbox = "mailbox",
        /// One mailbox or an array of them.
        Mailboxes = "mailboxes",
        /// One E.164 number.
        Phone = "phone",
        /// One E.164 number or an array of them.
        Phones = "phones",
        /// A string.
        Text = "text",
        /// A string that ends up in a header: no line breaks.
        Line = "line",
        /// An array of strings.
        Texts = "texts",
        /// One of a few words.
        Word = "word",
        /// A string of digits: an id too long for a JSON number.
        Digits = "digits",
        /// A domain name.
        Domain = "domain",
        /// What an SMS comes from: a name or a number.
        SenderId = "sender_id",
        /// The id of a saved template.
        TemplateId = "template_id",
        /// An object of template variables.
        Variables = "variables",
        /// A point in time, `YYYY-MM-DDTHH:MM:SSZ`.
        Instant = "instant",
        /// An object with fields of its own.
        Object = "object",
        /// An array of such objects.
        Objects = "objects",
        /// Anything.
        Any = "any",
    }
}

words! {
    /// What a field means for checks that need several fields, or the account.
    Role {
        /// Nothing more than its kind.
        None = "",
        /// The message comes from here.
        Sender = "sender",
        /// The message goes there; each one counts.
        Recipient = "recipient",
        /// Values of a template's variables.
        Variables = "variables",
        /// Values for recipients that have none of their own.
        DefaultVariables = "default_variables",
        /// What an SMS comes from.
        SenderId = "sender_id",
        /// The text of an SMS.
        Message = "message",
        /// Whether an SMS is promotional.
        MessageType = "message_type",
        /// The id under which the text is registered with India's DLT.
        DltTemplate = "dlt_template",
        /// The id under which the sender is registered with India's DLT.
        DltEntity = "dlt_entity",
        /// A WhatsApp template and what goes into it.
        WhatsappTemplate = "whatsapp_template",
        /// Its name.
        WhatsappName = "whatsapp_name",
        /// Its language.
        WhatsappLanguage = "whatsapp_language",
        /// Its parameters.
        WhatsappComponents = "whatsapp_components",
        /// A WhatsApp text without a template.
        FreeForm = "free_form",
        /// The identifier of something that is made by this request.
        ResourceNew = "resource_new",
        /// The identifier of something that must be there.
        ResourceId = "resource_id",
    }
}

words! {
    /// A rule about one field that has no numbers.
    FieldRule {
        /// It must be there.
        Required = "required",
        /// The domain must be verified on the account.
        DomainVerified = "domainVerified",
        /// The id must be one of the account's, and usable.
        Registered = "registered",
        /// The form of the value.
        Format = "format",
        /// The point in time must lie ahead.
        Future = "future",
        /// Nothing of the account may have this identifier.
        Unique = "unique",
        /// Something of the account must have this identifier.
        Exists = "exists",
        /// The text must match what is registered under this id.
        Matched = "matched",
        /// The template must be approved.
        Approved = "approved",
        /// The person must have written within 24 hours.
        Window = "window",
        /// The word must be one of the field's `values`.
        Listed = "listed",
        /// What a member of the object that nobody declared means.
        UnknownField = "unknownField",
        /// The JSON type of the value; where it is not stated, the kind's own is certain.
        Type = "type",
    }
}

words! {
    /// A rule about the account that holds for every operation.
    AccountRule {
        /// The request carries a key.
        Authorization = "authorization",
        /// The key has not expired.
        KeyExpiry = "keyExpiry",
        /// The request comes from an address in the key's list.
        IpAllowList = "ipAllowList",
        /// The body is labelled as JSON.
        ContentType = "contentType",
        /// The subscription runs.
        Subscription = "subscription",
        /// No more requests than the window takes.
        RateLimit = "rateLimit",
        /// No idempotency key twice.
        IdempotencyKey = "idempotencyKey",
        /// No idempotency key longer than this.
        IdempotencyKeyLength = "idempotencyKeyLength",
        /// No message to recipients on the suppression list.
        Suppression = "suppression",
        /// No promotional message to numbers in India's do-not-disturb registry.
        Dnd = "dnd",
        /// No more messages than the month's quota.
        Quota = "quota",
        /// No more messages than the day's limit.
        DailyLimit = "dailyLimit",
        /// No more messages than the hour's limit.
        HourlyLimit = "hourlyLimit",
    }
}

/// The standing of each rule of one of the enums above; `None` where the profile does not state it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSet([Option<Rule>; 13]);

impl RuleSet {
    pub(super) fn set(&mut self, at: usize, rule: Option<Rule>) {
        if let Some(place) = self.0.get_mut(at) {
            *place = rule;
        }
    }

    pub(super) fn at(&self, at: usize) -> Option<Rule> {
        self.0.get(at).copied().flatten()
    }
}

/// A length that a field must not exceed.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The most that is taken.
    pub max: u32,
    /// `octets`, `code_points`, `utf16_units`, `unknown`; `items` of arrays and `segments` of messages.
    pub unit: Name,
    /// Where the limit comes from.
    pub rule: Rule,
}

/// One field of an operation.
#[derive(Clone, Debug)]
pub struct Field {
    /// The provider's spelling.
    pub name: String,
    /// Other spellings that mean the same.
    pub aliases: Vec<String>,
    /// What it holds.
    pub kind: FieldKind,
    /// What it means.
    pub role: Role,
    /// Its rules without numbers.
    pub rules: RuleSet,
    /// A field whose presence makes this one optional.
    pub unless: Option<String>,
    /// Longest value, of each element where it is an array.
    pub max_length: Option<Limit>,
    /// Most elements.
    pub max_items: Option<Limit>,
    /// Most segments of an SMS.
    pub max_segments: Option<Limit>,
    /// Whether `Name <address>` is taken, and how sure that is.
    pub name_addr: Option<(bool, Rule)>,
    /// The words that it may hold.
    pub values: Vec<String>,
    /// What its identifier identifies: `templates`, `domains` …
    pub resource: String,
    /// May hold placeholders.
    pub template: bool,
    /// The members of an object.
    pub shape: Shape,
}

impl Field {
    /// True for the field's name and its aliases.
    pub fn is_named(&self, name: &[u8]) -> bool {
        self.name.as_bytes() == name || self.aliases.iter().any(|alias| alias.as_bytes() == name)
    }

    /// The standing of one of its rules.
    pub fn rule(&self, rule: FieldRule) -> Option<Rule> {
        self.rules.at(rule as usize)
    }
}

/// Fields of which at least one must be there.
#[derive(Clone, Debug)]
pub struct OneOf {
    /// Their names.
    pub fields: Vec<String>,
    /// Where the rule comes from.
    pub rule: Rule,
}

/// What an object holds.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Its fields, in the order of the profile.
    pub fields: Vec<Field>,
    /// Groups of which one is needed.
    pub one_of: Vec<OneOf>,
    /// What a field that nobody declared means.
    pub unknown_field: Option<Rule>,
}

impl Shape {
    /// The field with this name or alias.
    pub fn field(&self, name: &[u8]) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_named(name))
    }

    /// The first field with this role.
    pub fn with_role(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|field| field.role == role)
    }
}

/// Scopes of which a key needs one.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Those that always do.
    pub any_of: Vec<String>,
    /// Those that do where the request names a saved template.
    pub with_template: Vec<String>,
    /// Where the rule comes from.
    pub rule: Rule,
}

/// One operation, such as `email.send`.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// What its body holds.
    pub shape: Shape,
    /// What a variable without a value means; `None` also where it is printed as it stands.
    pub missing_variable: Option<Rule>,
    /// It sends messages: they count, and recipients may be suppressed.
    pub sends: bool,
    /// The window in which its requests count.
    pub rate_group: String,
    /// What the key must be allowed.
    pub scope: Option<Scope>,
    /// What it makes, of which a plan has so many.
    pub creates: Option<(String, Rule)>,
}

impl Operation {
    /// The field with this name or alias.
    pub fn field(&self, name: &[u8]) -> Option<&Field> {
        self.shape.field(name)
    }
}

/// A provider's rules.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The provider's short name.
    pub name: String,
    /// What can be asked of it.
    pub operations: Vec<Operation>,
    /// What holds for the account; `dailyLimit` and `hourlyLimit` only where a message over them is refused.
    pub account: RuleSet,
    /// Characters of an idempotency key.
    pub max_key_octets: u32,
    /// How long an idempotency key is remembered, in milliseconds.
    pub key_memory_ms: f64,
    /// A request that failed uses up its idempotency key; `None` where nobody knows.
    pub failed_uses_key: Option<bool>,
    /// A verified domain covers its subdomains.
    pub covers_subdomains: bool,
    /// Capitals matter in sender ids.
    pub exact_sender_ids: bool,
}

impl Profile {
    /// The shipped profile of MigoSMTP, as JSON.
    #[cfg(not(target_arch = "wasm32"))]
    pub const MIGOSMTP: &'static str = include_str!("../../profiles/migosmtp.json");
    /// The shipped profile of Telnxo, as JSON.
    #[cfg(not(target_arch = "wasm32"))]
    pub const TELNXO: &'static str = include_str!("../../profiles/telnxo.json");
    /// The profile to copy for another provider, as JSON.
    #[cfg(not(target_arch = "wasm32"))]
    pub const GENERIC: &'static str = include_str!("../../profiles/generic.json");

    /// Position of the operation called `name`.
    pub fn operation_index(&self, name: &[u8]) -> Option<usize> {
        self.operations.iter().position(|operation| operation.name.as_bytes() == name)
    }

    /// The standing of a rule about the account.
    pub fn rule(&self, rule: AccountRule) -> Option<Rule> {
        self.account.at(rule as usize)
    }
}
