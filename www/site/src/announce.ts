/** What screen readers are told: one thing at a time, once typing has stopped, and never twice the same. */

import { byId } from './dom.js';

/** How long nothing must have been typed, in milliseconds. */
const QUIET = 900;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells what changed since the last time; what it is given first is in the page and read anyway. */
export function announcer(): (text: string) => void {
  let told: string | undefined;
  return (text) => {
    clearTimeout(timer);
    told ??= text;
    if (told === text) return;
    timer = setTimeout(() => {
      told = text;
      byId('announcement', HTMLElement).textContent = text;
    }, QUIET);
  };
}
