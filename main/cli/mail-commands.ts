/** queue, provider, practice. */
import path from 'node:path';
import type { MessageView } from '../contract/mail.ts';
import type { PracticeBehaviour, ProviderSettings } from '../contract/settings.ts';
import { ask } from './ask.ts';
import { printCheck } from './checks.ts';
import {
  choiceOption,
  CommandError,
  limitOption,
  numberOption,
  textOption,
  word,
  type Command,
  type CommandContext,
  type Commands,
} from './command.ts';
import { size, some, table, time } from './output.ts';
import { readPassword } from './password.ts';
import { printMessage, saveMessage } from './save-message.ts';

const behaviours: readonly PracticeBehaviour[] = [
  ...(['accept', 'refuse-recipients', 'refuse-temporarily', 'refuse-messages'] as const),
  ...(['demand-sign-in', 'refuse-sign-in', 'demand-tls', 'drop-connections'] as const),
];

const providerOptions =
  '[--host NAME] [--port N] [--tls implicit|starttls|none] [--auth none|auto|plain|login|cram-md5] [--user NAME] [--fingerprint SHA256] [--connections N] [--allow-plaintext] [--no-password]';

/** The commands `queue`, `provider` and `practice`, by their words. */
export const mailCommands: Commands = {
  'queue list': {
    usage: 'queue list [--text PART] [--state waiting|sending|held] [--newest] [--limit N]',
    summary: 'shows the mail that waits, in the order in which it came, also with Mailroom stopped',
    async run(context) {
      const { total, messages } = await ask(context, 'queue:list', {
        ...{ ...matchOf(context), limit: limitOption(context, 100) },
        newestFirst: context.options['newest'] === true,
      });
      const rows = messages.map((message) => [
        message.id,
        message.state,
        time(message.receivedAt),
        size(message.sizeBytes),
        message.sender || '<>',
        some(message.recipients.map(({ address }) => address)),
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
      const { ids } = await ask(context, 'queue:ids', matchOf(context));
      context.print(ids, ids.join('\n'));
    },
  },
  'queue show': {
    usage: 'queue show ID',
    summary: 'shows one message with the state of each recipient, also with Mailroom stopped',
    async run(context) {
      const message = await ask(context, 'queue:show', { id: word(context, 0) });
      context.print(message, describe(message));
    },
  },
  'queue export': {
    usage: 'queue export ID FILE',
    summary: 'saves one message as .eml, also with Mailroom stopped; as FILE, - prints it',
    async run(context) {
      if (word(context, 1) === '-') return printMessage(context, word(context, 0));
      const file = path.resolve(word(context, 1));
      const sizeBytes = await saveMessage(context, word(context, 0), file);
      context.print({ file, sizeBytes }, `Saved ${file} (${size(sizeBytes)}).`);
    },
  },
  'queue retry': {
    usage: 'queue retry [ID ...]',
    summary: 'tries now; without an id, all that waits',
    async run(context) {
      const ids = context.words.length > 0 ? context.words : undefined;
      const { count } = await ask(context, 'queue:retry', { ids });
      if (ids !== undefined && count === 0) throw nothingWas('tried');
      context.print(
        { count },
        count === 0
          ? 'No mail waits.'
          : `${messages(count)} ${count === 1 ? 'is' : 'are'} tried now.`,
      );
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
    usage: `provider set ${providerOptions}`,
    summary: 'sets the provider; asks for its password when a user is given',
    async run(context) {
      const provider = providerFrom(context);
      const password = await passwordFor(context, provider, 'provider:set');
      context.print(
        await ask(context, 'provider:set', { provider, password }),
        'The provider is set. Try it: mailroom provider test',
      );
    },
  },
  'provider test': {
    usage: `provider test [--mail-to ADDRESS] ${providerOptions}`,
    summary:
      'tries the provider step by step, with these settings in place of the saved ones: name, connection, TLS, sign-in, test mail',
    async run(context) {
      const provider = providerFrom(context);
      const mailTo = textOption(context, 'mail-to');
      const password = await passwordFor(context, provider, 'provider:test');
      const steps = await ask(
        context,
        'provider:test',
        { provider, mailTo, password },
        (name, value) => {
          if (name === 'check' && !context.isJson) printCheck(value as never);
        },
      );
      if (context.isJson) context.print(steps, '');
      if (steps.some(({ state }) => state === 'failed'))
        throw new CommandError('The provider cannot be used like this yet: see the step above.');
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
        some(message.recipients),
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
      const { count } = await ask(context, `queue:${verb}`, { ids: context.words });
      if (count === 0) throw nothingWas(done);
      context.print({ count }, `${messages(count)} ${done}.`);
    },
  };
}

function practising(use: boolean): Command {
  return {
    usage: use
      ? `practice on [--behaviour ${behaviours.join('|')}] [--delay SECONDS]`
      : 'practice off',
    summary: use
      ? 'forwards to the practice provider, which keeps everything, or misbehaves as told'
      : 'forwards to the real provider again',
    async run(context) {
      const behaviour = choiceOption(context, 'behaviour', behaviours);
      const delaySeconds = numberOption(context, 'delay', { least: 0, most: 3_600 });
      const args = { use, behaviour, delaySeconds };
      context.print(
        await ask(context, 'practice:set', args),
        use ? 'Mail goes to the practice provider.' : 'Mail goes to the provider.',
      );
    },
  };
}

const matchOf = (context: CommandContext) => ({
  text: textOption(context, 'text'),
  state: choiceOption(context, 'state', ['waiting', 'sending', 'held']),
});

const messages = (count: number): string => (count === 1 ? '1 message' : `${count} messages`);

const nothingWas = (done: string): CommandError =>
  new CommandError(
    `Nothing was ${done}: no such message is in that state. See "mailroom queue list".`,
  );

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

/** A given user has a password of his own; with --no-password the saved one stays. */
async function passwordFor(
  context: CommandContext,
  { user = '' }: Partial<ProviderSettings>,
  request: 'provider:set' | 'provider:test',
): Promise<string | undefined> {
  if (user === '' || context.options['no-password'] === true) return undefined;
  return readPassword(context, `Password of ${user} at the provider: `, request);
}

function providerFrom(context: CommandContext): Partial<ProviderSettings> {
  const host = textOption(context, 'host');
  const all = {
    ...(host === undefined ? {} : { kind: 'smarthost' as const }),
    host,
    port: numberOption(context, 'port', { least: 1, most: 65_535 }),
    tls: choiceOption(context, 'tls', ['implicit', 'starttls', 'none']),
    auth: choiceOption(context, 'auth', ['none', 'auto', 'plain', 'login', 'cram-md5']),
    user: textOption(context, 'user'),
    fingerprint: textOption(context, 'fingerprint'),
    maxConnections: numberOption(context, 'connections', { least: 1, most: 100 }),
    allowPlaintextPassword: context.options['allow-plaintext'] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
