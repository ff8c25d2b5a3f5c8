/**
 * The first start of all waits for a certificate, and the program that makes one loads its libraries as long as the
 * relay does: so it is started before the relay itself is loaded. Imports little, to be there first.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from './data-folder.ts';
import { startCertificateProgram, type CertificateProgram } from './relay/tls/certificate-maker.ts';

/** The program's file in `codeFolder`, that of the entries. */
export const certificateProgramIn = (codeFolder: string): string =>
  path.join(codeFolder, 'certificate-program.js');

/** Null where the data folder that `words` name has certificates, most likely good ones. */
export function certificateAhead(
  words: readonly string[],
  codeFolder: string,
): CertificateProgram | null {
  const options = { data: { type: 'string' } } as const;
  const { data } = parseArgs({ args: [...words], options, strict: false }).values;
  const folder = typeof data === 'string' && data !== '' ? data : defaultDataFolder();
  if (fs.existsSync(path.join(folder, 'tls'))) return null;
  return startCertificateProgram(certificateProgramIn(codeFolder));
}
