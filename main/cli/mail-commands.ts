/** queue, provider, practice. The queue can be looked at with the relay stopped, too. */
import fs from 'node:fs';
import type { MessageView } from '../contract/mail.ts';
import type { ProviderSettings } from '../contract/settings.ts';
import { ask } from './ask.ts';
import { printCheck } from './checks.ts';
import { CommandError, textOption, word, type Command, type CommandContext } from './command.ts';
import { withStoppedQueue } from './offline-queue.ts';
import { size, table, time } from './output.ts';
import { readPassword } from './password.ts';

export const mailCommands: Readonly<Record<string, Command>> = {
  'queue list': {
    usage: 'queue list [--text PART] [--state waiting|sending|held] [--newest] [--limit N]',
    summary: 'shows the mail that waits, in the order in which it came',
    async run(context) {
      const limit = Number(textOption(context, 'limit') ?? 100);
      const newestFirst = context.options['newest'] === true;
      const filter = {
        ...{ text: textOption(context, 'text'), state: stateOf(context) },
        ...{ limit, newestFirst },
      };
      const { total, messages } = (await isRunning(context))
        ? await ask(context, 'queue:list', filter)
        : await withStoppedQueue(context.dataFolder, (queue) =>
            queue.list(filter.text ?? '', limit),
          );
      const rows = messages.map((message) => [
        message.id,
        message.state,
        time(message.receivedAt),
        size(message.sizeBytes),
        message.sender || '<>',
        message.recipients.map(({ address }) => address).join(', '),
      ]);
      const more =
        total > messages.length ? `\n${total - messages.length} more; see them with --limit.` : '';
      context.print(
        { total, messages },
        total === 0
          ? 'No mail waits.'
          : table(['id', 'state', 'received', 'size', 'from', 'to'], rows) + more,
      );
    },
  },
  'queue ids': {
    usage: 'queue ids [--text PART] [--state waiting|sending|held]',
    summary: 'shows the ids alone of all that match, for queue retry, hold, release and delete',
    async run(context) {
      const match = { text: textOption(context, 'text'), state: stateOf(context) };
      const { ids } = await ask(context, 'queue:ids', match);
      context.print(ids, ids.join('\n'));
    },
  },
  'queue show': {
    usage: 'queue show ID',
    summary: 'shows one message with the state of each recipient',
    async run(context) {
      const id = word(context, 0, 'The id');
      const message = (await isRunning(context))
        ? await ask(context, 'queue:show', { id })
        : await withStoppedQueue(context.dataFolder, (queue) => queue.get(id));
      if (message === null)
        throw new CommandError(`There is no message ${id} waiting. See "mailroom queue list".`);
      context.print(message, describe(message));
    },
  },
  'queue export': {
    usage: 'queue export ID FILE',
    summary: 'saves one message as .eml, also with the relay stopped',
    async run(context) {
      const id = word(context, 0, 'The id');
      const file = word(context, 1, 'The file');
      const handle = await fs.promises.open(file, 'wx', 0o600).catch((error: unknown) => {
        throw new CommandError(
          `${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Choose another name.`,
        );
      });
      try {
        if (await isRunning(context)) await exportRunning(context, id, handle);
        else await withStoppedQueue(context.dataFolder, (queue) => queue.save(id, handle));
      } catch (error) {
        await fs.promises.rm(file, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      const { size: octets } = await fs.promises.stat(file);
      context.print({ file, sizeBytes: octets }, `Saved ${file} (${size(octets)}).`);
    },
  },
  'queue retry': {
    usage: 'queue retry [ID ...]',
    summary: 'tries now; without an id, all that waits',
    async run(context) {
      const ids = context.words.length > 0 ? context.words : undefined;
      const { count } = await ask(context, 'queue:retry', { ids });
      context.print({ count }, `${count} tried now.`);
    },
  },
  'queue hold': acting('hold', 'stops messages until they are released', 'held'),
  'queue release': acting('release', 'lets held messages go', 'released'),
  'queue delete': acting('delete', 'deletes messages for good', 'deleted'),
  'queue pause': {
    usage: 'queue pause',
    summary: 'stops all sending; mail is still taken in',
    async run(context) {
      context.print(
        await ask(context, 'queue:pause', {}),
        'Sending is paused. Mail is still taken in.',
      );
    },
  },
  'queue resume': {
    usage: 'queue resume',
    summary: 'sends again',
    async run(context) {
      context.print(await ask(context, 'queue:resume', {}), 'Sending goes on.');
    },
  },
  'provider show': {
    usage: 'provider show',
    summary: 'shows where mail is forwarded to',
    async run(context) {
      const provider = await ask(context, 'provider:show', {});
      const rows = Object.entries(provider).map(([key, value]) => [key, String(value) || '-']);
      context.print(provider, table(['setting', 'value'], rows));
    },
  },
  'provider set': {
    usage:
      'provider set [--host NAME] [--port N] [--tls implicit|starttls|none] [--auth none|auto|plain|login|cram-md5] [--user NAME] [--fingerprint SHA256] [--connections N] [--allow-plaintext] [--no-password]',
    summary: 'sets the provider; asks for its password when a user is given',
    async run(context) {
      const provider = providerFrom(context);
      const wantsPassword =
        provider.user !== undefined &&
        provider.user !== '' &&
        context.options['no-password'] !== true;
      const password = wantsPassword
        ? await readPassword(`Password of ${provider.user ?? ''} at the provider: `)
        : undefined;
      context.print(
        await ask(context, 'provider:set', { provider, password }),
        'The provider is set. Try it: mailroom provider test',
      );
    },
  },
  'provider test': {
    usage: 'provider test [--mail-to ADDRESS] [the options of provider set, not saved]',
    summary: 'tries the provider step by step: name, connection, TLS, sign-in, test mail',
    async run(context) {
      const provider = providerFrom(context);
      const args = { provider, mailTo: textOption(context, 'mail-to') };
      const steps = await ask(context, 'provider:test', args, (name, value) => {
        if (name === 'check' && !context.isJson) printCheck(value as never);
      });
      if (context.isJson) context.print(steps, '');
      if (steps.some(({ state }) => state === 'failed'))
        throw new CommandError('The provider cannot be used like this yet.');
      if (!context.isJson) context.print(steps, 'The provider works.');
    },
  },
  'practice on': practising(true),
  'practice off': practising(false),
  'practice list': {
    usage: 'practice list',
    summary: 'shows what the practice provider got',
    async run(context) {
      const practice = await ask(context, 'practice:list', {});
      const rows = practice.messages.map((message) => [
        time(message.receivedAt),
        message.sender || '<>',
        message.recipients.join(', '),
        message.subject,
      ]);
      context.print(
        practice,
        rows.length === 0
          ? 'It got nothing yet.'
          : `${table(['received', 'from', 'to', 'subject'], rows)}\n\nThe messages are in ${practice.folder}`,
      );
    },
  },
};

function acting(verb: 'hold' | 'release' | 'delete', summary: string, done: string): Command {
  return {
    usage: `queue ${verb} ID ...`,
    summary,
    async run(context) {
      word(context, 0, 'The id');
      const { count } = await ask(context, `queue:${verb}`, { ids: context.words });
      if (count === 0)
        throw new CommandError(`Nothing was ${done}: no such message. See "mailroom queue list".`);
      context.print({ count }, `${count} ${done}.`);
    },
  };
}

function practising(use: boolean): Command {
  return {
    usage: use ? 'practice on [--behaviour WHAT] [--delay SECONDS]' : 'practice off',
    summary: use
      ? 'forwards to the practice provider, which keeps everything; WHAT makes it misbehave'
      : 'forwards to the real provider again',
    async run(context) {
      const behaviour = textOption(context, 'behaviour');
      const delay = textOption(context, 'delay');
      const args = {
        use,
        behaviour: behaviour as never,
        delaySeconds: delay === undefined ? undefined : Number(delay),
      };
      context.print(
        await ask(context, 'practice:set', args),
        use ? 'Mail goes to the practice provider.' : 'Mail goes to the provider.',
      );
    },
  };
}

async function isRunning(context: CommandContext): Promise<boolean> {
  const client = await context.tryConnect();
  client?.close();
  return client !== null;
}

async function exportRunning(
  context: CommandContext,
  id: string,
  handle: fs.promises.FileHandle,
): Promise<void> {
  const writes: Promise<unknown>[] = [];
  await ask(context, 'queue:export', { id }, (name, value) => {
    if (name === 'queue:chunk')
      writes.push(handle.writeFile(Buffer.from((value as { base64: string }).base64, 'base64')));
  });
  await Promise.all(writes);
}

function stateOf(context: CommandContext): MessageView['state'] | undefined {
  const state = textOption(context, 'state');
  if (state === undefined || state === 'waiting' || state === 'sending' || state === 'held')
    return state;
  throw new CommandError('--state is waiting, sending or held.', 2);
}

function describe(message: MessageView): string {
  const head = [
    ['Id', message.id],
    ['State', message.state],
    ['From', message.sender || '<>'],
    [
      'Brought by',
      [message.user, message.peer].filter((part) => part !== '').join(' at ') || 'Mailroom',
    ],
    ['Received', time(message.receivedAt)],
    ['Size', size(message.sizeBytes)],
    ['Attempts', String(message.attempts)],
    ['Next attempt', time(message.nextAttemptAt)],
  ].map(([name = '', value = '']) => `${name.padEnd(14)}${value}`);
  const rows = message.recipients.map((row) => [row.address, row.state, row.lastReply ?? '-']);
  return `${head.join('\n')}\n\n${table(['recipient', 'state', 'last reply'], rows)}`;
}

function providerFrom(context: CommandContext): Partial<ProviderSettings> {
  const number = (name: string): number | undefined => {
    const text = textOption(context, name);
    return text === undefined ? undefined : Number(text);
  };
  const host = textOption(context, 'host');
  const all = {
    ...(host === undefined ? {} : { kind: 'smarthost' as const }),
    host,
    port: number('port'),
    tls: textOption(context, 'tls'),
    auth: textOption(context, 'auth'),
    user: textOption(context, 'user'),
    fingerprint: textOption(context, 'fingerprint'),
    maxConnections: number('connections'),
    allowPlaintextPassword: context.options['allow-plaintext'] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
