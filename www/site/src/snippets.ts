/** Three ways to check the number that was typed, as code to copy. */

import { checkPhone } from 'presend/slim';
import { write } from './dom.js';
import type { Words } from './words/en.js';

type Title = Extract<keyof Words, `snippet${string}`>;
export type Asked = { text: string; region: string };

/** A string as JavaScript spells it. */
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export const SNIPPETS: readonly [Title, (asked: Asked) => string][] = [
  [
    'snippetCall',
    ({ text, region }) => {
      const result = checkPhone(text, region ? { region } : {});
      const [issue] = result.issues;
      const outcome = issue
        ? `result.issues[0].reason; // ${quoted(issue.reason)}${
            issue.fix ? '\napplyFix(text, result.issues[0]); // what the button does' : ''
          }`
        : `result.value; // ${quoted(String(result.value))}`;
      return [
        `import { ${issue?.fix ? 'applyFix, ' : ''}checkPhone } from 'presend/phone';`,
        '',
        `const text = ${quoted(text)};`,
        `const result = checkPhone(text${region ? `, { region: '${region}' }` : ''});`,
        outcome,
      ].join('\n');
    },
  ],
  [
    'snippetForm',
    ({ text, region }) =>
      [
        '<form id="signup" method="post">',
        '  <label for="phone">Phone</label>',
        '  <input id="phone" name="phone" type="tel"',
        `         value="${attribute(text)}"`,
        `         data-presend="phone"${region ? ` data-presend-region="${region}"` : ''}`,
        '         data-presend-submit="e164">',
        '</form>',
        '',
        '<script type="module">',
        "  import { bind } from 'presend/forms';",
        "  bind(document.querySelector('#signup'));",
        '</script>',
      ].join('\n'),
  ],
  [
    'snippetSchema',
    ({ text, region }) =>
      [
        "import { phoneSchema } from 'presend';",
        '',
        `const phone = phoneSchema(${region ? `{ region: '${region}' }` : ''});`,
        '',
        '// Any form library that takes a Standard Schema takes this one.',
        `phone['~standard'].validate(${quoted(text)});`,
      ].join('\n'),
  ],
];

/** The function that writes them anew. */
export function startSnippets(asked: () => Asked): () => void {
  const blocks = [...document.querySelectorAll('#snippets pre')];
  return () => {
    for (const [at, [, code]] of SNIPPETS.entries()) {
      const block = blocks[at];
      if (block) write(block, code(asked()));
    }
  };
}
