// How the repository's Markdown becomes pages: links that lead to pages, headings with names, code with colours.

import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import Prism from 'prismjs';
import loadLanguages from 'prismjs/components/index.js';
import { root } from '../tools.mjs';

loadLanguages.silent = true;
loadLanguages(['typescript', 'tsx', 'json', 'bash', 'rust', 'css', 'markup']);
const LANGUAGES = { ts: 'typescript', js: 'javascript', mjs: 'javascript', html: 'markup', sh: 'bash' };

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Code with the names of its tokens, as HTML. */
export function highlighted(code, language) {
  const name = LANGUAGES[language] ?? language;
  return name in Prism.languages ? Prism.highlight(code, Prism.languages[name], name) : escaped(code);
}

/** A line with nothing but code in it marked. */
export const inline = (text) => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

/** A heading's name in addresses, as GitHub makes it: links of the repository go on working. */
export const slug = (text) =>
  text
    .replaceAll(/[`*]|\]\([^)]*\)|\[/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

const textOf = (token) =>
  token.children.map(({ type, content }) => (/^(text|code_inline)$/.test(type) ? content : '')).join('');

/** `href` in the file `source`, as a path of the repository; null for an address elsewhere or in the same page. */
export function target(source, href) {
  if (/^([a-z]+:|#)/i.test(href)) return null;
  const [path, hash] = href.split('#');
  return { path: posix.join(posix.dirname(source), decodeURI(path)), hash: hash ? `#${hash}` : '' };
}

/** From the page `from` to the file `to`, both paths in the site. */
export const relative = (from, to) => posix.relative(posix.dirname(from), to) || posix.basename(to);

/** Teaches `md` (markdown-it) all of this. `pageOf(path)` is the page of a file of the repository, or undefined. */
export function dress(md, pageOf) {
  const { rules } = md.renderer;
  const plain = (tokens, at, options, env, self) => self.renderToken(tokens, at, options);

  md.core.ruler.push('names', ({ tokens, env }) => {
    const seen = new Map();
    env.headings = [];
    for (const [at, token] of tokens.entries()) {
      if (token.type !== 'heading_open') continue;
      const text = textOf(tokens[at + 1]);
      const base = slug(text);
      const count = seen.get(base) ?? 0;
      seen.set(base, count + 1);
      const id = count === 0 ? base : `${base}-${count}`;
      token.attrSet('id', id);
    }
  });

  rules.link_open = (tokens, at, options, env, self) => {
    const found = target(env.source, tokens[at].attrGet('href'));
    if (found) {
      const page = pageOf(found.path);
      if (!page) throw new Error(`${env.source} links to ${found.path}, which is no page`);
      tokens[at].attrSet('href', relative(env.to, page) + found.hash);
    }
    return self.renderToken(tokens, at, options);
  };
  // Wide tables scroll by themselves, with the keyboard too.
  rules.table_open = (...all) => `<div class="wide" tabindex="0" role="group" aria-label="Table">${plain(...all)}`;
  rules.table_close = (...all) => `${plain(...all)}</div>`;
  // A corner without words is no heading.
  rules.th_open = (tokens, at, ...rest) => {
    if (tokens[at + 1].content === '') tokens[at].tag = tokens[at + 2].tag = 'td';
    return plain(tokens, at, ...rest);
  };
  rules.fence = (tokens, at) => {
    const [language = '', title = ''] = tokens[at].info.trim().split(/\s+/);
    return codeBlock(tokens[at].content, language, title);
  };
}

/** A block of code, with the file's name above it where it is a file. */
export function codeBlock(code, language, title = '') {
  const caption = title ? `<figcaption><code>${escaped(title)}</code></figcaption>` : '';
  const label = title ? escaped(title) : 'Code';
  return `<figure class="listing">${caption}<pre tabindex="0" role="group" aria-label="${label}" translate="no"><code>${highlighted(code, language)}</code></pre></figure>\n`;
}

/** Files of the repository that the Markdown `text` at `source` links to and that are no Markdown. */
export function linkedFiles(source, text) {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, href]) => target(source, href)?.path)
    .filter((path) => path && !path.endsWith('.md') && existsSync(root + path) && statSync(root + path).isFile());
}
