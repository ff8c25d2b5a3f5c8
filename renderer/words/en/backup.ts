/** Backup and restore. */
export const backup = {
  pickFile: 'Choose the backup file…',
  passphrase: 'Passphrase of the backup',
  restore: 'Restore',
};
