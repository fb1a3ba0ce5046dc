// Profiles: `profiles/*.json` → a module each with the data that a check needs and the types of its bodies.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './tools.mjs';

/** What stays out of the page: prose and sources, which `profiles/*.json` in the package keeps. */
const PROSE = new Set(['$schema', 'checked', 'sources', 'source', 'title', 'baseUrl', 'against', 'rateGroups']);

const TYPES = {
  mailbox: 'string',
  mailboxes: 'string | string[]',
  phone: 'string',
  phones: 'string | string[]',
  digits: 'string',
  domain: 'string',
  sender_id: 'string',
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

/** The type of a field's value. Words that are only assumed do not bind. */
function typeOf(field, indent) {
  if (field.kind === 'object') return shapeType(field.fields, indent);
  if (field.kind === 'objects') return `${shapeType(field.fields, indent)}[]`;
  if (field.kind === 'word')
    return field.listed?.basis === 'assumed'
      ? `${field.values.map((word) => `'${word}'`).join(' | ')} | (string & {})`
      : field.values.map((word) => `'${word}'`).join(' | ');
  return TYPES[field.kind];
}

function shapeType(fields, indent) {
  const members = Object.entries(fields).map(([name, field]) => {
    const optional = field.required && !field.required.unless ? '' : '?';
    return `${indent}  ${name}${optional}: ${typeOf(field, `${indent}  `)};`;
  });
  return `{\n${members.join('\n')}\n${indent}}`;
}

export function buildProfiles(generated = `${root}www/lib/generated/profiles/`) {
  mkdirSync(generated, { recursive: true });
  for (const file of readdirSync(`${root}profiles`)) {
    if (!file.endsWith('.json') || file.endsWith('.schema.json')) continue;
    const profile = JSON.parse(readFileSync(`${root}profiles/${file}`, 'utf8'));
    const bodies = Object.entries(profile.operations).map(
      ([name, operation]) => `  /** ${operation.title}. */\n  '${name}': ${shapeType(operation.fields, '  ')};`,
    );
    writeFileSync(
      `${generated}${file.replace('.json', '.ts')}`,
      `// Made by the build from profiles/${file}.

import type { Profile } from '../../checks/profile.js';

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
