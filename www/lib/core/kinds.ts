/** The table of kinds, which the core only knows by their numbers; a core with one room has that room's. */

import type { Issue } from '../results/issue.js';
import type { Instance } from './instance.js';

/** Reason, code and parameters of one kind. */
export interface KindRow {
  readonly reason: string;
  readonly code: string | null;
  readonly params: readonly { readonly name: string; readonly isNumber: boolean }[];
}

/** A table of kinds as `generated/kinds.ts` has it. */
export interface KindTable {
  readonly reasons: string;
  readonly kinds: string;
}

/** The rows of a table of kinds, by their numbers. */
export function kindRows({ reasons, kinds }: KindTable): KindRow[] {
  const names = reasons.split(' ');
  return kinds.split(';').map((row, at) => {
    const [code, ...params] = row.split(' ');
    const reason = names[at] ?? '';
    return {
      reason,
      code: code === '=' ? reason : code || null,
      params: params.map((param) => ({ name: param.replace(':n', ''), isNumber: param.endsWith(':n') })),
    };
  });
}

/** An issue as the core's objects have it. */
export type RawIssue = Omit<Issue, 'reason' | 'code' | 'params'> & { kind: number; params: (number | string)[] };

/** Issues with the words that belong to their kinds in the core that found them. */
export function completeIssues(live: Instance, list: RawIssue[]): Issue[] {
  return list.map(({ kind, severity, path, span, source, params, ...rest }) => {
    const row = live.kind(kind);
    const named = Object.fromEntries(row.params.map(({ name }, at) => [name, params[at]]));
    const issue = {
      reason: row.reason,
      code: row.code,
      severity,
      path,
      span,
      ...(source && { source }),
      params: named,
    };
    return { ...issue, ...rest } as unknown as Issue;
  });
}
