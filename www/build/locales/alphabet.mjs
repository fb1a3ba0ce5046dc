// Letters of two or three octets trade places with ASCII ones, where a language's module becomes smaller by it.
//
// A sentence in Devanagari takes three octets a letter, which no compression takes back altogether, and the whole module
// passes the 32 KiB that gzip looks back. So the commonest letters of the script and the rarest characters of ASCII are
// exchanged in the text; www/lib/messages/texts.ts exchanges them back, in the one line that is shown.

import { gzipSync } from 'node:zlib';

/** What may stand in for a letter: nothing that ends a line or a literal, and no digit. */
const STAND_INS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!%&()*+-/:;<=>?@[]^_|~'];
/** Below this many octets saved, by gzip, the module stays as people can read it. */
const WORTH = 300;

const gzip = (text) => gzipSync(text, { level: 9 }).length;

/** `text` with the characters of each pair in `alphabet` exchanged; done twice it is `text` again. */
export function exchange(text, alphabet) {
  const pairs = new Map();
  for (let at = 0; at < alphabet.length; at += 2) {
    pairs.set(alphabet[at], alphabet[at + 1]).set(alphabet[at + 1], alphabet[at]);
  }
  return text.replace(/./g, (letter) => pairs.get(letter) ?? letter);
}

/** Pairs of letter and stand-in, commonest letter first; empty where they would not pay. */
export function alphabetOf(text) {
  const uses = {};
  for (const unit of text.split('')) uses[unit] = (uses[unit] ?? 0) + 1;
  const letters = Object.keys(uses)
    .filter((unit) => unit > '\x7f' && !/[\uD800-\uDFFF\u2028\u2029]/.test(unit) && uses[unit] > 2)
    .sort((a, b) => uses[b] - uses[a] || (a < b ? -1 : 1));
  const standIns = [...STAND_INS].sort((a, b) => (uses[a] ?? 0) - (uses[b] ?? 0));
  const pairs = letters.slice(0, standIns.length).map((letter, at) => letter + standIns[at]);
  const alphabet = pairs.filter(([letter, standIn]) => uses[letter] > (uses[standIn] ?? 0)).join('');
  return gzip(text) - gzip(exchange(text, alphabet) + alphabet) >= WORTH ? alphabet : '';
}
