/** What the page opens with: one phone number, in any form that people paste, and what others say of it. */

import { checkPhone, type PhoneResult, phoneMetadataVersion } from 'presend';
import { byId, eachFrame, fill, make } from './dom.js';
import { Field } from './field.js';
import { onChange, t, tag, words } from './page.js';
import { startPeers } from './peers.js';
import { phone } from './samples.js';
import { startSnippets } from './snippets.js';

/** ISO 3166 codes of the regions that have a numbering plan. */
const REGIONS =
  'AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  );

export function startPhone(): void {
  const later = eachFrame(check);
  const field = new Field('number', later);
  const select = byId('region', HTMLSelectElement);
  let result: PhoneResult;
  field.value = phone.number;
  listRegions(select, phone.region);
  select.addEventListener('change', check);
  const asked = () => ({ text: field.value, region: select.value });
  const compare = startPeers(asked);
  const write = startSnippets(asked);
  onChange(() => {
    listRegions(select, select.value);
    field.retell();
    tell();
  });

  function check(): void {
    const text = field.value;
    result = checkPhone(text, select.value ? { region: select.value } : {});
    const value = { start: 0, text };
    // A warning waits until nothing stops the number: one thing to do at a time.
    field.show(
      (result.ok ? result.warnings : result.issues).map((issue) => ({
        issue,
        value,
        mark: text === '' ? null : (issue.span ?? { start: 0, end: text.length }),
      })),
    );
    tell();
    compare();
    write();
  }

  function tell(): void {
    const { value, region, type, callingCode } = result;
    const facts: [string, string | null, string][] = [
      [words.e164, value, 'ltr'],
      [words.region, region && regionName(region), 'auto'],
      [words.type, type && t.word(type), 'auto'],
      [words.callingCode, callingCode === null ? null : `+${callingCode}`, 'ltr'],
    ];
    byId('phone-facts', HTMLElement).replaceChildren(
      ...facts.flatMap(([term, fact, dir]) => [
        make('dt', {}, term),
        make('dd', fact ? {} : { class: 'quiet' }, fact ? make('bdi', { dir }, fact) : words.unknown),
      ]),
    );
    byId('metadata', HTMLElement).replaceChildren(...fill(words.metadata, make('bdi', {}, phoneMetadataVersion())));
  }

  check();
}

function regionName(code: string): string {
  return t.word(code);
}

/** The regions by name, in the order of the reader's language. */
function listRegions(select: HTMLSelectElement, chosen: string): void {
  const names = new Intl.DisplayNames(tag, { type: 'region' });
  const { compare } = new Intl.Collator(tag);
  const sorted = REGIONS.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    compare(a.name, b.name),
  );
  select.replaceChildren(
    make('option', { value: '' }, words.noRegion),
    ...sorted.map(({ code, name }) => make('option', { value: code }, name)),
  );
  select.value = chosen;
}
