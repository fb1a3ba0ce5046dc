/** Findings for a terminal: place, sentence, the line with a mark under the span, the repair. */

import type { Messages } from '../messages/index.js';
import { applyFix } from '../results/fix.js';
import type { Issue } from '../results/issue.js';
import { toPointer } from '../results/path.js';
import { firstCells, isReordered, lastCells, show } from './screen.js';

/** What findings are shown against. */
export interface Sheet {
  /** The file's name as it was given. */
  file: string;
  /** The body's text. */
  text: string;
  t: Messages;
  colour: boolean;
  /** Cells of a line. */
  width: number;
}

type Style = 'error' | 'warning' | 'faint' | 'strong';
const CODES: Record<Style, string> = { error: '31;1', warning: '33;1', faint: '2', strong: '1' };

const paint = ({ colour }: Sheet, style: Style, text: string): string =>
  colour ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;

/** Everything about one finding, in lines. */
export function reportIssue(sheet: Sheet, issue: Issue): string {
  const { file, t } = sheet;
  const place = issue.source ? `${file}:${issue.source.line}:${issue.source.column}` : file;
  // Without the isolates that a page needs: many terminals draw them as boxes.
  const sentence = t.parts(issue).map(({ value }) => value);
  const details = [
    issue.code ?? 'no code',
    issue.reason,
    issue.path.length > 0 ? toPointer(issue.path) : '',
    issue.basis === 'standard' ? '' : issue.basis,
    issue.likely ? 'likely' : '',
  ];
  return [
    `${paint(sheet, 'strong', show(place).text)}  ${paint(sheet, issue.severity, issue.severity)}  ${show(sentence.join('')).text}`,
    `  ${paint(sheet, 'faint', show(details.filter(Boolean).join(' · ')).text)}`,
    ...excerpt(sheet, issue),
    ...repair(sheet, issue),
  ].join('\n');
}

/** The line of the body with the span marked. */
function excerpt(sheet: Sheet, { source, severity }: Issue): string[] {
  if (source === undefined) return [];
  const { text, width } = sheet;
  const lineStart = source.start - (source.column - 1);
  const lineEnd = indexOrEnd(text.slice(lineStart), /[\r\n]/) + lineStart;
  const end = Math.max(source.start, Math.min(source.end, lineEnd));
  const gutter = `  ${source.line} │ `;
  const room = Math.max(width - gutter.length, 40);

  const before = show(lastCells(text.slice(lineStart, source.start), Math.floor(room / 2)));
  const marked = show(firstCells(text.slice(source.start, end), Math.floor(room / 2)), before.cells);
  const after = show(firstCells(text.slice(end, lineEnd), Math.max(room - before.cells - marked.cells, 1)));
  const lead = paint(sheet, 'faint', gutter);
  // Nobody knows whether the terminal reorders such a line: the mark goes into it, not under it.
  if (isReordered(text.slice(lineStart, lineEnd))) {
    return [`${lead}${before.text}${paint(sheet, severity, `⟦${marked.text}⟧`)}${after.text}`];
  }
  const line = before.text + paint(sheet, severity, marked.text) + after.text;
  return [`${lead}${line}`, below(sheet, gutter) + under(sheet, severity, before.cells, marked.cells)];
}

const under = (sheet: Sheet, severity: Style, from: number, cells: number): string =>
  ' '.repeat(from) + paint(sheet, severity, '^'.repeat(Math.max(cells, 1)));

const below = (sheet: Sheet, gutter: string): string => paint(sheet, 'faint', `${' '.repeat(gutter.length - 2)}│ `);

/** The value as it would be right; only the surroundings of the repair where the value is long. */
function repair(sheet: Sheet, issue: Issue): string[] {
  const [first, last] = [issue.fix?.[0], issue.fix?.at(-1)];
  const value = checkedText(sheet.text, issue);
  if (first === undefined || last === undefined || value === null) return [];
  const around = value.length <= 72 ? value.length : 20;
  // Only the lines of the repair, and of long ones only its surroundings.
  const lead = value.slice(Math.max(0, first.start - around), first.start);
  const from = first.start - (lead.length - 1 - Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r')));
  const to = last.end + indexOrEnd(value.slice(last.end, last.end + around), /[\r\n]/);
  const fix = issue.fix?.map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from })) ?? [];
  const cut = (at: number) => (at > 0 && at < value.length && !/[\r\n]/.test(value.slice(at - 1, at + 1)) ? '…' : '');
  const mended = cut(from) + applyFix(value.slice(from, to), { fix }) + cut(to);
  const gutter = issue.source ? `  ${issue.source.line} │ ` : '    ';
  return [`${issue.source ? below(sheet, gutter) : gutter}write ${show(mended).text}`];
}

/** The text that an issue's spans count in: the body's own where its grammar is wrong, else the value at the path. */
function checkedText(text: string, { path, span, source }: Issue): string | null {
  if (span && source && span.start === source.start) return text;
  try {
    let value = JSON.parse(text);
    for (const step of path) value = value?.[step];
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function indexOrEnd(text: string, wanted: RegExp): number {
  const at = text.search(wanted);
  return at < 0 ? text.length : at;
}

/** The last line. */
export function summary(sheet: Sheet, errors: number, warnings: number, notChecked: readonly string[]): string {
  const count = (many: number, word: string) => `${many} ${word}${many === 1 ? '' : 's'}`;
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const told = paint(sheet, errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'strong', found);
  return notChecked.length > 0 ? `${told}; not checked: ${notChecked.join(', ')}` : told;
}
