/** Names of states that shapes show. */
export const states = {
  steps: {
    ok: 'done',
    warning: 'needs attention',
    failed: 'failed',
    skipped: 'left out',
    running: 'under way',
    waiting: 'to come',
  },
  /** What each port is for. */
  listeners: {
    pop3: 'Incoming mail (POP3)',
    pop3s: 'Incoming mail, encrypted (POP3)',
    relay: 'Outgoing mail (SMTP)',
    submission: 'Outgoing mail with sign-in (STARTTLS)',
    submissions: 'Outgoing mail, encrypted (TLS)',
  },
};
