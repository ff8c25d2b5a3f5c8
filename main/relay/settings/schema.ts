/**
 * The border of the settings: what a file, a window or a command may set. Shapes are zod/mini's (the
 * whole zod costs the start 20 ms and 14 MB more); the words for people are setting-issue's.
 */
import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { languages } from '../../contract/languages.ts';
import type { AppError, Result } from '../../contract/result.ts';
import {
  defaultSettings,
  practiceBehaviours,
  providerAuthMethods,
  providerKinds,
  providerTlsModes,
  type ListenerSettings,
  type Settings,
} from '../../contract/settings.ts';
import { isPrivateNetwork, parseNetwork } from '../net/address.ts';
import { asciiDomain, inAsciiDomain } from '../net/ascii-domain.ts';
import { issueError } from './setting-issue.ts';

const whole = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const amount = (max: number) => z.number().check(z.gt(0), z.lte(max));
const port = whole(1, 65_535);
const network = z
  .string()
  .check(
    z.refine(
      (text) => parseNetwork(text) !== null,
      'is no address or network; write for example 192.168.1.20 or 192.168.1.0/24',
    ),
  );
// No control characters: these texts reach protocol lines, where a line break would add a command.
const oneLine = z.regex(/^[^\x00-\x1f\x7f]*$/, 'may not hold line breaks or control characters');
const word = z.string().check(z.maxLength(255), oneLine);
const name = z.string().check(z.minLength(1), z.maxLength(64), oneLine);
const file = z.string().check(z.maxLength(4_096), oneLine);
const domain = z
  .string()
  .check(
    z.overwrite(asciiDomain),
    z.maxLength(253),
    z.regex(
      /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
      'is no domain; write for example example.com, in small letters',
    ),
  );
const sender = word.check(
  z.overwrite((text) => (text.includes('@') ? inAsciiDomain(text) : asciiDomain(text))),
  z.regex(/^\S+$/, 'is no address or domain; write for example joe@example.com or example.com'),
);
const host = z
  .string()
  .check(
    z.refine(
      (text) => text === '' || isIP(text) !== 0,
      'is no address of this PC; write for example 127.0.0.1, or nothing for all addresses',
    ),
  );
/** What one provider gives to one customer: more are strangers. */
const publicBits = { 4: 24, 6: 48 } as const;
const officeNetwork = network.check(
  z.refine((text) => {
    const parsed = parseNetwork(text);
    return (
      parsed === null || isPrivateNetwork(parsed) || parsed.prefixBits >= publicBits[parsed.family]
    );
  }, 'is too wide: it would let strangers send; write the office’s own addresses, for example 192.168.1.0/24'),
);
const texts = (item: z.ZodMiniType<string, string>) => z.readonly(z.array(item));
const gigabyte = 1024 ** 3;

const listener = { enabled: z.boolean(), host, port };
const pop3Listener = z.strictObject(listener);
const smtpListener = z.strictObject({ ...listener, oldDevices: z.boolean() });

const trusted = z.strictObject({
  name,
  network: officeNetwork,
  allowedSenders: texts(sender),
  recipientDomains: texts(domain),
  messagesPerHour: whole(0, 1_000_000),
  maxSizeBytes: whole(0, gigabyte),
});

const limits = z.strictObject({
  messageSizeBytes: whole(1024, gigabyte),
  recipientsPerMessage: whole(1, 10_000),
  connections: whole(1, 50_000),
  connectionsPerAddress: whole(1, 50_000),
  commandsBeforeSignIn: whole(5, 100_000),
  failedSignInsPerAddress: whole(1, 100_000),
  failedSignInsPerUser: whole(1, 100_000),
  blockMinutes: whole(1, 10_080),
  idleSeconds: whole(5, 3_600),
  sessionMinutes: whole(1, 1_440),
  minFreeDiskBytes: whole(0, 1024 * gigabyte),
});

