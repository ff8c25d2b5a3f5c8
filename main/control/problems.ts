/** What needs a person right now, worst first, in plain words. Pure over the parts' present state. */
import type { Parts } from './parts.ts';

export function problemsOf(
  parts: Pick<Parts, 'services' | 'queue' | 'journal'>,
): readonly string[] {
  const problems: string[] = [];
  for (const { id, status } of parts.services.statuses())
    if (status.state === 'failed' || status.state === 'degraded')
      problems.push(`${id}: ${status.detail ?? status.state}`);
  const route = parts.queue.route();
  if (route.state === 'paused')
    problems.push(
      route.by === 'operator'
        ? 'Sending is paused. Resume it with "mailroom queue resume".'
        : `Mail waits: ${route.cause}${route.reply === null ? '' : ` The provider said: ${route.reply}`}`,
    );
  if (parts.journal.fault !== null) problems.push(parts.journal.fault);
  return problems;
}
