// Own texts are checked where they are written: keys, and names in braces.

import { createMessages, extendLocale, negotiateLocale, type MessageKey, type OwnTexts } from 'presend';
import hi from 'presend/locales/hi';
import { type Equal, expect } from './equal.js';

// Plain texts, arguments of the reason, those of every finding, choices within choices, words, literal braces.
extendLocale(hi, {
  required: '{field, select, none {Fill this in.} other {Fill in “{field}”.}}',
  'required.operator': '{path, select, none {A value is missing.} other {{path} is missing.}}',
  text_too_long: 'At most {max, number, unit}: {overflow, plural, one {one too many} other {# too many, of {actual}}}.',
  phone_national_form: 'Please write +{calling_code}. {example, select, none {now} other {As in { example }.}}',
  template_single_brace: "Write '{{'name'}}', please, {index}.",
  'unit.octets': '{count, plural, one {# byte} other {# bytes}}',
  'retry.seconds': '{about, plural, =0 {now} other {in # s}}',
  'field.shoe_size': 'Shoe size',
  'name.mobile': 'a mobile',
});
extendLocale(hi, { required: 'Bitzli meh, bitte.' }, { locale: 'gsw', dir: 'ltr' });
// What comes from a file is not looked into.
const read: Record<string, string> = JSON.parse('{}');
createMessages(extendLocale(hi, { required: read.required ?? '' }));

// @ts-expect-error an unknown key
extendLocale(hi, { requird: 'Fill this in.' });
// What the compiler says of an unknown key.
const _said: OwnTexts<{ requird: string }>['requird'] = 'requird is no reason, code or word of presend';
// @ts-expect-error an unknown word
extendLocale(hi, { 'unit.bytes': 'bytes' });
// @ts-expect-error an argument of another reason
extendLocale(hi, { required: 'At most {max}.' });
// @ts-expect-error an unknown argument, shown in a branch of a choice
extendLocale(hi, { text_too_long: '{max, plural, one {{fields}} other {all}}' });
// @ts-expect-error an unknown argument, chosen by, after a literal brace
extendLocale(hi, { text_too_long: "'{'{units, select, other {x}}" });
// @ts-expect-error an argument after a choice
extendLocale(hi, { 'unit.octets': '{count, plural, one {# byte} other {# bytes}} {max}' });
// @ts-expect-error not a text
extendLocale(hi, { required: 7 });
// @ts-expect-error not a locale
extendLocale('hi', {});

const _key: MessageKey[] = ['required', 'required.operator', 'retry.at', 'field.anything', 'unit.octets.operator'];

const tag = negotiateLocale(['pt-AO'], ['en', 'pt', 'pt-BR']);
expect<Equal<typeof tag, 'en' | 'pt' | 'pt-BR' | undefined>>();
const names: readonly string[] = ['en'];
expect<Equal<ReturnType<typeof negotiateLocale<(typeof names)[number]>>, string | undefined>>();
// @ts-expect-error no list
negotiateLocale(5, ['en']);

createMessages(hi, {
  example: ({ region }) => (region === 'IN' ? '098765 43210' : undefined),
  translate: (code, reason, params) => (code === null && reason === 'not_text' ? `${params.found}` : undefined),
});
// @ts-expect-error what is no text
createMessages(hi, { translate: () => 7 });
