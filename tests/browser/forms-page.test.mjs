// Forms and the page around them: what a server wrote and answers, fields that come and go, languages, and where nothing can run.

/* What the pages define: */
/* global ar, bind, bound, EventTarget, explain, form, hi, listeners */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIGN_UP } from './forms.mjs';
import { inForm, note, invalid, valid, focused, settled } from './in-form.mjs';

test(
  'error nodes of the server are adopted, and given back',
  inForm(
    async (page) => {
      assert.equal(await invalid(page, 'e'), 'true');
      assert.equal(await page.locator('#e-error').textContent(), 'This address bounced.');
      assert.equal(await page.locator('.presend-note').count(), 0);
      const before = await page.locator('#e').getAttribute('aria-describedby');
      assert.match(before, /^e-error/);
      await page.locator('#e').fill('ann@acme.in');
      assert.equal(await invalid(page, 'e'), null);
      assert.equal(await page.locator('#e-error').textContent(), '');
      await page.locator('#e').fill('ann@acme,in');
      await page.keyboard.press('Tab');
      assert.match(await page.locator('#e-error').textContent(), /Use ann@acme\.in/);
      await page.locator('#m').fill('1');
      await page.locator('#e').focus();
      assert.notEqual(await page.locator('[data-presend-error=m]').textContent(), '');
      await page.evaluate(() => bound.destroy());
      assert.equal(await page.locator('#e-error').innerHTML(), '<b>This address bounced.</b>');
    },
    `<form><label for="e">Email</label><input id="e" name="email" value="a@b.in" aria-describedby="e-error" data-presend="email">
      <p id="e-error" data-presend-error><b>This address bounced.</b></p>
      <label for="m">Mobile</label><input id="m" name="m" data-presend="phone"><p data-presend-error="m" hidden></p></form>`,
  ),
);

test(
  'an answer of the server stands at its fields until they change',
  inForm(
    async (page) => {
      await page.evaluate(() => {
        const { issues } = explain({ status: 422, body: '{"error":"invalid_email_address","field":"to"}' });
        bound.showIssues(issues);
      });
      assert.equal(await invalid(page, 'e'), 'true');
      assert.equal(await focused(page), 'e');
      assert.notEqual(await note(page, 'e'), '');
      assert.equal(await valid(page, 'e'), false, 'empty and required');
      await page.locator('#e').fill('ann@acme.in');
      assert.equal(await invalid(page, 'e'), null);

      await page.evaluate(() =>
        bound.showIssues(explain({ status: 429, body: '{"error":"daily_limit_reached"}' }).issues),
      );
      assert.equal(await page.locator('.presend-summary li').count(), 1);
      await page.locator('#m').fill('9876543210');
      await page.locator('#n').fill('Ann');
      await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
    },
    SIGN_UP,
    { options: `{ names: { to: 'email' } }` },
  ),
);

test(
  'fields that come later are fields, those that go are forgotten',
  inForm(async (page) => {
    await page.evaluate(() => {
      form.insertAdjacentHTML(
        'beforeend',
        '<label for="x">Second address</label><input id="x" type="email" name="x" data-presend="email">',
      );
    });
    assert.equal(await page.locator('#x').getAttribute('type'), 'text');
    await page.locator('#x').fill('nobody');
    await page.keyboard.press('Tab');
    assert.equal(await invalid(page, 'x'), 'true');
    assert.equal(await page.locator('.presend-note:not([hidden])').count(), 1);
    await page.evaluate(() => document.querySelector('#x').remove());
    assert.equal(await page.locator('.presend-note:not([hidden])').count(), 0);
    await page.evaluate(() => {
      document.querySelector('main').insertAdjacentHTML('beforeend', '<input id="y" form="f" data-presend="phone">');
    });
    await page.locator('#y').fill('1');
    await page.locator('#e').focus();
    assert.equal(await invalid(page, 'y'), 'true', 'outside of the form, and part of it');
  }),
);

