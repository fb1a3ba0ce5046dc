// The sandbox as a `fetch`, without a socket: for tests.

/** A `fetch` that `sandbox` answers; waits the latency it asks for, and honours `signal`. */
export function fetchOf(sandbox) {
  return async (input, init) => {
    const base = 'http://127.0.0.1';
    const given = typeof input === 'string' || input instanceof URL ? new URL(input, base) : input;
    const request = new Request(given, init);
    request.signal.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const answer = sandbox.handle({
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
    });
    await waited(answer.latencyMs, request.signal);
    if (answer.broken) throw new TypeError('fetch failed');
    return new Response(textOf(answer), { status: answer.status, headers: answer.headers });
  };
}

export const textOf = ({ body }) => (typeof body === 'string' ? body : JSON.stringify(body));

/** Resolves after `ms`; rejects with the signal's reason when that comes first. */
function waited(ms, signal) {
  if (!ms) return signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
