/** What stands in a folder: read, and put there. */
import fs from 'node:fs';
import path from 'node:path';

/** By path below the folder, folders first; null for a folder. */
export type Content = ReadonlyMap<string, Buffer | null>;

/** All files and folders below `root`. */
export function contentIn(root: string, at = ''): Content {
  const content = new Map<string, Buffer | null>();
  for (const entry of fs.readdirSync(path.join(root, at), { withFileTypes: true })) {
    const name = path.join(at, entry.name);
    if (entry.isFile()) content.set(name, fs.readFileSync(path.join(root, name)));
    if (!entry.isDirectory()) continue;
    content.set(name, null);
    for (const [below, octets] of contentIn(root, name)) content.set(below, octets);
  }
  return content;
}

/** Puts the content there, an hour old: a PC takes its time to start again. */
export function putContent(root: string, content: Content): void {
  const past = Date.now() / 1_000 - 3_600;
  fs.mkdirSync(root, { recursive: true });
  for (const [name, octets] of content) {
    const file = path.join(root, name);
    if (octets === null) fs.mkdirSync(file, { mode: 0o700 });
    else fs.writeFileSync(file, octets, { mode: 0o600 });
  }
  for (const name of content.keys()) fs.utimesSync(path.join(root, name), past, past);
}
