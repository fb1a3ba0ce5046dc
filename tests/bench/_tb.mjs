import Handlebars from 'handlebars';
import { checkTemplate } from 'presend';
const names = Array.from({ length: 40 }, (_, at) => `field_${at}`);
let text = '';
for (let at = 0; at < 1000; at++) text += `<td class="cell c${at % 7}" id="n${at}">{{${names[at % 40]}}}</td>\n`;
text = text.padEnd(50 * 1024, ' ');
const linked = text.replaceAll('id="', 'href="').replaceAll(/href="n\d+">\{\{(\w+)\}\}/g,'href="{{$1}}">x');
const variables = Object.fromEntries(names.map((n) => [n, 'value']));
const links = Object.fromEntries(names.map((n) => [n, 'https://x.in']));
const fns = {
  check: () => checkTemplate(text, { variables }).ok,
  tags: () => checkTemplate(text).ok,
  vars: () => checkTemplate(text, { variables }).variables.length,
  links: () => checkTemplate(linked, { variables: links }).ok,
  handlebars: () => Handlebars.parse(text).body.length,
};
const best = {};
for (let r = 0; r < 400; r++) for (const [n, f] of Object.entries(fns)) { if (n === 'handlebars' && r % 10) continue; const t = performance.now(); for (let i = 0; i < 4; i++) f(); const d = (performance.now() - t) / 4; best[n] = Math.min(best[n] ?? 1e9, d); }
console.log(Object.entries(best).map(([n, v]) => `${n} ${(v * 1000).toFixed(0)} µs`).join(', '), checkTemplate(linked,{variables:links}).ok);
