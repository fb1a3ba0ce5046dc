/**
 * A list of recipients: drop a file, watch it being read, see what is wrong with it, download both files.
 *
 * Stands alone: `fillLists(element)` fills an element; `styles/lists.css` is its look.
 */

import { createMessages, type Issue } from 'presend/messages';
import { checkRecipients, type RecipientOptions, type RecipientProgress, type RecipientReport } from 'presend/worker';
import { make } from './dom.js';

/** Texts of the panel; `{0}` is filled in. */
export const LIST_WORDS = {
  drop: 'Drop a CSV or NDJSON file here, or choose one. It stays on this device.',
  phones: 'Phone numbers',
  emails: 'E-mail addresses',
  region: 'Numbers without + are from',
  column: 'Column of the recipients',
  guess: 'by its name',
  sample: 'Try a list of 20,000',
  cancel: 'Stop',
  reading: '{0} rows, {1} a second, {2} s left',
  readingOn: '{0} rows, {1} a second',
  done: '{0} rows in {1} s: {2} kept, {3} refused, {4} of them twice in the list.',
  cancelled: 'Stopped after {0} rows: {2} kept, {3} refused.',
  cleaned: 'Download the list as it is to be sent ({0})',
  refused: 'Download the refused rows with reasons ({0})',
  reasons: 'Why rows are refused',
  warnings: 'Kept, but worth a look',
  first: 'The first findings',
  row: 'Row {0}',
};

/** The same in any language. */
export type ListWords = typeof LIST_WORDS;

/** What the panel needs from the page around it. */
export interface ListPanelOptions {
  /** Sentences in the page's language. */
  message?: (issue: Issue) => string;
  locale?: string;
  words?: Partial<ListWords>;
}

const filled = (text: string, ...values: string[]): string =>
  text.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? '');

