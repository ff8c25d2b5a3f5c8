/**
 * The provider: connects, secures, signs in. Settings are read at each connect, so that changed ones count
 * from the next connection. What a failure means is the queue's to classify.
 */
import type tls from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ProviderSettings } from '../../contract/settings.ts';
import type { SecretStore, SettingsReader } from '../settings/settings-store.ts';
import { connectFailure } from './failures.ts';
import type { ConnectOutcome, DeliveryFailure, Upstream } from './route.ts';
import { SmarthostConnection } from './smarthost-connection.ts';

export interface SmarthostOptions {
  readonly settings: SettingsReader;
  readonly secrets: Pick<SecretStore, 'get'>;
  /** Our name in EHLO. */
  readonly hostname: () => string;
}

export const providerPasswordName = 'provider.password';

/** RFC 5321 §4.5.3.2 allows minutes; a person waits for a test, and mail waits behind a dead connection. */
const timeouts = { connectionTimeout: 30_000, greetingTimeout: 60_000, socketTimeout: 300_000 };

export class Smarthost implements Upstream {
  readonly #options: SmarthostOptions;

  constructor(options: SmarthostOptions) {
    this.#options = options;
  }

  get maxConnections(): number {
    return this.#options.settings.get().provider.maxConnections;
  }

  async connect(): Promise<ConnectOutcome> {
    const settings = this.#options.settings.get();
    const { provider } = settings;
    if (provider.kind === 'practice') {
      const practice = {
        ...provider,
        host: '127.0.0.1',
        port: settings.practice.port,
        tls: 'none',
        auth: 'none',
      } as const;
      return connectTo(practice, null, this.#options.hostname());
    }
    const password = await this.#options.secrets.get(providerPasswordName);
    return connectTo(provider, password, this.#options.hostname());
  }
}

/** Connects with these settings, saved or not; resolves to a failure, never rejects. */
export async function connectTo(
  provider: ProviderSettings,
  password: string | null,
  hostname: string,
): Promise<ConnectOutcome> {
  const isSecured = provider.tls !== 'none';
  if (provider.auth !== 'none' && !isSecured && !provider.allowPlaintextPassword)
    return refused(
      'The password is not sent over a connection without encryption. Choose STARTTLS or TLS, or allow it.',
    );
  const connection = new SMTPConnection({
    host: provider.host,
    port: provider.port,
    secure: provider.tls === 'implicit',
    requireTLS: provider.tls === 'starttls',
    ignoreTLS: !isSecured,
    name: hostname,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: provider.fingerprint === '' },
    // An office's provider may well be a machine in the same office.
    allowInternalNetworkInterfaces: true,
    socketCloseTimeout: 1_000,
    ...timeouts,
  });
  const failure =
    (await opened(connection)) ??
    pinFailure(connection, provider) ??
    (await signedIn(connection, provider, password));
  if (failure === null)
    return { outcome: 'connected', connection: new SmarthostConnection(connection) };
  connection.close();
  return { outcome: 'failed', failure };
}

function opened(connection: SMTPConnection): Promise<DeliveryFailure | null> {
  return new Promise((resolve) => {
    connection.once('error', (error: unknown) => {
      resolve(connectFailure(error));
    });
    connection.connect((error) => {
      resolve(error ? connectFailure(error) : null);
    });
  });
}

/** A pinned certificate replaces the usual check: exactly this one, and no other. */
function pinFailure(
  connection: SMTPConnection,
  provider: ProviderSettings,
): DeliveryFailure | null {
  if (provider.fingerprint === '' || provider.tls === 'none') return null;
  const socket = (connection as unknown as { _socket: tls.TLSSocket })._socket;
  const shown = socket.getPeerCertificate().fingerprint256;
  if (shown.toUpperCase() === provider.fingerprint.toUpperCase()) return null;
  const reply = `The provider shows another certificate than the pinned one: ${shown}`;
  return { stage: 'tls', responseCode: null, enhancedCode: null, reply, errorCode: 'EPIN' };
}

function signedIn(
  connection: SMTPConnection,
  provider: ProviderSettings,
  password: string | null,
): Promise<DeliveryFailure | null> {
  if (provider.auth === 'none' || provider.user === '') return Promise.resolve(null);
  const method = provider.auth === 'auto' ? undefined : provider.auth.toUpperCase();
  const credentials = { user: provider.user, pass: password ?? '' };
  return new Promise((resolve) => {
    connection.once('error', (error: unknown) => {
      resolve({ ...connectFailure(error), stage: 'auth' });
    });
    connection.login({ credentials, method }, (error) => {
      resolve(error ? { ...connectFailure(error), stage: 'auth' } : null);
    });
  });
}

const refused = (reply: string): ConnectOutcome => ({
  outcome: 'failed',
  failure: {
    stage: 'auth',
    responseCode: null,
    enhancedCode: null,
    reply,
    errorCode: 'EPLAINTEXT',
  },
});
