/** Groups the digits of a number that may not be finished: which format it will have, as far as it goes. */

import { plans, regions, templates } from './plans.js';

/** A format: groups of digits and the texts they go into, in which `#1` is the first group. */
interface Format {
  /** Least and most digits of each group. */
  readonly groups: readonly (readonly [number, number])[];
  readonly national: string;
  /** What stands for the first group within the country; empty for the group itself. */
  readonly rule: string;
  /** Empty for digits that stand alone abroad. */
  readonly international: string;
  readonly least: number;
  readonly most: number;
  /** Whether digits may be the start of a number that is written so. */
  readonly mayBecome: RegExp;
}

/** What typing in a region needs. */
export interface Region {
  readonly callingCode: string;
  /** The national prefix, such as 0; empty for none. */
  readonly trunkPrefix: string;
  /** What is dialled before a calling code; empty where it is no fixed number. */
  readonly iddPrefix: string;
}

const rows = new Map<string, string[]>();
const formats = new Map<string, Format[]>();
const places = new Map<string, Region>();

/** The longest calling code that starts `digits`; `undefined` while there is none. */
export function callingCodeOf(digits: string): string | undefined {
  read();
  return [1, 2, 3].map((size) => digits.slice(0, size)).find((code) => rows.has(code));
}

/** The region of an ISO code, in either case. */
export function regionOf(code: string): Region | undefined {
  read();
  return places.get(code.toUpperCase());
}

function read(): void {
  if (rows.size > 0) return;
  for (const line of plans.trim().split('\n')) {
    const [code = '', ...formats] = line.split(' ');
    rows.set(code, formats);
  }
  for (const line of regions.trim().split('\n')) {
    const [name = '', trunkPrefix = '', idd = '00'] = line.split(',');
    places.set(name.slice(0, 2), { callingCode: name.slice(2), trunkPrefix, iddPrefix: idd === '-' ? '' : idd });
  }
}

/** The formats of a calling code, made when its first number is typed. */
function formatsOf(callingCode: string): Format[] {
  let list = formats.get(callingCode);
  if (list === undefined) {
    const lines = templates.trim().split('\n');
    list = (rows.get(callingCode) ?? []).map((row) => {
      const [place = '', pattern = ''] = row.split('=');
      return readFormat(lines[Number(place)] as string, pattern);
    });
    formats.set(callingCode, list);
  }
  return list;
}

function readFormat(line: string, pattern: string): Format {
  const [sizes = '', national = '', rule = '', abroad] = line.split(';');
  const groups = sizes.split(',').map((size) => {
    const [least, most = least] = size.split('-').map(Number);
    return [least, most] as [number, number];
  });
  const sum = (at: 0 | 1) => groups.reduce((all, group) => all + group[at], 0);
  return {
    groups,
    national,
    rule,
    international: abroad === '-' ? '' : abroad || national,
    least: sum(0),
    most: sum(1),
    mayBecome: new RegExp(`^${partial(pattern)}`),
  };
}

/**
 * The pattern that also fits what a text fitting `pattern` starts with: before each of its digits the text may end.
 * A pattern is digits, classes, `.` for any digit, groups, `|` and `?`.
 */
export function partial(pattern: string): string {
  let open = 0;
  const opened: number[] = [];
  const close = () => ')'.repeat(open);
  let out = '';
  for (const [token] of pattern.matchAll(/\[[^\]]*\]\??|[\d.]\??|\(|\)\??|\|/g)) {
    if (token === '(') {
      out += '(?:$|(?:';
      opened.push(open + 1);
      open = 0;
    } else if (token[0] === ')') {
      out += close() + token;
      open = opened.pop() ?? 0;
    } else if (token === '|') {
      out += close() + token;
      open = 0;
    } else {
      out += `(?:$|${token}`;
      open++;
    }
  }
  return `(?:${out}${close()})`;
}

/**
 * The national number `nsn` so far, grouped; `null` where it starts no number that has a format.
 *
 * `trunkPrefix`: what was typed before it, for the form within the country; `null` for the form after a calling code.
 */
export function group(callingCode: string, nsn: string, trunkPrefix: string | null): string | null {
  const fits = ({ most, mayBecome, international }: Format) =>
    nsn.length <= most && mayBecome.test(nsn) && (trunkPrefix !== null || international !== '');
  const format = formatsOf(callingCode).find(fits);
  if (format === undefined) return null;
  const parts = split(nsn, format);
  if (trunkPrefix === null) return cut(fill(format.international, parts, ''), nsn.length);
  const inRule = format.rule.replace(/#.*/, '').replace(/\D/g, '');
  const text =
    trunkPrefix === inRule
      ? fill(format.national, parts, format.rule)
      : trunkPrefix + (trunkPrefix && ' ') + fill(format.national, parts, inRule ? '' : format.rule);
  return cut(text, trunkPrefix.length + nsn.length);
}

/** Each group takes what it can and leaves the others their least, as in the shortest number that starts so. */
function split(nsn: string, { groups, least }: Format): string[] {
  let rest = nsn.padEnd(least, ' ');
  return groups.map(([, most], at) => {
    const behind = groups.slice(at + 1).reduce((sum, [fewest]) => sum + fewest, 0);
    const size = Math.min(most, Math.max(0, rest.length - behind));
    const part = rest.slice(0, size);
    rest = rest.slice(size);
    return part;
  });
}

/** The groups in their places; `rule` stands for the first of them. */
function fill(format: string, parts: string[], rule: string): string {
  const put = (text: string) => text.replace(/#(\d)/g, (_, place: string) => parts[Number(place) - 1] ?? '');
  return put(rule === '' ? format : format.replace(/#\d/, rule));
}

/** `text` up to its digit number `digits`. */
function cut(text: string, digits: number): string {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    if (/\d/.test(text[at] as string) && ++seen === digits) return text.slice(0, at + 1);
  }
  return text.trimEnd();
}
