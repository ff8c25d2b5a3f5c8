/** Tries a provider's settings step by step, saved or not: name, connection, TLS, sign-in, a test mail. */
import { randomBytes } from 'node:crypto';
import dns from 'node:dns/promises';
import net from 'node:net';
import type { Settings } from '../../contract/settings.ts';
import type { CheckView } from '../../contract/status.ts';
import { classify } from '../queue/classify.ts';
import { rfc5322Date } from '../queue/report.ts';
import type { DeliveryFailure, UpstreamConnection } from './route.ts';
import { connectTo } from './smarthost.ts';

export interface ProviderTest {
  readonly settings: Settings;
  readonly password: string | null;
  readonly hostname: string;
  /** Sends a test mail to this address, which is also its sender; null sends none. */
  readonly mailTo: string | null;
  readonly onStep: (step: CheckView) => void;
}

const connectTimeoutMs = 15_000;

/** All steps in order; what follows a failed one is skipped. */
export async function testProvider(test: ProviderTest): Promise<readonly CheckView[]> {
  const steps: CheckView[] = [];
  const say = (step: CheckView): boolean => {
    steps.push(step);
    test.onStep(step);
    return step.state === 'ok';
  };
  const { provider, practice } = test.settings;
  const isPractice = provider.kind === 'practice';
  const target = isPractice
    ? ({ ...provider, host: '127.0.0.1', port: practice.port, tls: 'none', auth: 'none' } as const)
    : provider;
  if (!say(await nameStep(target.host)) || !say(await connectStep(target.host, target.port)))
    return steps;
  const result = await connectTo(target, test.password, test.hostname);
  if (result.outcome === 'failed') {
    say(failedStep(result.failure));
    return steps;
  }
  say({
    id: 'tls',
    title: 'Encryption',
    state: 'ok',
    detail: target.tls === 'none' ? 'not used' : 'works',
  });
  say({
    id: 'auth',
    title: 'Sign-in',
    state: 'ok',
    detail: target.auth === 'none' || target.user === '' ? 'not used' : `as ${target.user}`,
  });
  if (test.mailTo !== null) say(await mailStep(result.connection, test.mailTo, test.hostname));
  result.connection.close();
  return steps;
}

async function nameStep(host: string): Promise<CheckView> {
  const title = 'Server name';
  if (net.isIP(host) !== 0) return { id: 'name', title, state: 'ok', detail: host };
  try {
    const found = await dns.lookup(host, { all: true });
    return {
      id: 'name',
      title,
      state: 'ok',
      detail: `${host} is ${found.map(({ address }) => address).join(', ')}`,
    };
  } catch (error) {
    return {
      id: 'name',
      title,
      state: 'failed',
      detail: `${host} was not found (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
      remedy: 'Check the server name and the internet connection.',
    };
  }
}

function connectStep(host: string, port: number): Promise<CheckView> {
  const title = 'Connection';
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: connectTimeoutMs });
    const end = (step: CheckView): void => {
      socket.destroy();
      resolve(step);
    };
    const remedy = 'Check the port; some internet connections block port 25, then use 587 or 465.';
    socket.once('connect', () =>
      end({ id: 'connect', title, state: 'ok', detail: `${host}:${port} answers` }),
    );
    socket.once('timeout', () =>
      end({
        id: 'connect',
        title,
        state: 'failed',
        detail: `${host}:${port} does not answer.`,
        remedy,
      }),
    );
    socket.once('error', (error: NodeJS.ErrnoException) =>
      end({
        id: 'connect',
        title,
        state: 'failed',
        detail: `${host}:${port} cannot be reached (${error.code ?? error.message}).`,
        remedy,
      }),
    );
  });
}

function failedStep(failure: DeliveryFailure): CheckView {
  const { cause, remedy } = classify(failure);
  const titles = {
    resolve: 'Server name',
    connect: 'Greeting',
    tls: 'Encryption',
    auth: 'Sign-in',
    mail: 'Test mail',
    rcpt: 'Test mail',
    data: 'Test mail',
  };
  const words = failure.reply === '' ? '' : ` ${failure.reply}`;
  return {
    id: failure.stage,
    title: titles[failure.stage],
    state: 'failed',
    detail: `${cause}${words}`,
    remedy,
  };
}

async function mailStep(
  connection: UpstreamConnection,
  to: string,
  hostname: string,
): Promise<CheckView> {
  const id = randomBytes(8).toString('hex');
  const body = Buffer.from(
    `From: <${to}>\r\nTo: <${to}>\r\nSubject: Mailroom test\r\nDate: ${rfc5322Date(Date.now())}\r\nMessage-ID: <${id}@${hostname}>\r\n\r\nThis mail came through Mailroom. Everything works.\r\n`,
  );
  const result = await connection.send({
    id,
    sender: to,
    recipients: [{ address: to }],
    sizeBytes: body.length,
    bodyType: '7bit',
    smtpUtf8: false,
    body: () => Promise.resolve(body),
  });
  if (result.outcome === 'failed') return failedStep(result.failure);
  const [answer] = result.recipients;
  if (answer?.outcome === 'delivered')
    return {
      id: 'mail',
      title: 'Test mail',
      state: 'ok',
      detail: `sent to ${to}: ${answer.reply}`,
    };
  return answer
    ? failedStep(answer.failure)
    : { id: 'mail', title: 'Test mail', state: 'failed', detail: 'no answer' };
}
