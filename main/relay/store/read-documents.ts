/** Looks into a NeDB file without opening it: NeDB rewrites a file at each load, and another may own it. */
import { textIfThere } from './if-there.ts';

type Line = Readonly<Record<string, unknown>>;

/**
 * The documents that the file holds, whatever lines cannot be read; none where there is no file. Throws
 * what the file system throws beside that.
 */
export function readDocuments(file: string): readonly Line[] {
  const documents = new Map<string, Line>();
  for (const line of (textIfThere(file) ?? '').split('\n')) {
    const document = parse(line);
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
