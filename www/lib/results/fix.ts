import type { Issue } from './issue.js';

/**
 * `value` with the repair of `issue` applied; `value` itself when the issue has none.
 *
 * @param value The very string that was checked (for a request: the value at `issue.path`).
 * @throws {TypeError} when `value` is not a string, `issue` is no object, or an edit lies outside `value`: it is not the
 *   value that was checked.
 * @example
 * ```ts
 * import { applyFix, checkEmail } from 'presend';
 *
 * const { warnings } = checkEmail(' ann@acme.in');
 * applyFix(' ann@acme.in', warnings[0]!); // 'ann@acme.in'
 * ```
 */
export function applyFix(value: string, issue: Pick<Issue, 'fix'>): string {
  if (typeof value !== 'string') throw new TypeError('applyFix: value must be a string');
  if (typeof issue !== 'object' || issue === null) throw new TypeError('applyFix: issue must be one of a result');
  let mended = '';
  let done = 0;
  for (const { start, end, insert } of issue.fix ?? []) {
    if (start < done || end < start || end > value.length) {
      throw new TypeError('applyFix: value is not the one that was checked');
    }
    mended += value.slice(done, start) + insert;
    done = end;
  }
  return mended + value.slice(done);
}
