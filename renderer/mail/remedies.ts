/** Who was refused, and what a person can do about it with one click. Pure. */
import type { RefusedWhy } from '../../main/contract/history.ts';
import type { BlockView, UserView } from '../../main/contract/people.ts';
import type { TrustedNetwork } from '../../main/contract/settings.ts';

/** What is known of a refusal, from the list or from the journal. */
export interface RefusalFacts {
  /** '' where it has none. */
  readonly id: string;
  readonly at: number;
  readonly why: RefusedWhy;
  /** More than 1 where a flood of the like was folded into one. */
  readonly count: number;
  readonly sender: string;
  readonly recipient: string;
  /** Signed in as, or tried to; '' where that is not known. */
  readonly user: string;
  readonly peer: string;
  /** The trusted device that was over its bounds, or ''. */
  readonly network: string;
}

export interface Office {
  readonly users: readonly UserView[];
  readonly blocks: readonly BlockView[];
  readonly trusted: readonly TrustedNetwork[];
}

export type Remedy =
  | { readonly kind: 'unblock'; readonly block: BlockView }
  /** The set-up page for this person; null for anybody. */
  | { readonly kind: 'connect'; readonly user: string | null }
  | { readonly kind: 'trust' }
  /** The device is trusted already; its bounds were too narrow. */
  | { readonly kind: 'widen'; readonly network: TrustedNetwork }
  /** The page of this person; null for everybody's. */
  | { readonly kind: 'people'; readonly user: string | null }
  | { readonly kind: 'diagnostics' };

type Way = Exclude<Remedy['kind'], 'unblock'>;

/** The first is what is recommended. */
const ways: Readonly<Record<RefusedWhy, readonly Way[]>> = {
  'sign-in-failed': ['connect'],
  'sign-in-unchecked': ['diagnostics'],
  'no-window': ['connect', 'trust'],
  'window-expired': ['connect', 'trust'],
  'window-closed': ['connect', 'people'],
  'store-unavailable': ['diagnostics', 'connect'],
  proxy: ['connect'],
  'sender-not-owned': ['people', 'connect'],
  'trusted-sender': ['widen'],
  'trusted-recipient': ['widen'],
  'trusted-rate': ['widen'],
  'wrong-password': ['connect', 'people'],
  blocked: ['connect', 'people'],
  other: ['connect'],
};

export function remediesFor(facts: RefusalFacts, office: Office): readonly Remedy[] {
  const person = personOf(facts, office.users);
  const blocks = office.blocks.filter(({ kind, subject }) =>
    kind === 'address' ? subject === facts.peer : subject === person,
  );
  const unblock = blocks.map((block): Remedy => ({ kind: 'unblock', block }));
  return [...unblock, ...ways[facts.why].flatMap((way) => remedyOf(way, facts, office))];
}

function remedyOf(way: Way, facts: RefusalFacts, office: Office): readonly Remedy[] {
  if (way === 'connect') return [{ kind: way, user: likelyPerson(facts, office.users) }];
  if (way === 'widen') {
    const network = office.trusted.find(({ name }) => name === facts.network);
    return network ? [{ kind: way, network }] : [];
  }
  if (way === 'people') return [{ kind: way, user: knownUser(facts, office.users) }];
  // Trusted meanwhile: it is said instead.
  return way === 'trust' && trustedAs(facts, office.trusted) !== null ? [] : [{ kind: way }];
}

/** Who the sign-in was for, where there is such a person. */
const knownUser = ({ user }: RefusalFacts, users: readonly UserView[]): string | null =>
  users.find(({ name }) => name === user)?.name ?? null;

/** Name under which exactly this address is trusted by now, or null. */
export const trustedAs = (
  { peer }: Pick<RefusalFacts, 'peer'>,
  trusted: readonly TrustedNetwork[],
): string | null => trusted.find(({ network }) => network === peer)?.name ?? null;

/** Whose program it was: who signed in, or tried to, else whose address sent. Null where that is not known. */
export function personOf(
  { user, sender }: Pick<RefusalFacts, 'user' | 'sender'>,
  users: readonly UserView[],
): string | null {
  const from = sender.toLowerCase();
  const local = from.split('@', 1)[0] ?? '';
  const found =
    users.find(({ name }) => name === user) ??
    users.find(({ name, aliases }) => name === from || aliases.includes(from)) ??
    users.find(({ name }) => name === local);
  return found?.name ?? null;
}

/** The same, or else who last signed in from there: likely enough to offer the right set-up page. */
const likelyPerson = (facts: RefusalFacts, users: readonly UserView[]): string | null =>
  personOf(facts, users) ??
  users.find(({ lastSignInFrom }) => lastSignInFrom === facts.peer)?.name ??
  null;
