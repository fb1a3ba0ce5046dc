// Forms beside what the browser does of its own: its rules, its messages, its order, and a field that fails.

/* What the pages define: */
/* global bind, bound, explain, form */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIGN_UP } from './forms.mjs';
import { inForm, note, invalid, valid, settled, listen, said } from './in-form.mjs';

test(
  'radio buttons, boxes, selects and the browser’s own rules speak the same way',
  inForm(
    async (page) => {
      await page.locator('#go').click();
      const notes = page.locator('.presend-note:not([hidden])');
      assert.equal(await notes.count(), 4, 'one for a group');
      assert.equal(new Set(await notes.allTextContents()).size, 1);
      await page.locator('[value=b]').check();
      await page.locator('#ok').check();
      await page.locator('#s').selectOption('1');
      await page.locator('#d').fill('7');
      assert.equal(await notes.count(), 0);
      await page.locator('#d').fill('70');
      await page.locator('#ok').focus();
      assert.match(await notes.textContent(), /9/);
    },
    `<form><fieldset><legend>Size</legend><label><input type="radio" name="r" value="a" required> A</label>
      <label><input type="radio" name="r" value="b" required> B</label></fieldset>
      <label><input type="checkbox" id="ok" required> I agree</label>
      <label>One <select id="s" required><option value="">–<option>1</select></label>
      <label>Number <input type="number" id="d" max="9" required></label><button id="go">Go</button></form>`,
  ),
);

test(
  'reset begins anew',
  inForm(async (page) => {
    await page.locator('button', { hasText: 'Subscribe' }).click();
    await page.evaluate(() => form.reset());
    await settled(page);
    for (const id of ['e', 'm', 'n']) assert.equal(await invalid(page, id), null);
    await page.locator('#e').focus();
    await page.keyboard.press('Tab');
    assert.equal(await invalid(page, 'e'), null);
  }),
);

test(
  'a field that fails keeps no other from being checked',
  inForm(
    async (page, { sent, problems }) => {
      await page.evaluate(() => {
        const late = document.createElement('p');
        late.innerHTML = '<label>Late <input id="l" name="late" required data-presend="emial"></label>';
        form.prepend(late);
      });
      await page.locator('#a').fill('x');
      await page.locator('#e').fill('ann@');
      await page.locator('button').click();
      await settled(page);
      assert.deepEqual(sent, []);
      for (const id of ['l', 'e', 'n']) assert.equal(await invalid(page, id), 'true', id);
      assert.notEqual(await note(page, 'e'), '', 'a sentence all the same');
      await page.locator('#l').fill('anything');
      await page.locator('#e').fill('ann@acme.in');
      await page.locator('#n').fill('Ann');
      await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
      assert.deepEqual(sent, [{ late: 'anything', a: 'x', email: 'ann@acme.in', name: 'Ann' }]);
      // Each is reported: the misspelt name, the check that promises, the listener.
      for (const what of ['data-presend="emial"', 'iterable', 'a listener failed'])
        assert.ok(
          problems.some((problem) => problem.includes(what)),
          what,
        );
      problems.splice(0);
    },
    `<form action="/subscribe" method="post">
       <p><label>A <input id="a" name="a" data-presend="slow"></label></p>
       <p><label>Email <input id="e" name="email" type="email" required data-presend="email"></label></p>
       <p><label>Name <input id="n" name="name" required></label></p><button>Send</button></form>`,
    {
      options: `{
        checks: { slow: async () => ({ ok: false, value: null, issues: [], warnings: [] }) },
        onIssue: () => { throw new Error('a listener failed'); },
      }`,
    },
  ),
);

test(
  'a page’s own setCustomValidity stands beside the check, until the page takes it back',
  inForm(async (page, { sent }) => {
    await page.locator('#e').fill('ann@acme.in');
    await page.locator('#n').fill('Ann');
    await page.evaluate(() => document.querySelector('#e').setCustomValidity('Already taken'));
    await page.keyboard.press('Enter');
    await settled(page);
    assert.deepEqual(sent, []);
    assert.equal(await note(page, 'e'), 'Already taken');
    await page.locator('#e').fill('ann@');
    await page.locator('#n').focus();
    assert.notEqual(await note(page, 'e'), 'Already taken', 'what the check finds comes first');
    await page.locator('#e').fill('bob@acme.in');
    await page.evaluate(() => {
      document.querySelector('#m').setCustomValidity('Mine');
      bound.destroy();
    });
    const own = () =>
      page.evaluate(() =>
        ['e', 'm', 'n']
          .map((id) => document.getElementById(id))
          .map(({ validity, validationMessage }) => (validity.customError ? validationMessage : '')),
      );
    assert.deepEqual(await own(), ['Already taken', 'Mine', '']);
    await page.evaluate(() => {
      for (const id of ['e', 'm']) document.getElementById(id).setCustomValidity('');
      window.bound = bind(form);
    });
    await page.locator('#e').fill('ann@');
    await page.locator('#n').focus();
    assert.equal(await valid(page, 'e'), false);
    await page.evaluate(() => bound.destroy());
    assert.deepEqual(await own(), ['', '', ''], 'ours goes with us');
  }),
);

