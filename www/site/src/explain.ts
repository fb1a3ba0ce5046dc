/** An answer of the API: what it means to whom, and whether and when to send again. */

import { type ApiCode, createMessages, explain, type Failure } from 'presend/slim';
import { sampleAnswer } from 'presend/testing';
import { byId, eachFrame, make } from './dom.js';
import { locale, onChange, t, tag, words } from './page.js';
import { countdown } from './units.js';

/** Scales of the dial, in milliseconds: the first that the wait fits. */
const SCALES = [
  { span: 60_000, word: 'dialMinute' },
  { span: 3_600_000, word: 'dialHour' },
  { span: 43_200_000, word: 'dialHalfDay' },
  { span: 86_400_000, word: 'dialDay' },
] as const;

/** An answer as the boxes hold it. */
export interface Shown {
  status: number;
  headers: string;
  body: string;
}

/** The documented answer with this code. */
export function sampleOf(code: ApiCode): Shown {
  const { status, headers, body } = sampleAnswer(code);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return { status, headers: lines.join('\n'), body };
}

/** JSON over several lines; anything else as it is. */
export function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** `run`: the tab is seen, or no more. `show`: explains an answer that came. */
export function startExplain(): { run(visible: boolean): void; show(answer: Shown): void } {
  const later = eachFrame(look);
  const example = byId('example', HTMLSelectElement);
  const status = byId('status', HTMLInputElement);
  const headers = byId('headers', HTMLTextAreaElement);
  const body = byId('body', HTMLTextAreaElement);
  const hadKey = byId('had-key', HTMLInputElement);
  let failure: Failure;
  let timer: ReturnType<typeof setInterval> | undefined;

  example.addEventListener('change', pick);
  for (const box of [status, headers, body, hadKey]) box.addEventListener('input', later);
  onChange(tell);
  drawTicks();

  function pick(): void {
    show(sampleOf(example.value as ApiCode));
  }

  function show(answer: Shown): void {
    status.value = String(answer.status);
    headers.value = answer.headers;
    body.value = indented(answer.body);
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
    for (const audience of ['user', 'operator'] as const) {
      const say = createMessages(locale, { audience });
      const sentence = byId(`said-${audience}`, HTMLElement);
      sentence.textContent = none ? words.noFailure : say(failure);
      sentence.lang = t.locale;
      sentence.dir = t.dir;
    }
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
    tick();
  }

  /** The dial: its arc is the wait that is left, its hand the moment of the next attempt. */
  function tick(): void {
    const { at, afterMs } = failure.retry;
    const left = at === null ? null : Math.max(0, at - Date.now());
    const scale = SCALES.find(({ span }) => (afterMs ?? 0) <= span) ?? SCALES[3];
    const part = left === null ? 0 : Math.min(1, left / scale.span);
    byId('plan-left', HTMLElement).textContent =
      left === null ? words.never : left === 0 ? words.nowAgain : countdown(left);
    byId('plan-scale', HTMLElement).textContent = left === null ? words.neverNote : words[scale.word];
    const arc = document.querySelector('#dial-arc');
    arc?.setAttribute('stroke-dasharray', `${part * 100} 100`);
    arc?.toggleAttribute('hidden', left === null);
    document.querySelector('#dial-hand')?.setAttribute('transform', `rotate(${part * 360} 60 60)`);
    document.querySelector('.dial')?.classList.toggle('off', left === null);
  }

  look();
  return {
    run(visible) {
      clearInterval(timer);
      if (!visible) return;
      // Counted from when the reader comes to see it.
      look();
      timer = setInterval(tick, 1000);
    },
    show,
  };
}

function drawTicks(): void {
  const ticks = Array.from({ length: 12 }, (_, at) => {
    const tick = document.createElementNS('http://www.w3.org/2000/svg', 'line');
    const place = {
      x1: '60',
      y1: '14',
      x2: '60',
      y2: at % 3 === 0 ? '20' : '17',
      transform: `rotate(${at * 30} 60 60)`,
    };
    for (const [name, value] of Object.entries(place)) tick.setAttribute(name, value);
    return tick;
  });
  document.querySelector('#dial-ticks')?.replaceChildren(...ticks);
}

/** A time of day, with the date where it is not today. */
function clock(at: number): string {
  const today = new Date(at).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    tag,
    today ? { timeStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(at);
}
