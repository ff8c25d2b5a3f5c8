import { someNames } from '../../contract/some-names.ts';
import { checkName } from './user-names.ts';

/**
 * What a list is told to have lost that is empty, or whose file ends in the midst of a row; null for nothing. A file
 * that is gone, empty or all zeros looks like that of an office in which nobody was added yet, and one that was cut off
 * like one to which a crash could not add all of a change. The mailboxes tell: who is removed takes theirs along.
 */
export function lostUsers(
  mailboxNames: readonly string[],
  known: readonly { readonly _id: string }[],
): string | null {
  const isKnown = (name: string): boolean => known.some(({ _id }) => _id === name);
  const names = mailboxNames.filter((name) => checkName(name) === null && !isKnown(name));
  if (names.length === 0) return null;
  const state = known.length === 0 ? 'empty' : 'cut off at its end';
  return `The list of users is ${state}, but there are mailboxes of ${someNames(names)}. Restore a backup, or add them again under the same names: their mail is still there.`;
}
