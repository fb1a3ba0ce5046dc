/** One phone number, in any form that people paste, and what others say of it. */

import { checkPhone, type PhoneResult, phoneMetadataVersion } from 'presend/slim';
import { announcer } from './announce.js';
import { byId, eachFrame, fill, make, replace } from './dom.js';
import { Field, type Finding } from './field.js';
import { onChange, t, tag, words } from './page.js';
import { startPeers } from './peers.js';
import { startSnippets } from './snippets.js';

/** ISO 3166 codes of the regions that have a numbering plan. */
export const REGIONS =
  'AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  );

/** Starts it but for the pieces that it gives back, to be run in their order. */
export function startPhone(): Record<'first' | 'rest', (() => void)[]> {
  const later = eachFrame(check);
  const field = new Field('number', later);
  const select = byId('region', HTMLSelectElement);
  select.addEventListener('change', check);
  const asked = () => ({ text: field.value, region: select.value });
  const followers: (() => void)[] = [];
  onChange(() => {
    listRegions(select, select.value);
    field.retell();
    tell();
    tellVersion();
  });

  const look = () => checkPhone(field.value, select.value ? { region: select.value } : {});
  let result = look();
  const announce = announcer();
  announce(saying());
  const show = () => field.show(findingsIn(field.value, result));

  function check(): void {
    result = look();
    show();
    tell();
    announce(saying());
    for (const follow of followers) follow();
  }

  /** The findings in one breath, or the number that would be dialled. */
  function saying(): string {
    const sentences = findingsIn(field.value, result).map(({ issue }) => t(issue));
    return sentences.join(' ') || `${words.e164} ${result.value}`;
  }

  function tell(): void {
    replace(
      byId('phone-facts', HTMLElement),
      ...factsOf(result).flatMap(([term, fact, dir]) => [
        make('dt', {}, term),
        make('dd', fact ? {} : { class: 'quiet' }, fact ? make('bdi', { dir }, fact) : words.unknown),
      ]),
    );
  }

  function tellVersion(): void {
    replace(byId('metadata', HTMLElement), ...fill(words.metadata, make('bdi', {}, phoneMetadataVersion())));
  }

  const follow = (follower: () => void) => {
    followers.push(follower);
    follower();
  };
  return {
    first: [show, tell],
    rest: [
      tellVersion,
      () => follow(startSnippets(asked)),
      () => follow(startPeers(asked)),
      () => listRegions(select, select.value),
    ],
  };
}

/** What is to be said of a number; a warning waits until nothing stops it: one thing to do at a time. */
export const findingsIn = (text: string, result: PhoneResult): Finding[] =>
  (result.ok ? result.warnings : result.issues).map((issue) => ({
    issue,
    value: { start: 0, text },
    mark: text === '' ? null : (issue.span ?? { start: 0, end: text.length }),
  }));

/** What is known of a number: its name, the fact, and which way it runs. */
export function factsOf({ value, region, type, callingCode }: PhoneResult): [string, string | null, string][] {
  return [
    [words.e164, value, 'ltr'],
    [words.region, region && t.word(region), 'auto'],
    [words.type, type && t.word(type), 'auto'],
    [words.callingCode, callingCode === null ? null : `+${callingCode}`, 'ltr'],
  ];
}

/** The regions by name, in the order of the reader's language. */
function sortedRegions(): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(tag, { type: 'region' });
  const { compare } = new Intl.Collator(tag);
  return REGIONS.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) => compare(a.name, b.name));
}

function listRegions(select: HTMLSelectElement, chosen: string): void {
  select.replaceChildren(
    make('option', { value: '' }, words.noRegion),
    ...sortedRegions().map(({ code, name }) => make('option', { value: code }, name)),
  );
  select.value = chosen;
}
