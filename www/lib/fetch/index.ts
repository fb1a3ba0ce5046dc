/** A `fetch` that checks first. */

export { failureOf } from './attempts.js';
export { PresendBlockedError } from './blocked.js';
export { type CheckedFetch, createFetch } from './create.js';
export { type KeyStore, memoryStore, type OpenMessage } from './keys.js';
export type { FetchOptions, SendProgress } from './options.js';
export type { Routes } from './routes.js';
