// The site's own server: the page checks and asks here, the API key stays here.
//
//   API_KEY=… API_URL=https://api.migosmtp.com/v1 PORT=3000 node server.mjs

import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

import { checkRequest, toLog } from 'presend';
import migosmtp from 'presend/profiles/migosmtp';

/** What a page may ask for: its path here, and the operation. Nothing else is passed on. */
const ROUTES = { '/api/email/send': 'email.send' };
/** What the page needs in order to explain an answer and to plan a repetition. */
const PASSED_ON = [
  'content-type',
  'x-request-id',
  'retry-after',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
];
const MAX_OCTETS = 1024 * 1024;
const TIME_LIMIT_MS = 30_000;

/**
 * A request listener. `allowed(request, body)` decides who may send what: your session, your recipients, your templates.
 * A proxy that passes on whatever any visitor writes is an open relay.
 */
export function createProxy({ apiUrl, apiKey, allowed, context, log = console.error }) {
  return async (request, response) => {
    const answer = (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    const operation = request.method === 'POST' ? ROUTES[request.url] : undefined;
    if (operation === undefined) return answer(404, { success: false, error: 'resource_not_found' });
    // A page of another site cannot send JSON here without asking first (CORS), and gets no permission.
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) return answer(415, {});

    const body = await textOf(request);
    if (body === null) return answer(413, {});
    // The page has checked; whoever calls without the page has not.
    const report = checkRequest(migosmtp, operation, body, { context: await context?.(), now: Date.now() });
    if (!report.ok) return answer(422, refusal(report.issues[0]));
    if (!(await allowed(request, report.value))) return answer(403, {});

    try {
      const upstream = await fetch(apiUrl + request.url.replace('/api', ''), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${apiKey}`,
          'content-type': 'application/json',
          ...only(request.headers, ['x-idempotency-key']),
        },
        body,
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      answer(upstream.status, await upstream.text(), only(Object.fromEntries(upstream.headers), PASSED_ON));
    } catch (error) {
      // Whether the API got it is unknown: 504 says so, and is sent again only with its idempotency key.
      log('send failed', error.name);
      answer(504, { success: false, error: 'gateway_timeout', code: 504 });
    }
    for (const warning of report.warnings) log('warning', toLog(warning));
  };
}

/** A finding in the shape of the API's own answer, so that the page reads one shape; some findings have no code there. */
const refusal = ({ code, path }) => ({
  success: false,
  ...(code && { error: code }),
  code: 422,
  field: path.join('.'),
});

const only = (headers, names) =>
  Object.fromEntries(names.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]]));

async function textOf(request) {
  const chunks = [];
  let octets = 0;
  for await (const chunk of request) {
    octets += chunk.length;
    if (octets > MAX_OCTETS) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { API_KEY: apiKey, API_URL: apiUrl = 'http://127.0.0.1:8787/v1', PORT = '3000' } = process.env;
  // Put your own rule here: who is logged in, and to whom they may write.
  const proxy = createProxy({ apiUrl, apiKey: apiKey ?? 'sandbox-migosmtp', allowed: () => true });
  createServer(proxy).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/api/email/send`));
}
