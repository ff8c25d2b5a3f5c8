/** Figures that the help names and that stand in main, where the window may not look. A test holds them equal. */
export const facts = {
  /** Days that our server certificate is valid, and how long before its end a new one is made. */
  certificateDays: 397,
  renewDays: 30,
  authorityYears: 10,
  backupPassphraseLength: 8,
  longestSuggestedPassword: 20,
  sessionsKept: 200,
  linesKept: 200,
  historyRows: 10_000,
  dataFolderWindows: '%APPDATA%\\Mailroom',
  dataFolderMac: '~/Library/Application Support/Mailroom',
  dataFolderLinux: '~/.config/Mailroom',
} as const;
