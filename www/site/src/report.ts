/** Beside the form: what the API would have answered, the request, and what nobody could check. */

import type { ApiCode, ContextPart, Issue } from 'presend';
import { byId, fill, make } from './dom.js';
import { type Finding, FindingList } from './field.js';
import { type Mark, renderJson } from './marks.js';
import { tag, words } from './page.js';

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

export class Report {
  readonly #other = new FindingList('other-findings');
  #found: Found | null = null;
  #first: number | null = null;
  #announced = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(found: Found): void {
    this.#found = found;
    this.#first ??= found.took;
    this.#other.show(found.other);
    this.render();
    this.#announceLater();
  }

  /** The latest result in the page's words. */
  render(): void {
    const found = this.#found;
    if (!found) return;
    const errors = found.issues.filter(({ severity }) => severity === 'error');
    this.#verdict(errors);
    byId('counts', HTMLElement).textContent = this.#counts();
    renderJson(byId('request', HTMLElement), found.request, found.marks);
    const { notChecked } = found;
    byId('not-checked-hint', HTMLElement).textContent = notChecked.length > 0 ? words.notCheckedHint : words.allChecked;
    byId('not-checked', HTMLElement).replaceChildren(...notChecked.map((part) => make('li', {}, words[part])));
    const text = fill(words.speed, duration(this.#first ?? 0), duration(found.took));
    byId('speed', HTMLElement).replaceChildren(...text);
    this.#other.render();
  }

  #verdict(errors: readonly Issue[]): void {
    const first = errors.find(({ code }) => code !== null);
    const status = first?.code ? (STATUS[first.code] ?? 422) : 200;
    byId('verdict', HTMLElement).className = `verdict ${first ? 'error' : 'ok'}`;
    byId('verdict-status', HTMLElement).textContent = String(status);
    byId('verdict-word', HTMLElement).textContent = first ? words.refused : words.accepted;
    const body = byId('verdict-body', HTMLElement);
    body.hidden = !first;
    if (first) {
      const field = first.code === 'invalid_json' ? undefined : first.path[0];
      const answer = { success: false, error: first.code, message: '…', code: status, field };
      renderJson(body, JSON.stringify(answer, null, 2), []);
    }
    const note = byId('verdict-note', HTMLElement);
    note.hidden = first !== undefined;
    note.textContent = errors.length > 0 ? words.noCode : words.acceptedNote;
  }

  #counts(): string {
    const issues = this.#found?.issues ?? [];
    const errors = issues.filter(({ severity }) => severity === 'error').length;
    if (issues.length === 0) return words.clean;
    const number = new Intl.NumberFormat(tag());
    return fill(words.counts, number.format(errors), number.format(issues.length - errors)).join('');
  }

  /** Says the count once typing has stopped, and only when it changed. */
  #announceLater(): void {
    clearTimeout(this.#timer);
    const first = this.#announced === '';
    const counts = this.#counts();
    if (first) this.#announced = counts;
    if (this.#announced === counts) return;
    this.#timer = setTimeout(() => {
      this.#announced = this.#counts();
      byId('announcement', HTMLElement).textContent = this.#announced;
    }, QUIET);
  }
}

/** Browsers blur their clocks to tenths of a millisecond. */
function duration(milliseconds: number): string {
  const shape = { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 } as const;
  const text = new Intl.NumberFormat(tag(), shape).format(Math.max(0.1, milliseconds));
  return milliseconds < 0.1 ? `< ${text}` : text;
}
