/** The request's body as JSON text, with the places of its values: what is shown is what is checked. */

/** What the form holds; an empty box sends no field. */
export interface Draft {
  from: string;
  /** One address a line. */
  to: string;
  subject: string;
  html: string;
  text: string;
  template_id: string;
  /** JSON, sent as it was typed. */
  variables: string;
}

/** A recipient, and where it starts in its box. */
export interface Recipient {
  address: string;
  start: number;
}

/** The text, and the way from places in values to places in it. */
export interface RequestText {
  text: string;
  recipients: Recipient[];
  /** Where a place of the value at `path` stands in `text`; `null` where the value is not sent. */
  inText(path: readonly (string | number)[], place: number): number | null;
  /** Where a place in `text` stands in the box of the variables; `null` outside. */
  inVariables(place: number): number | null;
  /** Where a place in that box stands in `text`. */
  fromVariables(place: number): number;
}

const INDENT = '  ';

/** The addresses of a box, line by line; blank lines are none. */
function recipientsOf(box: string): Recipient[] {
  let start = 0;
  const found: Recipient[] = [];
  for (const address of box.split('\n')) {
    if (address.trim() !== '') found.push({ address, start });
    start += address.length + 1;
  }
  return found;
}

/** Writes the body; `withVariables: false` leaves out variables that nobody could read. */
export function writeRequest(draft: Draft, withVariables: boolean): RequestText {
  const recipients = recipientsOf(draft.to);
  const values = new Map<string, { at: number; value: string }>();
  let text = '{';
  let variablesAt: number | null = null;
  let variables = '';

  const member = (name: string) => {
    text += `${text === '{' ? '' : ','}\n${INDENT}"${name}": `;
  };
  const string = (key: string, value: string) => {
    values.set(key, { at: text.length, value });
    text += JSON.stringify(value);
  };
  const field = (name: 'from' | 'subject' | 'html' | 'text' | 'template_id') => {
    if (draft[name] === '') return;
    member(name);
    string(name, draft[name]);
  };

  field('from');
  if (recipients.length === 1) {
    member('to');
    string('to', recipients[0]?.address ?? '');
  } else if (recipients.length > 1) {
    member('to');
    for (const [index, { address }] of recipients.entries()) {
      text += index === 0 ? '[' : ', ';
      string(`to.${index}`, address);
    }
    text += ']';
  }
  field('subject');
  field('html');
  field('text');
  field('template_id');
  if (withVariables && draft.variables.trim() !== '') {
    member('variables');
    variablesAt = text.length;
    variables = draft.variables.replaceAll('\n', `\n${INDENT}`);
    text += variables;
  }
  text += text === '{' ? '}' : '\n}';

  const inText = (path: readonly (string | number)[], place: number): number | null => {
    const found = values.get(path.join('.'));
    // Escapes make a string longer in JSON: what stands before the place says by how much.
    return found ? found.at + JSON.stringify(found.value.slice(0, place)).length - 1 : null;
  };
  const inVariables = (place: number): number | null => {
    if (variablesAt === null || place < variablesAt || place > variablesAt + variables.length) return null;
    const before = variables.slice(0, place - variablesAt);
    return before.length - INDENT.length * (before.split('\n').length - 1);
  };
  const fromVariables = (place: number): number =>
    (variablesAt ?? 0) + draft.variables.slice(0, place).replaceAll('\n', `\n${INDENT}`).length;
  return { text, recipients, inText, inVariables, fromVariables };
}
