import fs from 'node:fs';

/**
 * Writes a file so that it stands there whole or as it was before: a full disk costs no older file and leaves no half
 * one. Rejects with the system's error.
 */
export async function writeWhole(
  file: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: { readonly mode?: number; readonly flush?: boolean } = {},
): Promise<void> {
  const part = `${file}.part`;
  try {
    await fs.promises.writeFile(part, content, options);
    await fs.promises.rename(part, file);
  } catch (error) {
    // The first fault is the one to tell.
    await fs.promises.rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
