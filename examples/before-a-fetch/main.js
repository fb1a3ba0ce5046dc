import { createFetch, failureOf, PresendBlockedError } from 'presend/fetch';
import { bind } from 'presend/forms';
import migosmtp from 'presend/profiles/migosmtp';
import 'presend/forms.css';

const form = document.querySelector('form');
const status = document.querySelector('[role="status"]');
const bound = bind(form);
const send = createFetch({ profile: migosmtp });

form.addEventListener('input', () => (status.textContent = ''));

form.addEventListener('submit', async (event) => {
  event.preventDefault(); // called only when no field is wrong
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const headers = { 'Content-Type': 'application/json' };
  try {
    const response = await send('/api/email/send', { method: 'POST', headers, body });
    if (response.ok) status.textContent = 'Sent.';
    else bound.showIssues(failureOf(response).issues); // the API's answer
  } catch (error) {
    if (error instanceof PresendBlockedError)
      bound.showIssues(error.report.issues); // nothing was sent
    else bound.showIssues(failureOf(error)?.issues ?? []); // the connection broke off
  }
});
