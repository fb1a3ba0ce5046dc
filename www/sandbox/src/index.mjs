// The door of `presend-sandbox`.
//
//   import { createSandbox } from 'presend-sandbox';
//
//   const sandbox = createSandbox({ account: { verifiedDomains: ['acme.in'] } });
//   await sandbox.fetch('/v1/email/send', { method: 'POST', headers: { … }, body });   // no socket, for tests
//   const { url, close } = await sandbox.listen({ port: 8787 });                       // a server on this machine

import { fetchOf } from './fetch.mjs';
import { Sandbox } from './sandbox.mjs';
import { listen } from './server.mjs';

export { defaultAccount } from './account.mjs';
export { CODES } from './codes.mjs';
export { RATE_GROUPS } from './routes.mjs';

/**
 * A server that behaves like the documented API.
 *
 * @param {object} [options]
 * @param {object} [options.account] laid over {@link defaultAccount}; unknown members throw a `TypeError` that names them
 * @param {() => number} [options.now] clock, milliseconds since 1970 UTC
 * @param {() => number} [options.random] numbers from 0 up to 1
 */
export function createSandbox(options) {
  const sandbox = new Sandbox(options);
  return Object.assign(sandbox, {
    /** A `fetch` that this sandbox answers. */
    fetch: fetchOf(sandbox),
    /** Starts a server on the loopback address. */
    listen: (options) => listen(sandbox, options),
  });
}
