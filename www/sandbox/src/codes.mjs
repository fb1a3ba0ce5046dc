// The 32 codes with their status, as the API error codes reference lists them (PROVIDER.md, source SEED).

/** Code → HTTP status and a sentence for developers. The sentences are ours: only `error` is to be matched on (§1.1). */
export const CODES = {
  authentication_required: [401, 'The Authorization header is missing.'],
  invalid_api_key: [401, 'The API key is wrong, malformed or revoked.'],
  api_key_expired: [401, 'The API key has passed its expiry date.'],
  insufficient_scope: [403, 'The API key lacks the scope for this endpoint.'],
  ip_not_whitelisted: [403, 'The request came from an address outside the key’s list.'],
  account_suspended: [402, 'The subscription is suspended: an invoice is overdue.'],
  account_expired: [402, 'The trial or subscription has expired.'],
  quota_exceeded: [402, 'The monthly sending quota is used up.'],
  daily_limit_reached: [429, 'The plan’s daily sending limit is reached.'],
  hourly_limit_reached: [429, 'The plan’s hourly sending limit is reached.'],
  missing_required_field: [422, 'A required field is absent.'],
  invalid_email_address: [422, 'A field is not a valid e-mail address.'],
  invalid_phone_number: [422, 'A phone number is not in E.164 format.'],
  invalid_json: [400, 'The request body is not valid JSON.'],
  field_too_long: [422, 'A field is longer than allowed.'],
  invalid_template_id: [422, 'The template does not exist or is not active.'],
  missing_template_variable: [422, 'A variable of the template has no value.'],
  domain_not_verified: [422, 'The domain of the from address is not verified.'],
  sender_id_not_registered: [422, 'The sender id is not registered on the account.'],
  resource_not_found: [404, 'No resource has this id.'],
  duplicate_resource: [409, 'A resource with this identifier exists already.'],
  duplicate_idempotency_key: [409, 'This idempotency key was used within 24 hours.'],
  resource_limit_reached: [409, 'The plan allows no more resources of this type.'],
  recipient_suppressed: [422, 'The recipient is on the suppression list.'],
  dnd_number: [422, 'The number is on the DND registry; promotional messages are refused.'],
  dlt_scrubbed: [422, 'The text matches no registered DLT template.'],
  whatsapp_template_not_approved: [422, 'The WhatsApp template is not approved by Meta.'],
  session_window_expired: [422, 'The 24-hour session window is closed; send a template.'],
  rate_limit_exceeded: [429, 'Too many requests in the current window.'],
  internal_error: [500, 'Unexpected error on the platform’s side.'],
  service_unavailable: [503, 'The platform is under maintenance or overloaded.'],
  gateway_timeout: [504, 'A carrier or relay did not answer in time; check the logs before retrying.'],
};

/** Why a request is refused: thrown by the rules, answered by the server. */
export class Refusal extends Error {
  /**
   * @param {keyof typeof CODES} code
   * @param {string} [field] the offending field, for validation errors (PROVIDER.md §1.1)
   * @param {Record<string, string>} [headers]
   */
  constructor(code, field, headers = {}) {
    super(code);
    this.code = code;
    this.field = field;
    this.headers = headers;
  }

  /** A cause for which none of the 32 codes is documented: `missing_required_field`, and a header that says so. */
  static uncoded(field) {
    return new Refusal('missing_required_field', field, { 'X-Sandbox-Note': 'no code is documented for this cause' });
  }
}

/** The error body of PROVIDER.md §1.1. */
export function errorAnswer(code, { field, headers = {} } = {}) {
  const [status, message] = CODES[code];
  return { status, headers, body: { success: false, error: code, message, code: status, ...(field && { field }) } };
}
