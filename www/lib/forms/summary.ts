/** What is said of the whole form: one polite status for the ear, and a list with links for the eye. */

import type { Messages } from '../messages/index.js';
import { Attributes } from './attributes.js';
import type { Field } from './field.js';
import { make, speak } from './note.js';

/** How long nothing may be going on before something is said: whoever leaves a field by sending the form hears one thing. */
const QUIET_MS = 150;

/** Not seen, but read aloud. */
const UNSEEN = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap';

/** Says a text when it has become quiet; what was to be said before is dropped. */
export function statusOf(form: HTMLFormElement): { say(text: string, t: Messages): void; remove(): void } {
  const node = make(form.ownerDocument, 'div', 'presend-status');
  let timer: ReturnType<typeof setTimeout> | undefined;
  node.setAttribute('role', 'status');
  node.style.cssText = UNSEEN;
  form.append(node);
  return {
    say(text, t) {
      clearTimeout(timer);
      node.textContent = '';
      speak(node, t);
      if (text) timer = setTimeout(() => (node.textContent = text), QUIET_MS);
    },
    remove() {
      clearTimeout(timer);
      node.remove();
    },
  };
}

/** The list of everything that is wrong, in `data-presend-summary` or, for what belongs to no field, at the form's top. */
export class Summary {
  readonly #form: HTMLFormElement;
  readonly #adopted: HTMLElement | null;
  readonly #before: Node[];
  readonly #class: string;
  readonly #head: HTMLElement;
  readonly #list: HTMLElement;
  readonly #items = new Map<Field | string, HTMLElement>();
  #node: HTMLElement | null;
  #attributes: Attributes | null = null;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#node = this.#adopted = form.querySelector<HTMLElement>('[data-presend-summary]');
    this.#class = this.#node?.className ?? '';
    this.#before = [...(this.#node?.childNodes ?? [])];
    this.#head = make(form.ownerDocument, 'p', '');
    this.#list = make(form.ownerDocument, 'ul', '');
    if (this.#node && this.#before.length === 0) this.#set('hidden', '');
  }

  /** Lists `fields`, where the page has a place for it, and `sentences` that belong to none. */
  show(fields: readonly Field[], sentences: readonly string[], t: Messages): void {
    const listed = this.#adopted ? fields : [];
    const wanted = [...sentences, ...listed];
    if (wanted.length === 0 && !this.#node) return;
    if (!this.#node) this.#form.prepend((this.#node = make(this.#form.ownerDocument, 'div', '')));
    this.#set('class', `${this.#class} presend-summary`);
    this.#set('hidden', wanted.length > 0 ? null : '');
    this.#set('lang', t.locale);
    this.#set('dir', t.dir);
    this.#head.textContent = t.phrase('form.check', { count: listed.length });
    this.#head.hidden = listed.length === 0;
    if (this.#list.parentNode !== this.#node) this.#node.replaceChildren(this.#head, this.#list);
    // Item by item: a link that has the focus keeps it.
    for (const [key, item] of this.#items) {
      if (wanted.includes(key)) continue;
      item.remove();
      this.#items.delete(key);
    }
    wanted.forEach((key, at) => {
      const item = this.#item(key);
      if (this.#list.children[at] !== item) this.#list.insertBefore(item, this.#list.children[at] ?? null);
    });
  }

  #item(key: Field | string): HTMLElement {
    const doc = this.#form.ownerDocument;
    let item = this.#items.get(key);
    if (!item) {
      this.#items.set(key, (item = make(doc, 'li', '')));
      if (typeof key !== 'string') {
        const link = doc.createElement('a');
        link.href = `#${key.id}`;
        link.addEventListener('click', (event) => {
          event.preventDefault();
          key.control.focus();
        });
        item.append(link);
      }
    }
    const [node, text] = typeof key === 'string' ? [item, key] : [item.firstChild as Node, key.told];
    if (node.textContent !== text) node.textContent = text;
    return item;
  }

  #set(name: string, value: string | null): void {
    (this.#attributes ??= new Attributes(this.#node as HTMLElement)).set(name, value);
  }

  remove(): void {
    if (!this.#adopted) return this.#node?.remove();
    this.#adopted.replaceChildren(...this.#before);
    this.#attributes?.restore();
  }
}
