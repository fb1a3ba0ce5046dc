/** What other libraries say of the same number and how long they take, measured here, in the reader's browser. */

import type { PhoneResult } from 'presend/slim';
import figures from 'virtual:presend-figures';
import { byId, make, replace } from './dom.js';
import { onChange } from './page.js';
import { breath, sign } from './turns.js';
import { duration, kilobytes } from './units.js';

declare const PRESEND_VERSION: string;

/** What one library answers, as code would print it: no sentences. */
interface Peer {
  /** The call that is timed. */
  call: (text: string, region: string) => unknown;
  /** The same answer, with all that the library tells beside it. */
  answer: (text: string, region: string) => string;
}

/** A peer, which comes when it is looked at, and what was measured of it, in milliseconds. */
interface Row {
  name: string;
  version: string;
  brotli: number;
  load: () => Promise<Peer>;
  peer: Peer | null;
  answer: string;
  first: number | null;
  each: number | null;
}

const options = (region: string) => (region ? { region } : {});

/** Every library in a chunk of its own. */
const loaders = {
  // With a core of its own, as in a page that checks nothing but numbers: what this page has loaded does not help it.
  'presend/phone': async () => {
    const { checkPhone } = await import('virtual:presend-phone');
    return {
      call: (text, region) => checkPhone(text, options(region)),
      answer: (text, region) => spoken(checkPhone(text, options(region))),
    };
  },
  'libphonenumber-js/max': async () => {
    const { isValidPhoneNumber, parsePhoneNumberFromString, validatePhoneNumberLength } =
      await import('libphonenumber-js/max');
    type Region = NonNullable<Parameters<typeof validatePhoneNumberLength>[1]>;
    const at = (region: string) => (region || undefined) as Region | undefined;
    return {
      call: (text, region) => isValidPhoneNumber(text, at(region)),
      answer(text, region) {
        if (isValidPhoneNumber(text, at(region))) {
          return parsePhoneNumberFromString(text, at(region))?.number ?? 'true';
        }
        const why = validatePhoneNumberLength(text, at(region));
        return why ? `false, ${why}` : 'false';
      },
    };
  },
  'intl-tel-input/utils': async () => {
    const { default: utils } = await import('intl-tel-input/utils');
    return {
      call: (text, region) => utils.isValidNumberPrecise(text, region),
      answer(text, region) {
        if (utils.isValidNumberPrecise(text, region)) return utils.formatNumber(text, region, 'E164');
        return `false, ${utils.getValidationError(text, region)}`;
      },
    };
  },
  'zod e164()': async () => {
    const { config, e164 } = await import('zod');
    // The page's content security policy allows no code made from strings.
    config({ jitless: true });
    const schema = e164();
    return {
      call: (text) => schema.safeParse(text),
      answer(text) {
        const { data, error } = schema.safeParse(text);
        return error?.issues[0]?.message ?? String(data);
      },
    };
  },
} satisfies Record<string, () => Promise<Peer>>;

/** What the table shows before any of them has come. */
export function libraries(): Pick<Row, 'name' | 'version' | 'brotli' | 'load'>[] {
  return Object.entries(loaders).map(([name, load]) => {
    const [library] = name.split(/[/ ]/) as [keyof typeof figures.peers];
    const own = { version: PRESEND_VERSION, brotli: figures.imports[0]?.brotli ?? 0 };
    const { version, brotli } = figures.peers[library] ?? own;
    return { name, version, brotli, load };
  });
}

function spoken(result: PhoneResult): string {
  if (result.ok) return result.value;
  const [{ reason, span }] = result.issues;
  return span ? `${reason}, ${span.start}–${span.end}` : reason;
}

/** Calls that are timed at once must last this long, in milliseconds: browsers blur their clocks. */
const ENOUGH = 4;
/** Times that are taken; the middle one is shown. */
const TIMES = 5;
/** How long nothing must have been typed before times are taken again, in milliseconds. */
const QUIET = 500;

/** Browsers blur their clocks to a tenth of a millisecond: one call may be shorter. */
const BLUR = 0.1;

const blurred = (): HTMLElement => make('bdi', {}, `< ${duration(BLUR)}`);

async function timeOf(call: () => unknown): Promise<number> {
  const times: number[] = [];
  let count = 1;
  while (times.length < TIMES) {
    const began = performance.now();
    for (let left = count; left > 0; left--) call();
    const took = performance.now() - began;
    if (took < ENOUGH) count *= took < ENOUGH / 8 ? 8 : 2;
    else times.push(took / count);
    await breath();
  }
  return times.sort((a, b) => a - b)[TIMES >> 1] ?? 0;
}

/** How long the page is left alone before other libraries come into it, in milliseconds; less when somebody does something. */
const START = 3000;

/** The table; `asked` tells what to look at. The function returned looks anew. */
export function startPeers(asked: () => { text: string; region: string }): () => void {
  const body = byId('peers', HTMLTableSectionElement);
  const rows: Row[] = libraries().map((one) => ({ ...one, peer: null, answer: '', first: null, each: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  function answer(): void {
    const { text, region } = asked();
    for (const row of rows) if (row.peer) row.answer = row.peer.answer(text, region);
    render();
  }

  function render(): void {
    const list = rows.flatMap(({ name, version, brotli, answer, first, each }) => [
      make(
        'tr',
        { class: 'library' },
        make(
          'th',
          { scope: 'row' },
          make('bdi', { dir: 'ltr', translate: 'no' }, name),
          ' ',
          make('span', { class: 'version', dir: 'ltr' }, version),
        ),
        make('td', {}, first !== null && first < BLUR ? blurred() : time(first)),
        make('td', {}, time(each)),
        make('td', {}, make('bdi', {}, kilobytes(brotli))),
      ),
      make(
        'tr',
        { class: 'says' },
        make('td', { colspan: '4' }, make('code', { dir: 'ltr', translate: 'no' }, answer || '…')),
      ),
    ]);
    replace(body, ...list);
  }

  async function measure(): Promise<void> {
    const own = ++turn;
    const { text, region } = asked();
    for (const row of rows) {
      const { peer } = row;
      if (!peer) continue;
      const each = await timeOf(() => peer.call(text, region));
      if (own !== turn) return;
      row.each = each;
    }
    render();
    document.documentElement.dataset.measured = String(own);
  }

  async function load(): Promise<void> {
    for (const row of rows) {
      const peer = await row.load();
      await breath();
      const { text, region } = asked();
      const began = performance.now();
      peer.call(text, region);
      row.first = performance.now() - began;
      row.peer = peer;
      answer();
    }
    await measure();
  }

  onChange(render);
  answer();
  // Other libraries are fetched and timed for somebody who looks at them, and not while the page itself is starting.
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      void sign(START).then(load);
    },
    { threshold: 0.75 },
  );
  seen.observe(body);

  return () => {
    answer();
    clearTimeout(timer);
    if (rows.some(({ peer }) => peer)) timer = setTimeout(() => void measure(), QUIET);
  };
}

const time = (milliseconds: number | null): HTMLElement =>
  make('bdi', {}, milliseconds === null ? '…' : duration(milliseconds));
