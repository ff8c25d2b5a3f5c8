/** queue. */
import path from 'node:path';
import { messageCount, type MessageView, type RouteState } from '../contract/mail.ts';
import { someNames } from '../contract/some-names.ts';
import { ask } from './ask.ts';
import {
  choiceOption,
  CommandError,
  emptyWords,
  limitOption,
  moreWords,
  notRunning,
  textOption,
  word,
  type Command,
  type CommandContext,
  type Commands,
} from './command.ts';
import { asTyped, foldWords, size, table, time } from './output.ts';
import { damagedCopy, printMessage, saveMessage } from './save-message.ts';

/** The commands `queue`, by their words. */
export const queueCommands: Commands = {
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
        someNames(message.recipients.map(({ address }) => address)),
      ]);
      context.print(
        { total, messages },
        total === 0
          ? emptyWords(context, 'No mail waits.')
          : table(['id', 'state', 'received', 'size', 'from', 'to'], rows) +
              moreWords(total, messages.length),
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
      const message = await ask(context, 'queue:show', { id: idIn(word(context, 0)) });
      const route = await routeOf(context);
      context.print({ ...message, route }, describe(message, route));
    },
  },
  'queue export': {
    usage: 'queue export ID FILE',
    summary: 'saves one message as .eml, also with Mailroom stopped; as FILE, - prints it',
    async run(context) {
      const id = idIn(word(context, 0));
      if (word(context, 1) === '-') return printMessage(context, id);
      const file = path.resolve(word(context, 1));
      const { sizeBytes, isDamaged } = await saveMessage(context, id, file);
      const saved = `Saved ${file} (${size(sizeBytes)}).`;
      context.print({ file, sizeBytes, isDamaged }, isDamaged ? `${saved}\n${damagedCopy}` : saved);
    },
  },
  'queue retry': {
    usage: 'queue retry [ID ...]',
    summary: 'tries now; without an id, all that waits',
    async run(context) {
      const ids = context.words.length > 0 ? context.words.map(idIn) : undefined;
      const { count } = await ask(context, 'queue:retry', { ids });
      if (ids !== undefined && count === 0) throw nothingWas('tried');
      const route = await routeOf(context);
      const isStopped = route?.state === 'paused' && route.by === 'operator';
      const when = isStopped ? 'when sending goes on. Type: mailroom queue resume' : 'now.';
      const tried = `${messageCount(count)} ${count === 1 ? 'is' : 'are'} tried ${when}`;
      context.print(
        { count, route },
        count === 0
          ? 'No mail waits.'
          : [tried, ...passedOver(ids ?? [], count, 'tried')].join('\n'),
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
};

function acting(verb: 'hold' | 'release' | 'delete', summary: string, done: string): Command {
  return {
    usage: `queue ${verb} ID ...`,
    summary,
    async run(context) {
      const ids = context.words.map(idIn);
      const { count } = await ask(context, `queue:${verb}`, { ids });
      if (count === 0) throw nothingWas(done);
      const acted = `${messageCount(count)} ${done}.`;
      context.print({ count }, [acted, ...passedOver(ids, count, done)].join('\n'));
    },
  };
}

/** Read out on the telephone, or typed off a paper, capitals are lost. */
const idIn = (typed: string): string => typed.trim().toUpperCase();

const matchOf = (context: CommandContext) => ({
  text: textOption(context, 'text'),
  state: choiceOption(context, 'state', ['waiting', 'sending', 'held']),
});

const nothingWas = (done: string): CommandError =>
  new CommandError(`Nothing was ${done}: ${noneWaits(done)}`);

/** `2 ids were passed over: no message with this id waits. See ...`; nothing where all were meant for one. */
function passedOver(ids: readonly string[], count: number, done: string): string[] {
  const others = new Set(ids).size - count;
  if (others <= 0) return [];
  return [`${others === 1 ? '1 id was' : `${others} ids were`} passed over: ${noneWaits(done)}`];
}

const noneWaits = (done: string): string =>
  `no message with this id waits${exceptions.get(done) ?? ''}. See "mailroom queue list".`;

const exceptions = new Map([
  ['held', ', or it is held already or being sent now'],
  ['released', ', or it is not held'],
  ['deleted', ', or it is being sent now'],
  ['tried', ', or it is held or being sent now'],
]);

/** Whether and why nothing goes out now, as `status` says it; null of a relay that does not run. */
async function routeOf(context: CommandContext): Promise<RouteState | null> {
  try {
    return (await ask(context, 'status:get', {})).route;
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === notRunning) return null;
    throw error;
  }
}

/** When it is tried again: not before the way out is open, and not before the message's own time. */
function attemptRows({ state, nextAttemptAt }: MessageView, route: RouteState | null): string[][] {
  if (state === 'held' || route?.state === 'open') return [['Next attempt', time(nextAttemptAt)]];
  if (route === null)
    return [
      ['Next attempt', 'none while Mailroom is stopped. Start the app, or type: mailroom serve'],
    ];
  if (route.by === 'operator')
    return [['Next attempt', 'when sending goes on. Type: mailroom queue resume']];
  return [
    ['Next attempt', time(Math.max(route.nextTryAt, nextAttemptAt ?? 0))],
    ['Waits because', `${route.cause} ${route.remedy}`],
  ];
}

function describe(message: MessageView, route: RouteState | null): string {
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
    ...attemptRows(message, route),
  ].map(([name = '', value = '']) =>
    foldWords(asTyped(`${name.padEnd(15)}${value}`), { first: 0, others: 15 }),
  );
  const rows = message.recipients.map((row) => [row.address, row.state, row.lastReply ?? '-']);
  return `${head.join('\n')}\n\n${table(['recipient', 'state', 'last reply'], rows)}`;
}
