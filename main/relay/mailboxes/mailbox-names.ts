import fs from 'node:fs';

/** Whose mailboxes stand below `root`, sorted; none where it cannot be read. */
export function mailboxNames(root: string): string[] {
  try {
    const entries = fs.readdirSync(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    // It only helps to explain an empty list of users, and keeps no relay from starting.
    return [];
  }
}
