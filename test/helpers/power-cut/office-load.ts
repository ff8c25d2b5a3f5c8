/** A busy office for some seconds, recorded so that each moment of it can be checked later. */
import fs from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { controlPath } from '../../../main/control/control-path.ts';
import { ControlClient } from '../../../main/control/socket-client.ts';
import type { RequestName, Requests } from '../../../main/contract/requests.ts';
import { Conversation } from '../conversation.ts';
import { RunningRelay, until } from '../running-relay.ts';
import { NotingProvider } from './noting-provider.ts';
import { idOf, letterOf, type Letter } from './letters.ts';
import { freezeAndKill, readTrace, tracedInto, type Step } from './trace.ts';

/** The people and settings that hold after a change. */
export interface OfficeState {
  readonly passwords: Readonly<Record<string, string>>;
  readonly hostname: string;
  /** The change before it closed ann's window. */
  readonly closesAnn?: boolean;
}

/** What was done, and what it did to the folder. */
export interface Recording {
  readonly folder: string;
  readonly steps: readonly Step[];
  readonly letters: ReadonlyMap<string, Letter>;
  /** Before any change, then after each. */
  readonly states: readonly OfficeState[];
  /** Ids of letters that ann deleted, by session. */
  readonly deletions: readonly (readonly string[])[];
}

/** What a relay of that office is started with. */
export const relaySettings = [
  'queue.retryMinutes=[0.02,0.03,0.05]',
  'office.domains=["office.test"]',
];

const passwords = { joe: 'kafe-miro-72', ann: 'luna-pira-55', tom: 'sole-vara-31' };

/**
 * Three lives of a relay in one folder, the first one killed, the second one stopped: mail of all sizes to a provider
 * that takes, delays and refuses, mail for ann, who fetches and deletes it, reports for joe, and changes at the desk.
 */
export class OfficeLoad {
  readonly #t: TestContext;
  readonly #letters = new Map<string, Letter>();
  readonly #states: OfficeState[] = [{ passwords: {}, hostname: '' }];
  readonly #deletions: string[][] = [];
  readonly #traces: { readonly file: string; readonly pid: number }[] = [];
  readonly #home: string;
  #relay!: RunningRelay;
  #client: ControlClient | null = null;
  #annsPassword: string = passwords.ann;

  constructor(t: TestContext, home: string) {
    this.#t = t;
    this.#home = home;
  }

  async record(): Promise<Recording> {
    const refused = new Map<string, number>();
    const provider = await NotingProvider.start(idOf, (recipient) => {
      if (recipient.startsWith('gone')) return '550 5.1.1 no such user';
      if (!recipient.startsWith('late')) return null;
      const count = (refused.get(recipient) ?? 0) + 1;
      refused.set(recipient, count);
      return count < 3 ? '450 4.2.0 later' : null;
    });
    this.#t.after(() => provider.stop());
    const settings = [...provider.settings(), ...relaySettings];
    const dataFolder = path.join(this.#home, 'Mailroom');
    await this.#start(settings, dataFolder);
    await this.#people();
    await this.#life('a', 'killed');
    await this.#start(settings, dataFolder);
    // What the killed relay had put into a mailbox and not noted goes there again: not behind ann's QUIT.
    await until('what was in flight is in the mailbox', () => this.#isLocalMailIn());
    await this.#life('b', 'stopped');
    await this.#start(settings, dataFolder);
    await this.#life('c', 'drained');
    await freezeAndKill(this.#relay);
    return {
      folder: this.#home,
      steps: await this.#steps(),
      letters: this.#letters,
      states: this.#states,
      deletions: this.#deletions,
    };
  }

  async #start(settings: readonly string[], dataFolder: string): Promise<void> {
    const file = `${this.#home}-trace-${this.#traces.length}`;
    this.#relay = await RunningRelay.start(this.#t, {
      ...{ settings, dataFolder, wrapper: tracedInto(file) },
    });
    this.#traces.push({ file, pid: this.#relay.pid });
    this.#client = await ControlClient.open(controlPath(dataFolder));
  }

