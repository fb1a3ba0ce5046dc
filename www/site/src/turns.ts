/** Whose turn it is: the page starts while nobody waits for it, and without waiting as soon as somebody does something. */

/** Lets the browser draw and listen before the next piece of work. */
export const breath = (): Promise<unknown> => new Promise((done) => setTimeout(done));

/** What people do first. */
const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'wheel'] as const;
/** How long the browser may keep a piece of work waiting, in milliseconds. */
const PATIENCE = 100;
/** A moment, in milliseconds, for browsers that do not tell when they are idle. */
const MOMENT = 50;

let isAwaited = false;
const waiting = new Set<() => void>();

/** Ends the waiting of all who are {@link idle}, now and later. */
export function hurry(): void {
  isAwaited = true;
  for (const go of waiting) go();
}

/** Comes when the browser has nothing else to do, or when somebody waits for the page. */
export function idle(): Promise<unknown> {
  if (isAwaited) return breath();
  return new Promise((done) => {
    const go = () => {
      waiting.delete(go);
      done(null);
    };
    waiting.add(go);
    if (typeof requestIdleCallback === 'function') requestIdleCallback(go, { timeout: PATIENCE });
    else setTimeout(go, MOMENT);
  });
}

/** Comes when somebody does something, or after so many milliseconds. */
export function sign(patience = Infinity): Promise<unknown> {
  return new Promise((done) => {
    const go = () => {
      for (const name of SIGNS) removeEventListener(name, go, true);
      done(null);
    };
    for (const name of SIGNS) addEventListener(name, go, { capture: true, passive: true });
    if (patience < Infinity) setTimeout(go, patience);
  });
}
