/** Backup and restore. */
export const backup = {
  fileName: 'mailroom-backup',
  pickFile: 'Choose the backup file…',
  passphrase: 'Passphrase of the backup',
  newPassphrase: 'Passphrase',
  newPassphraseHint:
    'At least 8 characters, for example some words. Without it nobody can open the file, you neither.',
  repeat: 'The same again',
  differs: 'The two are not the same.',
  save: 'Save the backup…',
  saved: (file: string) => `The backup is saved as ${file}.`,
  restore: 'Restore',
  restoreStart: 'Restore…',
  question: 'Restore this backup?',
  loses: {
    settings: 'The present settings are replaced by those of the backup, the provider too.',
    people:
      'People of the same name get the password of the backup; nobody is removed, and no mail is touched.',
    authority:
      'The office certificate of the backup is used, so that programs that trust it go on doing so.',
  },
  parts: {
    open: 'Open the file',
    settings: 'Settings',
    people: 'People and devices',
    authority: 'Office certificate',
    secret: 'Password of the provider',
  },
  madeAt: (time: string) => `made ${time}`,
  restoredPeople: (count: number) =>
    count === 1 ? '1 person or device' : `${count} people and devices`,
  done: 'The backup is in force.',
};
