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

/** `text` with its `{0}`, `{1}` … replaced by nodes or strings. */
export function fill(text: string, ...values: (Node | string)[]): (Node | string)[] {
  return text.split(/\{(\d)\}/).map((piece, at) => (at % 2 === 0 ? piece : (values[Number(piece)] ?? '')));
}

/** Lets the browser draw and listen before the next piece of work. */
export const breath = (): Promise<unknown> => new Promise((done) => setTimeout(done));

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