/** Fills `into` with the panel; gives a function that ends what is under way. */
export function fillLists(into: HTMLElement, options: ListPanelOptions = {}): () => void {
  const words: ListWords = { ...LIST_WORDS, ...options.words };
  const t = options.message ?? createMessages();
  const numbers = new Intl.NumberFormat(options.locale);
  const number = (value: number) => numbers.format(value);

  const input = make('input', { type: 'file', accept: '.csv,.tsv,.txt,.ndjson,.jsonl', id: 'lists-file' });
  const channel = select('lists-channel', [
    ['sms.send.bulk', words.phones],
    ['email.send.bulk', words.emails],
  ]);
  const region = make('input', { id: 'lists-region', value: 'IN', size: '3', maxlength: '3', autocomplete: 'off' });
  const column = select('lists-column', [['', words.guess]]);
  const sample = make('button', { type: 'button' }, words.sample);
  const cancel = make('button', { type: 'button', hidden: '' }, words.cancel);
  const bar = make('progress', { max: '1', value: '0', hidden: '', 'aria-label': words.drop });
  const status = make('p', { role: 'status', class: 'lists-status' });
  const result = make('div', { class: 'lists-result' });
  const zone = make('label', { class: 'lists-drop', for: 'lists-file' }, words.drop, input);
  into.replaceChildren(
    zone,
    make(
      'div',
      { class: 'lists-options' },
      channel,
      labelled(words.region, region),
      labelled(words.column, column),
      sample,
      cancel,
    ),
    bar,
    status,
    result,
  );

  let controller: AbortController | null = null;
  let file: File | null = null;
  const links: string[] = [];

  input.addEventListener('change', () => {
    const [chosen] = (input as HTMLInputElement).files ?? [];
    if (chosen) open(chosen);
  });
  for (const name of ['dragover', 'drop']) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      const [dropped] = (event as DragEvent).dataTransfer?.files ?? [];
      if (name === 'drop' && dropped) open(dropped);
    });
  }
  for (const control of [channel, region, column]) control.addEventListener('change', () => void run());
  sample.addEventListener('click', () => open(sampleList()));
  cancel.addEventListener('click', () => controller?.abort());

  function open(chosen: File): void {
    file = chosen;
    column.replaceChildren(make('option', { value: '' }, words.guess));
    void run();
  }

  async function run(): Promise<void> {
    controller?.abort();
    if (file === null) return;
    const own = new AbortController();
    controller = own;
    forget();
    cancel.hidden = bar.hidden = false;
    const { value } = column as HTMLSelectElement;
    const asked: RecipientOptions = {
      operation: (channel as HTMLSelectElement).value as RecipientOptions['operation'],
      ...(value !== '' && { columns: { to: Number(value) } }),
      signal: own.signal,
      onProgress: (progress) => {
        if (controller === own) show(progress);
      },
    };
    const code = (region as HTMLInputElement).value.trim();
    if (/^[A-Za-z]{2}$/.test(code)) asked.phone = { region: code.toUpperCase() };
    try {
      const report = await checkRecipients(file, asked);
      if (controller === own) await tell(report);
    } catch (error) {
      if (controller === own) status.textContent = String(error);
    } finally {
      if (controller === own) cancel.hidden = bar.hidden = true;
    }
  }

  function show({ rows, rowsPerSecond, msLeft, octets, totalOctets }: RecipientProgress): void {
    (bar as HTMLProgressElement).value = totalOctets ? octets / totalOctets : 0;
    const left = msLeft === null ? null : number(Math.ceil(msLeft / 1000));
    status.textContent =
      left === null
        ? filled(words.readingOn, number(rows), number(rowsPerSecond))
        : filled(words.reading, number(rows), number(rowsPerSecond), left);
  }

  async function tell(report: RecipientReport): Promise<void> {
    const { rows, ms, kept, refused, duplicates, cancelled, stopped } = report;
    const counts = [number(rows), number(ms / 1000), number(kept), number(refused), number(duplicates)];
    status.textContent = [
      ...(stopped ? [t(stopped)] : []),
      filled(cancelled ? words.cancelled : words.done, ...counts),
    ].join(' ');
    if (report.file) {
      const names = report.file.columns.map((name, at) =>
        make('option', { value: String(at) }, name || String(at + 1)),
      );
      column.replaceChildren(make('option', { value: '' }, words.guess), ...names);
      (column as HTMLSelectElement).value = report.file.to < 0 ? '' : String(report.file.to);
    }
    const stem = file?.name.replace(/\.\w+$/, '') ?? 'list';
    const ending = report.file?.format === 'ndjson' ? 'ndjson' : 'csv';
    if (kept > 0) result.append(download(report.cleaned(), `${stem}-cleaned.${ending}`, words.cleaned));
    if (refused > 0) {
      const blob = await report.refusedRows({ message: t });
      result.append(download(blob, `${stem}-refused.${ending}`, words.refused));
    }
    result.append(
      ...chart(words.reasons, report.counts, report),
      ...chart(words.warnings, report.warningCounts, report),
    );
    if (report.findings.length > 0) {
      const items = report.findings
        .slice(0, 20)
        .map(({ row, value, issue }) =>
          make('li', {}, `${filled(words.row, number(row))}: `, make('code', { dir: 'auto' }, value), ` ${t(issue)}`),
        );
      result.append(make('h3', {}, words.first), make('ol', { class: 'lists-findings' }, ...items));
    }
  }

  function download(blob: Blob, name: string, text: string): HTMLElement {
    const href = URL.createObjectURL(blob);
    links.push(href);
    const size = `${number(Math.ceil(blob.size / 1024))} KB`;
    return make('p', {}, make('a', { href, download: name }, filled(text, size)));
  }

  /** A bar a reason, the longest first; a sentence of the first row that has it. */
  function chart(title: string, counts: RecipientReport['counts'], { findings }: RecipientReport): HTMLElement[] {
    const bars = Object.entries(counts).sort(([, one], [, other]) => other - one);
    if (bars.length === 0) return [];
    const most = bars[0]?.[1] ?? 1;
    const rows = bars.map(([reason, count]) => {
      const sample = findings.find(({ issue }) => issue.reason === reason)?.issue;
      const share = make('span', { class: 'lists-bar', 'aria-hidden': 'true' });
      share.style.inlineSize = `${Math.max((count / most) * 100, 0.5)}%`;
      return make(
        'tr',
        {},
        make('th', { scope: 'row' }, make('code', {}, reason), ...(sample ? [make('small', {}, t(sample))] : [])),
        make('td', { class: 'lists-count' }, number(count)),
        make('td', { class: 'lists-share' }, share),
      );
    });
    return [make('table', { class: 'lists-chart' }, make('caption', {}, title), make('tbody', {}, ...rows))];
  }

  function forget(): void {
    for (const link of links.splice(0)) URL.revokeObjectURL(link);
    result.replaceChildren();
    status.textContent = '';
  }

  return () => {
    controller?.abort();
    controller = null;
    forget();
  };
}

function select(id: string, choices: readonly (readonly [string, string])[]): HTMLElement {
  const options = choices.map(([value, text]) => make('option', { value }, text));
  return make('select', { id, 'aria-label': choices[0]?.[1] ?? '' }, ...options);
}

function labelled(text: string, control: HTMLElement): HTMLElement {
  control.removeAttribute('aria-label');
  return make('label', {}, `${text} `, control);
}

/** Twenty thousand rows of numbers as people write them, some wrong, some twice: the same every time. */
function sampleList(): File {
  let text = 'name,phone,city\n';
  for (let row = 0; row < 20_000; row++) {
    const digits = String(9_000_000_000 + ((row * 48_271 * 7919) % 999_999_937));
    const kind = row % 23;
    const phone =
      kind === 0
        ? digits.slice(0, 8)
        : kind === 1
          ? '98450 12345'
          : kind === 2
            ? 'n/a'
            : kind < 9
              ? `+91 ${digits.slice(0, 5)} ${digits.slice(5)}`
              : kind < 14
                ? `0${digits}`
                : `+91${digits}`;
    text += `"No. ${row + 1}",${phone},${row % 2 ? 'Pune' : 'Chennai'}\n`;
  }
  return new File([text], 'sample.csv', { type: 'text/csv' });
}
