import fs from 'node:fs';
import path from 'node:path';
import { CommandError } from './command.ts';

/** What to say when a file that a command makes cannot be written. */
export function notWritten(file: string, error: unknown): CommandError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  // Whoever names a folder means a file in it.
  if (code === 'EEXIST' && isFolder(file))
    return new CommandError(`${file} is a folder. Add the name that the file is to have.`);
  if (code === 'EEXIST') return new CommandError(`${file} is there already. Choose another name.`);
  const cause = causes(file).get(code) ?? `it was answered ${code}`;
  return new CommandError(`${file} cannot be written: ${cause}. Choose another place.`);
}

/** Before anything is asked or made for it: the file must be new, and its folder there. */
export function mustBeNew(file: string): void {
  if (fs.existsSync(file)) throw notWritten(file, { code: 'EEXIST' });
  if (!fs.existsSync(path.dirname(file))) throw notWritten(file, { code: 'ENOENT' });
}

const isFolder = (file: string): boolean =>
  fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

const causes = (file: string): ReadonlyMap<string, string> =>
  new Map([
    ['ENOENT', `there is no folder ${path.dirname(file)}`],
    ['ENOTDIR', `${path.dirname(file)} is no folder`],
    ['EISDIR', 'it is a folder'],
    ['EACCES', 'this user may not write there'],
    ['EPERM', 'this user may not write there'],
    ['EROFS', 'nobody can write there'],
    ['ENOSPC', 'the disk is full'],
  ]);
