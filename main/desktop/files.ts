/** Files that a person chose in a dialog of the OS. The page never names a path for us to write to. */
import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { DesktopRequests } from '../contract/desktop.ts';
import type { Result } from '../contract/result.ts';
import { notSaved } from './desktop-handlers.ts';
import type { SaveProgress } from './desktop-tools.ts';
import { exportTo } from './export-message.ts';
import type { RelayLink } from './relay-link.ts';
import { writeWhole } from '../relay/store/write-whole.ts';

type Place = { readonly savedAs: string } | null;

/** Where to put a file; null when the person cancelled. */
export async function askPlace(
  window: BrowserWindow,
  suggestedName: string,
): Promise<string | null> {
  const defaultPath = path.join(app.getPath('downloads'), safeName(suggestedName));
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath,
    // Linux asks only when it is told to; the others always do.
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** A name without folders and without what some system does not take in names. Pure. */
export function safeName(name: string): string {
  const safe = name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '-').replace(/^[.\s-]+|[.\s]+$/g, '');
  return safe === '' ? 'mailroom' : safe;
}

/** Rejects when the file cannot be written. */
export async function saveBytes(
  window: BrowserWindow,
  suggestedName: string,
  bytes: () => Promise<string | Uint8Array>,
): Promise<Place> {
  const file = await askPlace(window, suggestedName);
  if (file === null) return null;
  await writeWhole(file, await bytes());
  return { savedAs: file };
}

/** One waiting message as .eml, written while it comes. */
export async function saveMessage(
  window: BrowserWindow,
  link: RelayLink,
  id: string,
): Promise<Result<DesktopRequests['desktop:save-message']['result']>> {
  const known = await link.request('queue:show', { id });
  if (!known.ok) return known;
  const file = await askPlace(window, `${id}.eml`);
  if (file === null) return { ok: true, value: null };
  try {
    const exported = await exportTo(file, link, id);
    if (!exported.ok) return exported;
    return { ok: true, value: { savedAs: file, isDamaged: exported.value.isDamaged } };
  } catch (error) {
    return notSaved(error);
  }
}

/** Several waiting messages into one folder; those that have left meanwhile are passed over. */
export async function saveMessages(
  window: BrowserWindow,
  link: RelayLink,
  { ids, signal, onSaved }: SaveProgress & { readonly ids: readonly string[] },
): Promise<Result<DesktopRequests['desktop:save-messages']['result']>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
    defaultPath: app.getPath('downloads'),
  });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return { ok: true, value: null };
  let count = 0;
  let damaged = 0;
  try {
    for (const id of ids) {
      if (signal.aborted) break;
      const file = path.join(folder, `${safeName(id)}.eml`);
      const exported = await exportTo(file, link, id);
      if (exported.ok) {
        onSaved((count += 1));
        damaged += Number(exported.value.isDamaged);
      } else if (exported.error.code !== 'queue.unknown') return exported;
    }
    return { ok: true, value: { folder, count, damaged } };
  } catch (error) {
    return notSaved(error);
  }
}

const filters = {
  certificate: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
  key: [{ name: 'PEM', extensions: ['pem', 'key'] }],
  backup: [{ name: 'Mailroom', extensions: ['*'] }],
} as const;

/** A file to read; null when the person cancelled. */
export async function pickFile(
  window: BrowserWindow,
  purpose: keyof typeof filters,
): Promise<{ readonly path: string; readonly name: string } | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: filters[purpose].map(({ name, extensions }) => ({
      name,
      extensions: [...extensions],
    })),
  });
  const [file] = filePaths;
  return canceled || file === undefined ? null : { path: file, name: path.basename(file) };
}
