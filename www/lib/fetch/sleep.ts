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

/** A signal that ends an attempt. */
export interface Limit {
  readonly signal: AbortSignal | null | undefined;
  /** The time no longer runs; the caller's signal goes on to count for the answer's body. */
  stop(): void;
  /** Neither does: no answer came. */
  end(): void;
}

/** A signal that is aborted with the caller's, or with a `TimeoutError` after `ms`. */
export function limitOf(ms: number | undefined, signal: AbortSignal | null | undefined): Limit {
  if (ms === undefined) return { signal, stop: () => {}, end: () => {} };
  const own = new AbortController();
  const follow = () => own.abort(signal?.reason);
  if (signal?.aborted) follow();
  signal?.addEventListener('abort', follow, { once: true });
  const timer = setTimeout(
    () => own.abort(new DOMException('the time limit passed', 'TimeoutError')),
    Math.min(ms, LONGEST),
  );
  return {
    signal: own.signal,
    stop: () => clearTimeout(timer),
    end: () => signal?.removeEventListener('abort', follow),
  };
}
