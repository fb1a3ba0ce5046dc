// JSON documents of about 100 KB, one of each kind that bodies are made of.

const OCTETS = 100_000;
const octetsOf = (text) => new TextEncoder().encode(text).length;

function documentOf(record) {
  const rows = [];
  for (let octets = 0, at = 0; octets < OCTETS; at++) {
    rows.push(record(at));
    octets += octetsOf(JSON.stringify(rows.at(-1))) + 1;
  }
  return JSON.stringify(rows);
}

/** A bulk request with 500 recipients and what each of them is told. */
const bulk = () =>
  JSON.stringify({
    from: 'news@acme.in',
    subject: 'Your order {{order}} is on its way',
    html: '<p>Hi {{name}},</p><p>your order {{order}} of {{total}} is on its way to {{city}}.</p>',
    recipients: Array.from({ length: 500 }, (_, at) => ({
      email: `customer.${at}@example${at % 17}.in`,
      variables: {
        name: `Customer ${at}`,
        order: `AC-2026-${100_000 + at * 7}`,
        total: at * 1.5,
        city: ['Mumbai', 'Delhi', 'Kolkata', 'Chennai'][at % 4],
        returning: at % 3 === 0,
        link: `https://acme.in/track/${(at * 2654435761) % 4294967296}`,
      },
    })),
  });

/** 12,000 characters that look like an attached file. */
function base64(at) {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return Array.from({ length: 12_000 }, (_, place) => digits[(place * 31 + at * 77 + (place >> 5)) & 63]).join('');
}

/** Name → text. */
export const documents = () => ({
  'a bulk request with 500 recipients': bulk(),
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
  base64: documentOf((at) => ({ name: `${at}.png`, content: base64(at) })),
  Hindi: documentOf((at) => ({ to: `ann${at}@acme.in`, text: 'नमस्ते, आपका ऑर्डर रवाना हो गया है। '.repeat(6) })),
});
