/**
 * The border of the settings: what a file, a window or a command may set. Shapes are zod/mini's (the
 * whole zod costs the start 20 ms and 14 MB more); the words for people are setting-issue's.
 */
import * as z from 'zod/mini';
import { languages } from '../../contract/languages.ts';
import type { Result } from '../../contract/result.ts';
import {
  defaultSettings,
  practiceBehaviours,
  providerAuthMethods,
  providerKinds,
  providerTlsModes,
  type Settings,
} from '../../contract/settings.ts';
import { clashIn } from './clashes.ts';
import {
  amount,
  domain,
  file,
  fingerprint,
  host,
  hostname,
  name,
  network,
  officeNetwork,
  port,
  sender,
  server,
  texts,
  whole,
  word,
} from './fields.ts';
import { issueError } from './setting-issue.ts';

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

const provider = z.strictObject({
  kind: z.enum(providerKinds),
  host: server,
  port,
  tls: z.enum(providerTlsModes),
  fingerprint,
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
  hostname,
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
  const error = clashIn(settings);
  return error ? { ok: false, error } : { ok: true, value: settings };
}

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
