/** A WhatsApp message: a template with its values, and the 24 hours of free text. */

import {
  checkJson,
  checkWhatsappMessage,
  checkWhatsappTemplate,
  type Issue,
  sessionWindow,
  type WhatsappTemplate,
} from 'presend/slim';
import { byId, eachFrame, fill } from './dom.js';
import { Field, FindingList, type Finding } from './field.js';
import { onChange, words } from './page.js';
import { countdown, number } from './units.js';

const HOUR = 3_600_000;

const untouched = (issues: readonly Issue[]): Finding[] => issues.map((issue) => ({ issue, mark: null }));

/** What was typed may be any JSON. */
const listsComponents = (value: WhatsappTemplate): boolean =>
  Array.isArray(value.components) && value.components.every((part) => typeof part?.type === 'string');

export function startWhatsapp(): { run(visible: boolean): void } {
  const later = eachFrame(check);
  const template = new Field('wa-template', later);
  const values = new Field('wa-values', later);
  const hours = byId('wa-hours', HTMLInputElement);
  const free = new FindingList('wa-window-findings');
  let lastInbound = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  hours.addEventListener('input', wrote);
  onChange(() => {
    check();
    tick();
    template.retell();
    values.retell();
    free.render();
  });
  check();
  wrote();

  function check(): void {
    const text = template.value;
    const json = checkJson(text);
    const definition = (json.ok ? JSON.parse(text) : null) as WhatsappTemplate | null;
    if (definition === null || !listsComponents(definition)) {
      const found = json.ok ? checkWhatsappTemplate(definition) : json;
      template.show(
        [...found.issues, ...found.warnings].map((issue) => ({
          issue,
          ...(!json.ok && { value: { start: 0, text } }),
          mark: json.ok ? null : issue.span,
        })),
      );
      values.show([]);
      return;
    }
    const { issues, warnings } = checkWhatsappTemplate(definition);
    template.show(untouched([...issues, ...warnings]));
    if (issues.length > 0) {
      values.show([]);
      return;
    }
    const body = definition.components.find(({ type }) => type.toUpperCase() === 'BODY')?.text ?? '';
    const given = values.value === '' ? [] : values.value.split('\n');
    const names = [...new Set([...body.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))];
    const named = names.some((name) => /\D/.test(name));
    const parameters = given.map((value, at) => ({
      type: 'text',
      text: value,
      ...(named && names[at] !== undefined && { parameter_name: names[at] }),
    }));
    const message = {
      template: {
        name: definition.name,
        language: { code: definition.language },
        components: parameters.length > 0 ? [{ type: 'body', parameters }] : [],
      },
    };
    const found = checkWhatsappMessage(message, { template: definition });
    values.show(untouched([...found.issues, ...found.warnings]));
    byId('wa-preview', HTMLElement).textContent = body.replace(
      /\{\{\s*(\w+)\s*\}\}/g,
      (whole, name: string) => given[named ? names.indexOf(name) : Number(name) - 1] || whole,
    );
    byId('wa-state', HTMLElement).textContent = found.ok ? words.acceptedNote : words.waIncomplete;
  }

  function wrote(): void {
    lastInbound = Date.now() - Number(hours.value) * HOUR;
    tick();
  }

  function tick(): void {
    const now = Date.now();
    const { open, remainingMs, state } = sessionWindow(lastInbound, now);
    const label = fill(words.waHours, number(Number(hours.value))).join('');
    byId('wa-hours-label', HTMLElement).textContent = label;
    const left = byId('wa-left', HTMLElement);
    left.textContent = countdown(remainingMs);
    left.className = open ? state : 'expired';
    byId('wa-window-note', HTMLElement).textContent = open ? words.waOpen : words.waClosed;
    const { issues } = checkWhatsappMessage({ text: { body: 'Hello' } }, { lastInbound, now });
    free.show(untouched(issues));
  }

  return {
    run(visible) {
      clearInterval(timer);
      if (!visible) return;
      tick();
      timer = setInterval(tick, 1000);
    },
  };
}
