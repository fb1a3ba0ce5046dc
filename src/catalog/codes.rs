//! The table of the 32 codes, one row each.

/// What kind of refusal a code is, as the provider's reference groups them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The key is absent, wrong, too old or not allowed to do this.
    Authentication,
    /// The subscription or its allowance is used up.
    Account,
    /// The request itself is wrong.
    Validation,
    /// Something named in the request does not exist, or exists already.
    Resource,
    /// The message may not be sent to this recipient or in this form.
    Delivery,
    /// Too much in too short a time.
    RateLimit,
    /// The platform failed.
    Server,
}

/// Who can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixer {
    /// The person at the form.
    EndUser,
    /// Whoever wrote the page or the server behind it.
    Developer,
    /// Whoever administers the account: billing, domains, keys.
    AccountAdmin,
    /// Whoever writes templates and messages.
    ContentEditor,
    /// The provider.
    Provider,
}

/// What must be known to foresee a code before sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreseen {
    /// The request alone.
    FromRequest,
    /// The request and a snapshot of the account.
    FromContext,
    /// Nothing the page can know: the code is explained when it comes back.
    Explained,
}

/// When the same request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Not before something is mended.
    AfterFix,
    /// After `Retry-After` or `X-RateLimit-Reset`, then exponential backoff with full jitter.
    RetryAfter,
    /// At the next full hour by the clock of the account's time zone.
    NextHour,
    /// At the next midnight by the clock of the account's time zone.
    NextMidnight,
    /// When the billing period begins anew.
    NextBillingPeriod,
    /// Exponential backoff with full jitter.
    Backoff,
    /// Only with the idempotency key of the first attempt, or after a look at the logs: it may have been accepted.
    OnlyIfIdempotent,
    /// Never with the same idempotency key: an earlier attempt used it.
    NewIdempotencyKey,
}

impl Rule {
    /// The rule as it appears in a retry plan.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::AfterFix => "after_fix",
            Rule::RetryAfter => "retry_after",
            Rule::NextHour => "next_hour",
            Rule::NextMidnight => "next_midnight",
            Rule::NextBillingPeriod => "next_billing_period",
            Rule::Backoff => "backoff",
            Rule::OnlyIfIdempotent => "only_if_idempotent",
            Rule::NewIdempotencyKey => "new_idempotency_key",
        }
    }
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// The code.
    pub code: ApiCode,
    /// The code as it stands in the answer's `error` member.
    pub name: &'static str,
    /// HTTP status of the answer.
    pub status: u16,
    /// Kind of refusal.
    pub group: Group,
    /// What is needed to foresee it.
    pub foreseen: Foreseen,
    /// Who can mend it, the likeliest first.
    pub fixers: &'static [Fixer],
    /// When to try again.
    pub rule: Rule,
    /// Why the API answers so. Not in the module that pages download.
    #[cfg(not(target_arch = "wasm32"))]
    pub doc: &'static str,
}

macro_rules! api_codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal $status:literal $group:ident $foreseen:ident
        [$($fixer:ident)+] $rule:ident;)+) => {
        /// One of the 32 error codes of the MigoSMTP and Telnxo APIs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ApiCode {
            $($(#[doc = $doc])+ $code,)+
        }

        impl ApiCode {
            /// Every code, in the order of the provider's reference.
            pub const ALL: &'static [CodeInfo] = &[$(CodeInfo {
                code: ApiCode::$code,
                name: $name,
                status: $status,
                group: Group::$group,
                foreseen: Foreseen::$foreseen,
                fixers: &[$(Fixer::$fixer),+],
                rule: Rule::$rule,
                #[cfg(not(target_arch = "wasm32"))]
                doc: concat!($($doc, "\n"),+),
            }),+];

            // Apart from `ALL`, so that a program which only asks for names and rules does not carry the documentation.
            const NAMES: &'static [&'static str] = &[$($name),+];
            const RULES: &'static [Rule] = &[$(Rule::$rule),+];
            const CODES: &'static [ApiCode] = &[$(ApiCode::$code),+];
        }
    };
}

impl ApiCode {
    /// The row of this code.
    pub fn info(self) -> &'static CodeInfo {
        // The enum and `ALL` are made from the same rows.
        #[allow(clippy::indexing_slicing)]
        &ApiCode::ALL[self as usize]
    }

    /// The code as the API writes it.
    pub fn name(self) -> &'static str {
        ApiCode::NAMES.get(self as usize).copied().unwrap_or_default()
    }

    /// When the same request may be sent again.
    pub fn rule(self) -> Rule {
        ApiCode::RULES.get(self as usize).copied().unwrap_or(Rule::AfterFix)
    }

    /// The code that the API writes as `name`, if it is one of the 32.
    ///
    /// ```
    /// use presend::catalog::ApiCode;
    ///
    /// assert_eq!(ApiCode::from_name("quota_exceeded"), Some(ApiCode::QuotaExceeded));
    /// assert_eq!(ApiCode::from_name("teapot"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<ApiCode> {
        let at = ApiCode::NAMES.iter().position(|known| *known == name)?;
        ApiCode::CODES.get(at).copied()
    }
}

