/**
 * The settings as every face sees them. One plain object; `relay/settings` checks it at the border and
 * migrates older shapes. Secrets are never part of it (see `SecretStore` in `relay/settings/settings-store.ts`).
 */

import type { LanguageChoice } from './languages.ts';

/** Which SMTP door a session came through. */
export type SmtpListenerName = 'relay' | 'submission' | 'submissions';
/** The doors for fetching: POP3 with STLS (RFC 2595), and with TLS from the start (RFC 8314). */
export type Pop3ListenerName = 'pop3' | 'pop3s';
/** All doors that mail programs know. */
export type ListenerName = SmtpListenerName | Pop3ListenerName;

/** Where one door is. */
export interface ListenerSettings {
  readonly enabled: boolean;
  /** Address to listen on; '' means all addresses of this PC, IPv4 and IPv6. */
  readonly host: string;
  readonly port: number;
}

/** A door for sending. */
export interface SmtpListenerSettings extends ListenerSettings {
  /** Accepts what old scanners do: no angle brackets, bare local parts, bare CR or LF (made CRLF). */
  readonly oldDevices: boolean;
}

/** A network or address that may relay without signing in, with what it may do. */
export interface TrustedNetwork {
  /** Chosen by the owner, unique, for example "scanner". */
  readonly name: string;
  /** One address or CIDR, for example 192.168.1.20 or 192.168.1.0/28. */
  readonly network: string;
  /** Sender addresses or domains that it may use; empty means any. */
  readonly allowedSenders: readonly string[];
  /** Recipient domains that it may write to; empty means any. */
  readonly recipientDomains: readonly string[];
  /** 0 means no limit. */
  readonly messagesPerHour: number;
  /** 0 means the general limit. */
  readonly maxSizeBytes: number;
}

/** `practice` is the practice provider inside this program. */
export const providerKinds = ['practice', 'smarthost'] as const;
/** TLS from the start, STARTTLS or no mail (RFC 8314), or in the clear. */
export const providerTlsModes = ['implicit', 'starttls', 'none'] as const;
/** One of `providerTlsModes`. */
export type ProviderTlsMode = (typeof providerTlsModes)[number];
/** How to sign in at the provider (RFC 4954); `auto` takes the best that it offers. */
export const providerAuthMethods = ['none', 'auto', 'plain', 'login', 'cram-md5'] as const;
/** One of `providerAuthMethods`. */
export type ProviderAuthMethod = (typeof providerAuthMethods)[number];

/** The smarthost. Its password is kept apart, as secret `provider.password`. */
export interface ProviderSettings {
  /** With `practice` the rest is not used. */
  readonly kind: (typeof providerKinds)[number];
  readonly host: string;
  readonly port: number;
  readonly tls: ProviderTlsMode;
  /** SHA-256 fingerprint (hex with colons) of the one accepted certificate; '' checks it the usual way. */
  readonly fingerprint: string;
  readonly auth: ProviderAuthMethod;
  readonly user: string;
  /** Send the password although the connection is not encrypted. */
  readonly allowPlaintextPassword: boolean;
  /** How many connections at once the provider allows. */
  readonly maxConnections: number;
}

/** Bounds for what one client may cost the others. Sizes in octets. */
export interface LimitSettings {
  readonly messageSizeBytes: number;
  readonly recipientsPerMessage: number;
  readonly connections: number;
  readonly connectionsPerAddress: number;
  readonly commandsBeforeSignIn: number;
  /** Failed sign-ins of one address within the block time before it is blocked. */
  readonly failedSignInsPerAddress: number;
  readonly failedSignInsPerUser: number;
  readonly blockMinutes: number;
  readonly idleSeconds: number;
  readonly sessionMinutes: number;
  /** Below this much free disk, new mail is answered 452. */
  readonly minFreeDiskBytes: number;
}

