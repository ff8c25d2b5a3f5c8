/** Starts a relay on what a power cut left, lets it do its work, and says what is wrong. */
import fs from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { controlPath } from '../../../main/control/control-path.ts';
import { ControlClient } from '../../../main/control/socket-client.ts';
import type { RequestName, Requests } from '../../../main/contract/requests.ts';
import { messageOf } from '../../../main/contract/thrown.ts';
import { Conversation } from '../conversation.ts';
import { RunningRelay, until } from '../running-relay.ts';
import type { Known } from './ledger.ts';
import { NotingProvider, providerConnections, type Taken } from './noting-provider.ts';
import { idOf, type Letter } from './letters.ts';
import { relaySettings } from './office-load.ts';
import { freezeAndKill, readTrace, tracedInto, type Step } from './trace.ts';

export interface Findings {
  /** Broken promises. */
  readonly wrong: readonly string[];
  /** What tells a person that something is amiss. */
  readonly alarms: readonly string[];
  /** How many recipients got it again, though the relay had heard that the provider took it. */
  readonly sentTwice: number;
  /** What the relay did meanwhile, where it was traced. */
  readonly steps: readonly Step[];
}

/** What a relay is started on, and what it must make of it. */
export interface Subject {
  readonly dataFolder: string;
  readonly known: Known;
  /** All that were ever sent. */
  readonly letters: ReadonlyMap<string, Letter>;
  /** Where the relay is traced, the file for that. */
  readonly trace?: string | undefined;
}

const workLimitMs = 30_000;

