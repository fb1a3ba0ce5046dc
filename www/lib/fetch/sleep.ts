/** The longest time that `setTimeout` can count. */
const LONGEST = 2 ** 31 - 1;

/** Resolves after `ms`; rejects with the signal's reason when that is aborted first. */
export function sleep(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      },
      Math.min(ms, LONGEST),
    );
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * Calls `send` with a signal that is aborted with the caller's, or with a `TimeoutError` after `ms`. The time runs until
 * the answer's head is there; the caller's signal goes on to count for its body.
 */
export async function within<T>(
  ms: number | undefined,
  signal: AbortSignal | null | undefined,
  send: (signal: AbortSignal | null | undefined) => Promise<T>,
): Promise<T> {
  if (ms === undefined) return send(signal);
  const own = new AbortController();
  const follow = () => own.abort(signal?.reason);
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow, { once: true });
  const timer = setTimeout(
    () => own.abort(new DOMException('the time limit passed', 'TimeoutError')),
    Math.min(ms, LONGEST),
  );
  try {
    return await send(own.signal);
  } catch (error) {
    signal?.removeEventListener('abort', follow);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
