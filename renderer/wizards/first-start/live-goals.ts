/** What the live check waits for, told by the journal alone: nothing is ticked that did not happen. Pure. */
import type { JournalEntry } from '../../../main/contract/journal.ts';

export interface Goals {
  readonly signedIn: JournalEntry | null;
  readonly accepted: JournalEntry | null;
  /** The provider took one of the messages that were accepted since. */
  readonly delivered: JournalEntry | null;
  /** One of them went into a mailbox here: that proves nothing about the provider. */
  readonly stayed: JournalEntry | null;
  /** Ids of the messages that were accepted, until one is delivered. */
  readonly messages: ReadonlySet<string>;
  /** What went wrong and is not known to be mended, to be shown with its remedy. */
  readonly trouble: Trouble | null;
}

export type TroubleKind = 'sign-in' | 'blocked' | 'refused' | 'provider' | 'returned';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly entry: JournalEntry;
}

export const noGoals: Goals = {
  ...{ signedIn: null, accepted: null, delivered: null, stayed: null, trouble: null },
  messages: new Set(),
};

const troubles: ReadonlyMap<string, TroubleKind> = new Map([
  ['pop3.sign-in-failed', 'sign-in'],
  ['smtp.sign-in-failed', 'sign-in'],
  ['sign-in.blocked', 'blocked'],
  ['smtp.refused', 'refused'],
  ['queue.bounced', 'returned'],
  ['queue.expired', 'returned'],
  ['queue.deferred', 'provider'],
  ['queue.route-paused', 'provider'],
]);

/** In the order in which they are reached. */
export const goalNames = ['signedIn', 'accepted', 'delivered'] as const;
export type Goal = (typeof goalNames)[number];

const goalsOfEvents: ReadonlyMap<string, Goal> = new Map([
  ['pop3.signed-in', 'signedIn'],
  ['smtp.signed-in', 'signedIn'],
  ['smtp.accepted', 'accepted'],
  ['queue.delivered', 'delivered'],
]);

/** A program that checks mail every minute says nothing of a provider that takes none. */
const mends: Readonly<Record<Goal, readonly TroubleKind[]>> = {
  signedIn: ['sign-in', 'blocked'],
  accepted: ['sign-in', 'blocked', 'refused'],
  delivered: ['provider', 'returned'],
};

export function watch(goals: Goals, entry: JournalEntry): Goals {
  const kind = troubles.get(entry.event);
  if (kind !== undefined) return { ...goals, trouble: { kind, entry } };
  const goal = goalsOfEvents.get(entry.event);
  if (goal === undefined) return goals;
  if (goal === 'delivered' && entry.data?.['mailbox'] !== undefined)
    return isOurs(goals, entry) ? { ...goals, stayed: entry } : goals;
  const trouble = goals.trouble && mends[goal].includes(goals.trouble.kind) ? null : goals.trouble;
  if (goal === 'delivered' && !isOurs(goals, entry)) return { ...goals, trouble };
  const reached = { ...goals, trouble, [goal]: goals[goal] ?? entry };
  return goal === 'accepted' ? withMessage(reached, entry) : reached;
}

const isOurs = ({ messages }: Goals, { id }: JournalEntry): boolean =>
  id !== undefined && messages.has(id);

const withMessage = (goals: Goals, { id }: JournalEntry): Goals =>
  id === undefined || goals.delivered !== null
    ? goals
    : { ...goals, messages: new Set([...goals.messages, id]) };

/** The goals after these entries, oldest first; what they tell a second time changes nothing. */
export const goalsAfter = (goals: Goals, entries: readonly JournalEntry[]): Goals =>
  entries.reduce(watch, goals);
