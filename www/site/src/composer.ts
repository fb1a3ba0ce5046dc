/** The message: every keystroke is checked before the next frame, and each finding is put where it belongs. */

import { checkJson, checkRequest, type Issue } from 'presend/slim';
import migosmtp from 'presend/profiles/migosmtp';
import { byId, eachFrame } from './dom.js';
import { Field, type Finding } from './field.js';
import type { Mark } from './marks.js';
import { onChange } from './page.js';
import { Report } from './report.js';
import { type Draft, type RequestText, writeRequest } from './request-text.js';

export const NAMES = ['from', 'to', 'subject', 'html', 'text', 'template_id', 'variables'] as const;
export type Name = (typeof NAMES)[number];

const isName = (step: string | number | undefined): step is Name => NAMES.includes(step as Name);

/** Starts the form but for `pieces`, to be run in their order; `request()` is what it would send. */
export function startComposer(): { request: () => string; pieces: (() => void)[] } {
  const later = eachFrame(check);
  const fields = Object.fromEntries(NAMES.map((name) => [name, new Field(name, later)])) as Record<Name, Field>;
  const domains = byId('domains', HTMLInputElement);
  const templates = byId('templates', HTMLInputElement);
  const report = new Report();
  let request = '';

  for (const box of [domains, templates]) box.addEventListener('input', later);
  byId('composer', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  onChange(() => {
    for (const name of NAMES) fields[name].retell();
    report.render();
  });

  function look() {
    const began = performance.now();
    const draft = Object.fromEntries(NAMES.map((name) => [name, fields[name].value])) as unknown as Draft;
    const found = findingsOf(draft, contextOf(domains.value, templates.value));
    performance.measure('presend-check', { start: began });
    return { ...found, began, took: performance.now() - began };
  }

  function show(found: ReturnType<typeof look>): void {
    for (const name of NAMES) fields[name].show(found.byField[name], found.elsewhere[name]);
    report.show(found);
    ({ request } = found);
    performance.measure('presend-frame', { start: found.began });
  }

  function check(): void {
    show(look());
  }

  let first: ReturnType<typeof look> | undefined;
  const pieces = [
    () => {
      first = look();
    },
    () => {
      // Unless something was typed meanwhile.
      if (first && request === '') show(first);
    },
  ];
  return { request: () => request, pieces };
}

/** An empty box means: not known. */
export function contextOf(domains: string, templates: string) {
  const list = (text: string) => text.split(/[\s,;]+/).filter(Boolean);
  return {
    ...(list(domains).length > 0 && { verifiedDomains: list(domains) }),
    ...(list(templates).length > 0 && { templates: list(templates).map((id) => ({ id, status: 'published' })) }),
  };
}

/** Checks the draft and sorts what was found by field. */
export function findingsOf(draft: Draft, context: ReturnType<typeof contextOf>) {
  const request = writeRequest(draft, true);
  const variables = checkJson(draft.variables.trim() === '' ? '{}' : draft.variables);
  // Variables that nobody can read must not hide what is wrong elsewhere.
  const sent = variables.ok ? request : writeRequest(draft, false);
  const report = checkRequest(migosmtp, 'email.send', sent.text, { context, now: Date.now() });

  const ofJson = [...variables.issues, ...variables.warnings];
  const ofRequest = [...report.issues, ...report.warnings].filter(
    ({ reason, path }) => path[0] !== 'variables' || (variables.ok && !isJson(reason)),
  );

  const byField = Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Record<Name, Finding[]>;
  const elsewhere = Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Record<Name, Mark[]>;
  const other: Finding[] = [];
  const marks: Mark[] = [];

  for (const issue of ofJson) {
    const { severity, span } = issue;
    byField.variables.push({ issue, value: { start: 0, text: draft.variables }, mark: span });
    if (span) marks.push({ start: request.fromVariables(span.start), end: request.fromVariables(span.end), severity });
  }
  for (const issue of ofRequest) {
    const { severity, source, path, related = [] } = issue;
    const [name] = path;
    if (isName(name)) byField[name].push(placed(issue, draft, request));
    else other.push({ issue, mark: null });
    // What many recipients have in common is told at the first of them.
    for (const index of name === 'to' ? (issue.elements?.slice(1) ?? []) : []) {
      const recipient = request.recipients[index];
      if (!recipient) continue;
      elsewhere.to.push({ start: recipient.start, end: recipient.start + recipient.address.length, severity });
    }
    if (source) marks.push({ start: source.start, end: source.end, severity });
    for (const { path, span } of related) {
      const [name] = path;
      if (!isName(name)) continue;
      elsewhere[name].push({ ...span, severity });
      const start = request.inText(path, span.start);
      const end = request.inText(path, span.end);
      if (start !== null && end !== null) marks.push({ start, end, severity });
    }
  }
  for (const name of NAMES) byField[name].sort((a, b) => rank(a.issue) - rank(b.issue));
  const issues = [...ofJson, ...ofRequest];
  return { request: request.text, marks, byField, elsewhere, other, issues, notChecked: report.notChecked };
}

const isJson = (reason: string): boolean => reason.startsWith('json_');

const rank = ({ severity }: Issue): number => (severity === 'error' ? 0 : 1);

/** The finding with the text that it is about and its place in the field. */
function placed(issue: Issue, draft: Draft, request: RequestText): Finding {
  const [name, index] = issue.path;
  if (name === 'variables') {
    const start = issue.source ? request.inVariables(issue.source.start) : null;
    const end = issue.source ? request.inVariables(issue.source.end) : null;
    return { issue, mark: start === null || end === null ? null : { start, end } };
  }
  const recipient = name === 'to' ? request.recipients[typeof index === 'number' ? index : 0] : undefined;
  const value = recipient
    ? { start: recipient.start, text: recipient.address }
    : { start: 0, text: draft[name as keyof Draft] };
  // What is odd in the JSON alone, such as half a surrogate pair, has its place there and not in the value.
  const { start, end } = (isJson(issue.reason) ? null : issue.span) ?? { start: 0, end: value.text.length };
  return { issue, value, mark: value.text === '' ? null : { start: value.start + start, end: value.start + end } };
}
