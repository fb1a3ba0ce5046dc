// JSON: documents of 100 KB of four kinds.

import { parse } from 'jsonc-parser';
import { checkJson } from 'presend';
import { compare } from './measure.mjs';

const OCTETS = 100_000;

function documentOf(record) {
  const rows = [];
  for (let octets = 0, at = 0; octets < OCTETS; at++) {
    rows.push(record(at));
    octets += Buffer.byteLength(JSON.stringify(rows.at(-1))) + 1;
  }
  return JSON.stringify(rows);
}

const DOCUMENTS = {
  'record-like ASCII': documentOf((at) => ({
    id: at,
    to: `ann${at}@acme.in`,
    name: 'Ann',
    paid: at % 2 === 0,
    total: at * 1.5,
    tags: ['a', 'b'],
  })),
  'HTML-heavy': documentOf((at) => ({
    to: `ann${at}@acme.in`,
    html: `<table class="row"><tr><td style="color:#${at}">Hi\n\t<a href="https://acme.in/${at}">there</a></td></tr></table>`.repeat(
      8,
    ),
  })),
  base64: documentOf((at) => ({ name: `${at}.png`, content: Buffer.alloc(9000, at + 77).toString('base64') })),
  Hindi: documentOf((at) => ({ to: `ann${at}@acme.in`, text: 'नमस्ते, आपका ऑर्डर रवाना हो गया है। '.repeat(6) })),
};

const peers = {
  presend: (text) => checkJson(text).ok,
  'JSON.parse': (text) => JSON.parse(text) !== undefined,
  'jsonc-parser': (text) => parse(text, []) !== undefined,
};

export function json() {
  for (const [name, text] of Object.entries(DOCUMENTS)) {
    compare(`JSON: 100 KB, ${name}`, peers, [text], Buffer.byteLength(text));
  }
  const octets = new TextEncoder().encode(DOCUMENTS['record-like ASCII']);
  const decoder = new TextDecoder();
  const bytes = {
    'presend, octets': (body) => checkJson(body).ok,
    'JSON.parse of decoded octets': (body) => JSON.parse(decoder.decode(body)) !== undefined,
  };
  compare('JSON: 100 KB of octets, record-like ASCII', bytes, [octets], octets.length);
}
