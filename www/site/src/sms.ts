/** A text as an SMS: its segments, the characters that make it dear, and plainer ones to take their place. */

import { applyFix, measureSms, simplifySms, splitSms } from 'presend/slim';
import { byId, eachFrame, fill, make } from './dom.js';
import { Field } from './field.js';
import type { Mark } from './marks.js';
import { onChange, words } from './page.js';
import { number } from './units.js';

/** Segments that are drawn; the rest is counted. */
const MOST = 12;

export function startSms(): object {
  const later = eachFrame(check);
  const field = new Field('sms-text', later);
  const characters = byId('sms-characters', HTMLElement);
  const simplify = byId('sms-simplify', HTMLButtonElement);
  characters.addEventListener('click', (event) => {
    const sign = (event.target as Element).closest<HTMLElement>('button[data-sign]')?.dataset.sign;
    if (sign !== undefined) replaceSign(sign);
  });
  simplify.addEventListener('click', () => {
    field.type(simplifySms(field.value).text);
  });
  onChange(check);
  check();
  return {};

  /** Puts the replacement of one sign everywhere. */
  function replaceSign(sign: string): void {
    const text = field.value;
    const fix = measureSms(text).forcing.flatMap(({ span, replacement }) =>
      replacement !== null && text.slice(span.start, span.end) === sign ? [{ ...span, insert: replacement }] : [],
    );
    field.type(applyFix(text, { fix }));
  }

  function check(): void {
    const text = field.value;
    const measure = measureSms(text);
    field.show(
      [],
      measure.forcing.map(({ span }): Mark => ({ ...span, severity: 'warning' })),
    );
    const plain = simplifySms(text).text;
    tellFigures(measure);
    tellCharacters(text, measure.forcing);
    const fewer = measureSms(plain).segments;
    simplify.hidden = plain === text;
    simplify.replaceChildren(...fill(words.smsSimplify, number(fewer)));
    drawParts(splitSms(text), measure.perSegment);
  }

  function tellCharacters(text: string, forcing: ReturnType<typeof measureSms>['forcing']): void {
    byId('sms-forcing', HTMLElement).hidden = forcing.length === 0;
    const signs = new Map<string, { count: number; replacement: string | null }>();
    for (const { span, replacement } of forcing) {
      const sign = text.slice(span.start, span.end);
      signs.set(sign, { count: (signs.get(sign)?.count ?? 0) + 1, replacement });
    }
    characters.replaceChildren(
      ...[...signs].map(([sign, { count, replacement }]) => {
        const shown = make('bdi', { class: 'sign' }, sign);
        const times = count > 1 ? ` × ${number(count)}` : '';
        if (replacement === null) return make('li', {}, make('span', { class: 'chip' }, shown, times));
        const label =
          replacement === '' ? fill(words.remove, shown) : fill(words.smsReplace, shown, make('bdi', {}, replacement));
        return make('li', {}, make('button', { type: 'button', class: 'repair', 'data-sign': sign }, ...label, times));
      }),
    );
  }
}

function tellFigures({ encoding, units, segments, perSegment, remaining }: ReturnType<typeof measureSms>): void {
  const title = fill(words.smsCount, number(segments)).join('');
  const heading = byId('sms-title', HTMLElement);
  if (heading.textContent !== title) heading.textContent = title;
  const facts: [string, string][] = [
    [words.smsEncoding, encoding === 'gsm7' ? 'GSM 7-bit' : 'UCS-2'],
    [words.smsUnits, number(units)],
    [words.smsPer, number(perSegment)],
    [words.smsLeft, number(remaining)],
  ];
  byId('sms-facts', HTMLElement).replaceChildren(
    ...facts.flatMap(([term, fact]) => [make('dt', {}, term), make('dd', {}, make('bdi', {}, fact))]),
  );
}

/** Every segment as its own slip; the bar shows how full it is. */
function drawParts(parts: string[], perSegment: number): void {
  byId('sms-parts', HTMLElement).replaceChildren(
    ...parts.slice(0, MOST).map((part) => {
      const { units } = measureSms(part);
      const bar = make('span', { class: 'fill', 'aria-hidden': 'true' });
      bar.style.setProperty('--full', String(Math.min(1, units / perSegment)));
      return make('li', {}, make('span', { class: 'part', dir: 'auto' }, part), bar);
    }),
    ...(parts.length > MOST ? [make('li', { class: 'more' }, ...fill(words.more, number(parts.length - MOST)))] : []),
  );
}
