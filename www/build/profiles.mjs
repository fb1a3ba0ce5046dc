// Profiles: `profiles/*.json` → a module each with the data that a check needs and the types of its bodies.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './tools.mjs';

/** What stays out of the page: prose and sources, which `profiles/*.json` in the package keeps. */
const PROSE = new Set(['$schema', 'checked', 'sources', 'source', 'title', 'baseUrl']);

const TYPES = {
  mailbox: 'string',
  mailboxes: 'string | string[]',
  phone: 'string',
  text: 'string',
  line: 'string',
  texts: 'string[]',
  template_id: 'string',
  variables: 'Record<string, string>',
  instant: 'string',
  any: 'unknown',
};

const lean = (value) =>
  Array.isArray(value)
    ? value.map(lean)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => !PROSE.has(name))
            .map(([name, inner]) => [name, lean(inner)]),
        )
      : value;

function bodyType(operation) {
  const members = Object.entries(operation.fields).map(([name, field]) => {
    const optional = field.required && !field.required.unless ? '' : '?';
    return `    ${name}${optional}: ${TYPES[field.kind]};`;
  });
  return `{\n${members.join('\n')}\n  }`;
}

export function buildProfiles(generated = `${root}www/lib/generated/profiles/`) {
  mkdirSync(generated, { recursive: true });
  for (const file of readdirSync(`${root}profiles`)) {
    if (!file.endsWith('.json') || file.endsWith('.schema.json')) continue;
    const profile = JSON.parse(readFileSync(`${root}profiles/${file}`, 'utf8'));
    const bodies = Object.entries(profile.operations).map(
      ([name, operation]) => `  /** ${operation.title}. */\n  '${name}': ${bodyType(operation)};`,
    );
    writeFileSync(
      `${generated}${file.replace('.json', '.ts')}`,
      `// Made by the build from profiles/${file}.

import type { Profile } from '../../checks/request.js';

/** Bodies of the operations of ${profile.title}. */
export interface Body {
${bodies.join('\n')}
}

/** The rules of ${profile.title}, as of ${profile.checked}. */
const profile: Profile<Body> = ${JSON.stringify(lean(profile))};
export default profile;
`,
    );
  }
}
