// The program that every cell runs: each room once, a locale, and the answer of a wrong value.

/** What it must print. */
export const WANTED =
  'presend:ann@acme.in a@xn--bcher-kva.example false +919876543210 json_trailing_comma missing_required_field 1 कृपया';

const BODY = `
const t = createMessages(hi);
const report = checkRequest(migosmtp, 'email.send', '{"to": "ann@acme.in", "subject": "x", "html": "x"}');
const answers = [
  checkEmail('ann@Acme.in').value,
  checkEmail('a@bücher.example').value,
  checkEmail('a@xn--a.example').ok,
  checkPhone('098765 43210', { region: 'IN' }).value,
  checkJson('{"a": 1,}').issues[0].reason,
  report.issues[0].code,
  checkText('three', { max: 4 }).issues.length,
  t(checkEmail('').issues[0]).split(' ')[0],
];
`;

const NAMES = 'checkEmail, checkJson, checkPhone, checkRequest, checkText, createMessages';

/** As an ES module; `use` is what is done with `text`. */
export const esm = (use = 'console.log(text);', from = 'presend') => `import { ${NAMES} } from '${from}';
import hi from 'presend/locales/hi';
import migosmtp from 'presend/profiles/migosmtp';
${BODY}
const text = 'presend:' + answers.join(' ');
${use}
`;

/** As CommonJS. */
export const cjs = (use = 'console.log(text);') => `const { ${NAMES} } = require('presend');
const { default: hi } = require('presend/locales/hi');
const { default: migosmtp } = require('presend/profiles/migosmtp');
${BODY}
const text = 'presend:' + answers.join(' ');
${use}
`;

/** In a page: where a browser's cell looks. */
export const SHOW = 'document.body.textContent = text;';
