// The sandbox on a port of this machine, and of this machine alone.

import { createServer } from 'node:http';

import { textOf } from './fetch.mjs';

const LOOPBACK = '127.0.0.1';
/** More than any documented body; keeps a mistake from filling the memory. */
const MAX_BODY = 32 * 1024 * 1024;

/** §1.1 and SEED: what a page has to be able to read. */
const EXPOSED = 'X-Request-ID, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset';

const LOCAL_NAMES = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i;

const isLocal = (authority, scheme = 'http://') =>
  URL.canParse(scheme + authority) && LOCAL_NAMES.test(new URL(scheme + authority).hostname);

/**
 * Serves `sandbox` on the loopback address; `port` 0 takes a free one.
 *
 * Pages of this machine may ask (CORS); pages of elsewhere and names that merely point here (DNS rebinding) are refused.
 *
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function listen(sandbox, { port = 0 } = {}) {
  const server = createServer((request, response) => {
    serve(sandbox, request, response).catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    url: `http://${LOOPBACK}:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(sandbox, request, response) {
  const { method, url, headers } = request;
  const origin = headers.origin;
  const foreign = !isLocal(headers.host ?? '') || (origin !== undefined && !isLocal(origin, ''));
  if (foreign) return end(response, 403, { 'Content-Type': 'text/plain' }, 'For pages of this machine only.\n');
  const cors = origin === undefined ? {} : allow(origin, headers);
  if (method === 'OPTIONS') return end(response, 204, cors, '');
  const body = await bodyOf(request);
  if (body === null) return end(response, 413, cors, '');
  const answer = sandbox.handle({ method, path: url, headers, body, ip: request.socket.remoteAddress });
  if (answer.latencyMs) await new Promise((resolve) => setTimeout(resolve, answer.latencyMs));
  if (answer.broken) return request.socket.destroy();
  end(response, answer.status, { ...answer.headers, ...cors }, textOf(answer));
}

const allow = (origin, headers) => ({
  'Access-Control-Allow-Origin': origin,
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '*',
  'Access-Control-Expose-Headers': EXPOSED,
  'Access-Control-Max-Age': '600',
  Vary: 'Origin',
});

function end(response, status, headers, body) {
  response.writeHead(status, { 'Cache-Control': 'no-store', ...headers });
  response.end(body);
}

async function bodyOf(request) {
  const chunks = [];
  let octets = 0;
  for await (const chunk of request) {
    octets += chunk.length;
    if (octets > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
