// WebKitGTK by the few calls of WebDriver that it takes, on a screen that is not there.

import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { debian } from './tools.mjs';

const OPTIONS = { 'webkitgtk:browserOptions': { args: ['--automation'] } };

/** Starts it: `{ open(url), run(script), resize(size), shot(), close() }`. */
export async function startWebKit() {
  const driver = debian('WebKitWebDriver', 'webkit2gtk-driver');
  const port = 20_000 + (process.pid % 20_000);
  const screen = ['-a', '-s', '-screen 0 1400x1100x24'];
  const child = spawn(debian('xvfb-run', 'xvfb'), [...screen, driver, `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
  });
  const call = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(value.message);
    return value;
  };
  const end = () => process.kill(-child.pid);
  let session;
  for (let tries = 0; !session; tries++) {
    await wait(200);
    session = await call('POST', '/session', { capabilities: { alwaysMatch: OPTIONS } }).catch((error) => {
      if (tries <= 90) return undefined;
      end();
      throw error;
    });
  }
  const base = `/session/${session.sessionId}`;
  return {
    open: (url) => call('POST', `${base}/url`, { url }),
    run: (script) => call('POST', `${base}/execute/sync`, { script, args: [] }),
    // Its window, in pixels; not every version lets itself be sized.
    resize: (size) => call('POST', `${base}/window/rect`, size).catch(() => {}),
    shot: async () => Buffer.from(await call('GET', `${base}/screenshot`), 'base64'),
    async close() {
      await call('DELETE', base).catch(() => {});
      end();
    },
  };
}
