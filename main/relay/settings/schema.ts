/** The border of the settings: what a file, a window or a command may set. */
import { z } from 'zod';
import type { AppError, Result } from '../../contract/result.ts';
import { defaultSettings, type Settings } from '../../contract/settings.ts';
import { parseNetwork } from '../net/address.ts';

const port = z.int().min(1).max(65_535);
const network = z.string().refine((text) => parseNetwork(text) !== null, {
  message: 'is no address or network; write for example 192.168.1.20 or 192.168.1.0/24',
});
const word = z
  .string()
  .max(255)
  .regex(/^[^\r\n\0]*$/, 'may not hold line breaks');
const domain = word.regex(/^[a-z0-9.-]+$/, 'is no domain; write for example example.com');
const whole = (min: number, max: number) => z.int().min(min).max(max);
const gigabyte = 1024 ** 3;

const listener = { enabled: z.boolean(), host: word, port };
const pop3Listener = z.strictObject(listener);
const smtpListener = z.strictObject({ ...listener, oldDevices: z.boolean() });

const trusted = z.strictObject({
  name: word.min(1),
  network,
  allowedSenders: z.array(word).readonly(),
  recipientDomains: z.array(word).readonly(),
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

const provider = z.strictObject({
  kind: z.enum(['practice', 'smarthost']),
  host: word,
  port,
  tls: z.enum(['implicit', 'starttls', 'none']),
  fingerprint: z.string().regex(/^([0-9A-F]{2}(:[0-9A-F]{2}){31})?$/i, 'is no SHA-256 fingerprint'),
  auth: z.enum(['none', 'auto', 'plain', 'login', 'cram-md5']),
  user: word,
  allowPlaintextPassword: z.boolean(),
  maxConnections: whole(1, 100),
});

const practice = z.strictObject({
  port,
  behaviour: z.enum([
    'accept',
    'refuse-recipients',
    'refuse-temporarily',
    'refuse-messages',
    'demand-sign-in',
    'refuse-sign-in',
    'demand-tls',
    'drop-connections',
  ]),
  delaySeconds: whole(0, 600),
});

const settingsSchema = z.strictObject({
  version: z.literal(1),
  hostname: word.regex(/^[A-Za-z0-9.-]*$/, 'is no host name'),
  listeners: z.strictObject({
    pop3: pop3Listener,
    pop3s: pop3Listener,
    relay: smtpListener,
    submission: smtpListener,
    submissions: smtpListener,
  }),
  popAuth: z.strictObject({
    enabled: z.boolean(),
    windowMinutes: z.number().positive().max(1_440),
    countFrom: z.enum(['sign-in', 'session-end']),
    strictSender: z.boolean(),
    proxies: z.array(network).readonly(),
  }),
  access: z.strictObject({
    plaintextSignIn: z.array(network).readonly(),
    trusted: z.array(trusted).readonly(),
    cramMd5: z.boolean(),
    acceptOutsideMail: z.boolean(),
  }),
  office: z.strictObject({ domains: z.array(domain).readonly(), postmaster: word }),
  limits,
  provider,
  queue: z.strictObject({
    retryMinutes: z.array(z.number().positive().max(10_080)).min(1).readonly(),
    delayNoticeHours: z.number().positive().max(720),
    giveUpHours: z.number().positive().max(720),
  }),
  tls: z.strictObject({ certificateFile: word, keyFile: word }),
  journal: z.strictObject({ keepDays: whole(1, 3_650) }),
  practice,
});

/** Checks a whole settings object; what is missing takes its default, what is unknown is an error. */
export function parseSettings(raw: unknown): Result<Settings> {
  const parsed = settingsSchema.safeParse(withDefaults(raw, defaultSettings));
  if (!parsed.success) return { ok: false, error: issueError(parsed.error.issues[0]) };
  const settings: Settings = parsed.data;
  const clash = crossCheck(settings);
  return clash ? { ok: false, error: clash } : { ok: true, value: settings };
}

function issueError(issue: z.core.$ZodIssue | undefined): AppError {
  const field = issue?.path.join('.') ?? '';
  return {
    code: 'settings.invalid',
    message: `The setting ${field || '(all)'} is not valid: ${issue?.message ?? 'unknown cause'}.`,
    hint: 'See what it may be with "mailroom settings get".',
    field,
  };
}

function crossCheck(settings: Settings): AppError | null {
  const ports = new Map<number, string>();
  for (const [name, { enabled, port: number }] of Object.entries(settings.listeners)) {
    if (!enabled) continue;
    const other = ports.get(number);
    if (other !== undefined)
      return clash(
        `listeners.${name}.port`,
        `${other} and ${name} cannot both use port ${number}.`,
      );
    ports.set(number, name);
  }
  const { delayNoticeHours, giveUpHours } = settings.queue;
  if (delayNoticeHours >= giveUpHours)
    return clash('queue.delayNoticeHours', 'The delay notice must come before the queue gives up.');
  const names = settings.access.trusted.map((entry) => entry.name.toLowerCase());
  if (new Set(names).size < names.length)
    return clash('access.trusted', 'Two trusted networks have the same name.');
  if (settings.provider.kind === 'smarthost' && settings.provider.host === '')
    return clash('provider.host', 'The provider’s server name is missing.');
  return null;
}

const clash = (field: string, message: string): AppError => ({
  code: 'settings.clash',
  message,
  field,
});

/** Fills what is missing from the defaults, so that a file of an older day stays readable. */
function withDefaults(raw: unknown, defaults: object): unknown {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return raw;
  const filled: Record<string, unknown> = { ...defaults, ...raw };
  for (const [key, value] of Object.entries(defaults) as [string, unknown][]) {
    const isSection = value !== null && typeof value === 'object' && !Array.isArray(value);
    if (isSection) filled[key] = key in raw ? withDefaults(filled[key], value) : value;
  }
  return filled;
}