test(
  'a summary lists what is wrong with links, and shrinks as it is mended',
  inForm(
    async (page) => {
      assert.equal(await page.locator('#s').isVisible(), false);
      await page.locator('#go').click();
      assert.equal(await page.locator('#s p').textContent(), 'Please check 2 fields.');
      const links = page.locator('#s a');
      assert.match((await links.allTextContents()).join('\n'), /^Email: .+\nSecond mobile: /);
      await links.nth(1).focus();
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement.name), 'm');
      await page.keyboard.type('+919876543210');
      assert.deepEqual(await links.count(), 1);
      assert.equal(await page.locator('#s p').textContent(), 'Please check 1 field.');
      await page.locator('#e').fill('ann@acme.in');
      assert.equal(await page.locator('#s').isVisible(), false);
    },
    `<form><div id="s" data-presend-summary></div><label for="e">Email *</label><input id="e" required data-presend="email">
      <label>Second mobile: <input name="m" required data-presend="phone"></label><button id="go">Go</button></form>`,
  ),
);

test(
  'another language, at once and everywhere',
  inForm(async (page) => {
    await page.locator('#m').fill('12');
    await page.locator('button', { hasText: 'Subscribe' }).click();
    const english = await note(page, 'm');
    await page.evaluate(() => bound.setLocale(ar));
    const arabic = await note(page, 'm');
    assert.notEqual(arabic, english);
    assert.match(arabic, /\p{Script=Arabic}/u);
    const text = page.locator('.presend-note:not([hidden]) .presend-text').first();
    assert.deepEqual(await text.evaluate(({ dir, lang }) => [dir, lang]), ['rtl', 'ar']);
    assert.match(await page.locator('#m').evaluate((control) => control.validationMessage), /\p{Script=Arabic}/u);
    await page.locator('#e').fill('ann@gmial.com');
    await page.locator('#m').focus();
    assert.match(await page.locator('.presend-fix').first().textContent(), /^استخدم \u2068ann@gmail\.com\u2069$/);
    await page.evaluate(() => bound.setLocale(hi));
    assert.match(await note(page, 'm'), /\p{Script=Devanagari}/u);
  }),
);

test(
  'destroy leaves nothing behind',
  inForm(
    async (page) => {
      await page.evaluate(() => (window.before = document.querySelector('form').cloneNode(true)));
      const same = () => page.evaluate(() => document.querySelector('form').isEqualNode(window.before));
      await page.evaluate(async () => {
        const { bind } = await import('/presend.forms.js');
        const { addEventListener } = EventTarget.prototype;
        window.listeners = [];
        EventTarget.prototype.addEventListener = function (type, listener, options) {
          window.listeners.push([type, options?.signal]);
          return addEventListener.call(this, type, listener, options);
        };
        window.bound = bind(document.querySelector('form'), { measureSms: () => ({ segments: 1, remaining: 2 }) });
        EventTarget.prototype.addEventListener = addEventListener;
      });
      assert.equal(await same(), false);
      await page.locator('#e').fill('ann@gmial.com');
      await page.locator('#m').fill('1');
      await page.locator('#go').click();
      await page.evaluate(() =>
        bound.showIssues([
          {
            reason: 'unknown_code',
            code: null,
            severity: 'error',
            path: [],
            span: null,
            params: {},
            basis: 'standard',
          },
        ]),
      );
      await page.evaluate(() => bound.destroy());
      assert.ok(await same());
      assert.equal(await page.locator('#m').evaluate((control) => control.validity.customError), false);
      const left = await page.evaluate(() => listeners.filter(([, signal]) => !signal?.aborted).map(([type]) => type));
      assert.deepEqual(new Set(left), new Set(['click']), 'only our own buttons, which are gone, have listeners');
      await page.locator('#m').fill('12');
      await page.locator('#e').focus();
      assert.ok(await same());
      await page.evaluate(() => bound.destroy());
    },
    `<form><div data-presend-summary><em>None</em></div>
      <label for="e">Email</label><input id="e" type="email" maxlength="9" required="" data-presend="email" aria-describedby="h"><i id="h">h</i>
      <input aria-label="m" id="m" aria-invalid="false" data-presend="phone">
      <textarea aria-label="t" data-presend="template" data-presend-variables="a b" data-presend-counter="sms"></textarea>
      <button id="go">Go</button></form>`,
    { script: '' },
  ),
);

