// Parts, lists and previews of templates from JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { applyFix, checkTemplate, checkTemplateList, previewTemplate, templateVariables } from 'presend';

test('variables say where they stand', () => {
  const parts = {
    text: 'Hi {{name}}',
    subject: 'é {{name}}',
    html: '<a href="{{link}}">{{name}}</a>{{#if vip}}x{{/if}}',
  };
  const told = templateVariables(parts).map(({ name, places, live }) => [name, places, live]);
  const place = (start, end, where, role = 'placeholder') => ({ span: { start, end }, role, where });
  assert.deepEqual(told, [
    ['name', [place(2, 10, 'subject'), place(19, 27, 'html'), place(3, 11, 'text')], true],
    ['link', [place(9, 17, 'attribute')], true],
    ['vip', [place(31, 42, 'html', 'condition')], true],
  ]);
  assert.deepEqual(templateVariables(''), []);
  assert.deepEqual(templateVariables('no tag'), []);
  assert.throws(() => templateVariables(7), TypeError);
  assert.throws(() => templateVariables({ html: 7 }), TypeError);
});

test('parts are one message, and findings lie in their part', () => {
  const parts = { subject: '😀 {{ name }}', html: '{{name}} {{city}}' };
  const result = checkTemplate(parts, { variables: { name: 'Ann' } });
  assert.equal(result.value, null);
  const [tag, missing] = result.issues;
  assert.deepEqual([tag.path, tag.span], [['subject'], { start: 3, end: 13 }]);
  assert.equal(applyFix(parts.subject, tag), '😀 {{name}}');
  assert.deepEqual(
    [missing.path, missing.related],
    [['variables', 'city'], [{ path: ['html'], span: { start: 9, end: 17 } }]],
  );
  const good = { html: '{{name}}' };
  assert.equal(checkTemplate(good, { variables: { name: 'Ann' } }).value, good);
  assert.deepEqual(checkTemplate({ html: 7 }).issues[0].path, ['html']);
  assert.equal(checkTemplate({ html: 'x'.repeat(2 ** 20 + 1) }).issues[0].reason, 'input_too_large');
});

test('a subject that grows too long', () => {
  const check = (maxSubject) =>
    checkTemplate({ subject: 'Hi {{name}}' }, { variables: { name: 'Annika' }, maxSubject });
  assert.equal(check(9).ok, true);
  assert.deepEqual(check(8).issues[0].params, { max: 8, actual: 9 });
  assert.equal(check(undefined).ok, true);
  assert.throws(() => check(-1), TypeError);
});

test('a list has one finding a variable', () => {
  const recipients = [
    { name: 'Ann', city: 'Pune' },
    { name: 'Bo' },
    { name: '<b>Chandra</b>' },
    { name: 'Dev', town: 1 },
  ];
  const options = { defaults: {}, templateDefaults: {} };
  const result = checkTemplateList({ subject: 'Hi {{name}}', html: '{{name}} from {{city}} {{' }, recipients, options);
  assert.deepEqual(
    result.groups.map(({ issue, ...rest }) => [issue.reason, issue.path, rest]),
    [
      [
        'template_variable_missing',
        ['recipients', 1, 'variables', 'city'],
        { variable: 'city', count: 3, recipients: [1, 2, 3] },
      ],
      ['template_value_html', ['recipients', 2, 'variables', 'name'], { variable: 'name', count: 1, recipients: [2] }],
      [
        'template_variable_unused',
        ['recipients', 3, 'variables', 'town'],
        { variable: 'town', count: 1, recipients: [3] },
      ],
    ],
  );
  assert.deepEqual(
    [result.issues, result.warnings].map((list) => list.map(({ reason }) => reason)),
    [
      ['template_unclosed_tag', 'template_variable_missing'],
      ['template_value_html', 'template_variable_unused'],
    ],
  );
  assert.equal(result.issues[1], result.groups[0].issue);
  const fine = checkTemplateList('Hi {{name}}', [{ name: 'Ann' }, { name: 'Bo' }]);
  assert.deepEqual([fine.ok, fine.value, fine.groups], [true, 'Hi {{name}}', []]);
  assert.equal(checkTemplateList('Hi {{name}}', []).ok, true);
  for (const wrong of [undefined, {}, [7], ['geheim']]) assert.throws(() => checkTemplateList('x', wrong), TypeError);
});

