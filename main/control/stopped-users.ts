/** The people and devices of a relay that does not run, as its data folder has them. Reads only. */
import path from 'node:path';
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';
import { mailboxNames } from '../relay/mailboxes/mailbox-names.ts';
import { endsTorn } from '../relay/store/data-file.ts';
import { readDocuments } from '../relay/store/read-documents.ts';
import { lostUsers } from '../relay/users/lost-users.ts';
import { parseUserRow, userViews } from '../relay/users/user-row.ts';
import type { Users } from '../relay/users/users.ts';

const damagedUsers =
  'The list of users is damaged, so somebody may be missing here. The next start uses what can be read and keeps the damaged file.';

/** Never throws: a list that cannot be read keeps nobody from looking at all else. Its `list` then throws a ServiceFault. */
export function stoppedUsers(folder: string): Pick<Users, 'list' | 'damage'> {
  const file = path.join(folder, 'users.db');
  try {
    let damage: string | null = null;
    const documents = readDocuments(file, () => (damage = damagedUsers));
    const rows = documents.flatMap((raw) => parseUserRow(raw) ?? []);
    if (rows.length === 0 || endsTorn(file))
      damage ??= lostUsers(mailboxNames(path.join(folder, 'mailboxes')), rows);
    return { list: () => userViews(rows), damage };
  } catch (error) {
    const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
    const damage = `The list of users, ${file}, cannot be read (${code}).`;
    const list = (): never => {
      const remedy = 'Look at the disk and at who may read the data folder.';
      throw new ServiceFault('users.unreadable', `${damage} ${remedy}`, error);
    };
    return { list, damage };
  }
}
