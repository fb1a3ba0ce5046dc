// `npm run update:providers`: what public lists of mail domains say of `src/email/providers.txt`, and how many of their
// domains the check takes for a slip. The lists are not in the project: `npm install --no-save email-providers@2.26.0`.
//
// It prints; a maintainer decides. A domain that many people have gets a line; one that is real and gets a hint gets a
// line with `!` (known, never suggested); a slip in the public list itself stays a slip.

import { readFileSync } from 'node:fs';

import { checkEmail } from 'presend/email';

/** Hints at real domains, at most: the list of all has slips of its own, such as `gmial.com`, which count here. */
const MAX_HINTS = 0.005;

const lines = readFileSync(new URL('../../src/email/providers.txt', import.meta.url), 'utf8').split('\n');
const known = new Set(
  lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const [name, ...rest] = line.split('.');
      const endings = rest.join('.').split(',');
      return endings.map((ending) => `${name}.${ending.replace('!', '')}`);
    }),
);

let lists;
try {
  const load = async (name) => (await import(`email-providers/${name}.json`, { with: { type: 'json' } })).default;
  lists = { common: await load('common'), all: await load('all') };
} catch {
  console.error('email-providers is not installed: npm install --no-save email-providers@2.26.0');
  process.exit(1);
}

const hint = (domain) =>
  checkEmail(`ann@${domain}`).warnings.find(({ reason }) => reason === 'email_domain_typo')?.fix?.[0]?.insert;

const missing = lists.common.filter((domain) => !known.has(domain));
console.log(`${missing.length} of ${lists.common.length} common providers have no line:\n  ${missing.join(' ')}`);

const real = lists.all.filter((domain) => !known.has(domain));
const hinted = real.filter((domain) => hint(domain) !== undefined);
const share = hinted.length / real.length;
console.log(`\n${hinted.length} of ${real.length} domains get a hint (${(share * 100).toFixed(2)} %):`);
for (const domain of hinted) console.log(`  ${domain} → ${hint(domain)}`);
if (share > MAX_HINTS) process.exit(1);
