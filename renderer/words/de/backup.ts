import type { Words } from '../words.ts';

/** Backup and restore, German. */
export const backup: Words['backup'] = {
  pickFile: 'Sicherungsdatei wählen…',
  passphrase: 'Kennwort der Sicherung',
  restore: 'Zurückholen',
};
