/**
 * The provider: connects, secures, signs in. Settings are read at each connect, so that changed ones count
 * from the next connection. What a failure means is the queue's to classify.
 */
import tls from 'node:tls';
import type { ProviderSettings, Settings } from '../../contract/settings.ts';
import { ServiceFault } from '../lifecycle/service-fault.ts';
import { ownName } from '../net/own-name.ts';
import type { SecretStore, SettingsReader } from '../settings/settings-store.ts';
import { connectFailure, ownRefusal } from './failures.ts';
import type { ConnectOutcome, DeliveryFailure, Upstream } from './route.ts';
import { signIn, signInFault, wantsSignIn } from './sign-in.ts';
import {
  connectionTimeouts,
  SmarthostConnection,
  type ConnectionTimeouts,
} from './smarthost-connection.ts';
import { SmtpClient } from './smtp-client.ts';

/** How long is waited, in ms. */
export interface SmarthostTimeouts extends ConnectionTimeouts {
  /** Name lookup, connection, greeting, TLS and sign-in together. */
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Silence of the provider while we wait for an answer. */
  readonly silenceMs: number;
  /** The same from the body on, until the answer to its end. */
  readonly bodySilenceMs: number;
}

/**
 * RFC 5321 §4.5.3.2 allows 5 minutes a command; a dead connection must not hold mail much longer. For the end of the
 * data it asks for 10 (§4.5.3.2.6): a provider that looks through a large mail has taken it, and giving up early sends
 * it again, and again.
 */
export const smarthostTimeouts: SmarthostTimeouts = {
  ...connectionTimeouts,
  connectMs: 60_000,
  greetingMs: 30_000,
  silenceMs: 300_000,
  bodySilenceMs: 600_000,
};

/** What connecting needs of the relay. */
export interface SmarthostOptions {
  readonly settings: SettingsReader;
  readonly secrets: Pick<SecretStore, 'get'>;
  /** Our name in EHLO. */
  readonly hostname: () => string;
  /** Whether the practice provider has its port: another program there must not get the mail. Always, unless told. */
  readonly isPracticeUp?: () => Promise<boolean>;
  readonly timeouts?: Partial<SmarthostTimeouts>;
}

/** Name of the provider's password among the secrets. */
export const providerPasswordName = 'provider.password';

/**
 * The route through the owner's provider. `connect` rejects only where the system fails at reading the password (no
 * descriptors left, a bad disk): that says nothing about the provider or its password.
 */
export class Smarthost implements Upstream {
  readonly #options: SmarthostOptions;

  constructor(options: SmarthostOptions) {
    this.#options = options;
  }

  get maxConnections(): number {
    return this.#options.settings.get().provider.maxConnections;
  }

  async connect(): Promise<ConnectOutcome> {
    const { settings, secrets, hostname, timeouts, isPracticeUp = always } = this.#options;
    if (settings.get().provider.kind === 'practice' && !(await isPracticeUp()))
      return { outcome: 'failed', failure: ownRefusal('connect', 'ECONNREFUSED', '') };
    const before = providerIn(settings.get());
    const password = await passwordIn(secrets, before);
    // Read after the password, which comes last in a change of both: never an old server with a new password.
    const provider = providerIn(settings.get());
    // Nor a new one with the old: opening a sealed password takes its time.
    if (provider.host !== before.host) return this.connect();
    if (password instanceof ServiceFault)
      return { outcome: 'failed', failure: ownRefusal('auth', 'ENOPASSWORD', password.message) };
    return connectTo(provider, password, hostname(), { ...smarthostTimeouts, ...timeouts });
  }
}

const always = (): Promise<boolean> => Promise.resolve(true);

/** The password where one is wanted, or in plain words why it cannot be had. */
async function passwordIn(
  secrets: Pick<SecretStore, 'get'>,
  { auth, user }: ProviderSettings,
): Promise<string | null | ServiceFault> {
  if (!wantsSignIn({ auth, user })) return null;
  try {
    return await secrets.get(providerPasswordName);
  } catch (error) {
    if (error instanceof ServiceFault) return error;
    throw error;
  }
}