#[rustfmt::skip]
api_codes! {
    /// The request has no `Authorization` header.
    AuthenticationRequired = "authentication_required" 401 Authentication FromRequest [Developer] AfterFix;
    /// The API key is wrong, cut short, revoked, or belongs to the other platform.
    InvalidApiKey = "invalid_api_key" 401 Authentication Explained [Developer AccountAdmin] AfterFix;
    /// The API key is past the expiry date that it was given.
    ApiKeyExpired = "api_key_expired" 401 Authentication FromContext [Developer AccountAdmin] AfterFix;
    /// The API key lacks the scope that this endpoint asks for.
    InsufficientScope = "insufficient_scope" 403 Authentication FromContext [AccountAdmin] AfterFix;
    /// The request came from an address that is not in the key's list.
    IpNotWhitelisted = "ip_not_whitelisted" 403 Authentication Explained [AccountAdmin Developer] AfterFix;

    /// The subscription is suspended because an invoice is overdue.
    AccountSuspended = "account_suspended" 402 Account FromContext [AccountAdmin] AfterFix;
    /// The trial or the subscription has ended.
    AccountExpired = "account_expired" 402 Account FromContext [AccountAdmin] AfterFix;
    /// The month's sending quota is used up.
    QuotaExceeded = "quota_exceeded" 402 Account FromContext [AccountAdmin] NextBillingPeriod;
    /// The plan's messages for this day are used up.
    DailyLimitReached = "daily_limit_reached" 429 RateLimit FromContext [AccountAdmin Developer] NextMidnight;
    /// The plan's messages for this hour are used up.
    HourlyLimitReached = "hourly_limit_reached" 429 RateLimit FromContext [Developer AccountAdmin] NextHour;

    /// A field that the operation needs is absent; the answer's `field` names it.
    MissingRequiredField = "missing_required_field" 422 Validation FromRequest [EndUser Developer] AfterFix;
    /// A sender, recipient or reply address is not an RFC 5321 mailbox.
    InvalidEmailAddress = "invalid_email_address" 422 Validation FromRequest [EndUser] AfterFix;
    /// A phone number is not in the international form of ITU-T E.164.
    InvalidPhoneNumber = "invalid_phone_number" 422 Validation FromRequest [EndUser] AfterFix;
    /// The body is not JSON (RFC 8259).
    InvalidJson = "invalid_json" 400 Validation FromRequest [Developer] AfterFix;
    /// A field is longer than the API takes.
    FieldTooLong = "field_too_long" 422 Validation FromRequest [EndUser] AfterFix;
    /// No published and active template has this id.
    InvalidTemplateId = "invalid_template_id" 422 Validation FromContext [Developer ContentEditor] AfterFix;
    /// The template uses a variable that nothing gives a value.
    MissingTemplateVariable = "missing_template_variable" 422 Validation FromContext [Developer EndUser] AfterFix;
    /// The domain of the sender address is not verified on the account.
    DomainNotVerified = "domain_not_verified" 422 Validation FromContext [AccountAdmin] AfterFix;
    /// The SMS sender id is not registered on the account.
    SenderIdNotRegistered = "sender_id_not_registered" 422 Validation FromContext [AccountAdmin] AfterFix;

    /// Nothing has the id that the request names.
    ResourceNotFound = "resource_not_found" 404 Resource FromContext [Developer] AfterFix;
    /// Something with this identifier exists already.
    DuplicateResource = "duplicate_resource" 409 Resource FromContext [Developer AccountAdmin] AfterFix;
    /// The idempotency key was used within the last 24 hours; the first answer is not repeated.
    DuplicateIdempotencyKey = "duplicate_idempotency_key" 409 Resource FromContext [Developer] NewIdempotencyKey;
    /// The plan allows no more resources of this kind.
    ResourceLimitReached = "resource_limit_reached" 409 Resource FromContext [AccountAdmin] AfterFix;

    /// The recipient is on the suppression list.
    RecipientSuppressed = "recipient_suppressed" 422 Delivery FromContext [AccountAdmin EndUser] AfterFix;
    /// The number is in India's do-not-disturb registry and the message is promotional.
    DndNumber = "dnd_number" 422 Delivery FromContext [ContentEditor Developer] AfterFix;
    /// The text matches no DLT template registered in India.
    DltScrubbed = "dlt_scrubbed" 422 Delivery FromContext [AccountAdmin Developer] AfterFix;
    /// Meta has not approved the WhatsApp template.
    WhatsappTemplateNotApproved = "whatsapp_template_not_approved" 422 Delivery FromContext [ContentEditor AccountAdmin] AfterFix;
    /// More than 24 hours have passed since the person last wrote on WhatsApp: only a template may be sent.
    SessionWindowExpired = "session_window_expired" 422 Delivery FromContext [EndUser Developer] AfterFix;

    /// Too many requests in the running window.
    RateLimitExceeded = "rate_limit_exceeded" 429 RateLimit FromContext [Developer] RetryAfter;

    /// The platform failed unexpectedly.
    InternalError = "internal_error" 500 Server Explained [Provider] Backoff;
    /// The platform is under maintenance or overloaded.
    ServiceUnavailable = "service_unavailable" 503 Server Explained [Provider] Backoff;
    /// A carrier or relay did not answer in time; the message may have been queued all the same.
    GatewayTimeout = "gateway_timeout" 504 Server Explained [Developer] OnlyIfIdempotent;
}
