/** What a part needs around it: a relay, a provider, load; all of it in processes that end with the part. */
import { fork } from 'node:child_process';
import path from 'node:path';
import { freePorts } from '../helpers/free-ports.ts';
import { RunningRelay } from '../helpers/running-relay.ts';
import { fillMailbox } from './fill-mailbox.ts';
import { Provider } from './provider.ts';

/** Taken from this computer without a sign-in: the way of authorisation is not what is measured. */
const trusted =
  'access.trusted=[{"name":"bench","network":"127.0.0.1","allowedSenders":[],"recipientDomains":[],"messagesPerHour":0,"maxSizeBytes":0}]';

export interface Mailbox {
  readonly user: string;
  readonly count: number;
  readonly sizeBytes: number;
}

export class Ground {
  readonly #ends: (() => void | Promise<void>)[] = [];

  /** Runs when the part is over, last one first. */
  after(end: () => void | Promise<void>): void {
    this.#ends.push(end);
  }

  async clear(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
  }

  /** A relay whose provider listens on the port, or not yet. */
  async relay(providerPort: number, mailboxes: readonly Mailbox[] = []): Promise<RunningRelay> {
    const settings = [
      ...['provider.kind=smarthost', 'provider.host=127.0.0.1', `provider.port=${providerPort}`],
      ...['provider.tls=none', 'provider.auth=none', 'limits.minFreeDiskBytes=0', trusted],
    ];
    const relay = await RunningRelay.start(this, { settings });
    if (mailboxes.length === 0) return relay;
    await relay.stop();
    for (const { user, count, sizeBytes } of mailboxes)
      await fillMailbox(relay.dataFolder, user, { count, sizeBytes });
    await relay.restart();
    return relay;
  }

  async freePort(): Promise<number> {
    const [port = 0] = await freePorts(1);
    return port;
  }

  async provider(port: number): Promise<Provider> {
    const provider = await Provider.start(port);
    this.after(() => provider.stop());
    return provider;
  }

  /** Runs a load program of this folder; resolves to what it measured. */
  load<Result>(program: string, request: object): Promise<Result> {
    const child = fork(path.join(import.meta.dirname, program), [JSON.stringify(request)]);
    this.after(() => void child.kill('SIGKILL'));
    return new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as Result));
      child.once('error', reject);
      child.once('exit', (code) =>
        reject(new Error(`${program} ended with ${code} and no result`)),
      );
    });
  }
}
