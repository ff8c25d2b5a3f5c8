import { someNames } from '../../contract/some-names.ts';
import { checkName } from './user-names.ts';

/**
 * What an empty list is told to have lost; null for nothing. A file that is gone, empty or all zeros looks like that of
 * an office in which nobody was added yet. The mailboxes tell: who is removed takes theirs along.
 */
export function lostUsers(mailboxNames: readonly string[]): string | null {
  const names = mailboxNames.filter((name) => checkName(name) === null);
  if (names.length === 0) return null;
  return `The list of users is empty, but there are mailboxes of ${someNames(names)}. Restore a backup, or add them again under the same names: their mail is still there.`;
}
