/**
 * Tries a provider's settings step by step, saved or not: name, connection, TLS, sign-in, a test mail. On one
 * connection, with the same code that sends mail, so that what works here works there.
 */
import { randomBytes } from 'node:crypto';
import { resolveHostname } from 'nodemailer/lib/shared';
import type { ProviderSettings, Settings } from '../../contract/settings.ts';
import type { CertificateView } from '../../contract/status.ts';
import { systemClock, type Clock } from '../lifecycle/clock.ts';
import { mailDate } from '../lifecycle/mail-date.ts';
import { inAsciiDomain } from '../net/ascii-domain.ts';
import { ownName } from '../net/own-name.ts';
import { connectFailure, ownRefusal } from './failures.ts';
import {
  certificateView,
  certificateWords,
  failedStep,
  okStep,
  skippedStep,
  stepIds,
  type ProviderStep,
} from './provider-steps.ts';
import type { DeliveryFailure } from './route.ts';
import { signIn, signInFault, wantsSignIn } from './sign-in.ts';
import { SmarthostConnection } from './smarthost-connection.ts';
import {
  clientFor,
  limitSetUp,
  openConnection,
  pinFault,
  providerIn,
  shownCertificate,
  smarthostTimeouts,
  type SmarthostTimeouts,
} from './smarthost.ts';
import type { SmtpClient } from './smtp-client.ts';

/** What is tested, and who follows it. */
export interface ProviderTest {
  readonly settings: Settings;
  readonly password: string | null;
  readonly hostname: string;
  /** Sends a test mail to this address, which is also its sender; null sends none. */
  readonly mailTo: string | null;
  readonly onStep: (step: ProviderStep) => void;
  /** Ends the test: what is under way and what would follow is skipped. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly timeouts?: Partial<SmarthostTimeouts>;
  /** Asks the name servers, where a test wants others. */
  readonly lookUp?: typeof resolveHostname;
}

/** What a step says that was not made since somebody stopped the test. */
export const stoppedDetail = 'stopped';

/** A person waits for it: shorter than what mail waits. */
const patience = {
  connectMs: 20_000,
  greetingMs: 15_000,
  silenceMs: 30_000,
  bodySilenceMs: 60_000,
  transactionMs: 60_000,
};

/** All five steps in order; what follows a failed one is skipped. Never rejects. */
export async function testProvider(test: ProviderTest): Promise<readonly ProviderStep[]> {
  const trial = new Trial(test);
  const stop = (): void => trial.close();
  test.signal?.addEventListener('abort', stop);
  try {
    await trial.run();
  } finally {
    test.signal?.removeEventListener('abort', stop);
    trial.close();
  }
  return trial.steps;
}

class Trial {
  readonly steps: ProviderStep[] = [];
  readonly #test: ProviderTest;
  readonly #provider: ProviderSettings;
  readonly #timeouts: SmarthostTimeouts;
  /** The one in use. */
  #client: SmtpClient;

  constructor(test: ProviderTest) {
    this.#test = test;
    this.#provider = providerIn(test.settings);
    this.#timeouts = { ...smarthostTimeouts, ...patience, ...test.timeouts };
    this.#client = this.#newClient(this.#provider);
  }

