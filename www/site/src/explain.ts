/** An answer of the API: what it means, and whether and when to send again. */

import { explain, type Failure } from 'presend';
import { byId, eachFrame, make } from './dom.js';
import { onChange, t, tag, words } from './page.js';
import { answers } from './samples.js';

export function startExplain(): void {
  const later = eachFrame(look);
  const example = byId('example', HTMLSelectElement);
  const status = byId('status', HTMLInputElement);
  const headers = byId('headers', HTMLTextAreaElement);
  const body = byId('body', HTMLTextAreaElement);
  const hadKey = byId('had-key', HTMLInputElement);
  let failure: Failure;

  example.replaceChildren(
    ...answers.map(({ status, body }, at) => {
      const code = /"error": "(\w+)"/.exec(body)?.[1] ?? 'HTML';
      return make('option', { value: String(at) }, `${status} ${code}`);
    }),
  );
  example.addEventListener('change', pick);
  for (const box of [status, headers, body, hadKey]) box.addEventListener('input', later);
  onChange(tell);

  function pick(): void {
    const answer = answers[Number(example.value)];
    status.value = answer?.status ?? '';
    headers.value = answer?.headers ?? '';
    body.value = answer?.body ?? '';
    for (const box of [headers, body]) box.rows = Math.max(1, box.value.split('\n').length);
    look();
  }

  function look(): void {
    const lines = headers.value.split('\n').map((line) => line.split(/:(.*)/).map((part) => part.trim()));
    failure = explain(
      {
        status: Number(status.value) || null,
        headers: lines.map(([name = '', value = '']) => [name, value] as const),
        body: body.value,
      },
      { now: Date.now(), idempotencyKey: hadKey.checked ? 'key' : null },
    );
    tell();
  }

  function tell(): void {
    const { issues, retry, requestId, rawCode } = failure;
    const none = issues.length === 0;
    byId('explanation', HTMLElement).textContent = none ? words.noFailure : t(failure);
    const outcome = { rejected: words.rejected, unknown: words.outcomeUnknown, likely_accepted: words.likely_accepted };
    const facts: [string, string | null][] = none
      ? []
      : [
          [words.code, rawCode],
          [words.outcome, outcome[retry.outcome]],
          [words.again, retry.retry ? words.yes : words.no],
          [words.when, retry.at === null ? null : clock(retry.at)],
          [words.key, retry.retry ? (retry.sameIdempotencyKey ? words.sameKey : words.newKey) : null],
          [words.requestId, requestId],
        ];
    byId('plan', HTMLElement).replaceChildren(
      ...facts.flatMap(([term, fact]) => (fact ? [make('dt', {}, term), make('dd', {}, make('bdi', {}, fact))] : [])),
    );
  }

  pick();
}

/** A time of day, with the date where it is not today. */
function clock(at: number): string {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    tag,
    today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(at);
}
