/** Beside the form: what the API would have answered, the request, and what nobody could check. */

import type { ApiCode, ContextPart, Issue } from 'presend';
import { byId, fill, make } from './dom.js';
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

/** How long nothing must have been typed before the count is announced, in milliseconds. */
const QUIET = 900;

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
  readonly #announcement = byId('announcement', HTMLElement);

  #found: Found | null = null;
  #first: number | null = null;
  #counts = '';
  #partsShown = '';
  #announced: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(found: Found): void {
    this.#found = found;
    this.#first ??= found.took;
    this.#other.show(found.other);
    renderJson(this.#request, found.request, found.marks);
    this.render();
    this.#announceLater();
  }

  /** The latest result in the page's words. */
  render(): void {
    const found = this.#found;
    if (!found) return;
    const errors = found.issues.filter(({ severity }) => severity === 'error');
    this.#answer(errors);
    this.#counts =
      found.issues.length === 0
        ? words.clean
        : fill(words.counts, number(errors.length), number(found.issues.length - errors.length)).join('');
    write(this.#countsLine, this.#counts);
    write(this.#partsTitle, found.notChecked.length > 0 ? words.notChecked : words.allChecked);
    const parts = found.notChecked.map((part) => words[part]);
    if (this.#partsShown !== parts.join('\n')) {
      this.#partsShown = parts.join('\n');
      this.#parts.replaceChildren(...parts.map((part) => make('li', {}, part)));
    }
    const first = this.#first ?? found.took;
    const text = found.took === first ? words.speedOnce : words.speed;
    write(this.#speed, fill(text, duration(first), duration(found.took)).join(''));
    this.#other.render();
  }

  #answer(errors: readonly Issue[]): void {
    const first = errors.find(({ code }) => code !== null);
    const status = first?.code ? (STATUS[first.code] ?? 422) : 200;
    this.#verdict.className = `verdict ${first ? 'error' : 'ok'}`;
    write(this.#status, String(status));
    write(this.#word, first ? words.refused : words.accepted);
    this.#body.hidden = !first;
    this.#note.hidden = first !== undefined;
    write(this.#note, errors.length > 0 ? words.noCode : words.acceptedNote);
    if (!first) return;
    const field = first.code === 'invalid_json' ? undefined : first.path[0];
    const answer = { success: false, error: first.code, message: '…', code: status, field };
    renderJson(this.#body, JSON.stringify(answer, null, 2), []);
  }

  /** Says the count once typing has stopped, and only when it changed; what the page opens with is read anyway. */
  #announceLater(): void {
    clearTimeout(this.#timer);
    this.#announced ??= this.#counts;
    if (this.#announced === this.#counts) return;
    this.#timer = setTimeout(() => {
      this.#announced = this.#counts;
      this.#announcement.textContent = this.#counts;
    }, QUIET);
  }
}

function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
