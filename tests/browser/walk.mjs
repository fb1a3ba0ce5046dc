// A way through a page by keyboard: where Tab leads, whether one sees it, and what live regions say meanwhile.

/** Presses `key` until the focus has left the page: every stop, as `{ id, name, ring, seen, follows }`. */
export async function walk(page, key = 'Tab', most = 200) {
  await page.evaluate(() => {
    window.passed = [];
  });
  const stops = [];
  while (stops.length < most) {
    await page.keyboard.press(key);
    const stop = await page.evaluate((isBack) => {
      const node = document.activeElement;
      if (!node || node === document.body || node === window.passed[0]) return null;
      const before = window.passed.at(-1);
      const followed = before ? before.compareDocumentPosition(node) & (isBack ? 2 : 4) : 4;
      window.passed.push(node);
      // A box is framed around its text's copy, a choice on the word beside it.
      const shown = node.matches('.segments input') ? node.nextElementSibling : node;
      const ring = [shown, shown.parentElement].some((box) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(box);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
      });
      const { top, bottom, left, right } = shown.getBoundingClientRect();
      const seen = bottom > 0 && top < innerHeight && right > left && right > 0 && left < innerWidth;
      const name = node.labels?.[0]?.textContent ?? node.getAttribute('aria-label') ?? node.textContent;
      return { id: node.id, name: name.trim(), ring, seen, follows: followed !== 0 };
    }, key.includes('Shift'));
    if (stop === null) return stops;
    stops.push(stop);
  }
  throw new Error(`no way out after ${most} stops: ${stops.slice(-4).map(({ id, name }) => id || name)}`);
}

/** What is wrong with stops, in words. */
export const faults = (stops) =>
  stops.flatMap(({ id, name, ring, seen, follows }) => {
    const where = id || name;
    return [
      ...(name ? [] : [`${where} has no name`]),
      ...(ring ? [] : [`${where} shows no focus`]),
      ...(seen ? [] : [`${where} is out of sight`]),
      ...(follows ? [] : [`${where} is out of turn`]),
    ];
  });

/** Notes what any live region of the page says from now on; `said(page)` gives it. */
export const listen = (page) =>
  page.evaluate(() => {
    window.heard = [];
    const live = '[role="status"], [role="alert"], [role="log"], [aria-live]:not([aria-live="off"])';
    new MutationObserver((changes) => {
      const regions = new Set(
        changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)?.closest(live)),
      );
      for (const region of regions)
        if (region?.checkVisibility() && region.textContent.trim()) window.heard.push(region.textContent.trim());
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });
export const said = (page) => page.evaluate(() => window.heard);