  async #people(): Promise<void> {
    for (const name of ['joe', 'ann'] as const)
      await this.#changes(
        'users:add',
        { name, password: passwords[name], aliases: [`${name}@office.test`] },
        (state) => ({ ...state, passwords: { ...state.passwords, [name]: passwords[name] } }),
      );
    await this.#setHostname('one.test');
  }

  async #life(name: string, end: 'killed' | 'stopped' | 'drained'): Promise<void> {
    await this.#signIn('joe', passwords.joe);
    const count = 24;
    const senders = [0, 1, 2].map((sender) => this.#send(`${name}${sender}`, count));
    const desk = this.#deskWork(name);
    if (end === 'killed') {
      const enough = (): boolean =>
        [...this.#letters.values()].filter(({ queueId }) => queueId !== null).length >= 2 * count;
      await Promise.all([until('enough were answered', enough), desk]);
      await freezeAndKill(this.#relay);
    }
    await Promise.all([...senders, desk]);
    if (end === 'drained') await until('nothing waits any more', () => this.#isEmpty(), 60_000);
    this.#client?.close();
    if (end === 'stopped') await this.#relay.stop();
  }

  /** While mail flows. */
  async #deskWork(name: string): Promise<void> {
    const { tom } = passwords;
    await this.#changes('users:add', { name: 'tom', password: tom }, (state) => ({
      ...state,
      passwords: { ...state.passwords, tom },
    }));
    await this.#signIn('tom', tom);
    await this.#fetchAndDelete();
    const password = `${passwords.ann}-${name}`;
    await this.#changes('users:set-password', { name: 'ann', password }, (state) => ({
      ...state,
      passwords: { ...state.passwords, ann: password },
    }));
    this.#annsPassword = password;
    await this.#setHostname(`${name}.test`);
    await this.#changes('users:remove', { name: 'tom' }, (state) => ({
      ...state,
      passwords: Object.fromEntries(
        Object.entries(state.passwords).filter(([user]) => user !== 'tom'),
      ),
    }));
    await this.#fetchAndDelete();
    await this.#changes('windows:close', { address: '127.0.0.1', user: 'ann' }, (state) => ({
      ...state,
      closesAnn: true,
    }));
  }

  async #changes<K extends RequestName>(
    request: K,
    args: Requests[K]['args'],
    change: (state: OfficeState) => OfficeState,
  ): Promise<void> {
    const { passwords: now = {}, hostname = '' } = this.#states.at(-1) ?? {};
    this.#states.push(change({ passwords: now, hostname }));
    const answer = await this.#client?.request(request, args);
    if (!answer?.ok) throw new Error(`${request}: ${answer?.error.message}`);
  }

  #setHostname(value: string): Promise<void> {
    const change = (state: OfficeState): OfficeState => ({ ...state, hostname: value });
    return this.#changes('settings:set', { path: 'hostname', value }, change);
  }

  async #isEmpty(): Promise<boolean> {
    const answer = await this.#client?.request('queue:list', { limit: 1 });
    return answer?.ok === true && answer.value.total === 0;
  }

  async #isLocalMailIn(): Promise<boolean> {
    const answer = await this.#client?.request('queue:list', { limit: 1_000 });
    if (answer?.ok !== true) return false;
    const recipients = answer.value.messages.flatMap((message) => message.recipients);
    return !recipients.some(
      ({ address, state }) => address.startsWith('ann') && state === 'waiting',
    );
  }

  async #signIn(user: string, password: string): Promise<Conversation> {
    const c = await Conversation.open(this.#t, this.#relay.ports.pop3);
    await c.hears('+OK');
    await c.says(`USER ${user}`);
    await c.hears('+OK');
    await c.says(`PASS ${password}`);
    await c.hears('+OK');
    return c;
  }

  /** Ann reads her mail and deletes half of it. */
  async #fetchAndDelete(): Promise<void> {
    await until('there is mail for ann', () => {
      const folder = path.join(this.#relay.dataFolder, 'mailboxes/ann/new');
      return fs.existsSync(folder) && fs.readdirSync(folder).length > 2;
    });
    const c = await this.#signIn('ann', this.#annsPassword);
    await c.says('STAT');
    const [, count = '0'] = (await c.hears('+OK')).split(' ');
    const deleted: string[] = [];
    for (let number = 1; number <= Number(count); number += 2) {
      await c.says(`RETR ${number}`);
      await c.hears('+OK');
      deleted.push(idOf(Buffer.from((await c.hearsLines()).join('\n'), 'latin1')));
      await c.says(`DELE ${number}`);
      await c.hears('+OK');
    }
    this.#deletions.push(deleted);
    await c.says('QUIT');
    await c.hears('+OK');
  }

  async #send(name: string, count: number): Promise<void> {
    const { relay: port } = this.#relay.ports;
    const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
    const isGone = new Promise<never>((_, reject) => {
      for (const event of ['error', 'end']) connection.on(event, () => reject(new Error('gone')));
    });
    isGone.catch(() => undefined);
    try {
      await Promise.race([isGone, new Promise<void>((done) => connection.connect(() => done()))]);
      for (let number = 0; number < count; number += 1)
        await Promise.race([isGone, this.#sendOne(connection, `${name}m${number}`, number)]);
    } catch (error) {
      if ((error as Error).message !== 'gone') throw error;
    } finally {
      connection.close();
    }
  }

  async #sendOne(connection: SMTPConnection, id: string, number: number): Promise<void> {
    const letter = letterOf(id, number);
    this.#letters.set(id, letter);
    const envelope = { from: 'joe@office.test', to: [...letter.recipients] };
    const said = await new Promise<string>((resolve, reject) => {
      connection.send(envelope, letter.content, (error, info) =>
        error ? reject(error) : resolve(info.response),
      );
    });
    letter.queueId = /queued as (\S+)/.exec(said)?.[1] ?? null;
  }

  async #steps(): Promise<Step[]> {
    const steps: Step[] = [];
    for (const { file, pid } of this.#traces) {
      const first = (steps.at(-1)?.ended ?? 0) + 1;
      for (const step of await readTrace(file, pid, first)) steps.push(step);
      fs.rmSync(file);
    }
    return steps;
  }
}
