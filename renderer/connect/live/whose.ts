/**
 * Whose program a line of the journal is about. A sign-in under an unknown name and a refusal carry no user:
 * then the sender's address tells, or the PC that it came from. Pure.
 */
import type { JournalEntry } from '../../../main/contract/journal.ts';
import type { UserView, WindowView } from '../../../main/contract/people.ts';

/** `maybe`: from an address that is nobody's so far, or that several people share. */
export type Whose = 'theirs' | 'maybe' | 'not-theirs';

/** Who signed in from an address, as far as it is known. */
export type Owners = ReadonlyMap<string, ReadonlySet<string>>;

type Known = Pick<UserView, 'name' | 'aliases' | 'enabled' | 'lastSignInFrom'>;

export function ownersFrom(
  users: readonly Known[],
  windows: readonly Pick<WindowView, 'address' | 'user'>[],
): Owners {
  let owners: Owners = new Map();
  for (const { name, lastSignInFrom } of users)
    if (lastSignInFrom !== null) owners = withOwner(owners, lastSignInFrom, name);
  for (const { address, user } of windows) owners = withOwner(owners, address, user);
  return owners;
}

export const withOwner = (owners: Owners, address: string, user: string): Owners =>
  new Map([...owners, [address, new Set([...(owners.get(address) ?? []), user])]]);

export interface Attribution {
  readonly person: string;
  readonly users: readonly Known[];
  readonly owners: Owners;
}

export function whoseIs(entry: JournalEntry, known: Attribution): Whose {
  // A block of a name concerns that person, wherever the guesses came from.
  if (entry.data?.['subject'] === known.person) return 'theirs';
  const sender = senderOf(entry);
  const owner = sender === '' ? null : ownerOfSender(sender, known.users);
  if (entry.user !== undefined && entry.user !== '') {
    const names = entry.user.split(',');
    if (!names.includes(known.person)) return 'not-theirs';
    // A window that several opened on one address: the sender says who it was.
    return names.length > 1 && owner !== null && owner !== known.person ? 'not-theirs' : 'theirs';
  }
  if (owner !== null) return owner === known.person ? 'theirs' : 'not-theirs';
  return byAddress(entry.peer ?? '', known);
}

function byAddress(peer: string, { owners, person }: Attribution): Whose {
  const here = owners.get(peer);
  if (here === undefined || here.size === 0) return peer === '' ? 'not-theirs' : 'maybe';
  if (!here.has(person)) return 'not-theirs';
  return here.size === 1 ? 'theirs' : 'maybe';
}

const senderOf = ({ data }: JournalEntry): string =>
  typeof data?.['sender'] === 'string' ? data['sender'].toLowerCase() : '';

/** By alias, else by the part before the @, which is how office addresses are made. */
function ownerOfSender(sender: string, users: readonly Known[]): string | null {
  const [local = ''] = sender.split('@');
  const byAlias = users.find(({ aliases }) => aliases.some((one) => one.toLowerCase() === sender));
  const byName = users.find(
    ({ name, aliases }) => name === local || aliases.some((one) => one.toLowerCase() === local),
  );
  return (byAlias ?? byName)?.name ?? null;
}
