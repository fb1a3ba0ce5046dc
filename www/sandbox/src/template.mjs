// MigoSMTP's template language (PROVIDER.md §2.4), rendered: which variables a message uses and has no value for.

/** `{{…}}`, as TAGS and COND write tags. */
const TAG = /\{\{(#if_eq|#if_neq|#if|else|\/if_eq|\/if_neq|\/if)?([^{}]*)\}\}/g;
/** TAGS: starts with a letter; letters, digits, underscore. No spaces inside the braces. */
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const IF_EQ = /^\s+([A-Za-z][A-Za-z0-9_]*)\s+"([^"]*)"\s*$/;
const IF = /^\s+([A-Za-z][A-Za-z0-9_]*)\s*$/;

/** The tags of `source` in order: placeholders and blocks. What is none of them is text. */
function tags(source) {
  const found = [];
  for (const [, word, rest] of source.matchAll(TAG)) {
    if (word === undefined) {
      if (NAME.test(rest)) found.push({ kind: 'value', name: rest });
      else found.push({ kind: 'malformed' });
    } else if (word === '#if') {
      const named = IF.exec(rest);
      found.push(named ? { kind: 'if', test: 'truthy', name: named[1] } : { kind: 'malformed' });
    } else if (word.startsWith('#')) {
      const named = IF_EQ.exec(rest);
      const test = word === '#if_eq' ? 'equal' : 'unequal';
      found.push(named ? { kind: 'if', test, name: named[1], against: named[2] } : { kind: 'malformed' });
    } else if (rest !== '') found.push({ kind: 'malformed' });
    else found.push({ kind: word === 'else' ? 'else' : 'end', of: word.slice(1) });
  }
  return found;
}

/** VARS: all values are strings when rendered. `null` and nothing are no value. */
const textOf = (value) => (value === undefined || value === null ? undefined : String(value));

/** COND: truthy = "true", a non-empty string, a non-zero number. The string "0" is a number written as a string. */
const truthy = (value) => value !== undefined && value !== '' && value !== '0';

function holds({ test, name, against }, valueOf) {
  const value = valueOf(name);
  if (test === 'truthy') return truthy(value);
  return test === 'equal' ? value === against : value !== against;
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

/** True when every tag is one of TAGS and COND and every block is closed by its own end. */
export function isWellFormed(source) {
  const open = [];
  for (const { kind, test, of } of tags(source)) {
    if (kind === 'malformed') return false;
    if (kind === 'if') open.push({ truthy: 'if', equal: 'if_eq', unequal: 'if_neq' }[test]);
    if (kind === 'else' && open.length === 0) return false;
    if (kind === 'end' && open.pop() !== of) return false;
  }
  return open.length === 0;
}
