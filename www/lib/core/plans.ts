/** The numbering plans for checks that may do without them: large data that only requests with phone numbers need. */

let load: (() => void) | undefined;

/** Says how the core gets the plans. */
export function setPlans(loader: () => void): void {
  load = loader;
}

/** Hands the plans to the core that runs, if it does not have them yet. */
export function loadPlans(): void {
  if (load === undefined)
    throw new TypeError("checkRequest: profile has phone numbers in it: import 'presend/phone' beside it");
  load();
}
