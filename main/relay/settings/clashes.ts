/** What no setting can say alone: each is right by itself, and two of them do not go together. */
import type { AppError } from '../../contract/result.ts';
import type { ListenerSettings, Settings } from '../../contract/settings.ts';

/** The first clash, with the setting to change, the cause and the remedy; null where all go together. */
export const clashIn = (settings: Settings): AppError | null =>
  checks.map((check) => check(settings)).find((found) => found !== null) ?? null;

const checks: readonly ((settings: Settings) => AppError | null)[] = [
  portsDiffer,
  queueTimesFit,
  trustedNamesDiffer,
  providerIsNamed,
  certificateHasKey,
];

function portsDiffer({ listeners, practice }: Settings): AppError | null {
  const all: [string, Pick<ListenerSettings, 'host' | 'port'>][] = [
    ...Object.entries(listeners as Record<string, ListenerSettings>)
      .filter(([, { enabled }]) => enabled)
      .map(([key, value]): [string, ListenerSettings] => [`listeners.${key}`, value]),
    ['practice', { host: '127.0.0.1', port: practice.port }],
  ];
  for (const [i, [path, one]] of all.entries()) {
    const other = all.slice(0, i).find(([, two]) => overlaps(one, two));
    if (!other) continue;
    return clash(
      `${path}.port`,
      `${labelOf(other[0])} and ${labelOf(path)} cannot both use port ${one.port}.`,
      'Give one of them another port, or switch one off.',
    );
  }
  return null;
}

type Place = Pick<ListenerSettings, 'host' | 'port'>;

const isEverywhere = (address: string): boolean => ['', '::', '0.0.0.0'].includes(address);

const overlaps = (one: Place, two: Place): boolean =>
  one.port === two.port &&
  (one.host === two.host || isEverywhere(one.host) || isEverywhere(two.host));

const labelOf = (path: string): string =>
  path === 'practice' ? 'the practice provider' : path.replace('listeners.', '');

function queueTimesFit({ queue }: Settings): AppError | null {
  if (queue.delayNoticeHours < queue.giveUpHours) return null;
  return clash(
    'queue.delayNoticeHours',
    'The delay notice must come before the queue gives up.',
    `Choose fewer than ${queue.giveUpHours} hours, or raise queue.giveUpHours.`,
  );
}

function trustedNamesDiffer({ access }: Settings): AppError | null {
  const names = access.trusted.map((entry) => entry.name.toLowerCase());
  const twice = names.find((entry, i) => names.indexOf(entry) < i);
  if (twice === undefined) return null;
  return clash(
    'access.trusted',
    `Two trusted networks have the name "${twice}".`,
    'Give each a name of its own.',
  );
}

function providerIsNamed({ provider: { kind, host: server } }: Settings): AppError | null {
  if (kind !== 'smarthost' || server !== '') return null;
  return clash(
    'provider.host',
    'The name of the provider’s server is missing.',
    'Write the outgoing server that the provider names, for example smtp.example.com.',
  );
}

function certificateHasKey({ tls }: Settings): AppError | null {
  if ((tls.certificateFile === '') === (tls.keyFile === '')) return null;
  return clash(
    tls.keyFile === '' ? 'tls.keyFile' : 'tls.certificateFile',
    'A certificate needs both its file and the file of its key.',
    'Name both files with "mailroom certificate own", or neither to use the certificate that Mailroom makes.',
  );
}

const clash = (field: string, message: string, hint: string): AppError => ({
  code: 'settings.clash',
  message,
  hint,
  field,
});
