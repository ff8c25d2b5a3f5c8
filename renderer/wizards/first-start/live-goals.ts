/** What the live check waits for, told by the journal alone: nothing is ticked that did not happen. Pure. */
import type { JournalEntry } from '../../../main/contract/journal.ts';

export interface Goals {
  readonly signedIn: JournalEntry | null;
  readonly accepted: JournalEntry | null;
  /** The delivery of the accepted message or of a later one. */
  readonly delivered: JournalEntry | null;
  /** What went wrong and is not known to be mended, to be shown with its remedy. */
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

type Goal = 'signedIn' | 'accepted' | 'delivered';

const goalNames: ReadonlyMap<string, Goal> = new Map([
  ['pop3.signed-in', 'signedIn'],
  ['smtp.signed-in', 'signedIn'],
  ['smtp.accepted', 'accepted'],
  ['queue.delivered', 'delivered'],
]);

/** A program that checks mail every minute says nothing of a provider that takes none. */
const mends: Readonly<Record<Goal, readonly TroubleKind[]>> = {
  signedIn: ['sign-in', 'blocked'],
  accepted: ['sign-in', 'blocked', 'refused'],
  delivered: ['provider'],
};

export function watch(goals: Goals, entry: JournalEntry): Goals {
  const kind = troubles.get(entry.event);
  if (kind !== undefined) return { ...goals, trouble: { kind, entry } };
  const goal = goalNames.get(entry.event);
  if (goal === undefined) return goals;
  const trouble = goals.trouble && mends[goal].includes(goals.trouble.kind) ? null : goals.trouble;
  const counts = goal !== 'delivered' || goals.accepted !== null;
  return { ...goals, trouble, ...(counts ? { [goal]: goals[goal] ?? entry } : {}) };
}

/** The goals as the journal tells them since then. `entries` are newest first, as the journal gives them. */
export const goalsSince = (entries: readonly JournalEntry[], since: number): Goals =>
  entries.filter(({ at }) => at >= since).reduceRight(watch, noGoals);

/** The goals after new entries, oldest first. */
export const goalsAfter = (goals: Goals, entries: readonly JournalEntry[], since: number): Goals =>
  entries.filter(({ at }) => at >= since).reduce(watch, goals);
