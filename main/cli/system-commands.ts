/** status, why, journal, settings, doctor. */
import {
  entryHolds,
  isAtLeast,
  journalLevels,
  type JournalEntry,
  type JournalLevel,
} from '../contract/journal.ts';
import type { StatusView } from '../contract/status.ts';
import type { ControlClient } from '../control/socket-client.ts';
import { ask, valueOf } from './ask.ts';
import { printCheck } from './checks.ts';
import {
  choiceOption,
  CommandError,
  emptyWords,
  limitOption,
  notRunning,
  textOption,
  word,
  type CommandContext,
  type Commands,
} from './command.ts';
import { asTyped, duration, foldWords, printable, time } from './output.ts';

/** The commands `status`, `why`, `journal`, `settings` and `doctor`, by their words. */
export const systemCommands: Commands = {
  status: {
    usage: 'status',
    summary: 'shows whether mail flows',
    async run(context) {
      const status = await ask(context, 'status:get', {});
      context.print(status, describe(status));
    },
  },
  why: {
    usage: 'why ID',
    summary: 'explains a refusal by its id, for example R-7K2F4',
    async run(context) {
      const refusal = await ask(context, 'refusal:explain', { id: idIn(word(context, 0)) });
      const text = [
        `${refusal.id}, ${time(refusal.at)}`,
        ...[
          `${refusal.who || 'Somebody'} wanted to write to ${refusal.recipient} from ${refusal.from}.`,
          refusal.missing,
          `What to do: ${refusal.remedy}`,
        ].map((words) => foldWords(asTyped(words), { first: 2, others: 2 })),
      ];
      context.print(refusal, text.join('\n'));
    },
  },
  journal: {
    usage: 'journal [--text PART] [--level info|notice|warning|error] [--limit N] [--follow]',
    summary: 'shows what happened; with --level that and worse',
    async run(context) {
      const args = {
        limit: limitOption(context, 30),
        text: textOption(context, 'text'),
        level: choiceOption(context, 'level', journalLevels),
      };
      if (context.options['follow'] === true) return follow(context, args);
      const entries = [...(await ask(context, 'journal:read', args))].reverse();
      context.print(
        entries,
        entries.map(line).join('\n') || emptyWords(context, 'Nothing so far.'),
      );
    },
  },
  'settings get': {
    usage: 'settings get [PATH]',
    summary: 'shows one setting, a section, or all',
    async run(context) {
      const value = await ask(context, 'settings:get', { path: context.words[0] ?? '' });
      context.print(value, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
    },
  },
  'settings set': {
    usage: 'settings set PATH VALUE',
    summary: 'changes one setting, for example settings set popAuth.windowMinutes 20',
    async run(context) {
      const path = word(context, 0);
      const value = word(context, 1);
      const isSection = value.trimStart().startsWith('{');
      context.print(
        await ask(context, 'settings:set', { path, value }),
        isSection ? `${path} was changed.` : `${path} is ${value === '' ? 'empty' : value} now.`,
      );
    },
  },
  doctor: {
    usage: 'doctor',
    summary: 'checks ports, addresses, disk, clock and the way to the provider',
    async run(context) {
      const checks = await ask(context, 'doctor:run', {}, (name, value) => {
        if (name === 'check' && !context.isJson) printCheck(value as never);
      });
      if (context.isJson) context.print(checks, '');
      const failed = checks.filter(({ state }) => state === 'failed').length;
      if (failed > 0)
        throw new CommandError(
          `${failed === 1 ? 'One check' : `${failed} checks`} failed: see the remedies above.`,
        );
    },
  },
};

/**
 * Of an error message that was copied as a whole, or with its brackets, the id counts. It comes in capitals; a server
 * or an address in such a message may begin like it.
 */
const idIn = (typed: string): string =>
  /(?<![\p{L}\p{N}-])R-[2-9A-HJ-KM-NP-Z]{5}(?![\p{L}\p{N}])/u.exec(typed)?.[0] ??
  /\bR-[0-9A-Z]+\b/i.exec(typed)?.[0] ??
  typed.slice(0, 20);

interface Followed {
  readonly limit: number;
  readonly text?: string | undefined;
  readonly level?: JournalLevel | undefined;
}

/** Until the relay ends. */
async function follow(context: CommandContext, wanted: Followed): Promise<void> {
  const client = await context.connect();
  try {
    await showAll(context, client, wanted);
  } finally {
    // An open connection would keep this program waiting behind its error.
    client.close();
  }
  const runsOn = await context.connect().then(
    (again) => {
      again.close();
      return true;
    },
    () => false,
  );
  if (!runsOn) throw new CommandError('Mailroom has stopped, so nothing more comes.', notRunning);
  // Who reads nothing for long is let go.
  throw new CommandError('Mailroom runs on, but the connection to it ended. Type this again.');
}

/** One line an entry, with --json too. Asks first to be told, so that nothing falls between. */
async function showAll(
  context: CommandContext,
  client: ControlClient,
  { limit, text = '', level = 'info' }: Followed,
): Promise<void> {
  const show = (entry: JournalEntry): void =>
    console.log(context.isJson ? JSON.stringify(entry) : line(entry));
  const wanted = text.toLowerCase();
  const early: JournalEntry[] = [];
  let tell = (entry: JournalEntry): void => void early.push(entry);
  const followed = await client.request('journal:follow', {}, (name, value) => {
    const entry = value as JournalEntry;
    if (name === 'journal:entry' && isAtLeast(entry.level, level) && entryHolds(entry, wanted))
      tell(entry);
  });
  valueOf(followed);
  const entries = [...(await ask(context, 'journal:read', { limit, text, level }))].reverse();
  const known = new Set(entries.map((entry) => JSON.stringify(entry)));
  entries.forEach(show);
  early.filter((entry) => !known.has(JSON.stringify(entry))).forEach(show);
  tell = show;
  await client.ended;
}

/** On a screen no word is broken; what does not fit stands below, behind the time. */
function line({ at, level, event, id, text }: JournalEntry): string {
  const head = `${time(at)}  ${level.padEnd(7)}  ${event.padEnd(22)}`;
  return asTyped(printable(`${head}  ${id === undefined ? '' : `${id}  `}${text}`))
    .split('\n')
    .map((part) => foldWords(part, { first: 0, others: 21 }))
    .join('\n');
}

function describe(status: StatusView): string {
  const { waiting, sending, held } = status.queue;
  const services = status.services.map(
    ({ id, state, port, detail }) =>
      `  ${id.padEnd(20)} ${state}${port === undefined ? '' : `, port ${port}`}${detail === undefined ? '' : `: ${detail}`}`,
  );
  const problems = status.problems.map(({ text, remedy, raw }) =>
    foldWords(
      asTyped(
        [`! ${text}`, remedy, raw === null ? '' : `It said: ${raw}`].filter(Boolean).join(' '),
      ),
      { first: 0, others: 2 },
    ),
  );
  return [
    ...(problems.length > 0 ? problems : [allIsWell(status)]),
    '',
    `Running for ${duration(Date.now() - status.startedAt)}, version ${status.version}`,
    `Mail: ${waiting} waiting, ${sending} being sent, ${held} held`,
    `Provider: ${status.provider}`,
    `People and devices: ${status.users}; addresses that may send now: ${status.openWindows}`,
    `Addresses of this computer: ${status.addresses.join(', ') || 'none'}`,
    `Data folder: ${status.dataFolder}`,
    '',
    ...services,
  ].join('\n');
}

const allIsWell = ({ isPractice }: StatusView): string =>
  isPractice
    ? 'Mail goes to the practice provider only: nothing leaves this computer.'
    : 'Mail flows.';
