/** Files that may be missing: their absence is an answer, every other fault is thrown. */
import fs from 'node:fs';

/** For `catch`: this value where the file or folder is not there. */
export const unlessMissing =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };

/** Null where there is no such file. */
export function textIfThere(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return unlessMissing(null)(error as NodeJS.ErrnoException);
  }
}
