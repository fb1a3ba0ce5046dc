//! The finding that stands for each code of an answer.

use crate::catalog::ApiCode;
use crate::issue::Kind;

/// The kind whose reason is the code's own name.
#[rustfmt::skip]
pub(super) const fn answered(code: ApiCode) -> Kind {
    match code {
        ApiCode::AuthenticationRequired => Kind::AnsweredAuthenticationRequired,
        ApiCode::InvalidApiKey => Kind::AnsweredInvalidApiKey,
        ApiCode::ApiKeyExpired => Kind::AnsweredApiKeyExpired,
        ApiCode::InsufficientScope => Kind::AnsweredInsufficientScope,
        ApiCode::IpNotWhitelisted => Kind::AnsweredIpNotWhitelisted,
        ApiCode::AccountSuspended => Kind::AnsweredAccountSuspended,
        ApiCode::AccountExpired => Kind::AnsweredAccountExpired,
        ApiCode::QuotaExceeded => Kind::AnsweredQuotaExceeded,
        ApiCode::DailyLimitReached => Kind::AnsweredDailyLimitReached,
        ApiCode::HourlyLimitReached => Kind::AnsweredHourlyLimitReached,
        ApiCode::MissingRequiredField => Kind::AnsweredMissingRequiredField,
        ApiCode::InvalidEmailAddress => Kind::AnsweredInvalidEmailAddress,
        ApiCode::InvalidPhoneNumber => Kind::AnsweredInvalidPhoneNumber,
        ApiCode::InvalidJson => Kind::AnsweredInvalidJson,
        ApiCode::FieldTooLong => Kind::AnsweredFieldTooLong,
        ApiCode::InvalidTemplateId => Kind::AnsweredInvalidTemplateId,
        ApiCode::MissingTemplateVariable => Kind::AnsweredMissingTemplateVariable,
        ApiCode::DomainNotVerified => Kind::AnsweredDomainNotVerified,
        ApiCode::SenderIdNotRegistered => Kind::AnsweredSenderIdNotRegistered,
        ApiCode::ResourceNotFound => Kind::AnsweredResourceNotFound,
        ApiCode::DuplicateResource => Kind::AnsweredDuplicateResource,
        ApiCode::DuplicateIdempotencyKey => Kind::AnsweredDuplicateIdempotencyKey,
        ApiCode::ResourceLimitReached => Kind::AnsweredResourceLimitReached,
        ApiCode::RecipientSuppressed => Kind::AnsweredRecipientSuppressed,
        ApiCode::DndNumber => Kind::AnsweredDndNumber,
        ApiCode::DltScrubbed => Kind::AnsweredDltScrubbed,
        ApiCode::WhatsappTemplateNotApproved => Kind::AnsweredWhatsappTemplateNotApproved,
        ApiCode::SessionWindowExpired => Kind::AnsweredSessionWindowExpired,
        ApiCode::RateLimitExceeded => Kind::AnsweredRateLimitExceeded,
        ApiCode::InternalError => Kind::AnsweredInternalError,
        ApiCode::ServiceUnavailable => Kind::AnsweredServiceUnavailable,
        ApiCode::GatewayTimeout => Kind::AnsweredGatewayTimeout,
    }
}
