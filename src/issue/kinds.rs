//! The table of everything that can be found: kind, reason, code, parameters and documentation in one row.
//!
//! # Scope
//!
//! Enum, names, lists, TypeScript types and the error reference all come out of these rows. A released reason is never
//! renamed or given another meaning; `tests/cases/reasons.txt` holds the released ones.

use crate::catalog::ApiCode;

/// A word of the vocabulary (a unit, a region, a field kind): never user text.
pub type Name = &'static str;

/// The value of an issue's parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Param {
    /// A count, a limit, a position.
    Number(u32),
    /// A word of the vocabulary.
    Name(Name),
}

impl From<u32> for Param {
    fn from(number: u32) -> Param {
        Param::Number(number)
    }
}

impl From<Name> for Param {
    fn from(name: Name) -> Param {
        Param::Name(name)
    }
}

/// One row of the table, for documentation and generated types.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// Our word for it, as it appears in issues.
    pub reason: &'static str,
    /// What the server would have answered; `None` where none of the 32 codes fits.
    pub code: Option<ApiCode>,
    /// Name and type (`u32` or `Name`) of each parameter.
    pub params: &'static [(&'static str, &'static str)],
    /// The rule and its source.
    pub doc: &'static str,
}

macro_rules! issue_kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident $({ $($param:ident: $type:ident),+ })? = $reason:literal $(in $code:ident)?;)+) => {
        /// Which rule was violated, with its numbers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind {
            $($(#[doc = $doc])+ $kind $({ $(#[allow(missing_docs)] $param: $type),+ })?,)+
        }

        impl Kind {
            /// Every row, in the order of the enum.
            pub const ALL: &'static [KindInfo] = &[
                $(KindInfo {
                    reason: $reason,
                    code: issue_kinds!(@code $($code)?),
                    params: &[$($((stringify!($param), stringify!($type))),+)?],
                    doc: concat!($($doc, "\n"),+),
                },)+
            ];

            // Apart from `ALL`, so that a program which only asks for reasons does not carry the documentation.
            const REASONS: &'static [&'static str] = &[$($reason),+];
            const CODES: &'static [Option<ApiCode>] = &[$(issue_kinds!(@code $($code)?)),+];

            /// Position of the row in [`Kind::ALL`].
            pub const fn index(&self) -> usize {
                #[allow(non_camel_case_types, clippy::enum_variant_names)]
                enum Order { $($kind),+ }
                match self { $(Kind::$kind { .. } => Order::$kind as usize,)+ }
            }

            /// Calls `take` with the name and value of each parameter, in the order of the row.
            pub fn for_each_param(&self, mut take: impl FnMut(&'static str, Param)) {
                match *self {
                    $(Kind::$kind $({ $($param),+ })? => { $($(take(stringify!($param), Param::from($param));)+)? })+
                }
                let _ = &mut take;
            }
        }
    };
    (@code) => { None };
    (@code $code:ident) => { Some(ApiCode::$code) };
}

impl Kind {
    /// The row of this kind.
    pub fn info(&self) -> &'static KindInfo {
        // `index` counts the same rows that `ALL` holds.
        #[allow(clippy::indexing_slicing)]
        &Kind::ALL[self.index()]
    }

    /// Our word for it.
    pub fn reason(&self) -> &'static str {
        Kind::REASONS.get(self.index()).copied().unwrap_or_default()
    }

    /// What the server would have answered.
    pub fn code(&self) -> Option<ApiCode> {
        Kind::CODES.get(self.index()).copied().flatten()
    }
}

