/** Shorthands for the document. */

/** The element with this id, of this class; a page without it is broken, and says so at once. */
export function byId<E extends HTMLElement>(id: string, kind: abstract new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`#${id} is not in the page`);
  return found;
}

/** A new element with attributes and content. */
export function make(
  name: string,
  attributes: Record<string, string> = {},
  ...content: (Node | string)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

/** Writes `text` where something else stands. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets an attribute where it is another: setting the same one again makes browsers look at the whole page. */
export function attribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Puts `nodes` into `element` unless what is there reads the same: what has the focus keeps it, and nothing is drawn anew. */
export function replace(element: Element, ...nodes: (Node | string)[]): void {
  const wanted = document.createElement('template');
  wanted.content.append(...nodes);
  if (wanted.innerHTML !== element.innerHTML) element.replaceChildren(wanted.content);
}

/** `text` with its `{0}`, `{1}` … replaced by nodes or strings. */
export function fill<N>(text: string, ...values: (N | string)[]): (N | string)[] {
  return text.split(/\{(\d)\}/).map((piece, at) => (at % 2 === 0 ? piece : (values[Number(piece)] ?? '')));
}

/** Runs `work` once before the next frame is painted, however often it is asked for. */
export function eachFrame(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