// A colon is an IPv6 address's; behind a name it would be the port, which has a setting of its own.
const server = word.check(
  z.refine(
    (text) => /^[\p{L}\p{N}_.-]*$/u.test(text) || isIP(text) === 6,
    'is no server name; write for example smtp.example.com',
  ),
);

const provider = z.strictObject({
  kind: z.enum(providerKinds),
  host: server,
  port,
  tls: z.enum(providerTlsModes),
  fingerprint: z
    .string()
    .check(
      z.regex(
        /^([0-9A-F]{2}(:[0-9A-F]{2}){31})?$/i,
        'is no SHA-256 fingerprint; it is 32 pairs of hex digits with colons between',
      ),
    ),
  auth: z.enum(providerAuthMethods),
  user: word,
  allowPlaintextPassword: z.boolean(),
  maxConnections: whole(1, 100),
});

const practice = z.strictObject({
  port,
  behaviour: z.enum(practiceBehaviours),
  delaySeconds: whole(0, 600),
});

const settingsSchema = z.strictObject({
  version: z.literal(1),
  hostname: word.check(
    z.regex(/^[A-Za-z0-9.-]*$/, 'is no host name; write for example mail.example.com'),
  ),
  listeners: z.strictObject({
    pop3: pop3Listener,
    pop3s: pop3Listener,
    relay: smtpListener,
    submission: smtpListener,
    submissions: smtpListener,
  }),
  popAuth: z.strictObject({
    enabled: z.boolean(),
    windowMinutes: amount(1_440),
    countFrom: z.enum(['sign-in', 'session-end']),
    strictSender: z.boolean(),
    proxies: texts(network),
  }),
  access: z.strictObject({
    plaintextSignIn: texts(network),
    trusted: z.readonly(z.array(trusted)),
    cramMd5: z.boolean(),
    acceptOutsideMail: z.boolean(),
  }),
  office: z.strictObject({
    domains: texts(domain),
    postmaster: word,
    language: z.enum(['system', ...languages]),
  }),
  limits,
  provider,
  queue: z.strictObject({
    retryMinutes: z.readonly(z.array(amount(10_080)).check(z.minLength(1), z.maxLength(100))),
    delayNoticeHours: amount(720),
    giveUpHours: amount(720),
  }),
  tls: z.strictObject({ certificateFile: file, keyFile: file }),
  journal: z.strictObject({ keepDays: whole(1, 3_650) }),
  practice,
});

type Parsed = z.infer<typeof settingsSchema>;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type MustBe<T extends true> = T;
/** Compiles only while schema and contract say the same, in both directions. */
export type SchemaIsContract = MustBe<Same<Parsed, Settings>>;

/**
 * Checks a whole settings object; what is missing takes its default, what is unknown is an error. The
 * error names the setting (`field`), the cause and the remedy.
 */
export function parseSettings(raw: unknown): Result<Settings> {
  const filled = withDefaults(raw, defaultSettings);
  const parsed = settingsSchema.safeParse(filled);
  if (!parsed.success) return { ok: false, error: issueError(parsed.error.issues, filled) };
  const settings: Settings = parsed.data;
  const error = checks.map((check) => check(settings)).find((found) => found !== null);
  return error ? { ok: false, error } : { ok: true, value: settings };
}

/** What no field can say alone. */
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
    'Name both files, or neither to use the certificate that Mailroom makes.',
  );
}

const clash = (field: string, message: string, hint: string): AppError => ({
  code: 'settings.clash',
  message,
  hint,
  field,
});

/** Fills what is missing from the defaults, so that a file of an older day stays readable. */
function withDefaults(raw: unknown, defaults: object): unknown {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return raw;
  const filled: Record<string, unknown> = { ...defaults, ...raw };
  for (const [key, value] of Object.entries(defaults) as [string, unknown][]) {
    const isSection = value !== null && typeof value === 'object' && !Array.isArray(value);
    if (isSection && Object.hasOwn(raw, key)) filled[key] = withDefaults(filled[key], value);
  }
  return filled;
}
