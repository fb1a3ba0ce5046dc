/** Work in slices, so that the page stays awake: between two of them everybody else has a turn. */

const TURN_MS = 8;

type Scheduler = { scheduler?: { yield?(): Promise<void> } };

/** Lets everything else have its turn. */
function turn(): Promise<void> {
  const { scheduler } = globalThis as Scheduler;
  if (scheduler?.yield) return scheduler.yield();
  if (typeof MessageChannel !== 'function') return new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** What to call before each slice: it waits for a turn when the last one is some milliseconds ago. */
export function turns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since <= TURN_MS) return;
    await turn();
    since = performance.now();
  };
}
