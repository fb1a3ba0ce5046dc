import type { RequestResult } from '../checks/request.js';

/** The API would refuse the request, so it was not sent. */
export class PresendBlockedError extends Error {
  override readonly name = 'PresendBlockedError';
  /** What the check found: `report.issues` are the reasons. Not in the message, so that logs hold no names of fields. */
  readonly report: RequestResult & { ok: false };

  constructor(report: RequestResult & { ok: false }) {
    const { length } = report.issues;
    super(`presend: not sent: ${length} ${length === 1 ? 'error' : 'errors'} found`);
    this.report = report;
  }
}
