/** Which of the languages that are there a person reads best. */

/**
 * Languages that are read where another one is asked for and is not there. Other spellings of a tag (`iw`, `mo`, `sh`,
 * `tl`, `cmn`) need no row: `Intl.Locale` writes them anew.
 */
const PARENTS: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb', nb: 'no', gsw: 'de', lb: 'de', yue: 'zh' };

/** Regions whose wording stands in for those around them (CLDR, `parentLocales`): the first that is there is taken. */
const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  en: ['001', 'GB'],
  es: ['419', 'MX'],
  pt: ['PT'],
  zh: ['HK'],
};

/** A tag in full; `undefined` for what is no tag. */
function readTag(
  tag: string,
): { tag: string; language: string; script: string; region: string; stated: string } | undefined {
  try {
    const asked = new Intl.Locale(tag.replaceAll('_', '-'));
    const { language, script = '', region = '' } = asked.maximize();
    return { tag: asked.baseName, language, script, region, stated: asked.region ?? '' };
  } catch {
    return undefined;
  }
}

/**
 * The first of `requested` that `available` can serve, as `available` spells it; `undefined` when none can, and the
 * caller chooses: `negotiateLocale(navigator.languages, ['hi', 'pt', 'zh-Hant']) ?? 'en'`.
 *
 * The script always agrees: `zh-TW` is served by `zh-Hant` and never by `zh-Hans`, `sr-Latn` and `sr-ME` never by `sr`,
 * which is Cyrillic. The region need not: `es-MX` is served by `es`, `pt-AO` by `pt` before `pt-BR`. A language without a
 * locale of its own is served by its nearest of kin only where people read that anyway (`nn` by `nb`, `gsw` by `de`).
 * What is no BCP 47 tag is passed over; `en_US` is read as `en-US`.
 *
 * @throws {TypeError} when `requested` is neither a text nor a list, or `available` no list.
 */
export function negotiateLocale<const Available extends string>(
  requested: string | readonly string[],
  available: readonly Available[],
): Available | undefined {
  const wishes = typeof requested === 'string' ? [requested] : requested;
  if (!Array.isArray(wishes)) throw new TypeError('requested: not a tag or a list of tags');
  if (!Array.isArray(available)) throw new TypeError('available: not a list of tags');
  const offers = available.flatMap((name) => {
    const read = readTag(`${name}`);
    return read ? [{ name, ...read }] : [];
  });
  for (const wish of wishes) {
    const wanted = readTag(`${wish}`);
    if (!wanted) continue;
    for (const language of [wanted.language, PARENTS[wanted.language]]) {
      const neighbours = NEIGHBOURS[language ?? ''] ?? [];
      const rank = ({ tag, region, stated }: (typeof offers)[number]): number => {
        if (tag === wanted.tag) return 0;
        if (region === wanted.region) return 1;
        const near = neighbours.indexOf(stated);
        if (near >= 0) return 2 + near;
        return stated ? 9 : 8;
      };
      const [best] = offers
        .filter((offer) => offer.language === language && offer.script === wanted.script)
        .sort((a, b) => rank(a) - rank(b));
      if (best) return best.name;
    }
  }
  return undefined;
}
