/** The tab of lists: its script comes when the tab is opened. */

import { byId } from './dom.js';
import { locale, onChange, t, tag, words } from './page.js';
import english from './words/en.js';

/** `run(true)` when the tab is seen. */
export function startLists(): { run(seen: boolean): void } {
  let close: (() => void) | null = null;
  let isAsked = false;

  const fill = async (): Promise<void> => {
    const [{ fillLists }, { LISTS }] = await Promise.all([import('./lists.js'), import('./words/lists.js')]);
    close?.();
    const spoken = words === english ? undefined : LISTS[locale.locale];
    close = fillLists(byId('lists-panel', HTMLElement), {
      message: (issue) => t(issue),
      locale: tag,
      ...(spoken && { words: spoken }),
    });
  };

  onChange(() => {
    if (isAsked) void fill();
  });
  return {
    run(seen) {
      if (!seen || isAsked) return;
      isAsked = true;
      void fill();
    },
  };
}
