// `presend/forms` in a browser: each promise of the guide, seen from the person at the form.

/* What the pages define: */
/* global form */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIGN_UP } from './forms.mjs';
import { inForm, note, invalid, valid, focused, settled, listen, said } from './in-form.mjs';

test(
  'the first error waits until the field is left, and goes with the key that mends it',
  inForm(async (page) => {
    await page.locator('#e').focus();
    await page.keyboard.type('ann@acme,in');
    assert.equal(await note(page, 'e'), '');
    assert.equal(await valid(page, 'e'), false, 'validity is right all the same');
    await page.keyboard.press('Tab');
    assert.match(await note(page, 'e'), /\p{L}{3}/u);
    assert.equal(await invalid(page, 'e'), 'true');

    await page.locator('#e').focus();
    await page.keyboard.press('End');
    for (let key = 0; key < 3; key++) await page.keyboard.press('Backspace');
    assert.notEqual(await note(page, 'e'), '', 'still wrong: still said');
    await page.keyboard.type('.');
    await page.keyboard.type('i');
    await page.keyboard.type('n');
    assert.equal(await note(page, 'e'), '');
    assert.equal(await invalid(page, 'e'), null);
    assert.equal(await valid(page, 'e'), true);

    await page.keyboard.type(' x');
    assert.equal(await note(page, 'e'), '', 'wrong anew: late anew');
  }),
);

test(
  'a field that nobody has touched stays silent',
  inForm(async (page) => {
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
    for (const id of ['e', 'm', 'n']) assert.equal(await invalid(page, id), null);
  }),
);

test(
  'sending shows everything that is wrong, goes to the first of it, and sends nothing',
  inForm(async (page, { sent }) => {
    await page.locator('#m').fill('123');
    await page.evaluate(() => {
      window.asked = 0;
      form.addEventListener('submit', () => window.asked++);
    });
    await page.locator('button', { hasText: 'Subscribe' }).click();
    assert.equal(await focused(page), 'e');
    for (const id of ['e', 'm', 'n']) {
      assert.equal(await invalid(page, id), 'true', id);
      assert.notEqual(await note(page, id), '', id);
    }
    assert.equal(await page.evaluate(() => window.asked), 0, 'the page’s own handler is not asked');
    assert.deepEqual(sent, []);
  }),
);

test(
  'a form that is right sends E.164 in place of what was typed',
  inForm(async (page, { sent }) => {
    await page.locator('#e').fill('ann@acme.in');
    await page.locator('#m').fill('098765 43210');
    await page.locator('#n').fill('Ann');
    const data = await page.evaluate(() => [...new FormData(form)]);
    assert.deepEqual(data, [
      ['email', 'ann@acme.in'],
      ['mobile', '+919876543210'],
      ['name', 'Ann'],
    ]);
    assert.equal(await page.locator('#m').inputValue(), '098765 43210', 'what was typed stays');
    await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
    assert.deepEqual(sent, [{ email: 'ann@acme.in', mobile: '+919876543210', name: 'Ann' }]);
  }),
);

test(
  'several fields of one name keep their order',
  inForm(
    async (page) => {
      const data = await page.evaluate(() => new FormData(form).getAll('to'));
      assert.deepEqual(data, ['+919876543210', 'x', '+919876543211']);
    },
    `<form><input name="to" aria-label="a" value="98765 43210" data-presend="phone" data-presend-region="IN" data-presend-submit="e164">
     <input name="to" aria-label="b" value="x">
     <input name="to" aria-label="c" value="98765 43211" data-presend="phone" data-presend-region="IN" data-presend-submit="e164"></form>`,
  ),
);

test(
  'an error is said once: on leaving, not by the keys, and not again by sending',
  inForm(async (page) => {
    await listen(page);
    await page.locator('#e').focus();
    await page.keyboard.type('ann@acme,in', { delay: 5 });
    await page.keyboard.press('Tab');
    await settled(page);
    const [first, ...more] = await said(page);
    assert.match(first, /^Email: ./);
    assert.deepEqual(more, []);
    await page.locator('#e').focus();
    await page.keyboard.press('Tab');
    await settled(page);
    assert.equal((await said(page)).length, 1, 'unchanged: not said again');

    await page.locator('#m').fill('12');
    await page.locator('button', { hasText: 'Subscribe' }).click();
    await settled(page);
    assert.deepEqual((await said(page)).slice(1), ['Please check 3 fields.'], 'leaving and sending at once: one thing');
    assert.equal(await page.locator('[role=status], [role=alert], [aria-live]').count(), 1);
  }),
);

