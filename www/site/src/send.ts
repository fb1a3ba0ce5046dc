/**
 * The Send button: the request as it is shown goes to the sandbox on this machine, a server that knows nothing of these
 * checks, and its answer is explained in the tab of answers. Nothing goes anywhere else.
 */

import { byId } from './dom.js';
import type { Shown } from './explain.js';
import { onChange, words } from './page.js';

/** Where `npm start` and `npm run sandbox` serve it. */
const SANDBOX = 'http://127.0.0.1:8787';
/** The key of the sandbox's account, which everybody knows. */
const KEY = 'sandbox-migosmtp';
const HEADERS = ['x-request-id', 'retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

export function startSend(request: () => string, show: (answer: Shown) => Promise<void>): void {
  const button = byId('send', HTMLButtonElement);
  const note = byId('send-note', HTMLElement);
  let isAlone = false;
  const tell = () => {
    note.textContent = isAlone ? words.noSandbox : '';
  };
  onChange(tell);

  button.addEventListener('click', () => void send());

  async function send(): Promise<void> {
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    try {
      const answer = await fetch(`${SANDBOX}/v1/email/send`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${KEY}` },
        body: request(),
        signal: AbortSignal.timeout(5000),
      });
      const headers = HEADERS.flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [`${name}: ${value}`];
      });
      const body = await answer.text();
      isAlone = false;
      await show({ status: answer.status, headers: headers.join('\n'), body });
      const tab = byId('tab-answers', HTMLButtonElement);
      tab.click();
      tab.focus();
    } catch {
      isAlone = true;
    } finally {
      button.ariaDisabled = 'false';
      tell();
    }
  }
}