/** All settings; what is in force at any moment is one such object, never changed in place. */
export interface Settings {
  readonly version: 1;
  /** Name in greetings, EHLO and Received; '' means this PC's own name. */
  readonly hostname: string;
  readonly listeners: {
    readonly pop3: ListenerSettings;
    readonly pop3s: ListenerSettings;
    readonly relay: SmtpListenerSettings;
    readonly submission: SmtpListenerSettings;
    readonly submissions: SmtpListenerSettings;
  };
  readonly popAuth: {
    readonly enabled: boolean;
    readonly windowMinutes: number;
    /** Where the 15 minutes start: at the sign-in, or when the POP3 session ends. */
    readonly countFrom: 'sign-in' | 'session-end';
    /** From and MAIL FROM must belong to a user whose window is open on that address. */
    readonly strictSender: boolean;
    /** Addresses or CIDRs of proxies: they never open a window. */
    readonly proxies: readonly string[];
  };
  readonly access: {
    /** Networks from which a password may come unencrypted (CIDRs). */
    readonly plaintextSignIn: readonly string[];
    readonly trusted: readonly TrustedNetwork[];
    readonly cramMd5: boolean;
    /** Take mail for users here from anybody, without sign-in. */
    readonly acceptOutsideMail: boolean;
  };
  readonly office: {
    /** Domains whose users live here, lower-case, ASCII form. */
    readonly domains: readonly string[];
    /** User who gets mail for postmaster; '' means the first user. */
    readonly postmaster: string;
    /** Of what Mailroom itself writes: reports to senders. */
    readonly language: LanguageChoice;
  };
  readonly limits: LimitSettings;
  readonly provider: ProviderSettings;
  readonly queue: {
    /** Minutes between attempts; the last value repeats. */
    readonly retryMinutes: readonly number[];
    readonly delayNoticeHours: number;
    readonly giveUpHours: number;
  };
  readonly tls: {
    /** PEM files of an own certificate; '' means the one that this program made. */
    readonly certificateFile: string;
    readonly keyFile: string;
  };
  readonly journal: { readonly keepDays: number };
  readonly practice: {
    readonly port: number;
    /** What the practice provider does with mail. */
    readonly behaviour: PracticeBehaviour;
    readonly delaySeconds: number;
  };
}

/** What the practice provider does with mail. */
export const practiceBehaviours = [
  'accept',
  'refuse-recipients',
  'refuse-temporarily',
  'refuse-messages',
  'demand-sign-in',
  'refuse-sign-in',
  'demand-tls',
  'drop-connections',
] as const;
/** One of `practiceBehaviours`. */
export type PracticeBehaviour = (typeof practiceBehaviours)[number];

const loopback = ['127.0.0.0/8', '::1'] as const;
const megabyte = 1024 * 1024;

/** What a new data folder starts with: the practice provider, and nothing that lets anybody send. */
export const defaultSettings: Settings = {
  version: 1,
  hostname: '',
  listeners: {
    pop3: { enabled: true, host: '', port: 2110 },
    pop3s: { enabled: true, host: '', port: 2995 },
    relay: { enabled: true, host: '', port: 2525, oldDevices: false },
    submission: { enabled: true, host: '', port: 2587, oldDevices: false },
    submissions: { enabled: true, host: '', port: 2465, oldDevices: false },
  },
  popAuth: {
    enabled: true,
    windowMinutes: 15,
    countFrom: 'sign-in',
    strictSender: false,
    proxies: [],
  },
  access: { plaintextSignIn: loopback, trusted: [], cramMd5: false, acceptOutsideMail: false },
  office: { domains: [], postmaster: '', language: 'system' },
  limits: {
    messageSizeBytes: 35 * megabyte,
    recipientsPerMessage: 200,
    connections: 1000,
    connectionsPerAddress: 100,
    commandsBeforeSignIn: 50,
    failedSignInsPerAddress: 10,
    failedSignInsPerUser: 20,
    blockMinutes: 15,
    idleSeconds: 300,
    sessionMinutes: 120,
    minFreeDiskBytes: 200 * megabyte,
  },
  provider: {
    kind: 'practice',
    host: '',
    port: 587,
    tls: 'starttls',
    fingerprint: '',
    auth: 'auto',
    user: '',
    allowPlaintextPassword: false,
    maxConnections: 5,
  },
  queue: {
    retryMinutes: [1, 2, 5, 10, 20, 40, 60, 120, 240],
    delayNoticeHours: 4,
    giveUpHours: 72,
  },
  tls: { certificateFile: '', keyFile: '' },
  journal: { keepDays: 30 },
  practice: { port: 2626, behaviour: 'accept', delaySeconds: 0 },
};