test(
  'Enter in the only wrong field says what is wrong with it',
  inForm(async (page) => {
    await page.locator('#m').fill('9876543210');
    await page.locator('#n').fill('Ann');
    await listen(page);
    await page.locator('#e').fill('ann@');
    await page.keyboard.press('Enter');
    await settled(page);
    assert.equal(await focused(page), 'e');
    const heard = await said(page);
    assert.equal(heard.length, 1);
    assert.match(heard[0], /^Email: ./);
  }),
);

test(
  'nothing happens while characters are composed',
  inForm(async (page) => {
    const cdp = await page.context().newCDPSession(page);
    await page.locator('#e').fill('ann@acme,in');
    await page.keyboard.press('Tab');
    const before = await note(page, 'e');
    assert.notEqual(before, '');
    await page.locator('#e').focus();
    await page.keyboard.press('Control+a');
    await cdp.send('Input.imeSetComposition', { text: 'ん', selectionStart: 1, selectionEnd: 1 });
    assert.equal(await note(page, 'e'), before);
    await cdp.send('Input.imeSetComposition', { text: 'ann@acme.in', selectionStart: 11, selectionEnd: 11 });
    assert.equal(await note(page, 'e'), before);
    await cdp.send('Input.insertText', { text: 'ann@acme.in' });
    assert.equal(await page.locator('#e').inputValue(), 'ann@acme.in');
    assert.equal(await note(page, 'e'), '');
  }),
);

test(
  'what the browser fills in is looked at without leaving the field',
  inForm(async (page) => {
    // What Chromium sends when it fills in a form: `input` and `change` without an input type, and no `blur`.
    const fill = (id, value) =>
      page.locator(`#${id}`).evaluate((control, text) => {
        control.value = text;
        control.dispatchEvent(new Event('input', { bubbles: true }));
        control.dispatchEvent(new Event('change', { bubbles: true }));
      }, value);
    await page.locator('#n').focus();
    await fill('m', '12');
    assert.equal(await invalid(page, 'm'), 'true');
    await fill('m', '98765 43210');
    assert.equal(await invalid(page, 'm'), null);
  }),
);

test(
  'pasted text is never cut',
  inForm(async (page) => {
    assert.equal(await page.locator('#m').getAttribute('maxlength'), null);
    await page.evaluate(() => navigator.clipboard?.writeText?.('').catch(() => {}));
    await page.locator('#m').focus();
    await page.evaluate(() => document.execCommand('insertText', false, '+91 (0) 98765-43210, Ann’s mobile'));
    assert.equal(await page.locator('#m').inputValue(), '+91 (0) 98765-43210, Ann’s mobile');
  }),
);

test(
  'an address box has a selection, a keyboard for addresses, and keeps what is typed',
  inForm(async (page) => {
    const box = page.locator('#e');
    const attributes = await box.evaluate((control) => [
      control.type,
      control.inputMode,
      control.autocomplete,
      control.getAttribute('autocapitalize'),
      control.getAttribute('spellcheck'),
    ]);
    assert.deepEqual(attributes, ['text', 'email', 'email', 'none', 'false']);
    await box.fill(' ann@bücher.example ');
    assert.equal(await box.inputValue(), ' ann@bücher.example ');
    assert.notEqual(await box.evaluate((control) => control.selectionStart), null);
  }),
);

test(
  'an address box is left alone while somebody is in it',
  inForm(
    async (page) => {
      assert.equal(await page.locator('#e').getAttribute('type'), 'email');
      await page.keyboard.type('b');
      await page.keyboard.press('Tab');
      assert.equal(await page.locator('#e').getAttribute('type'), 'text');
      assert.equal(await page.locator('#e').inputValue(), 'ab');
    },
    SIGN_UP,
    {
      script: `import { bind } from '/presend.forms.js';
        document.querySelector('#e').focus(); document.execCommand('insertText', false, 'a'); bind(document.querySelector('form'));`,
    },
  ),
);

test(
  'a slip in a domain is offered as a button; undo takes the repair back',
  inForm(async (page) => {
    await listen(page);
    await page.locator('#e').focus();
    await page.keyboard.type('ann@gmial.com');
    await page.keyboard.press('Tab');
    assert.equal(await invalid(page, 'e'), null, 'a hint is no error');
    assert.equal(await valid(page, 'e'), true);
    assert.match(await note(page, 'e'), /gmail\.com/);
    const fix = page.locator('.presend-fix');
    assert.equal(await fix.textContent(), 'Use ann@gmail.com');
    await settled(page);
    assert.equal((await said(page)).length, 1);
    // By keyboard alone: it comes after the box.
    await page.keyboard.press('Shift+Tab');
    assert.ok(await fix.evaluate((button) => button === document.activeElement));
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#e').inputValue(), 'ann@gmail.com');
    assert.equal(await focused(page), 'e');
    assert.equal(await fix.count(), 0);
    await page.keyboard.press('Control+z');
    assert.equal(await page.locator('#e').inputValue(), 'ann@gmial.com');
  }),
);

