/** A box of the form: its text, the places that are marked in it, and the findings under it. */

import { applyFix, type Issue } from 'presend/slim';
import { attribute, byId, fill, make, replace } from './dom.js';
import { type Mark, renderMarks } from './marks.js';
import { t, words } from './page.js';

/** A finding at its field. */
export interface Finding {
  issue: Issue;
  /** The text that was checked, and where in the field it stands; absent where the finding has no text there. */
  value?: { start: number; text: string };
  /** Its place in the field's text; `null` where nothing is there to be marked. */
  mark: { start: number; end: number } | null;
}

type Control = HTMLInputElement | HTMLTextAreaElement;

interface Edit {
  start: number;
  end: number;
  insert: string;
}

/** Findings that a list shows; the rest is counted. */
const MOST = 30;

/** Text that a button can still show. */
const SHORT = 40;

/** The field with this id. A copy of its text lies behind it, in the page before it, and carries the marks. */
export class Field {
  readonly control: Control;
  readonly #backdrop: HTMLElement;
  readonly #list: FindingList;
  #drawn = '';

  constructor(id: string, input: () => void) {
    this.control = byId(id, HTMLElement) as Control;
    this.#list = new FindingList(`${id}-findings`, (finding) => this.#repair(finding));
    const { control } = this;
    this.#backdrop = control.previousElementSibling as HTMLElement;
    control.addEventListener('input', input);
    control.addEventListener('scroll', () => {
      this.#backdrop.scrollLeft = control.scrollLeft;
    });
  }

  get value(): string {
    return this.control.value;
  }

  /** Shows findings: those of other fields may mark a place here without being told here. */
  show(findings: readonly Finding[], elsewhere: readonly Mark[] = []): void {
    this.#draw([...marksOf(findings), ...elsewhere]);
    this.#list.show(findings);
    attribute(this.control, 'aria-invalid', String(isWrong(findings)));
  }

  /** The same findings in other words. */
  retell(): void {
    this.#list.render();
  }

  #draw(marks: readonly Mark[]): void {
    const text = this.control.value;
    const drawn = JSON.stringify([text, marks]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    renderMarks(this.#backdrop, behind(text), marks);
    // Only a box of one line scrolls sideways; asking a larger one would cost a layout.
    if (this.control instanceof HTMLInputElement) this.#backdrop.scrollLeft = this.control.scrollLeft;
  }

  /** Puts `text` in place of what is there as if it had been typed, so that undo takes it back. */
  type(text: string): void {
    this.#put(difference(this.value, text));
  }

  #repair({ value, issue }: Finding): void {
    if (!value) return;
    const { start, end, insert } = difference(value.text, applyFix(value.text, issue));
    this.#put({ start: value.start + start, end: value.start + end, insert });
  }

  #put({ start, end, insert }: Edit): void {
    const { control } = this;
    control.focus();
    control.setSelectionRange(start, end);
    // In a tab that is not seen it cannot have the focus, and what has it must not be written into.
    const isFocused = document.activeElement === control;
    if (isFocused && document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)) return;
    control.setRangeText(insert, start, end, 'end');
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Where findings are in their field's text. */
export const marksOf = (findings: readonly Finding[]): Mark[] =>
  findings.flatMap(({ mark, issue }) => (mark ? [{ ...mark, severity: issue.severity }] : []));

/** Whether one of them is an error. */
export const isWrong = (findings: readonly Finding[]): boolean =>
  findings.some(({ issue }) => issue.severity === 'error');

/** What lies behind a box; the space gives a last empty line its height. */
export const behind = (text: string): string => (text === '' || text.endsWith('\n') ? `${text} ` : text);

/** What a list says of a finding; the label of its repair is in pieces, with its value in the second place. */
export interface Item {
  severity: Issue['severity'];
  sentence: string;
  reason: string;
  repair: readonly [text: string, value: string] | null;
  others: number;
}

/** The first findings as a list says them. */
export const itemsOf = (findings: readonly Finding[]): Item[] =>
  findings.slice(0, MOST).map((finding) => ({
    severity: finding.issue.severity,
    sentence: t(finding.issue),
    reason: finding.issue.reason,
    repair: repairLabel(finding),
    others: (finding.issue.elements?.length ?? 1) - 1,
  }));

/** Findings as a list of sentences, each with its repair. */
export class FindingList {
  readonly #element: HTMLElement;
  #findings: readonly Finding[] = [];
  #shown = '';

  constructor(id: string, repair: (finding: Finding) => void = () => {}) {
    this.#element = byId(id, HTMLElement);
    this.#element.addEventListener('click', (event) => {
      const at = (event.target as Element).closest<HTMLElement>('button[data-at]')?.dataset.at;
      const finding = this.#findings[Number(at)];
      if (at !== undefined && finding) repair(finding);
    });
  }

  show(findings: readonly Finding[]): void {
    this.#findings = findings;
    this.render();
  }

  /** Touches the document only when it would read differently: a button that has the focus keeps it. */
  render(): void {
    const more = Math.max(0, this.#findings.length - MOST);
    const items = itemsOf(this.#findings);
    const shown = JSON.stringify([words.error, t.locale, items, more]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const list = items.map(({ severity, sentence, reason, repair, others }, at) => {
      const item = make('li', { class: severity, 'data-reason': reason });
      item.append(
        make('span', { class: 'unseen' }, `${severity === 'error' ? words.error : words.warning}: `),
        make('span', { class: 'sentence', lang: t.locale, dir: t.dir }, sentence),
      );
      const what = make('p', { class: 'what' });
      if (repair) {
        const [text, value] = repair;
        const label = fill(text, make('bdi', {}, value));
        what.append(make('button', { type: 'button', class: 'repair', 'data-at': String(at) }, ...label), ' ');
      }
      what.append(make('code', { class: 'reason', translate: 'no', dir: 'ltr' }, reason));
      if (others > 0) what.append(make('span', { class: 'hint' }, ...fill(words.more, String(others))));
      item.append(what);
      return item;
    });
    if (more > 0) list.push(make('li', { class: 'more' }, ...fill(words.more, String(more))));
    replace(this.#element, ...list);
  }
}

/** What the button says: the repaired text where it is short, else the part of it that the finding is about. */
function repairLabel({ issue, value }: Finding): [text: string, value: string] | null {
  const first = issue.fix?.[0];
  const last = issue.fix?.at(-1);
  if (!value || !first || !last) return null;
  const mended = applyFix(value.text, issue);
  if (issue.path[0] !== 'subject' && mended.length <= SHORT && (issue.path.length === 0 || !/\s/.test(mended)))
    return [words.use, mended];
  const changed = value.text.slice(first.start, last.end);
  if (changed === '') return [words.insert, short(first.insert)];
  const start = Math.min(first.start, issue.span?.start ?? first.start);
  const end = Math.max(last.end, issue.span?.end ?? last.end) + mended.length - value.text.length;
  const region = mended.slice(start, end).trim();
  return region === '' ? [words.remove, short(changed)] : [words.use, short(region)];
}

const short = (text: string): string => (text.length <= SHORT ? text : `${text.slice(0, SHORT - 1)}…`);

/** The one edit that turns `from` into `to`. */
function difference(from: string, to: string): Edit {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let tail = 0;
  const most = Math.min(from.length, to.length) - start;
  while (tail < most && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return { start, end: from.length - tail, insert: to.slice(start, to.length - tail) };
}
