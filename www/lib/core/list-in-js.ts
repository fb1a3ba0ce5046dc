/** The core of lists as JavaScript: there once `presend/js` is imported, whichever entry asks. */

type Start = () => WebAssembly.Exports;

let start: Start | null = null;

/** Leaves what starts a core here; called by `presend/js`. */
export function provideList(given: Start): void {
  start = given;
}

/** What starts a core; `null` where WebAssembly is to do the work. */
export const listInJs = (): Start | null => start;
