import type { Issue, Path } from './issue.js';

/** What form libraries keep of an error: React Hook Form's `setError` takes it as it is. */
export interface FieldError {
  type: string;
  message: string;
}

/** How issues become field errors. */
export interface FieldErrorOptions {
  /** Builds the sentence: what `createMessages` returned. */
  message(issue: Issue): string;
  /** The form's own name for a path, as in `{ to: 'email', 'recipients.0.email': 'first' }`. */
  names?: Readonly<Record<string, string>>;
}

/**
 * One entry a field, the first error of each: `[name, { type, message }]`. An issue about no field is under `root`.
 *
 * @throws {TypeError} when `issues` is no array, or `options.message` no function.
 * @example
 * ```ts
 * import { createMessages, explain, toFieldErrors } from 'presend';
 *
 * const { issues } = explain({ status: 422, body: '{"error":"invalid_email_address","field":"to"}' });
 * for (const [name, error] of toFieldErrors(issues, { message: createMessages(), names: { to: 'email' } })) {
 *   console.log(name, error.message); // email …
 * }
 * ```
 */
export function toFieldErrors(issues: readonly Issue[], options: FieldErrorOptions): [string, FieldError][] {
  if (typeof options?.message !== 'function') {
    throw new TypeError('toFieldErrors: options.message must be a function, such as the result of createMessages()');
  }
  if (!Array.isArray(issues)) {
    throw new TypeError('toFieldErrors: issues must be an array, such as the issues of a result or a failure');
  }
  const errors = new Map<string, FieldError>();
  for (const issue of issues) {
    const name = fieldName(issue.path, options.names ?? {});
    if (!errors.has(name)) errors.set(name, { type: issue.reason, message: options.message(issue) });
  }
  return [...errors];
}

/** The form's name for the longest part of `path` that has one, else the path with dots. */
export function fieldName(path: Readonly<Path>, names: Readonly<Record<string, string>>): string {
  for (let steps = path.length; steps > 0; steps--) {
    const key = path.slice(0, steps).join('.');
    if (Object.hasOwn(names, key)) return names[key] as string;
  }
  return path.length === 0 ? (names[''] ?? 'root') : path.join('.');
}
