// Results are discriminated on `ok`, issues on `reason`.

import {
  type ApiCode,
  applyFix,
  checkEmail,
  checkJson,
  checkPhone,
  checkRequest,
  checkSms,
  checkTemplate,
  checkText,
  confirmRules,
  createMessages,
  type E164,
  type Email,
  explain,
  type Failure,
  type Issue,
  type IssueOf,
  type IssueReason,
  type JsonRepair,
  type LoggedIssue,
  measureSms,
  type PhoneType,
  type ProblemDetails,
  repairJson,
  type Result,
  type SmsMeasure,
  type TextMeasure,
  toFieldErrors,
  toLog,
  toProblemDetails,
  prepareContext,
  type Source,
} from 'presend';
import migosmtp, { type Body } from 'presend/profiles/migosmtp';
import telnxo, { type Body as TelnxoBody } from 'presend/profiles/telnxo';
import { type Equal, expect } from './equal.js';

const email = checkEmail('ann@acme.in');
if (email.ok) {
  expect<Equal<typeof email.value, Email>>();
  expect<Equal<typeof email.issues, []>>();
  const text: string = email.value;
  checkText(text);
} else {
  expect<Equal<typeof email.value, null>>();
  expect<Equal<typeof email.issues, [Issue, ...Issue[]]>>();
  expect<Equal<(typeof email.issues)[0], Issue>>();
}
expect<Equal<typeof email.localPart, string | null>>();
expect<Equal<typeof email.warnings, Issue[]>>();

// An address is not just any string, nor a number an address.
// @ts-expect-error
const _address: Email = 'ann@acme.in';
// @ts-expect-error
const _number: E164 = checkEmail('x').value;

const phone = checkPhone('+919876543210', { region: 'IN', types: ['mobile'], regions: ['IN'] });
if (phone.ok) expect<Equal<typeof phone.value, E164>>();
expect<Equal<typeof phone.type, PhoneType | null>>();
expect<Equal<typeof phone.callingCode, number | null>>();

const optional = checkPhone('', { optional: true });
if (optional.ok) expect<Equal<typeof optional.value, E164 | undefined>>();

const json = checkJson('{}' as string);
if (json.ok) expect<Equal<typeof json.value, string>>();
const octets = checkJson(new Uint8Array());
if (octets.ok) expect<Equal<typeof octets.value, Uint8Array<ArrayBuffer>>>();

expect<Equal<ReturnType<typeof checkText>, Result<string, { measure: TextMeasure | null }>>>();
expect<Equal<ReturnType<typeof checkSms>, Result<string, { sms: SmsMeasure | null }>>>();
expect<Equal<ReturnType<typeof repairJson>, Result<string, JsonRepair>>>();
expect<Equal<ReturnType<typeof measureSms>['encoding'], 'gsm7' | 'ucs2'>>();
measureSms('x', { tables: ['hi', 'tr'] });
// @ts-expect-error
measureSms('x', { tables: ['hindi'] });
expect<
  Equal<ReturnType<typeof checkTemplate>['variables'][number]['places'][number]['role'], 'placeholder' | 'condition'>
>();

// Wrong options do not compile.
// @ts-expect-error
checkEmail('x', { mode: 'lax' });
// @ts-expect-error
checkPhone('x', { types: ['landline'] });
// @ts-expect-error
checkText('x', { unit: 'bytes' });
// @ts-expect-error
checkTemplate('x', { dialect: 'liquid' });
// @ts-expect-error
checkJson('x', { depth: 3 });
// Anything may be checked.
for (const value of [5, null, undefined, {}] as unknown[]) checkEmail(value);

// A reason brings its code and its parameters.
expect<Equal<IssueOf<'text_too_long'>['params'], { max: number; actual: number; overflow: number; unit: string }>>();
expect<Equal<IssueOf<'text_too_long'>['code'], 'field_too_long'>>();
expect<Equal<IssueOf<'lone_surrogate'>['code'], null>>();
// @ts-expect-error
type _Unknown = IssueOf<'text_to_long'>;
expect<Equal<Issue['reason'], IssueReason>>();
const _codes: ApiCode | null = {} as Issue['code'];

