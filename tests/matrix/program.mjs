// The programs that cells run. One takes each check once, a locale, and the answer of a wrong value; another reads lists and
// says where. `use` is what a cell does with `text`.

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
const PRINT = 'console.log(text);';

/** Every check. */
export const checks = {
  prefix: '',
  /** What it must print. */
  wanted:
    'presend:ann@acme.in a@xn--bcher-kva.example false +919876543210 json_trailing_comma missing_required_field 1 कृपया',
  /** As an ES module. */
  esm: (use = PRINT, from = 'presend') => `import { ${NAMES} } from '${from}';
import hi from 'presend/locales/hi';
import migosmtp from 'presend/profiles/migosmtp';
${BODY}
const text = 'presend:' + answers.join(' ');
${use}
`,
  /** As CommonJS. */
  cjs: (use = PRINT) => `const { ${NAMES} } = require('presend');
const { default: hi } = require('presend/locales/hi');
const { default: migosmtp } = require('presend/profiles/migosmtp');
${BODY}
const text = 'presend:' + answers.join(' ');
${use}
`,
};

/** `worker` is the text of that option. Thirty thousand rows are more than one piece. */
const listBody = (use, worker) => `
async function lists() {
  const options = { worker: ${worker} };
  const numbers = Array.from({ length: 30_000 }, (_, at) => 'n;+91' + (9_800_000_000 + at * 7) + '\\n').join('');
  const file = new Blob(['name;phone\\n', numbers, 'Ann;098765 43210\\nBo;+91 98765 43210\\nCy;12\\n']);
  const phones = await checkRecipients(file, { operation: 'sms.send.bulk', phone: { region: 'IN' }, ...options });
  const addresses = ['ann@acme.in', 'a@bücher.example', 'ann,acme.in'];
  const emails = await checkRecipients(addresses, { operation: 'email.send.bulk', ...options });
  const rows = (await phones.cleaned().text()).trim().split('\\n');
  const counts = JSON.stringify(phones.counts);
  return [phones.rows, phones.kept, counts, rows.at(-1), emails.kept, emails.refused, phones.ran, emails.ran].join(' ');
}
lists().then((answers) => {
  const text = 'presend:' + answers;
  ${use}
}, (error) => {
  const text = 'presend:failed ' + error;
  ${use}
});
`;

/** Lists that must be read in a `worker`, or `here`. `option`: the text of `worker`, where the caller makes it. */
export const lists = (ran, option = 'undefined') => ({
  prefix: 'lists, ',
  wanted: `presend:30003 30001 {"list_duplicate":1,"phone_nsn_too_short":1} Ann;+919876543210 2 1 ${ran} ${ran}`,
  esm: (use = PRINT) => `import { checkRecipients } from 'presend/worker';\n${listBody(use, option)}`,
  cjs: (use = PRINT) => `const { checkRecipients } = require('presend/worker');\n${listBody(use, option)}`,
});

/** The script of a worker that the caller makes, and the option that makes it as bundlers look for it. */
export const OWN_WORKER = {
  file: "import 'presend/worker-thread';\n",
  option: "() => new Worker(new URL('./list-worker.js', import.meta.url), { type: 'module' })",
};

/** In a page: where a browser's cell looks. */
export const SHOW = 'document.body.textContent = text;';
