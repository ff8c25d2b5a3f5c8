import type { Requests } from '../contract/requests.ts';

const encryptions = {
  implicit: 'TLS from the first octet',
  starttls: 'STARTTLS, always',
  none: 'none',
} as const;

/** Where mail goes and how, as lines for a person. Pure. */
export function describeProvider(provider: Requests['provider:show']['result']): string {
  const { kind, host, port, tls, fingerprint, maxConnections } = provider;
  const isPractice = kind === 'practice';
  const real = [
    ['Server', `${host}, port ${port}`],
    ['Encryption', encryptions[tls]],
    ...(fingerprint === '' ? [] : [['Certificate', `only the one with ${fingerprint}`]]),
    ['Sign-in', signInWords(provider)],
    ['Connections', `${maxConnections} at most`],
  ];
  const lines = [
    [
      'Mail goes to',
      isPractice ? 'the practice provider (kept, nothing leaves this computer)' : 'the provider',
    ],
    ...(host === '' ? [] : real),
  ].map(([name = '', value = '']) => `${name.padEnd(14)}${value}`);
  const next =
    isPractice && host === ''
      ? [
          '',
          'Set a real one: mailroom provider set --host smtp.example.com --user office@example.com',
        ]
      : isPractice
        ? ['', 'Forward to this server again: mailroom practice off']
        : [];
  return [...lines, ...next].join('\n');
}

function signInWords({
  auth,
  user,
  hasPassword,
  allowPlaintextPassword,
}: Requests['provider:show']['result']): string {
  if (auth === 'none' || user === '') return 'none';
  return [
    `as ${user}`,
    ...(auth === 'auto' ? [] : [`by ${auth.toUpperCase()}`]),
    hasPassword ? 'the password is kept' : 'no password is kept',
    ...(allowPlaintextPassword ? ['also without encryption'] : []),
  ].join(', ');
}