#[rustfmt::skip]
issue_kinds! {
    // ---- any value -------------------------------------------------------------------------------------------------
    /// A value is required and none was given.
    Required = "required" in MissingRequiredField;
    /// The value is larger than this check takes; nothing else was looked at. `max` and `actual` in `unit`.
    InputTooLarge { max: u32, actual: u32, unit: Name } = "input_too_large" in FieldTooLong;
    /// The value is not text.
    NotText { found: Name } = "not_text";

    // ---- text ------------------------------------------------------------------------------------------------------
    /// The text is longer than the field takes, in `unit` (`octets`, `code_points`, `utf16_units`).
    TextTooLong { max: u32, actual: u32, overflow: u32, unit: Name } = "text_too_long" in FieldTooLong;
    /// Half a surrogate pair: it cannot be sent as UTF-8 (Unicode §3.8, D73).
    LoneSurrogate = "lone_surrogate";

    // ---- email -----------------------------------------------------------------------------------------------------

    // ---- phone -----------------------------------------------------------------------------------------------------

    // ---- json ------------------------------------------------------------------------------------------------------

    // ---- template --------------------------------------------------------------------------------------------------
    /// A tag that is never closed by `}}`. MigoSMTP, merge tags: `{{name}}`.
    TemplateUnclosedTag = "template_unclosed_tag";
    /// A tag that begins with one brace and ends with two.
    TemplateUnopenedTag = "template_unopened_tag";
    /// A name in single braces; the dialect writes two.
    TemplateSingleBrace = "template_single_brace";
    /// A tag in three braces; the dialect writes two and the third is printed.
    TemplateTripleBrace = "template_triple_brace";
    /// The braces of a tag are percent-encoded (`%7B%7B`), as editors do in links.
    TemplateEncodedBrace = "template_encoded_brace";
    /// Spaces inside the braces of a tag. MigoSMTP, merge tags: `{{ name }}` is incorrect.
    TemplateTagSpace = "template_tag_space";
    /// A tag without a name.
    TemplateNameEmpty = "template_name_empty";
    /// A name that starts with something other than a letter. MigoSMTP, merge tags: a letter first.
    TemplateNameStart = "template_name_start";
    /// A character that no name has. MigoSMTP, merge tags: letters, digits and underscores.
    TemplateNameCharacter = "template_name_character";
    /// A filter or an inline default; defaults are given beside the template (`default_variables`).
    TemplateFilter = "template_filter";
    /// The placeholder of another system: `mailchimp`, `percent`, `bracket`, `liquid`, `erb`, `javascript`, `ruby`, `handlebars`.
    TemplateForeignSyntax { system: Name } = "template_foreign_syntax";
    /// A block that the dialect does not have; `helper` is `each`, `unless`, `with`, `section` or `other`.
    TemplateHelperUnknown { helper: Name } = "template_helper_unknown";
    /// A block is opened without `#`.
    TemplateHashMissing { helper: Name } = "template_hash_missing";
    /// A condition names no variable.
    TemplateConditionEmpty { helper: Name } = "template_condition_empty";
    /// A comparison has nothing to compare with.
    TemplateConditionValueMissing { helper: Name } = "template_condition_value_missing";
    /// The value of a comparison does not stand in straight double quotes.
    TemplateConditionQuotes { helper: Name } = "template_condition_quotes";
    /// An operator in a condition; `helper` (`if_eq`, `if_neq`) says the same in this dialect.
    TemplateConditionOperator { helper: Name } = "template_condition_operator";
    /// More words in a block's tag than it takes.
    TemplateConditionExtra { helper: Name } = "template_condition_extra";
    /// A block that is never closed.
    TemplateUnclosedBlock { helper: Name } = "template_unclosed_block";
    /// A closing tag without an open block.
    TemplateUnopenedBlock { helper: Name } = "template_unopened_block";
    /// A closing tag of another kind than the block it must close.
    TemplateMismatchedBlock { open: Name, close: Name } = "template_mismatched_block";
    /// Two blocks overlap: the outer one is closed before the inner one.
    TemplateCrossedBlock { open: Name, close: Name } = "template_crossed_block";
    /// `{{else}}` outside a block.
    TemplateElseOutside = "template_else_outside";
    /// A second `{{else}}` in one block.
    TemplateElseRepeated = "template_else_repeated";
    /// An `{{else}}` with a condition of its own; the dialect nests a block instead.
    TemplateElseCondition = "template_else_condition";
    /// A variable used in a live branch that no level gives a value. MigoSMTP error reference; `places` placeholders wait.
    TemplateVariableMissing { places: u32 } = "template_variable_missing" in MissingTemplateVariable;
    /// A variable that is given only in another case. MigoSMTP, merge tags: names are case-sensitive.
    TemplateVariableCase { places: u32 } = "template_variable_case" in MissingTemplateVariable;
    /// A variable that only conditions use and no level gives: it counts as false; the API may still ask for it.
    TemplateConditionVariableMissing { places: u32 } = "template_condition_variable_missing" in MissingTemplateVariable;
    /// A value is given for a variable that the template does not use.
    TemplateVariableUnused = "template_variable_unused";
    /// An empty value is printed: the recipient sees a gap.
    TemplateValueEmpty { places: u32 } = "template_value_empty";
    /// A value of another kind than string; MigoSMTP renders every value as a string.
    TemplateValueNotString { found: Name } = "template_value_not_string";
    /// More findings than a report holds; `omitted` were left out.
    TemplateFindingsOmitted { omitted: u32 } = "template_findings_omitted";

    // ---- request ---------------------------------------------------------------------------------------------------

    // ---- answers ---------------------------------------------------------------------------------------------------
    /// The API answered: the request has no `Authorization` header.
    AnsweredAuthenticationRequired = "authentication_required" in AuthenticationRequired;
    /// The API answered: the API key is wrong, cut short, revoked, or belongs to the other platform.
    AnsweredInvalidApiKey = "invalid_api_key" in InvalidApiKey;
    /// The API answered: the API key is past the expiry date that it was given.
    AnsweredApiKeyExpired = "api_key_expired" in ApiKeyExpired;
    /// The API answered: the API key lacks the scope that this endpoint asks for.
    AnsweredInsufficientScope = "insufficient_scope" in InsufficientScope;
    /// The API answered: the request came from an address that is not in the key's list.
    AnsweredIpNotWhitelisted = "ip_not_whitelisted" in IpNotWhitelisted;
    /// The API answered: the subscription is suspended because an invoice is overdue.
    AnsweredAccountSuspended = "account_suspended" in AccountSuspended;
    /// The API answered: the trial or the subscription has ended.
    AnsweredAccountExpired = "account_expired" in AccountExpired;
    /// The API answered: the month's sending quota is used up.
    AnsweredQuotaExceeded = "quota_exceeded" in QuotaExceeded;
    /// The API answered: the plan's messages for this day are used up.
    AnsweredDailyLimitReached = "daily_limit_reached" in DailyLimitReached;
    /// The API answered: the plan's messages for this hour are used up.
    AnsweredHourlyLimitReached = "hourly_limit_reached" in HourlyLimitReached;
    /// The API answered: a field that the operation needs is absent; the answer's `field` names it.
    AnsweredMissingRequiredField = "missing_required_field" in MissingRequiredField;
    /// The API answered: a sender, recipient or reply address is not an RFC 5321 mailbox.
    AnsweredInvalidEmailAddress = "invalid_email_address" in InvalidEmailAddress;
    /// The API answered: a phone number is not in the international form of ITU-T E.164.
    AnsweredInvalidPhoneNumber = "invalid_phone_number" in InvalidPhoneNumber;
    /// The API answered: the body is not JSON (RFC 8259).
    AnsweredInvalidJson = "invalid_json" in InvalidJson;
    /// The API answered: a field is longer than the API takes.
    AnsweredFieldTooLong = "field_too_long" in FieldTooLong;
    /// The API answered: no published and active template has this id.
    AnsweredInvalidTemplateId = "invalid_template_id" in InvalidTemplateId;
    /// The API answered: the template uses a variable that nothing gives a value.
    AnsweredMissingTemplateVariable = "missing_template_variable" in MissingTemplateVariable;
    /// The API answered: the domain of the sender address is not verified on the account.
    AnsweredDomainNotVerified = "domain_not_verified" in DomainNotVerified;
    /// The API answered: the SMS sender id is not registered on the account.
    AnsweredSenderIdNotRegistered = "sender_id_not_registered" in SenderIdNotRegistered;
    /// The API answered: nothing has the id that the request names.
    AnsweredResourceNotFound = "resource_not_found" in ResourceNotFound;
    /// The API answered: something with this identifier exists already.
    AnsweredDuplicateResource = "duplicate_resource" in DuplicateResource;
    /// The API answered: the idempotency key was used within the last 24 hours; the first answer is not repeated.
    AnsweredDuplicateIdempotencyKey = "duplicate_idempotency_key" in DuplicateIdempotencyKey;
    /// The API answered: the plan allows no more resources of this kind.
    AnsweredResourceLimitReached = "resource_limit_reached" in ResourceLimitReached;
    /// The API answered: the recipient is on the suppression list.
    AnsweredRecipientSuppressed = "recipient_suppressed" in RecipientSuppressed;
    /// The API answered: the number is in India's do-not-disturb registry and the message is promotional.
    AnsweredDndNumber = "dnd_number" in DndNumber;
    /// The API answered: the text matches no DLT template registered in India.
    AnsweredDltScrubbed = "dlt_scrubbed" in DltScrubbed;
    /// The API answered: Meta has not approved the WhatsApp template.
    AnsweredWhatsappTemplateNotApproved = "whatsapp_template_not_approved" in WhatsappTemplateNotApproved;
    /// The API answered: more than 24 hours have passed since the person last wrote on WhatsApp: only a template may be sent.
    AnsweredSessionWindowExpired = "session_window_expired" in SessionWindowExpired;
    /// The API answered: too many requests in the running window.
    AnsweredRateLimitExceeded = "rate_limit_exceeded" in RateLimitExceeded;
    /// The API answered: the platform failed unexpectedly.
    AnsweredInternalError = "internal_error" in InternalError;
    /// The API answered: the platform is under maintenance or overloaded.
    AnsweredServiceUnavailable = "service_unavailable" in ServiceUnavailable;
    /// The API answered: a carrier or relay did not answer in time; the message may have been queued all the same.
    AnsweredGatewayTimeout = "gateway_timeout" in GatewayTimeout;
    /// The API answered with a code that is none of the 32; `class` is the status's group.
    UnknownCode { class: Name } = "unknown_code";
    /// The answer is JSON and names no code.
    AnswerWithoutCode { class: Name } = "answer_without_code";
    /// The answer is not a JSON object: something between here and the API answered.
    AnswerNotJson { class: Name } = "answer_not_json";
    /// No answer came: the connection failed.
    NetworkFailure = "network_failure";
    /// No answer came: the request was called off.
    RequestAborted = "request_aborted";
    /// No answer came within the time that the caller gave.
    RequestTimedOut = "request_timed_out";
}