/** The provider that these settings name: the practice provider is one on this computer. */
export function providerIn({ provider, practice }: Settings): ProviderSettings {
  if (provider.kind !== 'practice') return provider;
  return { ...provider, host: '127.0.0.1', port: practice.port, tls: 'none', auth: 'none' };
}

/** Connects with these settings, saved or not; resolves to a failure, never rejects. */
export async function connectTo(
  provider: ProviderSettings,
  password: string | null,
  hostname: string,
  timeouts: SmarthostTimeouts = smarthostTimeouts,
): Promise<ConnectOutcome> {
  const fault = signInFault(provider, password);
  if (fault !== null) return { outcome: 'failed', failure: fault };
  const client = clientFor(provider, hostname, timeouts);
  const endLimit = limitSetUp(client, timeouts.connectMs);
  const failure =
    (await openConnection(client)) ??
    pinFault(client, provider) ??
    (await signIn(client, provider, password));
  endLimit();
  if (failure === null)
    return { outcome: 'connected', connection: new SmarthostConnection(client, timeouts) };
  client.close();
  return { outcome: 'failed', failure };
}

/**
 * Ends what is under way on the client when connecting and signing in took too long together: the library has a
 * time-out for each step, and a provider that trickles could pass them all for ever. Returns what ends the limit.
 */
export function limitSetUp(client: SmtpClient, totalMs: number): () => void {
  const late = Object.assign(new Error('Signing in took too long'), { code: 'ETIMEDOUT' });
  const deadline = setTimeout(() => client.emit('error', late), totalMs);
  return () => clearTimeout(deadline);
}

/** A client for these settings, not yet connected. */
export function clientFor(
  provider: ProviderSettings,
  hostname: string,
  timeouts: SmarthostTimeouts = smarthostTimeouts,
): SmtpClient {
  const options = {
    host: provider.host,
    port: provider.port,
    secure: provider.tls === 'implicit',
    requireTLS: provider.tls === 'starttls',
    ignoreTLS: provider.tls === 'none',
    name: ownName(hostname),
    tls: { minVersion: 'TLSv1.2' as const, rejectUnauthorized: provider.fingerprint === '' },
    // An office's provider may well be a machine in the same office.
    allowInternalNetworkInterfaces: true,
    socketCloseTimeout: 1_000,
    maxResponseSize: 64 << 10,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
  };
  const client = new SmtpClient(options, timeouts);
  // An error between two steps ends the connection; the next step finds it closed.
  client.on('error', () => undefined);
  return client;
}

/** Looks up, connects, greets and encrypts; null when all went well. */
export function openConnection(client: SmtpClient): Promise<DeliveryFailure | null> {
  return new Promise((resolve) => {
    const lost = (error: unknown): void => {
      resolve(connectFailure(error));
    };
    client.once('error', lost);
    client.connect((error) => {
      client.off('error', lost);
      resolve(error ? connectFailure(error) : null);
    });
  });
}

/** A pinned certificate replaces the usual check: exactly this one, and no other. */
export function pinFault(client: SmtpClient, provider: ProviderSettings): DeliveryFailure | null {
  if (provider.tls === 'none') return null;
  const certificate = shownCertificate(client);
  // Cannot be: the library was told to insist. Were it wrong, the password would go out in the clear.
  if (certificate === null)
    return ownRefusal('tls', 'ETLS', 'The connection to the provider is not encrypted.');
  if (provider.fingerprint === '') return null;
  const shown = certificate.fingerprint256;
  if (hexOf(shown) === hexOf(provider.fingerprint)) return null;
  return ownRefusal('tls', 'EPIN', `The certificate that it shows has the fingerprint ${shown}`);
}

/** The certificate of an encrypted connection, or null; Node gives an empty object where there is none. */
export function shownCertificate(client: SmtpClient): tls.PeerCertificate | null {
  const { socket } = client;
  if (!(socket instanceof tls.TLSSocket)) return null;
  const certificate = socket.getPeerCertificate();
  return 'fingerprint256' in certificate ? certificate : null;
}

const hexOf = (fingerprint: string): string => fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase();
