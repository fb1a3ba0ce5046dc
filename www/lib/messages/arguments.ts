/** The arguments of a message that are no parameters: what path, fix and retry plan tell. */

import type { Issue } from '../results/issue.js';

/** Names that every message may use beside the parameters of its reason; each is absent where the finding has none. */
export interface Surroundings {
  /** The last name of the path, as it is written. */
  name?: string | undefined;
  /** Its label. */
  field?: string | undefined;
  /** The whole path, as in `recipients[3].email`. */
  path?: string | undefined;
  /** Position in a list, from 1: the last index of the path. */
  index?: number | undefined;
  /** What the one edit of the fix puts in. */
  suggestion?: string | undefined;
  /** When to try again, a sentence. */
  retry?: string | undefined;
  /** What became of the attempt. */
  outcome?: string | undefined;
}

/** What path and fix tell. */
export function surroundings({ path, fix }: Partial<Issue>, label: (name: string) => string): Surroundings {
  const around: Surroundings = { suggestion: (fix?.length === 1 && fix[0]?.insert) || undefined };
  let whole = '';
  for (const step of Array.isArray(path) ? path : []) {
    if (typeof step === 'number') {
      around.index = step + 1;
      whole += `[${step}]`;
    } else if (typeof step === 'string') {
      around.name = step;
      whole += whole ? `.${step}` : step;
    }
  }
  if (around.name) around.field = label(around.name);
  around.path = whole || undefined;
  return around;
}
