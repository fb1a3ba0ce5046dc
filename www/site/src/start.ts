/** Starts the playground in pieces, so that the page answers in between: what people look at first comes first. */

import { startCore } from './core.js';
import { byId } from './dom.js';
import { startComposer } from './composer.js';
import { startCost } from './cost.js';
import { startOffline } from './offline.js';
import { listMore, startPage } from './page.js';
import { startPhone } from './phone.js';
import { startSend } from './send.js';
import { breath, idle } from './turns.js';

/** A tab's content. `run`: it is seen, or no more. */
interface Panel {
  run?(seen: boolean): void;
}

/** Tabs that are drawn when they are opened; their scripts come when the browser is idle. */
const PANELS = {
  sms: async () => (await import('./sms.js')).startSms(),
  whatsapp: async () => (await import('./whatsapp.js')).startWhatsapp(),
  lists: async () => (await import('./lists-tab.js')).startLists(),
  answers: async () => (await import('./explain.js')).startExplain(),
} satisfies Record<string, () => Promise<Panel>>;
type Name = keyof typeof PANELS;

/** Starts all of it; `see(panel)` draws a tab that came to be seen. */
export async function begin(): Promise<{ see(panel: string): void }> {
  const [isThere] = await Promise.all([startCore(), startPage()]);
  if (!isThere) {
    byId('unavailable', HTMLElement).hidden = false;
    return { see() {} };
  }
  await idle();
  const phone = startPhone();
  const composer = startComposer();
  for (const piece of [...phone.first, ...composer.pieces, ...phone.rest, listMore]) {
    await idle();
    piece();
  }

  let seen = 'email';
  const drawn = new Map<Name, ReturnType<(typeof PANELS)[Name]>>();
  const open = <N extends Name>(name: N) => {
    if (!drawn.has(name)) drawn.set(name, PANELS[name]());
    return drawn.get(name) as ReturnType<(typeof PANELS)[N]>;
  };
  const see = (panel: string) => {
    seen = panel;
    if (panel in PANELS) void open(panel as Name);
    for (const [name, content] of drawn)
      void content.then((one: Panel) => {
        one.run?.(name === seen);
        byId(name, HTMLElement).dataset.drawn = '';
      });
  };
  startSend(composer.request, async (answer) => (await open('answers')).show(answer));
  startCost();
  void (async () => {
    // So that they are there when a tab is opened, and without a network.
    for (const load of [() => import('./sms.js'), () => import('./whatsapp.js'), () => import('./explain.js')]) {
      await idle();
      await load();
    }
    await breath();
    startOffline();
  })();
  document.documentElement.dataset.started = '';
  return { see };
}
