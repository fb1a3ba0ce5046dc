/** Whether the account has room for what a list would send. */

import { type Issue, issueOf } from '../results/issue.js';
import type { RecipientOptions } from './types.js';

/** Limits that `kept` more messages would pass: errors where nobody else sends, else warnings. */
export function overUsage(kept: number, { context }: RecipientOptions): { issues: Issue[]; warnings: Issue[] } {
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const usage = context?.usage;
  if (!usage) return { issues, warnings };
  for (const [reason, limit, used] of [
    ['quota_exceeded', usage.monthly_quota, usage.monthly_used],
    ['daily_limit_reached', usage.daily_limit, usage.daily_used],
    ['hourly_limit_reached', usage.hourly_limit, usage.hourly_used],
  ] as const) {
    if (limit === undefined || used === undefined || kept <= limit - used) continue;
    const issue = issueOf(reason, reason as never, {});
    issue.basis = 'documented';
    if (context?.asOf !== undefined) issue.asOf = context.asOf;
    if (usage.shared === false) {
      issues.push(issue);
    } else {
      issue.severity = 'warning';
      issue.likely = true;
      warnings.push(issue);
    }
  }
  return { issues, warnings };
}
