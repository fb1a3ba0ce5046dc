// Patterns of the numbering plans, from text to a program of small steps.
//
// The metadata use a small subset of regular expressions: digits, `\d`, classes, groups, alternation, `?`, `{n}`,
// `{n,m}` and, in parse rules alone, `$`. Nothing repeats without a bound, so every automaton made of them ends.

const ALL_DIGITS = 0x3ff;

/** Parses `source` into a program: `[{ op: 'set' | 'split' | 'save' | 'end' | 'match', … }]`, started at 0. */
export function compile(source) {
  const tree = parse(source);
  const program = [];
  emit(program, tree.node);
  program.push({ op: 'match' });
  return { program, groups: tree.groups };
}

function parse(source) {
  let at = 0;
  let groups = 0;
  const fail = (what) => {
    throw new Error(`${what} at ${at} of ${source}`);
  };

  function alternation() {
    const branches = [sequence()];
    while (source[at] === '|') {
      at += 1;
      branches.push(sequence());
    }
    return branches.length === 1 ? branches[0] : { type: 'alt', branches };
  }

  function sequence() {
    const items = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') items.push(repetition());
    return { type: 'cat', items };
  }

  function repetition() {
    const item = atom();
    if (source[at] === '?') {
      at += 1;
      return { type: 'repeat', item, min: 0, max: 1 };
    }
    const bounds = /^\{(\d+)(?:,(\d+))?\}/.exec(source.slice(at));
    if (!bounds) return item;
    at += bounds[0].length;
    return { type: 'repeat', item, min: Number(bounds[1]), max: Number(bounds[2] ?? bounds[1]) };
  }

  function atom() {
    const char = source[at];
    if (char >= '0' && char <= '9') {
      at += 1;
      return { type: 'set', mask: 1 << Number(char) };
    }
    if (source.startsWith('\\d', at)) {
      at += 2;
      return { type: 'set', mask: ALL_DIGITS };
    }
    if (char === '[') return digitClass();
    if (char === '(') return group();
    if (char === '$') {
      at += 1;
      return { type: 'end' };
    }
    return fail(`unsupported ${char}`);
  }

  function group() {
    const captures = !source.startsWith('(?:', at);
    if (captures && source[at + 1] === '?') fail('unsupported group');
    at += captures ? 1 : 3;
    const number = captures ? (groups += 1) : 0;
    const item = alternation();
    if (source[at] !== ')') fail('unclosed group');
    at += 1;
    return captures ? { type: 'group', number, item } : item;
  }

  function digitClass() {
    const end = source.indexOf(']', at);
    const text = source.slice(at + 1, end);
    if (end < 0 || !/^(?:\d(?:-\d)?)+$/.test(text)) fail('unsupported class');
    let mask = 0;
    for (const [, low, high] of text.matchAll(/(\d)(?:-(\d))?/g)) {
      for (let digit = Number(low); digit <= Number(high ?? low); digit += 1) mask |= 1 << digit;
    }
    at = end + 1;
    return { type: 'set', mask };
  }

  const node = alternation();
  if (at !== source.length) fail('unbalanced group');
  return { node, groups };
}

// Code for a node falls through to whatever is emitted next; `split` prefers `first`.
function emit(program, node) {
  switch (node.type) {
    case 'set':
      program.push({ op: 'set', mask: node.mask });
      break;
    case 'end':
      program.push({ op: 'end' });
      break;
    case 'cat':
      for (const item of node.items) emit(program, item);
      break;
    case 'group':
      program.push({ op: 'save', slot: 2 * node.number - 2 });
      emit(program, node.item);
      program.push({ op: 'save', slot: 2 * node.number - 1 });
      break;
    case 'alt':
      emitBranches(program, node.branches);
      break;
    case 'repeat':
      for (let count = 0; count < node.min; count += 1) emit(program, node.item);
      emitOptional(program, node.item, node.max - node.min);
      break;
  }
}

function emitBranches(program, branches) {
  const jumps = [];
  branches.forEach((branch, index) => {
    if (index === branches.length - 1) return emit(program, branch);
    const split = { op: 'split', first: program.length + 1, second: 0 };
    program.push(split);
    emit(program, branch);
    const jump = { op: 'split', first: 0, second: 0 };
    program.push(jump);
    jumps.push(jump);
    split.second = program.length;
  });
  for (const jump of jumps) jump.first = jump.second = program.length;
}

function emitOptional(program, item, times) {
  const splits = [];
  for (let count = 0; count < times; count += 1) {
    const split = { op: 'split', first: program.length + 1, second: 0 };
    program.push(split);
    splits.push(split);
    emit(program, item);
  }
  for (const split of splits) split.second = program.length;
}
