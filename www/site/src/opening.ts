/**
 * What the page shows before its scripts have come: run in Node when the site is built, on the package that the page
 * itself uses. The scripts say the same again and find it said.
 */

import { checkPhone, phoneMetadataVersion } from 'presend/slim';
import { codes } from 'presend/testing';
import figures from 'virtual:presend-figures';
import { contextOf, findingsOf, type Name, NAMES } from './composer.js';
import { fill } from './dom.js';
import { indented, sampleOf } from './explain.js';
import { behind, type Finding, isWrong, itemsOf, marksOf } from './field.js';
import { type Mark, piecesOf } from './marks.js';
import { moreLanguages, words } from './page.js';
import { libraries } from './peers.js';
import { factsOf, findingsIn } from './phone.js';
import { wordsOf } from './report.js';
import { account, draft, phone, sms, template, values } from './samples.js';
import { SNIPPETS } from './snippets.js';
import { kilobytes } from './units.js';

/** The answer that is explained first. */
const ANSWER = 'rate_limit_exceeded';

/** Every second piece is a value. */
type Label = readonly string[];

const listed = (findings: readonly Finding[]) =>
  itemsOf(findings).map((item) => ({
    ...item,
    title: `${item.severity === 'error' ? words.error : words.warning}: `,
    label: item.repair && (fill(...item.repair) as Label),
    more: item.others > 0 ? fill(words.more, String(item.others)).join('') : null,
  }));

/** A box with what lies behind it and under it. */
const box = (value: string, findings: readonly Finding[] = [], elsewhere: readonly Mark[] = []) => ({
  value,
  wrong: isWrong(findings),
  pieces: piecesOf(behind(value), [...marksOf(findings), ...elsewhere]),
  items: listed(findings),
});

/** All of it, for the page's template. */
export function opening() {
  const asked = { text: phone.number, region: phone.region };
  const result = checkPhone(asked.text, { region: asked.region });
  const found = findingsOf(draft, contextOf(account.domains, account.templates));
  const own = Object.fromEntries(
    NAMES.map((name) => [name, box(draft[name], found.byField[name], found.elsewhere[name])]),
  ) as Record<Name, ReturnType<typeof box>>;
  const answer = sampleOf(ANSWER);
  return {
    words,
    more: moreLanguages(),
    region: { code: asked.region, name: new Intl.DisplayNames('en', { type: 'region' }).of(asked.region) },
    facts: factsOf(result).map(([name, fact, dir]) => ({ name, fact, dir })),
    metadata: fill(words.metadata, phoneMetadataVersion()) as Label,
    libraries: libraries().map(({ name, version, brotli }) => ({ name, version, size: kilobytes(brotli) })),
    boxes: {
      number: box(asked.text, findingsIn(asked.text, result)),
      ...own,
      'sms-text': box(sms),
      'wa-template': box(JSON.stringify(template, null, 2)),
      'wa-values': box(values),
    },
    account,
    other: listed(found.other),
    said: wordsOf(found),
    request: found.request,
    snippets: SNIPPETS.map(([title, code]) => ({ title, code: code(asked) })),
    cost: figures.imports.map(({ code, gzip, brotli }) => ({ code, gzip: kilobytes(gzip), brotli: kilobytes(brotli) })),
    answer: { ...answer, code: ANSWER, body: indented(answer.body) },
    answers: codes
      .map((code) => ({ code, status: sampleOf(code).status }))
      .sort((a, b) => a.status - b.status)
      .map(({ code, status }) => ({ code, label: `${status} ${code}` })),
  };
}