export function sentence(issue: Issue): string {
  switch (issue.reason) {
    case 'text_too_long':
      expect<Equal<typeof issue.code, 'field_too_long'>>();
      expect<Equal<typeof issue.params.overflow, number>>();
      return `${issue.params.overflow} ${issue.params.unit}`;
    case 'required':
      expect<Equal<typeof issue.code, 'missing_required_field'>>();
      // @ts-expect-error
      issue.params.overflow;
      return '';
    // @ts-expect-error
    case 'requird':
      return '';
    default:
      // @ts-expect-error
      issue.params.overflow;
      return issue.code ?? issue.reason;
  }
}

// A request's body is typed by its operation.
const body: Body['email.send'] = { from: 'a@acme.in', to: ['b@acme.in'], subject: 'x', html: 'x' };
const report = checkRequest(migosmtp, 'email.send', body, { context: { verifiedDomains: ['acme.in'] }, now: 0 });
if (report.ok) expect<Equal<typeof report.value, Body['email.send']>>();
expect<Equal<(typeof report.notChecked)[number] extends string ? true : false, true>>();
// @ts-expect-error
report.notChecked.includes('weather');
// @ts-expect-error
checkRequest(migosmtp, 'email.sned', body);
// @ts-expect-error
checkRequest(migosmtp, 'email.send', body, { assumedRules: 'maybe' });
// @ts-expect-error
const _missing: Body['email.send'] = { to: 'b@acme.in' };
// @ts-expect-error
const _kind: Body['email.send'] = { from: 5, to: 'b@acme.in' };
// Every operation has a body of its own, and every part of the account a name.
const sms: TelnxoBody['sms.send'] = { to: '+919876543210', from: 'ACMEIN', text: 'x', type: 'otp' };
checkRequest(telnxo, 'sms.send', sms, { context: prepareContext({ dnd: ['+919876543210'] }), via: 'direct' });
const template: Body['template.save']['category'] = 'marketing';
expect<Equal<typeof template, 'marketing'>>();
// @ts-expect-error
const _category: Body['template.save']['category'] = 'spam';
// @ts-expect-error
checkRequest(migosmtp, 'email.send', body, { context: { verifedDomains: [] } });
expect<Equal<ReturnType<typeof confirmRules<typeof migosmtp>>, typeof migosmtp>>();
const related: Source | undefined = report.warnings[0]?.related?.[0]?.source;
expect<Equal<typeof related, Source | undefined>>();
// A profile of one's own.
checkRequest({ name: 'mine', operations: { send: { fields: { to: { kind: 'mailbox' } } } } }, 'send', {});

// Answers have the same issues.
const failure: Failure = explain({ status: 402 }, { now: 0, previous: 'timed_out' });
const t = createMessages(undefined, { audience: 'operator', labels: { to: 'E-mail' } });
const _sentence: string = t(failure) + failure.issues.map(t).join(' ') + failure.issues.map(sentence).join();
const _parts: string[] = t.parts(failure).map(({ value }) => value);
const _logged: LoggedIssue[] = failure.issues.map(toLog);
// @ts-expect-error
_logged[0]?.fix;
for (const [name, error] of toFieldErrors(failure.issues, { message: t, names: { to: 'email' } })) {
  const _pair: [string, { type: string; message: string }] = [name, error];
}
const hint = checkEmail('a').warnings.find((warning) => warning.fix);
if (hint) applyFix('a', hint);
// @ts-expect-error
createMessages('hi');
// @ts-expect-error
explain({ status: 402 }, { previous: 'lost' });

// A refusal as problem details; nothing where nothing is wrong.
expect<Equal<ReturnType<typeof toProblemDetails>, ProblemDetails | null>>();
if (!email.ok) {
  const problem: ProblemDetails = toProblemDetails(email, { message: t, types: 'https://example.com/errors#' });
  expect<Equal<typeof problem.code, ApiCode | null>>();
}
// @ts-expect-error
toProblemDetails('x');