  async run(): Promise<void> {
    const fault = (await this.#lookUp()) ?? (await this.#setUp()) ?? (await this.#sendMail());
    const found =
      fault !== null && isAboutCertificate(fault) ? await this.#seenCertificate() : null;
    if (fault !== null && !this.#isStopped) this.#say(failedStep(fault, this.#provider, found));
    const why = this.#isStopped ? stoppedDetail : 'not tried';
    const told = new Set(this.steps.map(({ id }) => id));
    for (const id of stepIds) if (!told.has(id)) this.#say(skippedStep(id, why));
  }

  /** Breaks off what is under way. */
  close(): void {
    this.#client.emit('error', Object.assign(new Error('Stopped'), { code: 'ESTOPPED' }));
    this.#client.close();
  }

  get #isStopped(): boolean {
    return this.#test.signal?.aborted === true;
  }

  async #lookUp(): Promise<DeliveryFailure | null> {
    if (this.#isStopped) return stopped;
    const { host } = this.#provider;
    if (host === '') return ownRefusal('resolve', 'ENOTFOUND', 'No server name is set.');
    const found = await this.#addressOf(host);
    if (found instanceof Error) return { ...connectFailure(found), stage: 'resolve' };
    this.#say(okStep('name', found === host ? host : `${host} is ${found}`));
    return null;
  }

  /** Name servers that say nothing are asked again and again by the system, for a minute and more. */
  #addressOf(host: string): Promise<string | Error> {
    const { lookUp = resolveHostname, signal } = this.#test;
    return new Promise((resolve) => {
      const end = (result: string | Error): void => {
        clearTimeout(limit);
        signal?.removeEventListener('abort', giveUp);
        resolve(result);
      };
      // Without words: nobody said any.
      const giveUp = (): void => end(new Error());
      const limit = setTimeout(giveUp, this.#timeouts.connectMs);
      signal?.addEventListener('abort', giveUp);
      lookUp({ host, allowInternalNetworkInterfaces: true }, (error, result) => {
        end(error ?? result?.host ?? new Error('No address was found'));
      });
    });
  }

  async #setUp(): Promise<DeliveryFailure | null> {
    const { connectMs, greetingMs, silenceMs } = this.#timeouts;
    // As long as a provider may take that is slow at each step.
    const endLimit = limitSetUp(this.#client, connectMs + greetingMs + silenceMs);
    const failure = (await this.#open()) ?? (await this.#signIn());
    endLimit();
    return failure;
  }

  async #open(): Promise<DeliveryFailure | null> {
    if (this.#isStopped) return stopped;
    const { host, port, tls } = this.#provider;
    const failure = (await openConnection(this.#client)) ?? pinFault(this.#client, this.#provider);
    if (failure?.stage === 'resolve' || failure?.stage === 'connect') return failure;
    this.#say(okStep('connect', `${host}:${port} answers`));
    if (failure !== null) return failure;
    const certificate = shownCertificate(this.#client);
    if (tls === 'none' || certificate === null) this.#say(skippedStep('tls', 'not used'));
    else {
      const view = certificateView(certificate);
      this.#say(okStep('tls', certificateWords(view), { certificate: view }));
    }
    return null;
  }

  async #signIn(): Promise<DeliveryFailure | null> {
    if (this.#isStopped) return stopped;
    const provider = this.#provider;
    const { password } = this.#test;
    const failure =
      signInFault(provider, password) ?? (await signIn(this.#client, provider, password));
    if (failure !== null) return failure;
    const isUsed = wantsSignIn(provider);
    this.#say(isUsed ? okStep('auth', `as ${provider.user}`) : skippedStep('auth', 'not used'));
    return null;
  }

  async #sendMail(): Promise<DeliveryFailure | null> {
    const { mailTo, hostname, clock = systemClock } = this.#test;
    if (this.#isStopped) return stopped;
    if (mailTo === null) {
      this.#say(skippedStep('mail', 'not asked for'));
      return null;
    }
    const id = randomBytes(8).toString('hex');
    // Only a name before the @ needs a provider that knows more than ASCII.
    const to = inAsciiDomain(mailTo);
    const body = testMail(to, `<${id}@${ownName(hostname)}>`, clock.now());
    const connection = new SmarthostConnection(this.#client, this.#timeouts);
    const result = await connection.send({
      id,
      sender: to,
      recipients: [{ address: to }],
      sizeBytes: body.length,
      bodyType: '7bit',
      smtpUtf8: /[^ -~]/.test(to),
      body: () => Promise.resolve(body),
    });
    if (result.outcome === 'failed') return result.failure;
    const [answer] = result.recipients;
    if (answer?.outcome === 'failed') return answer.failure;
    this.#say(okStep('mail', `sent to ${mailTo}`, { raw: answer?.reply ?? '' }));
    connection.close();
    return null;
  }

  /** Looks at a certificate that was refused, on a connection on which nothing is said. */
  async #seenCertificate(): Promise<CertificateView | null> {
    if (this.#isStopped) return null;
    this.#client.close();
    const client = (this.#client = this.#newClient({ ...this.#provider, fingerprint: 'any' }));
    const failure = await openConnection(client);
    const certificate = failure === null ? shownCertificate(client) : null;
    return certificate === null ? null : certificateView(certificate);
  }

  #newClient(provider: ProviderSettings): SmtpClient {
    return clientFor(provider, this.#test.hostname, this.#timeouts);
  }

  #say(step: ProviderStep): void {
    this.steps.push(step);
    this.#test.onStep(step);
  }
}

const stopped = ownRefusal('connect', 'ESTOPPED', 'Stopped.');

const isAboutCertificate = ({ stage, errorCode }: DeliveryFailure): boolean =>
  stage === 'tls' && /CERT|SELF_SIGNED|UNABLE_TO_|EPIN/.test(errorCode ?? '');

/** Line ends in an address would become header lines; the connection refuses such an address anyway. */
const testMail = (to: string, messageId: string, now: number): Buffer =>
  Buffer.from(
    [
      `From: <${to.replace(/\p{Cc}/gu, '')}>`,
      `To: <${to.replace(/\p{Cc}/gu, '')}>`,
      'Subject: Mailroom test',
      `Date: ${mailDate(now)}`,
      `Message-ID: ${messageId}`,
      'Auto-Submitted: auto-generated',
      '',
      'This mail came through Mailroom. Everything works.',
      '',
    ].join('\r\n'),
  );
