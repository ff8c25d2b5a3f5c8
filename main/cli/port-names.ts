import type { ListenerName } from '../contract/settings.ts';

/** What each port is for, as a person would say it; the settings' names are for who changes them. */
export const portNames: Readonly<Record<ListenerName, string>> = {
  pop3: 'POP3 (incoming mail)',
  pop3s: 'POP3 with TLS',
  relay: 'SMTP (outgoing mail)',
  submission: 'SMTP with sign-in',
  submissions: 'SMTP with TLS',
};
