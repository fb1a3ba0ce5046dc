// MigoSMTP's template language (PROVIDER.md §2.4), rendered: which variables a message uses and has no value for.

/** `{{…}}`, as TAGS and COND write tags. */
const TAG = /\{\{([^{}]*)\}\}/g;
/** TAGS: starts with a letter; letters, digits, underscore. No spaces inside the braces. */
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
/** COND: `{{#if v}}`, `{{#if_eq v "x"}}`, `{{#if_neq v "x"}}`. */
const IF = /^#if[ \t\r\n]+([A-Za-z][A-Za-z0-9_]*)[ \t\r\n]*$/;
const COMPARE = /^#(if_eq|if_neq)[ \t\r\n]+([A-Za-z][A-Za-z0-9_]*)[ \t\r\n]+"([^"]*)"[ \t\r\n]*$/;
const END = /^\/(if|if_eq|if_neq)$/;

function tagOf(inside) {
  const ended = END.exec(inside);
  if (ended) return { kind: 'end', of: ended[1] };
  if (inside === 'else') return { kind: 'else' };
  if (NAME.test(inside)) return { kind: 'value', name: inside };
  const tested = IF.exec(inside);
  if (tested) return { kind: 'if', block: 'if', name: tested[1] };
  const compared = COMPARE.exec(inside);
  if (compared) return { kind: 'if', block: compared[1], name: compared[2], against: compared[3] };
  return { kind: 'malformed' };
}

/** The tags of `source` in order. */
const tags = (source) => Array.from(source.matchAll(TAG), ([, inside]) => tagOf(inside));

/** VARS: all values are strings when rendered. `null` and nothing are no value. */
const textOf = (value) => (value === undefined || value === null ? undefined : String(value));

/** COND: truthy = "true", a non-empty string, a non-zero number. The string "0" is a number written as a string. */
const truthy = (value) => value !== undefined && value !== '' && value !== '0';

function holds({ block, name, against }, valueOf) {
  const value = valueOf(name);
  if (block === 'if') return truthy(value);
  return block === 'if_eq' ? value === against : value !== against;
}

/** FALL: recipient `variables`, then request `default_variables`, then the template's defaults. */
export function valuesFrom(...levels) {
  return (name) => {
    for (const level of levels) {
      if (level && Object.hasOwn(level, name)) {
        const text = textOf(level[name]);
        if (text !== undefined) return text;
      }
    }
    return undefined;
  };
}

/** Names of the variables that `source` prints and that have no value, in order; blocks that a condition removes do not count. */
export function missingVariables(source, valueOf) {
  const missing = new Set();
  /** Whether each open block is shown. */
  const open = [];
  const shown = () => open.every(Boolean);
  for (const tag of tags(source)) {
    if (tag.kind === 'if') open.push(holds(tag, valueOf));
    else if (tag.kind === 'else' && open.length > 0) open.push(!open.pop());
    else if (tag.kind === 'end') open.pop();
    else if (tag.kind === 'value' && shown() && valueOf(tag.name) === undefined) missing.add(tag.name);
  }
  return [...missing];
}

/** True when every tag is one of TAGS and COND and every block is closed by its own end; no tag is left open. */
export function isWellFormed(source) {
  if (source.replaceAll(TAG, ' ').includes('{{')) return false;
  const open = [];
  for (const { kind, block, of } of tags(source)) {
    if (kind === 'malformed') return false;
    if (kind === 'if') open.push(block);
    if (kind === 'else' && open.length === 0) return false;
    if (kind === 'end' && open.pop() !== of) return false;
  }
  return open.length === 0;
}