test(
  'a repair that changes nothing for the receiver is not offered',
  inForm(async (page) => {
    await page.locator('#m').fill('+91 098765 43210');
    await page.locator('#e').focus();
    assert.equal(await note(page, 'm'), '');
    await page.locator('#e').fill(' ann@acme.in');
    await page.locator('#m').focus();
    assert.equal(await note(page, 'e'), '');
  }),
);

test(
  'a number is formatted as it is typed, and the caret stays at its digit',
  inForm(
    async (page) => {
      await page.locator('#m').focus();
      await page.keyboard.type('9876543210');
      assert.equal(await page.locator('#m').inputValue(), '98765 43210');
      for (let key = 0; key < 6; key++) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Backspace');
      assert.equal(await page.locator('#m').inputValue(), '98764 3210');
      assert.equal(await page.locator('#m').evaluate((control) => control.selectionStart), 4);
      await page.locator('#o').focus();
      await page.keyboard.type('9876543210');
      assert.equal(await page.locator('#o').inputValue(), '9876543210', 'data-presend-format="off"');
      await page.locator('#c').focus();
      await page.keyboard.type('9876543210');
      assert.equal(await page.locator('#c').inputValue(), '9876543210', 'left to the framework');
    },
    `<form><input id="m" aria-label="m" data-presend="phone" data-presend-region="IN">
      <input id="o" aria-label="o" data-presend="phone" data-presend-format="off">
      <input id="c" aria-label="c" data-presend="phone" data-presend-controlled></form>`,
    {
      options: `{ formatPhoneInput({ value, caret, region }) {
        if (region && region !== 'IN') throw new Error(region);
        const digits = value.replace(/\\D/g, '');
        const before = value.slice(0, caret).replace(/\\D/g, '').length;
        return { value: digits.replace(/^(.{5})(.+)/, '$1 $2'), caret: before > 5 ? before + 1 : before };
      } }`,
    },
  ),
);

test(
  'presend/phone-input: every number key, Backspace and Delete get through',
  inForm(
    async (page) => {
      const state = () => page.locator('#m').evaluate(({ value, selectionStart }) => [value, selectionStart]);
      await page.locator('#m').focus();
      await page.keyboard.type('09876543210');
      assert.deepEqual(await state(), ['098765 43210', 12]);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('+919876543210');
      assert.deepEqual(await state(), ['+91 98765 43210', 15]);
      for (let key = 0; key < 20; key++) await page.keyboard.press('Backspace');
      assert.deepEqual(await state(), ['', 0]);
      await page.keyboard.type('+919876543210');
      await page.keyboard.press('Home');
      for (let key = 0; key < 20; key++) await page.keyboard.press('Delete');
      assert.deepEqual(await state(), ['', 0]);
    },
    SIGN_UP,
    { options: `{ formatPhoneInput }` },
  ),
);

test(
  'an input that a framework controls is repaired the way a person would',
  inForm(async (page) => {
    await page.evaluate(() => {
      // What React does: it remembers what it has set, and sets the value anew after each event it has heard.
      const box = document.querySelector('#e');
      box['__reactProps$test'] = { value: '' };
      window.state = '';
      document.querySelector('main').addEventListener('input', () => (window.state = box.value));
    });
    await page.locator('#e').focus();
    await page.keyboard.type('ann@gmial.com');
    await page.keyboard.press('Tab');
    await page.locator('.presend-fix').click();
    assert.equal(await page.evaluate(() => window.state), 'ann@gmail.com');
  }, '<form><label>Email <input id="e" name="email" data-presend="email"></label><p><button>Go</button></form>'),
);

test(
  'a click on the button counts although leaving the field has something to say',
  inForm(
    async (page) => {
      await page.locator('#e').focus();
      await page.keyboard.type('ann@acme,in');
      const box = await page.locator('#go').boundingBox();
      await page.mouse.move(box.x + 5, box.y + 5);
      await page.mouse.down();
      assert.equal(await page.locator('#go').evaluate((go) => go.getBoundingClientRect().y), box.y, 'nothing moves');
      await page.mouse.up();
      assert.equal(await page.evaluate(() => window.clicked), 1);
    },
    `<form><p><input id="e" aria-label="e" data-presend="email"></p>
      <button type="button" id="go" onclick="window.clicked = 1">Go</button></form>`,
  ),
);