test('a list is as good as its worst recipient, in any order and beside any number of warnings', () => {
  for (const [template, mild, hard] of [
    ['{{#if vip}}{{code}}{{/if}}', { vip: false }, { vip: 'true' }],
    ['<a href="{{l}}">x</a>', { l: 'x.y' }, { l: 'javascript:alert(1)' }],
  ]) {
    assert.equal(checkTemplateList(template, [mild]).ok, true);
    assert.equal(checkTemplateList(template, [mild, hard]).ok, false);
    assert.equal(checkTemplateList(template, [hard, mild]).ok, false);
  }
  const spare = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`spare${at}`, 'x']));
  const { ok, issues, warnings } = checkTemplateList('{{name}}', [spare]);
  assert.deepEqual([ok, issues.map(({ reason }) => reason)], [false, ['template_variable_missing']]);
  assert.deepEqual(warnings.find(({ reason }) => reason === 'template_findings_omitted').params, { omitted: 1000 });
});

test('a line break gets into no subject', () => {
  const parts = { subject: 'Hi {{n}}', html: 'x' };
  const variables = { n: 'a\r\nBcc: x@y.z' };
  const { issues } = checkTemplate(parts, { variables });
  assert.deepEqual(
    issues.map(({ reason, path }) => [reason, path]),
    [['header_line_break', ['variables', 'n']]],
  );
  const [group] = checkTemplateList(parts, [{ n: 'a' }, variables]).groups;
  assert.deepEqual([group.issue.reason, group.recipients], ['header_line_break', [1]]);
  const [literal] = checkTemplate({ subject: 'é\nx', html: 'x' }).issues;
  assert.deepEqual(
    [literal.reason, literal.path, literal.span],
    ['header_line_break', ['subject'], { start: 1, end: 2 }],
  );
  assert.equal(checkTemplate({ subject: 'Hi', html: '{{n}}' }, { variables }).ok, true);
});

test('a preview prints one branch, and a tag that is none as it stands', () => {
  const text = '{{#if vip}}VIP{{else}}Regular{{/if}}';
  const shown = (vip) => previewTemplate(text, { variables: { vip } });
  for (const vip of ['false', '0', 'x', 'true', true, 1]) assert.equal(shown(vip), 'VIP');
  for (const vip of [false, null, {}, [], NaN, 0, '', undefined]) assert.equal(shown(vip), 'Regular');
  for (const tag of ['{{ name }}', '{{name}', '{{name', '{{name|x}}', '{{#unless name}}x{{/unless}}']) {
    assert.equal(previewTemplate(`Hi ${tag}`, { variables: { name: 'A' } }), `Hi ${tag}`);
  }
});

test('a preview is escaped unless asked otherwise', () => {
  const variables = { name: '<b>Ann & "Bo"</b>' };
  assert.equal(
    previewTemplate('Hi {{name}} {{city}}', { variables }),
    'Hi &lt;b&gt;Ann &amp; &quot;Bo&quot;&lt;/b&gt; {{city}}',
  );
  assert.equal(previewTemplate('{{name}}', { variables, htmlInValues: 'as_html' }), variables.name);
  assert.equal(previewTemplate('{{#if a}}x{{else}}न 😀{{/if}}', { defaults: { a: '' } }), 'न 😀');
  assert.equal(previewTemplate(''), '');
  const long = `{{name}}${'x'.repeat(100_000)}`;
  assert.equal(previewTemplate(long, { variables: { name: 'A' } }), long.replace('{{name}}', 'A'));
  assert.throws(() => previewTemplate('x', { htmlInValues: 'raw' }), TypeError);
  assert.throws(() => previewTemplate(7), TypeError);
});
