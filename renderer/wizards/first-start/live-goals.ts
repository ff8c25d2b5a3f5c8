/** What the live check waits for, told by the journal alone: nothing is ticked that did not happen. Pure. */
import type { JournalEntry } from '../../../main/contract/journal.ts';

export interface Goals {
  readonly signedIn: JournalEntry | null;
  readonly accepted: JournalEntry | null;
  /** The delivery of the accepted message or of a later one. */
  readonly delivered: JournalEntry | null;
  /** What went wrong since the last success, to be shown with its remedy. */
  readonly trouble: JournalEntry | null;
}

export const noGoals: Goals = { signedIn: null, accepted: null, delivered: null, trouble: null };

const troubles: ReadonlySet<string> = new Set([
  'pop3.sign-in-failed',
  'smtp.sign-in-failed',
  'smtp.refused',
  'queue.connect-failed',
  'queue.route-paused',
]);

export function watch(goals: Goals, entry: JournalEntry): Goals {
  if (troubles.has(entry.event)) return { ...goals, trouble: entry };
  if (entry.event === 'pop3.signed-in' || entry.event === 'smtp.signed-in')
    return { ...goals, signedIn: goals.signedIn ?? entry, trouble: null };
  if (entry.event === 'smtp.accepted')
    return { ...goals, accepted: goals.accepted ?? entry, trouble: null };
  if (entry.event === 'queue.delivered' && goals.accepted !== null)
    return { ...goals, delivered: goals.delivered ?? entry, trouble: null };
  return goals;
}
