/** Looks into a NeDB file without opening it: NeDB rewrites a file at each load, and another may own it. */
import { textIfThere } from './if-there.ts';

type Line = Readonly<Record<string, unknown>>;

/**
 * The documents that the file holds, whatever lines cannot be read; none where there is no file. `onDamage` hears of
 * such lines, but for half a line at the end, as a crash leaves it. Throws what the file system throws.
 */
export function readDocuments(file: string, onDamage?: () => void): readonly Line[] {
  const documents = new Map<string, Line>();
  const lines = (textIfThere(file) ?? '').split('\n');
  for (const [at, line] of lines.entries()) {
    const document = parse(line);
    if (document === null && line !== '' && at < lines.length - 1) onDamage?.();
    const id = document?.['_id'];
    if (document === null || typeof id !== 'string') continue;
    if (document['$$deleted'] === true) documents.delete(id);
    else documents.set(id, document);
  }
  return [...documents.values()];
}

function parse(line: string): Line | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Line) : null;
  } catch {
    // Half a line, as a crash leaves it: the next start cuts it off.
    return null;
  }
}
