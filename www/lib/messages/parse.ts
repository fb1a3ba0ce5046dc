/** ICU MessageFormat, as far as `docs/TRANSLATING.md` goes: from a text to its parts. */

/** The message's own words, or an argument: shown as it is or in a style, or chosen by. */
export type Part = string | Argument;

/** One argument; with `choices`, the texts to choose from. */
export interface Argument {
  readonly name: string;
  /** The third word of `{max, number, unit}`. */
  readonly style?: string | undefined;
  /**
   * By plural category (`one`, `other`, or `=0` for that very number) where it is a number, by its value where it is a
   * word (`none` when it is absent), else `other`.
   */
  readonly choices?: Readonly<Record<string, Part[]>>;
}

/** The parts of `text`. A text that is not whole ends where it ends: the build refuses such ones in `locales/`. */
export function parse(text: string): Part[] {
  // Words and marks take turns; a mark is a brace, a number sign, or what apostrophes take literally.
  const pieces = text.split(/('[{}][^']*'|''|[{}#])/);
  let at = 0;
  const message = (counted?: string): Part[] => {
    const parts: Part[] = [];
    for (let piece; (piece = pieces[at++]) !== undefined && piece !== '}';) {
      if (piece === '{') parts.push(argument(counted));
      else if (piece === '#' && counted) parts.push({ name: counted });
      else if (piece) parts.push(piece.startsWith("'") && at % 2 === 0 ? piece.slice(1, -1) || "'" : piece);
    }
    return parts;
  };
  const argument = (counted?: string): Argument => {
    const [name = '', kind, style] = `${pieces[at++]}`.split(',').map((word) => word.trim());
    if (pieces[at] !== '{') return (at++, { name, style });
    const choices: Record<string, Part[]> = {};
    for (let choice = style; pieces[at++] === '{'; choice = pieces[at++]?.trim()) {
      choices[`${choice}`] = message(kind === 'plural' ? name : counted);
    }
    return { name, choices };
  };
  return message();
}