test(
  'reset takes the message of a check back',
  inForm(
    async (page) => {
      await page.locator('#e').fill('ann@');
      await page.locator('button').click();
      assert.equal(await valid(page, 'e'), false);
      await page.evaluate(() => form.reset());
      await settled(page);
      assert.equal(await page.evaluate(() => form.checkValidity()), true);
    },
    `<form action="/subscribe" method="post"><label>Email <input id="e" name="email" type="email" data-presend="email"></label>
       <button>Send</button></form>`,
  ),
);

test(
  'the status follows: emptied by a repair, anew for another finding',
  inForm(async (page) => {
    await listen(page);
    const status = () => page.locator('[role=status]').textContent();
    await page.locator('#e').fill('ann@gmial.com');
    await page.locator('#n').focus();
    await settled(page);
    assert.match(await status(), /^Email: .*gmail\.com/);
    await page.locator('.presend-fix').click();
    await settled(page);
    assert.equal(await status(), '');
    assert.equal((await said(page)).length, 1);

    await page.locator('#e').fill('ann@');
    await page.locator('#n').focus();
    await settled(page);
    const first = await status();
    assert.match(first, /^Email: ./);
    await page.locator('#e').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('acme,in');
    assert.equal(await status(), first, 'not while somebody types');
    await page.keyboard.press('Tab');
    await settled(page);
    assert.match(await status(), /^Email: ./);
    assert.notEqual(await status(), first);
    assert.equal((await said(page)).length, 3, 'each said once');
  }),
);

test(
  'several fields in rows of one name keep the page’s order, files too',
  inForm(
    async (page) => {
      const data = await page.evaluate(() => [...new FormData(form)].map(([name, v]) => [name, v.name ?? v]));
      const row = (phone, name) => [
        ['c[][phone]', phone],
        ['c[][name]', name],
        ['c[][file]', ''],
      ];
      assert.deepEqual(data, [...row('+919876543210', 'A'), ...row('+919876543211', 'B'), ...row('123', 'C')]);
    },
    `<form>${[
      ['98765 43210', 'A'],
      ['98765 43211', 'B'],
      ['123', 'C'],
    ]
      .map(
        ([phone, name]) => `<input name="c[][phone]" aria-label="p" value="${phone}" data-presend="phone"
          data-presend-region="IN" data-presend-submit="e164"><input name="c[][name]" aria-label="n" value="${name}">
          <input type="file" name="c[][file]" aria-label="f">`,
      )
      .join('')}</form>`,
  ),
);

test(
  'several addresses in one box are the browser’s',
  inForm(async (page, { sent }) => {
    assert.equal(await page.locator('#t').getAttribute('type'), 'email');
    await page.locator('#t').fill('ann@acme.in, bob@acme.in');
    await Promise.all([page.waitForURL('**/subscribe'), page.keyboard.press('Enter')]);
    assert.deepEqual(sent, [{ to: 'ann@acme.in,bob@acme.in' }]);
  }, `<form action="/subscribe" method="post"><label>To <input id="t" name="to" type="email" multiple required data-presend="email"></label></form>`),
);

test(
  'showIssues names a wrong argument',
  inForm(async (page) => {
    const thrown = await page.evaluate(() => {
      try {
        bound.showIssues(explain({ status: 422, body: '{"error":"dnd_number"}' }));
        return null;
      } catch (error) {
        return `${error}`;
      }
    });
    assert.equal(thrown, 'TypeError: showIssues: issues must be an array');
  }),
);

test(
  'onIssue is told what is shown, and no more',
  inForm(
    async (page) => {
      await page.locator('#e').fill('ann@acme,in');
      await page.keyboard.press('Tab');
      await page.locator('#e').fill('ann@acme.in');
      assert.deepEqual(await page.evaluate(() => window.told), ['email_domain_comma', null]);
    },
    SIGN_UP,
    { options: `{ onIssue: (issue, { id }) => (window.told ??= []).push(issue && issue.reason) }` },
  ),
);

test(
  'a shadow tree',
  inForm(
    async (page) => {
      await page.locator('#e').fill('ann@');
      await page.keyboard.press('Tab');
      assert.equal(await invalid(page, 'e').catch(() => page.locator('#e').getAttribute('aria-invalid')), 'true');
    },
    '<div id="host"></div>',
    {
      script: `import { bind } from '/presend.forms.js';
        const tree = document.querySelector('#host').attachShadow({ mode: 'open' });
        tree.innerHTML = '<form><input id="e" aria-label="e" data-presend="email"><button>Go</button></form>';
        bind(tree.querySelector('form'));`,
    },
  ),
);
