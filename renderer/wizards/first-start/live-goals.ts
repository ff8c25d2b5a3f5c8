/** What the live check waits for, told by the journal alone: nothing is ticked that did not happen. Pure. */
import type { JournalEntry } from '../../../main/contract/journal.ts';

export interface Goals {
  readonly signedIn: JournalEntry | null;
  readonly accepted: JournalEntry | null;
  /** The delivery of the accepted message or of a later one. */
  readonly delivered: JournalEntry | null;
  /** What went wrong since the last success, to be shown with its remedy. */
  readonly trouble: Trouble | null;
}

export type TroubleKind = 'sign-in' | 'blocked' | 'refused' | 'provider';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly entry: JournalEntry;
}

export const noGoals: Goals = { signedIn: null, accepted: null, delivered: null, trouble: null };

const troubles: ReadonlyMap<string, TroubleKind> = new Map([
  ['pop3.sign-in-failed', 'sign-in'],
  ['smtp.sign-in-failed', 'sign-in'],
  ['sign-in.blocked', 'blocked'],
  ['smtp.refused', 'refused'],
  ['queue.bounced', 'provider'],
  ['queue.deferred', 'provider'],
  ['queue.route-paused', 'provider'],
]);

export function watch(goals: Goals, entry: JournalEntry): Goals {
  const kind = troubles.get(entry.event);
  if (kind !== undefined) return { ...goals, trouble: { kind, entry } };
  if (entry.event === 'pop3.signed-in' || entry.event === 'smtp.signed-in')
    return { ...goals, signedIn: goals.signedIn ?? entry, trouble: null };
  if (entry.event === 'smtp.accepted')
    return { ...goals, accepted: goals.accepted ?? entry, trouble: null };
  if (entry.event === 'queue.delivered' && goals.accepted !== null)
    return { ...goals, delivered: goals.delivered ?? entry, trouble: null };
  return goals;
}

/** The goals as the journal tells them since then. `entries` are newest first, as the journal gives them. */
export const goalsSince = (entries: readonly JournalEntry[], since: number): Goals =>
  entries.filter(({ at }) => at >= since).reduceRight(watch, noGoals);

/** The goals after new entries, oldest first. */
export const goalsAfter = (goals: Goals, entries: readonly JournalEntry[], since: number): Goals =>
  entries.filter(({ at }) => at >= since).reduce(watch, goals);
