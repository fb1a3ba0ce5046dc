/**
 * `presend/worker-thread`
 *
 * The script of the worker that `presend/worker` makes. It exports nothing: a worker's own script imports it where a
 * bundler wants to see the worker made.
 *
 * @example
 * ```ts
 * // list-worker.js
 * import 'presend/worker-thread';
 * ```
 *
 * @packageDocumentation
 */

import { listen } from '../worker/thread.js';

listen();
