/** Tabs after the pattern of the ARIA Authoring Practices: arrows move, Home and End jump; the address keeps the choice. */

/** Makes the tabs of the page work; `shown` is told which panel came to be seen. */
export function startTabs(shown: (panel: string) => void): void {
  const tabs = [...document.querySelectorAll<HTMLButtonElement>('[role="tab"]')];
  const panelOf = (tab: Element): string => tab.getAttribute('aria-controls') ?? '';

  const choose = (chosen: HTMLButtonElement): void => {
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      const panel = document.getElementById(panelOf(tab));
      if (panel) panel.hidden = !selected;
    }
    shown(panelOf(chosen));
  };

  const byAddress = (): void => {
    const named = tabs.find((tab) => `#${panelOf(tab)}` === location.hash);
    if (named) choose(named);
  };

  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener('click', () => {
      choose(tab);
      history.replaceState(null, '', `#${panelOf(tab)}`);
    });
    tab.addEventListener('keydown', (event) => {
      const on = document.documentElement.dir === 'rtl' ? -1 : 1;
      const to = { ArrowRight: at + on, ArrowLeft: at - on, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs.at(to % tabs.length);
      next?.focus();
      next?.click();
    });
  }
  addEventListener('hashchange', byAddress);
  byAddress();
}
