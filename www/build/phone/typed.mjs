// How numbers are grouped while they are being typed: `www/lib/input/plans.ts`, the data of `presend/phone-input`.
//
// A number that is not finished yet matches several formats. The page needs to know which: so the patterns themselves,
// as text that packs well, of the formats that some valid number uses.

import { acceptor, DEAD } from './automaton.mjs';

/** Where the generated module stands. */
export const TYPED = new URL('../../../www/lib/input/plans.ts', import.meta.url);

/**
 * The source of the module for these plans, whose `numbers` decide which formats are in use.
 *
 * Templates: `groups;national;rule;international` a line, in which `#1` is the first group; groups as
 * least and most digits of each. Of the international formats, none is the national one, and `-` is no grouping. Plans: calling code,
 * then `template=pattern` each. Regions: ISO code, calling code, trunk prefix, and the IDD prefix where it is not 00.
 */
export function typedSource(plans, numbers, versions) {
  const templates = [];
  const templateOf = (text) => {
    if (!templates.includes(text)) templates.push(text);
    return templates.indexOf(text);
  };
  const lines = plans.map((plan, index) => {
    const [main] = plan.regions;
    const formats = (main.formats ?? []).map((format) => readFormat(format, main));
    const used = usedFormats(formats, numbers.pool, numbers.roots[index]);
    const rows = formats.filter((_, place) => used.has(place));
    return [plan.callingCode, ...rows.map(({ text, pattern }) => `${templateOf(text)}=${pattern}`)].join(' ');
  });
  const regions = plans.flatMap(({ callingCode, regions }) =>
    regions.filter(({ code }) => code !== '001').map((region) => regionText(callingCode, region)),
  );
  return [
    `// @generated from libphonenumber-js ${versions.version} (Google metadata ${versions.metadata}): npm run generate:phone`,
    '// Metadata: Copyright The Libphonenumber Authors, Apache License 2.0.',
    '',
    '/** Version of Google’s metadata that the formats are from. */',
    `export const version: string = '${versions.metadata}';`,
    '',
    '/** `groups;national;rule;international`: see `www/build/phone/typed.mjs`. */',
    `export const templates: string = ${literal(templates.join('\n'))};`,
    '',
    '/** Calling code, then `template=pattern` of each format. */',
    `export const plans: string = ${literal(lines.join('\n'))};`,
    '',
    '/** ISO code, calling code, trunk prefix, IDD prefix. */',
    `export const regions: string = ${literal(regions.join('\n'))};`,
    '',
  ].join('\n');
}

const literal = (text) => `\`\n${text}\n\``;

function regionText(callingCode, { code, prefix, idd }) {
  const own = /^\d+$/.test(idd) ? idd : '';
  return `${code}${callingCode},${prefix}${own === '00' ? '' : `,${own || '-'}`}`.replace(/,$/, '');
}

function readFormat([pattern, format, leading, ownRule, , international], region) {
  const groups = [...pattern.matchAll(/\(\\d(?:\{(\d+)(?:,(\d+))?\})?\)/g)].map(([, least = '1', most = least]) => [
    Number(least),
    Number(most),
  ]);
  const rule = ownRule || region.prefixFormat || '';
  const abroad = international === 'NA' ? '-' : international && international !== format ? international : '';
  const digits = groups.map(([least, most]) => (least === most ? `${least}` : `${least}-${most}`)).join(',');
  return {
    least: groups.reduce((sum, [least]) => sum + least, 0),
    most: groups.reduce((sum, [, most]) => sum + most, 0),
    isDomestic: international === 'NA',
    leading: leading?.length ? acceptor(leading.at(-1)) : null,
    pattern: leading?.length ? leading.at(-1).replaceAll('(?:', '(').replaceAll('\\d', '.') : '',
    text: [digits, format, rule === '$1' ? '' : rule, abroad].join(';').replaceAll('$', '#'),
  };
}

const MATCHED = -1;

/**
 * Places of the formats that valid numbers are written with, but for those that would only make the grouping jump: of
 * short numbers that all begin as a hundred times as many longer ones do (+1 310 1234, but Los Angeles).
 */
function usedFormats(formats, pool, root) {
  const counts = countNumbers(formats, pool, root);
  const isShadowed = (place) =>
    counts[place] > 0 &&
    formats.some((_, other) => counts.shadows[place]?.[other] === counts[place] && counts[place] * 100 < counts[other]);
  return new Set(formats.map((_, place) => place).filter((place) => counts[place] > 0 && !isShadowed(place)));
}

/** How many numbers each format writes; `shadows[i][j]`: how many of format i's might go on as longer ones of format j. */
function countNumbers(formats, pool, root) {
  const memo = new Map();
  const size = formats.length;
  // One flat list: counts, then shadows row by row.
  const here = (states, digits) => {
    const sums = new Array(size + size * size).fill(0);
    const fits = ({ least, most }, index) => states[index] === MATCHED && least <= digits && digits <= most;
    const own = formats.findIndex(fits);
    for (const place of new Set([
      own,
      formats.findIndex((format, index) => !format.isDomestic && fits(format, index)),
    ])) {
      if (place < 0) continue;
      sums[place] += 1;
      formats.forEach(({ least }, other) => {
        if (states[other] === MATCHED && least > digits) sums[size + place * size + other] += 1;
      });
    }
    return sums;
  };
  const visit = (node, states, depth) => {
    const key = `${node}:${depth}:${states.join()}`;
    if (node === DEAD) return null;
    if (!memo.has(key)) {
      const sums = pool.labels[node] ? here(states, depth) : new Array(size + size * size).fill(0);
      pool.children[node].forEach((child, digit) => {
        const next = states.map((state, index) => step(formats[index].leading, state, digit));
        visit(child, next, depth + 1)?.forEach((sum, at) => (sums[at] += sum));
      });
      memo.set(key, sums);
    }
    return memo.get(key);
  };
  const start = formats.map(({ leading }) => (leading ? leading.start : MATCHED));
  const sums = visit(root, start, 0) ?? [];
  const counts = sums.slice(0, size);
  counts.shadows = counts.map((_, place) => sums.slice(size + place * size, size + (place + 1) * size));
  return counts;
}

function step(leading, state, digit) {
  if (state === MATCHED || leading.isDead(state)) return state;
  const next = leading.step(state, digit);
  return leading.accepts(next) ? MATCHED : next;
}
