// A list of recipients as CSV, the same for the same seed: rows of about 100 octets, one in twelve wrong, some twice.

/** Mulberry32: numbers from 0 to 1 out of a seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NAMES = [
  'Ananya Iyer',
  'Rohan Mehta',
  'Zoë Müller',
  'Li Wei',
  'Fatima Zahra',
  '"Lee, Ann"',
  'José García',
  'O’Neil',
  'अनन्या',
  'Bo',
];
const NOTES = [
  'customer since 2019; likes quiet rooms and early breakfast',
  '"ordered twice, paid by card, asked for an invoice in April"',
  '"line one\nline two of an address, 560001 Bengaluru"',
  'signed up at the fair in hall 4 and confirmed by letter',
  '',
];
const WRONG_PHONES = ['98765', '+91 98765 4321', 'n/a', '', '+1 310 555', '00', '+44 20 7183 875', '9876543210x'];
const DOMAINS = ['gmail.com', 'acme.in', 'yahoo.co.in', 'web.de', 'example.org', 'outlook.com', 'mail.bücher.de'];
const WRONG_EMAILS = ['ann@', 'ann..lee@acme.in', 'bob@acme,in', 'n/a', '', 'ann lee@acme.in', '@acme.in', 'ann@acme'];

/** The header, and a function that gives the next row. */
export function listOf(seed) {
  const random = randomOf(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  let row = 0;
  const digits = (count) => String(Math.floor(random() * 10 ** count)).padStart(count, '0');
  const phone = (number) => {
    const share = random();
    if (share < 0.08) return pick(WRONG_PHONES);
    if (share < 0.45) return `+91${number}`;
    if (share < 0.7) return number;
    if (share < 0.85) return `+91 ${number.slice(0, 5)} ${number.slice(5)}`;
    return `0${number.slice(0, 5)}-${number.slice(5)}`;
  };
  const email = () => {
    const share = random();
    if (share < 0.06) return pick(WRONG_EMAILS);
    const domain = share < 0.97 ? DOMAINS[Math.floor(random() * (DOMAINS.length - 1))] : DOMAINS.at(-1);
    return `${pick(['ann', 'bob.k', 'r.mehta', 'info', 'Zoe'])}${digits(5)}@${domain}`;
  };
  return {
    header: 'id,name,phone,email,city,note\r\n',
    next() {
      row++;
      // One in fifty says a number again that was there before.
      const number = random() < 0.02 ? '9845012345' : `9${digits(9)}`;
      return `${row},${pick(NAMES)},${phone(number)},${email()},${pick(['Bengaluru', 'Pune', 'Köln', 'Chennai'])},${pick(NOTES)}\r\n`;
    },
  };
}

/** A list of `rows` rows as pieces of text of about a megabyte. */
export function* piecesOfList(rows, seed = 1) {
  const list = listOf(seed);
  let text = list.header;
  for (let row = 0; row < rows; row++) {
    text += list.next();
    if (text.length > 1 << 20) {
      yield text;
      text = '';
    }
  }
  yield text;
}
