/** Beside the form: what the API would have answered, the request, and what nobody could check. */

import type { ApiCode, ContextPart, Issue } from 'presend/slim';
import { announcer } from './announce.js';
import { attribute, byId, fill, make, replace, write } from './dom.js';
import { type Finding, FindingList } from './field.js';
import { type Mark, renderJson } from './marks.js';
import { words } from './page.js';
import { duration, number } from './units.js';

/** What one check found. */
interface Found {
  request: string;
  marks: readonly Mark[];
  other: readonly Finding[];
  issues: readonly Issue[];
  notChecked: readonly ContextPart[];
  /** How long it took, in milliseconds. */
  took: number;
}

/** Statuses of the codes that a check of the request can foresee and that are not 422. */
const STATUS: Partial<Record<ApiCode, number>> = {
  invalid_json: 400,
  account_suspended: 402,
  account_expired: 402,
  quota_exceeded: 402,
  insufficient_scope: 403,
  duplicate_idempotency_key: 409,
  daily_limit_reached: 429,
  hourly_limit_reached: 429,
  rate_limit_exceeded: 429,
};

/** What the panels say, in the page's words. */
export function wordsOf({ issues, notChecked }: Pick<Found, 'issues' | 'notChecked'>) {
  const errors = issues.filter(({ severity }) => severity === 'error');
  const first = errors.find(({ code }) => code !== null);
  const status = first?.code ? (STATUS[first.code] ?? 422) : 200;
  const field = first?.code === 'invalid_json' ? undefined : first?.path[0];
  return {
    status: String(status),
    word: first ? words.refused : words.accepted,
    body: first && JSON.stringify({ success: false, error: first.code, message: '…', code: status, field }, null, 2),
    note: first ? null : errors.length > 0 ? words.noCode : words.acceptedNote,
    counts:
      issues.length === 0
        ? words.clean
        : fill(words.counts, number(errors.length), number(issues.length - errors.length)).join(''),
    partsTitle: notChecked.length > 0 ? words.notChecked : words.allChecked,
    parts: notChecked.map((part) => words[part]),
  };
}

/** The panels, of which each changes only when it would read differently. */
export class Report {
  readonly #other = new FindingList('other-findings');
  readonly #verdict = byId('verdict', HTMLElement);
  readonly #status = byId('verdict-status', HTMLElement);
  readonly #word = byId('verdict-word', HTMLElement);
  readonly #body = byId('verdict-body', HTMLElement);
  readonly #note = byId('verdict-note', HTMLElement);
  readonly #countsLine = byId('counts', HTMLElement);
  readonly #request = byId('request', HTMLElement);
  readonly #partsTitle = byId('not-checked-title', HTMLElement);
  readonly #parts = byId('not-checked', HTMLElement);
  readonly #speed = byId('speed', HTMLElement);
  readonly #announce = announcer();

  #found: Found | null = null;
  #first: number | null = null;
  #counts = '';

  show(found: Found): void {
    this.#found = found;
    this.#first ??= found.took;
    this.#other.show(found.other);
    renderJson(this.#request, found.request, found.marks);
    this.render();
    this.#announce(this.#counts);
  }

  /** The latest result in the page's words. */
  render(): void {
    const found = this.#found;
    if (!found) return;
    const said = wordsOf(found);
    attribute(this.#verdict, 'class', `verdict ${said.body ? 'error' : 'ok'}`);
    write(this.#status, said.status);
    write(this.#word, said.word);
    this.#body.hidden = !said.body;
    if (said.body) renderJson(this.#body, said.body, []);
    this.#note.hidden = said.note === null;
    write(this.#note, said.note ?? '');
    this.#counts = said.counts;
    write(this.#countsLine, said.counts);
    write(this.#partsTitle, said.partsTitle);
    replace(this.#parts, ...said.parts.map((part) => make('li', {}, part)));
    const first = this.#first ?? found.took;
    const text = found.took === first ? words.speedOnce : words.speed;
    write(this.#speed, fill(text, duration(first), duration(found.took)).join(''));
    this.#other.render();
  }
}
