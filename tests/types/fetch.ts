// presend/fetch: operations by profile, progress by phase.

import {
  createFetch,
  failureOf,
  type KeyStore,
  memoryStore,
  PresendBlockedError,
  type SendProgress,
} from 'presend/fetch';
import type { Failure, RequestResult } from 'presend';
import migosmtp from 'presend/profiles/migosmtp';
import { type Equal, expect } from './equal.js';

const send = createFetch({ profile: migosmtp, operation: 'email.send', retry: { attempts: 3 }, store: memoryStore() });
const _same: typeof fetch = send;
expect<Equal<ReturnType<typeof send>, Promise<Response>>>();
createFetch({ profile: migosmtp, routes: { '/api/mail': 'email.send' }, context: async () => ({ asOf: 0 }) });
const store: KeyStore = { get: async () => null, set: () => {}, delete: () => {} };
createFetch({ profile: migosmtp, store, fetch: (input, init) => fetch(input, init) });
// @ts-expect-error
createFetch({ profile: migosmtp, operation: 'email.sned' });
// @ts-expect-error
createFetch({ profile: migosmtp, routes: { '/api/mail': 'email.sned' } });
// @ts-expect-error
createFetch({ operation: 'email.send' });

expect<Equal<ReturnType<typeof failureOf>, Failure | null>>();
export function said(error: unknown): string | null {
  return error instanceof PresendBlockedError ? error.report.issues[0].reason : null;
}
export function shown(step: SendProgress): RequestResult | Failure | number {
  if (step.phase === 'checked') return step.report;
  return step.phase === 'waiting' ? step.at : step.phase === 'done' ? step.failure : 0;
}
