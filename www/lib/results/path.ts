import type { Path } from './issue.js';

/**
 * The JSON Pointer (RFC 6901) of `path`.
 *
 * @example
 * ```ts
 * import { toPointer } from 'presend';
 *
 * toPointer(['recipients', 3, 'a/b']); // '/recipients/3/a~1b'
 * toPointer([]); // ''
 * ```
 */
export function toPointer(path: Readonly<Path>): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