/** Never rejects: a relay that does not start, or does not end its work, is among what is wrong. */
export async function check(subject: Subject): Promise<Findings> {
  const ends: (() => unknown)[] = [];
  const t = { after: (end: () => unknown) => ends.push(end) } as unknown as TestContext;
  try {
    return await new Check(t, subject).run();
  } catch (error) {
    return { wrong: [messageOf(error)], alarms: [], sentTwice: 0, steps: [] };
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

class Check {
  readonly #t: TestContext;
  readonly #folder: string;
  readonly #known: Known;
  readonly #letters: ReadonlyMap<string, Letter>;
  readonly #trace: string | undefined;
  readonly #wrong: string[] = [];

  constructor(t: TestContext, { dataFolder, known, letters, trace }: Subject) {
    this.#t = t;
    this.#folder = dataFolder;
    this.#known = known;
    this.#letters = letters;
    this.#trace = trace;
  }

  async run(): Promise<Findings> {
    const provider = await NotingProvider.start(idOf);
    this.#t.after(() => provider.stop());
    const startedAt = Date.now();
    const relay = await RunningRelay.start(this.#t, {
      settings: [...provider.settings(), ...relaySettings],
      dataFolder: this.#folder,
      wrapper: this.#trace === undefined ? [] : tracedInto(this.#trace),
    });
    const client = await ControlClient.open(controlPath(this.#folder));
    if (client === null) throw new Error('It runs, and cannot be asked');
    this.#t.after(() => client.close());
    await this.#lookAtPeople(client);
    await ask(client, 'queue:retry', {});
    const isDone = async (): Promise<boolean> =>
      (await ask(client, 'queue:list', { limit: 1 })).total === 0;
    await until('nothing waits any more', isDone, workLimitMs);
    await this.#lookAtMailbox(relay);
    const sentTwice = this.#lookAtMail(provider.taken);
    const told = await ask(client, 'journal:read', { limit: 100, level: 'warning' });
    const alarms = told
      .filter(({ at }) => at >= startedAt)
      .map(({ event, text }) => `${event}: ${text}`);
    return { wrong: this.#wrong, alarms, sentTwice, steps: await this.#steps(relay) };
  }

  async #steps(relay: RunningRelay): Promise<readonly Step[]> {
    if (this.#trace === undefined) return [];
    const { pid } = relay;
    await freezeAndKill(relay);
    return readTrace(this.#trace, pid);
  }

  async #lookAtPeople(client: ControlClient): Promise<void> {
    const { states, isAnnsWindowClosed } = this.#known;
    const names = (await ask(client, 'users:list', {})).map(({ name }) => name).sort();
    const hostname = await ask(client, 'settings:get', { path: 'hostname' });
    const may = states.map((state) => Object.keys(state.passwords).sort().join());
    if (!may.includes(names.join()))
      this.#wrong.push(`users are ${names.join()}, not ${may.join(' or ')}`);
    const hosts = states.map((state) => state.hostname);
    if (!hosts.includes(String(hostname)))
      this.#wrong.push(`hostname is ${String(hostname)}, not ${hosts.join(' or ')}`);
    for (const { user, address, grantedAt, expiresAt } of await ask(client, 'windows:list', {})) {
      const isKnown = names.includes(user) && address === '127.0.0.1';
      if (!isKnown || expiresAt - grantedAt > 15 * 60_000 + 1_000)
        this.#wrong.push(`a window of ${user} at ${address} that never was`);
      if (user === 'ann' && isAnnsWindowClosed)
        this.#wrong.push('the closed window of ann is open');
    }
  }

  /** Ann signs in with the password that holds, and sees what lies in her mailbox. */
  async #lookAtMailbox(relay: RunningRelay): Promise<void> {
    const may = new Set(this.#known.states.map(({ passwords }) => passwords['ann'] ?? ''));
    if (may.has('')) return;
    let heard = '';
    for (const password of may) {
      const c = await Conversation.open(this.#t, relay.ports.pop3);
      await c.hears('+OK');
      await c.says('USER ann');
      await c.hears('+OK');
      await c.says(`PASS ${password}`);
      heard = await c.line();
      if (!heard.startsWith('+OK')) continue;
      await c.says('STAT');
      const files = mailOf(this.#folder, 'ann');
      const octets = files.reduce((sum, { length }) => sum + length, 0);
      await c.hears(`+OK ${files.length} ${octets}`);
      return;
    }
    this.#wrong.push(`ann cannot sign in: ${heard}`);
  }

  /** Returns how many were sent again though the provider's answer had come. */
  #lookAtMail(taken: readonly Taken[]): number {
    const { answered, handedOver, deleted, mayBeDeleted } = this.#known;
    const sent = counted(
      taken.flatMap(({ recipients, content }) => {
        const id = this.#wholeId(content, 'sent');
        return id === null ? [] : recipients.map((recipient) => `${id} ${recipient}`);
      }),
    );
    const inBox = counted(
      mailOf(this.#folder, 'ann').flatMap(
        (content) => this.#wholeId(content, 'in the mailbox') ?? [],
      ),
    );
    const bounced = counted(mailOf(this.#folder, 'joe').flatMap(bouncesIn));
    for (const [key, count] of [...sent, ...inBox, ...bounced])
      if (count > 1) this.#wrong.push(`${key}: ${count} times`);
    for (const key of bounced.keys())
      if (!key.includes(' gone') || sent.has(key))
        this.#wrong.push(`${key}: bounced, ${sent.get(key) ?? 0} times sent`);
    for (const { id, recipients } of answered)
      for (const recipient of recipients) {
        const key = `${id} ${recipient}`;
        const isThere = recipient.startsWith('ann')
          ? inBox.has(id) || mayBeDeleted.has(id)
          : sent.has(key) || handedOver.has(key) || bounced.has(key);
        if (!isThere) this.#wrong.push(`${key}: lost`);
      }
    for (const id of inBox.keys())
      if (deleted.has(id)) this.#wrong.push(`${id}: deleted, and back`);
    const sentTwice = [...sent.keys()].filter((key) => handedOver.has(key)).length;
    if (sentTwice > providerConnections) this.#wrong.push(`${sentTwice} sent twice`);
    return sentTwice;
  }

  /** Null for a report; what is no whole letter is wrong. */
  #wholeId(content: Buffer, where: keyof typeof onTop): string | null {
    if (content.includes('multipart/report')) return null;
    const letter = this.#letters.get(idOf(content));
    const head = letter && content.subarray(0, -letter.content.length).toString('latin1');
    const isWhole =
      letter?.content.equals(content.subarray(-letter.content.length)) === true &&
      onTop[where].test(head ?? '');
    if (letter && isWhole) return letter.id;
    this.#wrong.push(`${idOf(content)} ${where}: ${content.length} octets, not as it came`);
    return null;
  }
}

/** What the relay puts on top of a letter: a mailbox gets the sender, too (RFC 5321 §4.4). */
const onTop = {
  'in the mailbox': /^Return-Path: <[^<>\r\n]*>\r\nReceived: (?:.*\r\n[ \t])*.*\r\n$/,
  sent: /^Received: (?:.*\r\n[ \t])*.*\r\n$/,
} as const;

async function ask<K extends RequestName>(
  client: ControlClient,
  request: K,
  args: Requests[K]['args'],
): Promise<Requests[K]['result']> {
  const answer = await client.request(request, args);
  if (!answer.ok) throw new Error(`${request}: ${answer.error.message}`);
  return answer.value;
}

function mailOf(folder: string, user: string): Buffer[] {
  return ['new', 'cur'].flatMap((sub) => {
    const at = path.join(folder, 'mailboxes', user, sub);
    return fs.existsSync(at)
      ? fs.readdirSync(at).map((name) => fs.readFileSync(path.join(at, name)))
      : [];
  });
}

/** `id recipient` of each recipient that a report says was given up. */
function bouncesIn(report: Buffer): string[] {
  const text = report.toString('latin1');
  return [...text.matchAll(/^Final-Recipient: rfc822; ?(\S+)/gim)].map(
    ([, address = '']) => `${/^X-Test: (\S+)/m.exec(text)?.[1] ?? ''} ${address}`,
  );
}

function counted(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
