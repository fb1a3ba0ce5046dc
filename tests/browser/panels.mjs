// What the page opens with, its tabs, and axe's opinion of all of it: part of playground.test.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codes } from 'presend/testing';
import { createSandbox } from '../../www/sandbox/src/index.mjs';
import { shot } from './browser.mjs';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const PANELS = ['email', 'sms', 'whatsapp', 'lists', 'answers'];

/** Registers the tests; the helpers are those of the file that does. */
export function panelTests({ inPage, frame, choose, marks, sentences }) {
  const tab = async (page, name) => {
    await page.locator(`#tab-${name}`).click();
    // It is drawn only now.
    if (name !== 'email') await page.locator(`#${name}[data-drawn]`).waitFor();
    if (name === 'lists') await page.locator('#lists-file').waitFor();
  };
  const speak = async (page, language) => {
    await choose(page, 'language', language);
    await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
  };
  const measured = (page) => page.waitForFunction(() => document.documentElement.dataset.measured);

  test(
    'the page opens with a letter in a number, its sentence and its repair',
    inPage({}, async (page) => {
      const number = page.locator('#number');
      assert.equal(await number.inputValue(), '+44 (0)20 7183 875O');
      assert.deepEqual(await marks(page, 'number'), [['O', 'error']]);
      assert.equal((await sentences(page, 'number')).length, 1);
      const button = page.locator('#number-findings button');
      assert.equal(await button.textContent(), 'Use +44 (0)20 7183 8750');

      await speak(page, 'ar');
      assert.match((await sentences(page, 'number'))[0], /\p{Script=Arabic}/u);
      assert.equal(await number.inputValue(), '+44 (0)20 7183 875O');
      assert.equal(await number.evaluate((node) => getComputedStyle(node).direction), 'ltr');

      await button.click();
      await frame(page);
      assert.equal(await number.inputValue(), '+44 (0)20 7183 8750');
      assert.match(await page.locator('#phone-facts').textContent(), /\+442071838750/);
    }),
  );

  test(
    'four libraries answer and are timed for the text that is there',
    inPage({}, async (page) => {
      await measured(page);
      const rows = page.locator('#peers');
      const answers = () => rows.locator('.says').allTextContents();
      assert.equal((await answers()).length, 4);
      assert.match((await answers())[0], /^phone_letter_for_digit, 18–19$/);
      for (const answer of (await answers()).slice(1, 3)) assert.match(answer, /^false/);
      for (const row of await rows.locator('.library').allTextContents()) {
        assert.doesNotMatch(row, /…/);
        assert.match(row, /\d+\.\d+\.\d+.*(ms|µs).*(ms|µs).*kB/);
      }
      await page.locator('#number').fill('+44 20 7183 8750');
      await frame(page);
      assert.deepEqual((await answers()).slice(0, 3), Array(3).fill('+442071838750'));
      const times = await page.evaluate(() => document.documentElement.dataset.measured);
      await page.waitForFunction((before) => document.documentElement.dataset.measured !== before, times);
    }),
  );

  test(
    'tabs follow the arrows, also from right to left, and the address keeps them',
    inPage({}, async (page) => {
      const chosen = () => page.locator('[role="tab"][aria-selected="true"]').getAttribute('aria-controls');
      const visible = () => page.locator('[role="tabpanel"]:visible').evaluateAll((all) => all.map(({ id }) => id));
      await page.locator('#tab-email').focus();
      for (const panel of ['sms', 'whatsapp', 'lists', 'answers', 'email']) {
        await page.keyboard.press('ArrowRight');
        assert.equal(await chosen(), panel);
        assert.deepEqual(await visible(), [panel]);
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-controls')), panel);
      }
      await page.keyboard.press('End');
      assert.equal(await chosen(), 'answers');
      await page.keyboard.press('Home');
      assert.equal(await chosen(), 'email');
      await speak(page, 'ar');
      await page.locator('#tab-email').focus();
      await page.keyboard.press('ArrowLeft');
      assert.equal(await chosen(), 'sms');
      await page.reload();
      await page.waitForFunction(() => !document.querySelector('#sms').hidden);
      assert.equal(await page.locator('[role="tab"][tabindex="0"], [role="tab"]:not([tabindex])').count(), 1);
    }),
  );

  test(
    'an SMS is drawn in segments, and a dear character is replaced by a button',
    inPage({}, async (page) => {
      await tab(page, 'sms');
      const title = page.locator('#sms-title');
      assert.equal(await title.textContent(), 'Segments: 3');
      assert.equal(await page.locator('#sms-parts li').count(), 3);
      assert.deepEqual(
        (await marks(page, 'sms-text')).map(([text]) => text),
        ['–', '’'],
      );
      const whole = await page.locator('#sms-text').inputValue();
      assert.equal((await page.locator('.part').allTextContents()).join(''), whole);

      await page.locator('#sms-characters button').first().click();
      await frame(page);
      assert.equal(await page.locator('#sms-text').inputValue(), whole.replace('–', '-'));
      await page.locator('#sms-simplify').click();
      await frame(page);
      assert.equal(await title.textContent(), 'Segments: 1');
      assert.ok(await page.locator('#sms-forcing').isHidden());
      await page.locator('#sms-text').focus();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await frame(page);
      assert.equal(await page.locator('#sms-text').inputValue(), whole, 'both can be undone');
    }),
  );

  test(
    'a WhatsApp template asks for its values, and free text for an open window',
    inPage({}, async (page) => {
      await tab(page, 'whatsapp');
      const reasons = (id) =>
        page.locator(`#${id}-findings li`).evaluateAll((all) => all.map(({ dataset }) => dataset.reason));
      assert.deepEqual(await reasons('wa-values'), ['whatsapp_parameters_missing']);
      await page.locator('#wa-values').fill('Ann\nA-10482');
      await frame(page);
      assert.deepEqual(await reasons('wa-values'), []);
      assert.equal(await page.locator('#wa-preview').textContent(), 'Hello Ann, your parcel A-10482 arrives today.');

      for (const broken of [
        '{',
        '[]',
        '3',
        'null',
        '{"components":[null]}',
        '{"components":[{"type":"BODY","text":7}]}',
      ]) {
        await page.locator('#wa-template').fill(broken);
        await frame(page);
        assert.ok((await reasons('wa-template')).length > 0, broken);
      }

      assert.deepEqual(await reasons('wa-window'), []);
      assert.match(await page.locator('#wa-left').textContent(), /^1:(30:00|29:5\d)$/);
      await page.locator('#wa-hours').fill('25');
      assert.equal((await reasons('wa-window')).length, 1);
      assert.equal(await page.locator('#wa-left').textContent(), '0:00');
    }),
  );

  test(
    'all 32 answers have both texts in every language, and a plan',
    inPage({}, async (page) => {
      await tab(page, 'answers');
      const options = await page.locator('#example option').evaluateAll((all) => all.map(({ value }) => value));
      assert.deepEqual([...options].sort(), [...codes].sort());
      for (const language of ['en', 'hi', 'ar']) {
        await speak(page, language);
        for (const code of options) {
          await page.locator('#example').selectOption(code);
          const [user, operator] = await page.locator('.said .sentence').allTextContents();
          assert.ok(user && operator, `${language} ${code}`);
          assert.match(await page.locator('#plan').textContent(), new RegExp(code));
        }
      }
      await speak(page, 'en');
      await page.locator('#example').selectOption('rate_limit_exceeded');
      assert.match(await page.locator('#plan-left').textContent(), /^0:2[0-3]$/);
      const before = await page.locator('#plan-left').textContent();
      await page.waitForFunction((was) => document.querySelector('#plan-left').textContent !== was, before);
      await page.locator('#example').selectOption('recipient_suppressed');
      assert.equal(await page.locator('#plan-left').textContent(), 'No retry');
    }),
  );

  test(
    'Send asks the sandbox, and what it answers is explained; without one the page says how to start it',
    inPage({}, async (page, problems) => {
      const sandbox = createSandbox();
      const asked = [];
      let isThere = false;
      await page.route('http://127.0.0.1:8787/**', async (route) => {
        if (!isThere) return route.abort();
        const { pathname } = new URL(route.request().url());
        const [method, body] = [route.request().method(), route.request().postData()];
        const origin = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
        if (method === 'OPTIONS') return route.fulfill({ status: 204, headers: origin });
        asked.push(body);
        const answer = await sandbox.fetch(pathname, { method, body, headers: route.request().headers() });
        const headers = { ...Object.fromEntries(answer.headers), ...origin, 'access-control-expose-headers': '*' };
        return route.fulfill({ status: answer.status, headers, body: await answer.text() });
      });
      await page.locator('#send').click();
      await page.waitForFunction(() => /npm run sandbox/.test(document.querySelector('#send-note').textContent));

      isThere = true;
      await page.locator('#from').fill('shop@acme.in');
      await page.locator('#to').fill('ann@acme,in');
      await frame(page);
      await page.locator('#send').click();
      await page.waitForFunction(() => !document.querySelector('#answers').hidden);
      assert.deepEqual(JSON.parse(asked[0]).to, 'ann@acme,in');
      assert.equal(await page.locator('#status').inputValue(), '422');
      assert.match(await page.locator('#plan').textContent(), /invalid_email_address/);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-answers');
      assert.equal(await page.locator('#send-note').textContent(), '');
      // What was wanted: one request that nobody took, and one that was refused.
      const others = problems.filter((problem) => !/127\.0\.0\.1:8787|ERR_FAILED|status of 422/.test(problem));
      assert.deepEqual(others, []);
      problems.length = 0;
    }),
  );

  test(
    'snippets follow what was typed, whatever it is',
    inPage({}, async (page) => {
      const code = page.locator('#snippets pre');
      assert.match((await code.allTextContents()).join('\n'), /875O[\s\S]*875O[\s\S]*875O/);
      await page.locator('#number').fill(`'"</script><b>\\`);
      await frame(page);
      const [call, form, schema] = await code.allTextContents();
      assert.match(call, /const text = '\\'"<\/script><b>\\\\';/);
      assert.match(schema, /validate\('\\'"<\/script><b>\\\\'\)/);
      assert.match(form, /value="'&quot;&lt;\/script>&lt;b>|value="'&quot;&lt;\/script&gt;/);
      assert.equal(await page.locator('#snippets b').count(), 0);
      assert.equal(await page.locator('#cost tr').count(), 8);
    }),
  );

  for (const [colorScheme, language] of [
    ['light', 'en'],
    ['dark', 'en'],
    ['light', 'ar'],
    ['dark', 'ar'],
    ['light', 'hi'],
  ]) {
    test(
      `axe finds nothing in any tab: ${colorScheme}, ${language}`,
      inPage({ colorScheme, reducedMotion: 'reduce' }, async (page) => {
        await speak(page, language);
        await measured(page);
        await page.evaluate(AXE);
        for (const panel of PANELS) {
          await tab(page, panel);
          await frame(page);
          const { violations } = await page.evaluate(() => globalThis.axe.run(document));
          assert.deepEqual(
            violations.map(({ id, nodes }) => `${panel} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
            [],
          );
          await page.screenshot({ path: shot(`${panel}-${colorScheme}-${language}`), fullPage: true });
        }
      }),
    );
  }

  test(
    'every tab is readable at 320 and 390 px',
    inPage({ hasTouch: true, isMobile: true }, async (page) => {
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 800 });
        for (const language of ['en', 'hi', 'ar']) {
          await speak(page, language);
          for (const panel of PANELS) {
            await tab(page, panel);
            await frame(page);
            const wide = await page.evaluate(() =>
              [...document.querySelectorAll('body *')]
                .filter(
                  (node) => node.checkVisibility() && !node.closest('.unseen, .tabs, .snippets pre, .stack, select'),
                )
                .filter((node) => {
                  const { left, right } = node.getBoundingClientRect();
                  return left < -1 || right > innerWidth + 1;
                })
                .map(({ localName, id, className }) => `${localName}#${id}.${className}`),
            );
            assert.deepEqual(wide, [], `${width} ${language} ${panel}`);
            const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
            assert.ok(scroll <= inner && inner === width, `${width} ${language} ${panel}: ${scroll}, ${inner}`);
            await page.screenshot({ path: shot(`${width}-${panel}-${language}`), fullPage: true });
          }
        }
      }
    }),
  );
}
