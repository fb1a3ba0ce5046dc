import type { Issue, Path } from './issue.js';

/** Field names of the provider's requests: words of the vocabulary, safe in a log. */
const known = new Set<string>();

/** Adds names that a profile declares. */
export function learnNames(names: Iterable<string>): void {
  for (const name of names) known.add(name);
}

/** An issue without anything that a person wrote. */
export type LoggedIssue = Omit<Issue, 'fix'>;

/**
 * `issue` as it may go into a log: without `fix`, which can hold what the user typed, and with every name in its paths
 * that no loaded profile declares (a template's variable, a stray key) replaced by `*`.
 *
 * @throws {TypeError} when `issue` is none.
 * @example
 * ```ts
 * import { checkEmail, toLog } from 'presend';
 *
 * console.warn('refused', checkEmail('ann@').issues.map(toLog));
 * ```
 */
export function toLog(issue: Issue): LoggedIssue {
  if (!Array.isArray(issue?.path)) throw new TypeError('toLog: issue must be an issue');
  const { fix: _fix, ...rest } = issue;
  const masked = (path: Path): Path => path.map((step) => (typeof step === 'number' || known.has(step) ? step : '*'));
  const logged = { ...rest, path: masked(issue.path) };
  if (issue.related) logged.related = issue.related.map((place) => ({ ...place, path: masked(place.path) }));
  return logged;
}
