import type { Path } from './issue.js';

/**
 * The JSON Pointer (RFC 6901) of `path`.
 *
 * @throws {TypeError} when `path` is no array.
 * @example
 * ```ts
 * import { toPointer } from 'presend';
 *
 * toPointer(['recipients', 3, 'a/b']); // '/recipients/3/a~1b'
 * toPointer([]); // ''
 * ```
 */
export function toPointer(path: Readonly<Path>): string {
  if (!Array.isArray(path)) throw new TypeError('toPointer: path must be an array');
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