test(
  'bound twice is bound once',
  inForm(async (page) => {
    await page.evaluate(() => (window.bound = bind(form, { locale: hi })));
    assert.equal(await page.locator('[role=status]').count(), 1);
    await page.locator('button', { hasText: 'Subscribe' }).click();
    assert.match(await note(page, 'e'), /\p{Script=Devanagari}/u);
    assert.equal(await page.locator('.presend-note:not([hidden])').count(), 2);
  }),
);

test(
  'where WebAssembly is forbidden the form is sent as it is',
  inForm(
    async (page, { sent, problems }) => {
      await page.locator('#e').fill('ann@acme,in');
      await page.locator('#m').fill('98765 43210');
      await page.locator('#n').focus();
      assert.equal(await invalid(page, 'e'), 'true', 'by the browser’s own rules for type=email');
      await page.keyboard.press('Enter');
      assert.equal(await invalid(page, 'n'), 'true', 'what the browser itself knows still holds');
      await page.locator('#n').fill('Ann');
      await page.keyboard.press('Enter');
      await settled(page);
      assert.deepEqual(sent, [], 'without the script the browser would refuse this address too');
      assert.deepEqual([await focused(page), await invalid(page, 'e')], ['e', 'true']);
      const given = ['type', 'maxlength'].map((name) => page.locator('#e').getAttribute(name));
      assert.deepEqual(await Promise.all(given), ['email', '20']);
      // Right for the browser, whatever the check would say.
      await page.locator('#e').fill('ann@gmial.com');
      await page.locator('#m').fill('12');
      await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
      assert.deepEqual(sent, [{ email: 'ann@gmial.com', mobile: '12', name: 'Ann' }]);
      // The browser reports the policy itself.
      problems.splice(0);
    },
    SIGN_UP,
    { headers: { 'content-security-policy': "script-src 'self' 'unsafe-inline'" } },
  ),
);

for (const [what, script] of [
  ['fails', `throw 1; import { bind } from '/gone.js';`],
  ['comes late', `await new Promise(() => {});`],
]) {
  test(
    `a script that ${what} keeps nobody from sending`,
    inForm(
      async (page, { sent, problems }) => {
        await page.locator('#e').fill('ann@acme.in');
        await page.locator('#m').fill('9876543210');
        await page.locator('#n').fill('Ann');
        await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
        assert.deepEqual(sent, [{ email: 'ann@acme.in', mobile: '9876543210', name: 'Ann' }]);
        problems.splice(0);
      },
      SIGN_UP,
      { script },
    ),
  );
}

test(
  'a check that throws for another reason is reported once and lets the form pass',
  inForm(async (page, { sent, problems }) => {
    await page.locator('#m').fill('1');
    await page.locator('#m').press('Enter');
    await page.waitForURL('**/subscribe');
    assert.deepEqual(sent, [{ m: '1' }]);
    assert.equal(problems.length, 1);
    assert.match(problems[0], /TypeError: checkPhone: options\.region/);
    problems.splice(0);
  }, '<form method="post" action="/subscribe"><input id="m" name="m" aria-label="m" data-presend="phone" data-presend-region="India"></form>'),
);

test(
  'a check that does not exist is said at once',
  inForm(
    async (page) => {
      const told = await page.evaluate(async () => {
        const { bind } = await import('/presend.forms.js');
        const tell = (form) => {
          try {
            bind(form);
          } catch (error) {
            return `${error}`;
          }
        };
        return [tell(document.querySelector('form')), tell(null), document.querySelector('form').outerHTML];
      });
      assert.match(told[0], /TypeError: bind: data-presend="fone" must be one of email, phone/);
      assert.match(told[1], /TypeError: bind: form must be/);
      assert.equal(told[2], '<form><input type="email" data-presend="email"><input data-presend="fone"></form>');
    },
    '<form><input type="email" data-presend="email"><input data-presend="fone"></form>',
    { script: '' },
  ),
);
