// A build leaves the pieces of the one before where they are: a relay that runs from this folder, or a test, reads
// some of them only when it needs them. What is built no more goes a week later.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const keptMs = 7 * 24 * 3_600_000;
const listName = 'stale.json';

/** Removes what has stood in the folder for a week without being among the names that are built. */
export function removeStale(folder, built, now = Date.now()) {
  const since = readList(path.join(folder, listName));
  const stale = {};
  for (const name of readdirSync(folder)) {
    if (built.has(name) || name === listName) continue;
    const at = since[name] ?? now;
    if (now - at > keptMs) rmSync(path.join(folder, name));
    else stale[name] = at;
  }
  writeFileSync(path.join(folder, listName), JSON.stringify(stale));
}

/** None at the first build; another build may be writing it just now. */
function readList(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
