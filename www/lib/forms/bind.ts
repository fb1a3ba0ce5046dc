/** Binds a form: which event does what. */

import { createMessages } from '../messages/index.js';
import { fieldName } from '../results/field-errors.js';
import type { Issue } from '../results/issue.js';
import { checkOf, type Control, controlOf, named } from './attributes.js';
import { Field, type Host, isFocused } from './field.js';
import { statusOf, Summary } from './summary.js';
import type { BindOptions, Bound, Check } from './types.js';

const bound = new WeakMap<HTMLFormElement, Bound>();

/** `bind` with these checks to name, and whatever else a page does not want to say each time. */
export function binder(defaults: BindOptions): (form: HTMLFormElement | null, options?: BindOptions) => Bound {
  return (form, options = {}) => {
    if (typeof HTMLFormElement === 'undefined' || !(form instanceof HTMLFormElement)) {
      throw new TypeError('bind: form must be a <form>');
    }
    if (Object(options) !== options) throw new TypeError('bind: options must be an object');
    bound.get(form)?.destroy();
    const checks = { ...defaults.checks, ...options.checks };
    const made = bindForm(form, { ...defaults, ...options }, checks);
    bound.set(form, made);
    return made;
  };
}

function bindForm(form: HTMLFormElement, options: BindOptions, checks: Readonly<Record<string, Check>>): Bound {
  const host: Host = { options, checks, t: createMessages(options.locale, options), stale: true };
  const fields = new Map<Control, Field>();
  /** Findings of a server that belong to no field. */
  let homeless: readonly Issue[] = [];
  /** A list of what is wrong is there: it follows. */
  let listed = false;
  let composing = false;
  /** A pointer is down: what it is about to click must not move. */
  let pressed = false;
  const waiting = new Set<Field>();
  /** The field that the status speaks of. */
  let spoken: Field | undefined;
  /** Somebody has been in the form. */
  let warm = false;
  const noValidate = form.noValidate;

  const fieldOf = (node: EventTarget | null): Field | undefined => {
    const control = controlOf(node, form);
    if (!control) return undefined;
    let field = fields.get(control);
    if (!field) fields.set(control, (field = new Field(control, host)));
    return field;
  };
  /** The fields of the form as it is now, in its order; those that have gone are let go. */
  const all = (): Field[] => {
    const now = new Set([...form.elements].map(fieldOf).filter(Boolean) as Field[]);
    for (const [control, field] of fields) {
      if (now.has(field)) continue;
      field.destroy();
      fields.delete(control);
    }
    return [...now];
  };

  // Throws where an attribute names no check, before anything of the page is changed.
  for (const node of form.elements) checkOf(node as Control, checks);
  all();
  const status = statusOf(form);
  const summary = new Summary(form);
  form.noValidate = true;

  const list = (): void => {
    if (!host.stale) return;
    host.stale = false;
    if (spoken?.told === '') say('');
    const wrong = listed ? all().filter((field) => field.wrong) : [];
    summary.show(wrong, homeless.map(host.t), host.t);
  };
  const say = (text: string): void => status.say(text, host.t);

  /** Somebody is done with a field. */
  const leave = (field: Field): void => {
    if (!field.dirty) return;
    field.prepare();
    field.settle();
    if (field.told !== field.heard) {
      spoken = field;
      say((field.heard = field.told));
    }
    list();
  };

  /** The field `name` has changed: numbers that take their region from it may mean something else. */
  const follow = (name: string): void => {
    for (const field of fields.values()) {
      const source = field.control.dataset['presendRegionFrom'];
      if (source && source === name && field.dirty) field.settle();
    }
    list();
  };
  const changed = (field: Field): void => {
    field.format();
    field.changed();
    follow(field.control.name);
  };

  /** Goes to the first of `wrong`, and says how many there are; `more` before that. */
  const point = (wrong: readonly Field[], more: string[] = []): void => {
    const [first] = wrong;
    const count = wrong.length > 1 && host.t.phrase('form.check', { count: wrong.length });
    // Where the focus moves, the field's description is read; where it is there already, nothing would be.
    const here = first && isFocused(first.control) && first.told;
    say([...more, count, here].filter(Boolean).join(' '));
    spoken = first;
    for (const field of wrong) field.heard = field.told;
    first?.control.focus();
  };

  /** Looks at everything; shows what is wrong and goes to the first of it. */
  const validate = (): boolean => {
    homeless = [];
    waiting.clear();
    const wrong = all().filter((field) => {
      field.forget();
      field.dirty = true;
      return !field.settle();
    });
    listed = host.stale = true;
    list();
    point(wrong);
    return wrong.length === 0;
  };

  const controller = new AbortController();
  const root = form.getRootNode();
  const on = (target: EventTarget, type: string, act: (event: never) => void): void =>
    target.addEventListener(type, act as (event: Event) => void, { capture: true, signal: controller.signal });

  on(root, 'compositionstart', () => {
    composing = true;
  });
  on(root, 'compositionend', ({ target }: CompositionEvent) => {
    composing = false;
    const field = fieldOf(target);
    if (field) changed(field);
  });
  on(root, 'input', ({ target, isComposing, inputType }: InputEvent) => {
    const field = fieldOf(target);
    if (!field || composing || isComposing) return;
    changed(field);
    // What the browser or a script has filled in is finished; nobody will leave the field.
    if (inputType === undefined && field.control.value) leave(field);
  });
  on(root, 'change', ({ target }: Event) => {
    const field = fieldOf(target);
    if (composing) return;
    // A hidden field is none of ours, but may hold a region.
    if (!field) return follow((target as Control).name);
    if (/^(checkbox|radio|file|select)/.test(field.control.type)) changed(field);
    else if (isFocused(field.control)) return;
    if (!pressed) leave(field);
  });
  on(root, 'focusout', ({ target }: FocusEvent) => {
    const field = fieldOf(target);
    if (!field) return;
    composing = false;
    if (pressed) waiting.add(field);
    else leave(field);
  });
  on(form.ownerDocument, 'pointerdown', () => {
    pressed = true;
  });
  for (const type of ['pointerup', 'pointercancel']) {
    on(form.ownerDocument, type, () => {
      pressed = false;
      // After the click, which may send the form.
      setTimeout(() => {
        for (const field of waiting) leave(field);
        waiting.clear();
      });
    });
  }
  on(root, 'focusin', ({ target }: FocusEvent) => {
    if (!fieldOf(target) || warm) return;
    warm = true;
    // Starts the core while somebody reads the label; `validity` is right from here on.
    setTimeout(() => {
      for (const field of fields.values()) field.look();
    });
  });
  on(form, 'submit', (event: SubmitEvent) => {
    if (event.target !== form || (event.submitter as HTMLButtonElement | null)?.formNoValidate || validate()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  on(form, 'reset', () => {
    // The values change after the event.
    setTimeout(() => {
      if (controller.signal.aborted) return;
      homeless = [];
      listed = false;
      host.stale = true;
      for (const field of all()) field.reset();
      say('');
      list();
    });
  });
  on(form, 'formdata', ({ formData }: FormDataEvent) => {
    const entries = [...formData];
    for (const field of all()) {
      const { name, value, dataset } = field.control;
      const checked = dataset['presendSubmit'] && field.result()?.value;
      const entry = entries.find(([key, text]) => key === name && text === value);
      if (entry && typeof checked === 'string') entry[1] = checked;
    }
    // Written anew from the first to the last, so that each keeps its place.
    for (const [name] of entries) formData.delete(name);
    for (const [name, entry] of entries) formData.append(name, entry as string);
  });

  const observer = new MutationObserver(() => void all());
  observer.observe(form, { childList: true, subtree: true });

  return {
    validate,
    showIssues(issues, { names } = {}) {
      if (!Array.isArray(issues)) throw new TypeError('showIssues: issues must be an array');
      const known = { ...options.names, ...names };
      for (const field of all()) field.forget();
      const placed = new Map<Field, Issue>();
      homeless = issues.filter((issue) => {
        const field = fieldOf(named(form, fieldName(issue.path, known))[0] ?? null);
        if (field && !placed.has(field)) placed.set(field, issue);
        return !field;
      });
      for (const [field, issue] of placed) field.serve({ issue, value: null });
      listed = host.stale = true;
      list();
      point(
        all().filter((field) => placed.has(field)),
        homeless.map(host.t),
      );
    },
    setLocale(locale) {
      host.t = createMessages(locale, options);
      for (const field of all()) field.retell();
      host.stale = true;
      list();
    },
    destroy() {
      if (controller.signal.aborted) return;
      controller.abort();
      observer.disconnect();
      for (const field of fields.values()) field.destroy();
      fields.clear();
      status.remove();
      summary.remove();
      form.noValidate = noValidate;
      bound.delete(form);
    },
  };
}
