// Templates: 50 KB of HTML with 1,000 placeholders beside template engines; one message against 10,000 DLT templates
// beside a loop of regular expressions.

import Handlebars from 'handlebars';
import { Liquid } from 'liquidjs';
import Mustache from 'mustache';
import { checkTemplate, createDltIndex } from 'presend';
import { compare, median } from './measure.mjs';

const liquid = new Liquid();

/** What each engine must do to know the variables: presend checks, the others parse. */
const engines = {
  presend: ([text, variables]) => checkTemplate(text, { variables }).ok,
  'presend, tags alone': ([text]) => checkTemplate(text).ok,
  handlebars: ([text]) => Handlebars.parse(text).body.length > 0,
  mustache: ([text]) => {
    Mustache.clearCache();
    return Mustache.parse(text).length > 0;
  },
  liquidjs: ([text]) => liquid.parse(text).length > 0,
};

function html() {
  const names = Array.from({ length: 40 }, (_, at) => `field_${at}`);
  let text = '';
  for (let at = 0; at < 1000; at++) text += `<td class="cell c${at % 7}" id="n${at}">{{${names[at % 40]}}}</td>\n`;
  text = text.padEnd(50 * 1024, ' ');
  return [text, Object.fromEntries(names.map((name) => [name, 'value']))];
}

const WORDS =
  `order parcel payment invoice account balance ticket booking delivery refund offer member policy loan card bill
recharge plan doctor appointment school exam result train flight hotel`.split(/\s+/);

/** Templates as shops have them, the same in every run. */
function registered(count) {
  let seed = 7;
  const word = () => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return WORDS[(seed >> 8) % WORDS.length];
  };
  return Array.from({ length: count }, (_, at) => ({
    id: `11071612345678${String(at).padStart(5, '0')}`,
    text: `Dear {#var#}, your ${word()} ${word()} no. {#var#} is ${word()} at ${word()} ${at}. Call us for the ${word()}. -BRAND${at % 500}`,
  }));
}

const filled = ({ text }) => text.replace('{#var#}', 'Ananya').replace('{#var#}', 'A-20931');

/** What people write: every template as a regular expression, tried one after another. */
function asRegExps(templates) {
  const quoted = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const list = templates.map(({ id, text }) => {
    const pattern = text.split('{#var#}').map(quoted).join('[^]{1,30}');
    return { id, pattern: new RegExp(`^${pattern}$`) };
  });
  return (message) => list.find(({ pattern }) => pattern.test(message))?.id;
}

export function template() {
  const input = html();
  compare(
    `template: ${(input[0].length / 1024).toFixed(0)} KB of HTML, 1,000 placeholders`,
    engines,
    [input],
    input[0].length,
  );

  const templates = registered(10_000);
  const started = Array.from({ length: 5 }, () => {
    const from = performance.now();
    createDltIndex(templates).free();
    return performance.now() - from;
  });
  console.log(`\nDLT: an index of 10,000 templates is built in ${median(started).toFixed(1)} ms`);
  const index = createDltIndex(templates);
  const loop = asRegExps(templates);
  const messages = templates.filter((_, at) => at % 97 === 0).map(filled);
  const missed = messages.map((message) => message.replace('Call us', 'Call me'));
  for (const message of messages) {
    if (index.match(message).templateId !== loop(message)) throw new Error('the loop of regexes disagrees');
  }
  const peers = (ours, theirs) => ({
    presend: (message) => ours.match(message).ok,
    'a loop of regexes': (message) => theirs(message) !== undefined,
  });
  compare('DLT: one message, 10,000 templates', peers(index, loop), messages);
  compare('DLT: a message of none of 10,000 templates', peers(index, loop), missed);
  index.free();

  // The regular expression would take hours at twelve.
  const hostile = (variables) => [{ id: '1', text: `${'{#var#}'.repeat(variables)}X` }];
  const twelve = createDltIndex(hostile(12));
  compare('DLT: {#var#} × 12 + X, 200 hostile characters', { presend: (text) => twelve.match(text).ok }, [
    'a'.repeat(200),
  ]);
  compare('DLT: {#var#} × 3 + X, 200 hostile characters', peers(createDltIndex(hostile(3)), asRegExps(hostile(3))), [
    'a'.repeat(200),
  ]);
}
