/** The table of kinds, which the core only knows by their numbers. */

import { kinds, reasons } from '../generated/kinds.js';
import type { Issue } from '../results/issue.js';

/** Reason, code and parameters of one kind. */
export interface KindRow {
  readonly reason: string;
  readonly code: string | null;
  readonly params: readonly { readonly name: string; readonly isNumber: boolean }[];
}

let rows: KindRow[] | undefined;

/** The row of the core's kind number `index`. */
export function kindRow(index: number): KindRow {
  const names = rows ? [] : reasons.split(' ');
  rows ??= kinds.split(';').map((row, at) => {
    const [code, ...params] = row.split(' ');
    const reason = names[at] ?? '';
    return {
      reason,
      code: code === '=' ? reason : code || null,
      params: params.map((param) => ({ name: param.replace(':n', ''), isNumber: param.endsWith(':n') })),
    };
  });
  return rows[index] as KindRow;
}

/** An issue as the core's objects have it. */
export type RawIssue = Omit<Issue, 'reason' | 'code' | 'params'> & { kind: number; params: (number | string)[] };

/** Issues with the words that belong to their kinds. */
export function completeIssues(list: RawIssue[]): Issue[] {
  return list.map(({ kind, severity, path, span, source, params, ...rest }) => {
    const row = kindRow(kind);
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
