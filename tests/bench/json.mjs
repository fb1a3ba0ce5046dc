// JSON: documents of 100 KB, and where the time of a check goes.

import { parse } from 'jsonc-parser';
import { checkJson } from 'presend';
import { documents } from './documents.mjs';
import { compare, microseconds, significant, table } from './measure.mjs';

const peers = {
  presend: (text) => checkJson(text).ok,
  'JSON.parse': (text) => JSON.parse(text) !== undefined,
  'jsonc-parser': (text) => parse(text, []) !== undefined,
};

/** What a check does: the text is encoded into the core's memory, then looked at. */
function parts(texts) {
  const encoder = new TextEncoder();
  const memory = new Uint8Array(1 << 20);
  const rows = Object.entries(texts).map(([name, text]) => {
    const octets = encoder.encode(text);
    const each = {
      encodeInto: () => encoder.encodeInto(text, memory).written,
      'check of the text': () => checkJson(text).ok,
      'check of octets': () => checkJson(octets).ok,
      'JSON.parse': () => JSON.parse(text) !== undefined,
    };
    return [name, ...Object.values(microseconds(each, [text])).map(significant)];
  });
  table('JSON: where the time goes, µs', ['', 'encodeInto', 'check of the text', 'of octets', 'JSON.parse'], rows);
}

export function json() {
  const texts = documents();
  for (const [name, text] of Object.entries(texts)) {
    compare(`JSON: 100 KB, ${name}`, peers, [text], Buffer.byteLength(text));
  }
  const octets = new TextEncoder().encode(texts['record-like ASCII']);
  const decoder = new TextDecoder();
  const bytes = {
    'presend, octets': (body) => checkJson(body).ok,
    'JSON.parse of decoded octets': (body) => JSON.parse(decoder.decode(body)) !== undefined,
  };
  compare('JSON: 100 KB of octets, record-like ASCII', bytes, [octets], octets.length);
  parts(texts);
}
