/** What kind of list a file is, from its first octets. */

/** How the columns of recipients are usually called, without anything but letters and digits. */
const NAMES = {
  phone:
    'to phone phonenumber phoneno mobile mobilenumber mobileno mobilephone number msisdn recipient recipients tel telephone ' +
    'cell cellphone whatsapp whatsappnumber contact contactnumber e164',
  email: 'to email emailaddress emailid mail mailaddress recipient recipients address mailbox',
};

/** Octets by which files begin that are no text: ZIP (and workbooks), PDF, gzip, old workbooks, images, archives. */
const BINARY = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0x1f, 0x8b],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58],
];

const begins = (octets: Uint8Array, with_: readonly number[]) => with_.every((octet, at) => octets[at] === octet);

/** The encoding of a file that begins so, the octets of its mark, or `null` for what is no text. */
export function encodingOf(octets: Uint8Array, named: string | null): { encoding: string; mark: number } | null {
  if (begins(octets, [0xef, 0xbb, 0xbf])) return { encoding: 'utf-8', mark: 3 };
  if (begins(octets, [0xff, 0xfe])) return { encoding: 'utf-16le', mark: 2 };
  if (begins(octets, [0xfe, 0xff])) return { encoding: 'utf-16be', mark: 2 };
  if (named !== null) return { encoding: named, mark: 0 };
  if (BINARY.some((start) => begins(octets, start))) return null;
  // Text of the world's lists has a delimiter, a digit or a line break in every row: in UTF-16 one octet of it is 0.
  const zeros = [0, 0];
  let controls = 0;
  const looked = Math.min(octets.length, 4096);
  for (let at = 0; at < looked; at++) {
    const octet = octets[at] as number;
    if (octet === 0) zeros[at & 1]!++;
    else if (octet < 32 && (octet < 7 || octet > 13) && octet !== 27) controls++;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd * 8 > looked && even * 8 < odd) return { encoding: 'utf-16le', mark: 0 };
  if (even * 8 > looked && odd * 8 < even) return { encoding: 'utf-16be', mark: 0 };
  return even + odd > 0 || controls * 32 > looked ? null : { encoding: 'utf-8', mark: 0 };
}

/** NDJSON begins with an object. */
export function formatOf(octets: Uint8Array): 'csv' | 'ndjson' {
  const first = octets.find((octet) => octet !== 0x20 && (octet < 9 || octet > 13));
  return first === 0x7b ? 'ndjson' : 'csv';
}

/** `sep=;` in front of the header, as spreadsheets write it: the delimiter, and the octets of that line. */
export function separatorLine(octets: Uint8Array): { delimiter: string; octets: number } | null {
  const line = String.fromCharCode(...octets.subarray(0, 8));
  const found = /^sep=([,;\t|])(\r\n|\n|\r)/i.exec(line);
  return found && { delimiter: found[1] as string, octets: found[0].length };
}

/** What stands most often in the first row outside quotation marks, of `,` `;` tab `|`; a comma when none does. */
export function delimiterOf(octets: Uint8Array): string {
  const counts = new Map([',', ';', '\t', '|'].map((mark) => [mark.charCodeAt(0), 0]));
  let quoted = false;
  for (const octet of octets) {
    if (octet === 0x22) quoted = !quoted;
    else if (quoted) continue;
    else if (octet === 10 || octet === 13) {
      if ([...counts.values()].some((count) => count > 0)) break;
      // One column, or blank lines in front.
      continue;
    } else if (counts.has(octet)) counts.set(octet, (counts.get(octet) as number) + 1);
  }
  let best = 0x2c;
  for (const [mark, count] of counts) if (count > (counts.get(best) as number)) best = mark;
  return String.fromCharCode(best);
}

const bare = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** The number of the column that `wanted` means; -1 for none. */
export function columnOf(columns: readonly string[], wanted: string | number): number {
  if (typeof wanted === 'number') return columns.length === 0 || wanted < columns.length ? wanted : -1;
  const exact = columns.indexOf(wanted);
  if (exact >= 0) return exact;
  const loose = wanted.trim().toLowerCase();
  return columns.findIndex((name) => name.trim().toLowerCase() === loose);
}

/** The number of the column that holds recipients by its name; -1 for none. */
export function recipientColumn(columns: readonly string[], channel: 'phone' | 'email'): number {
  if (columns.length === 1) return 0;
  const names = columns.map(bare);
  for (const usual of NAMES[channel].split(' ')) {
    const at = names.indexOf(usual);
    if (at >= 0) return at;
  }
  return -1;
}
