// What the tests of forms share: a page with a form, opened and closed around each, and what a person sees of a field.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startForms } from './forms.mjs';

let forms;
before(async () => {
  forms = await startForms();
});
after(() => forms?.close());

/** Opens a page, runs `body` and asserts that nothing went wrong on the side. */
export const inForm =
  (body, html, settings = {}) =>
  async () => {
    const opened = await forms.open(html, settings);
    try {
      await body(opened.page, opened);
      assert.deepEqual(opened.problems, []);
    } finally {
      await opened.close();
    }
  };

export const note = (page, id) =>
  page.evaluate((name) => {
    const ids = (document.getElementById(name).getAttribute('aria-describedby') ?? '').split(' ');
    return ids.map((part) => document.getElementById(part)?.textContent ?? '').join(' ');
  }, id);
export const invalid = (page, id) => page.locator(`#${id}`).getAttribute('aria-invalid');
export const valid = (page, id) => page.locator(`#${id}`).evaluate((control) => control.validity.valid);
export const focused = (page) => page.evaluate(() => document.activeElement.id);
export const settled = (page) => page.waitForTimeout(250);
/** Counts what the polite status says. */
export const listen = (page) =>
  page.evaluate(() => {
    window.said = [];
    const status = document.querySelector('[role=status]');
    const hear = () => status.textContent && window.said.push(status.textContent);
    new MutationObserver(hear).observe(status, { childList: true, characterData: true, subtree: true });
  });
export const said = (page) => page.evaluate(() => window.said);
