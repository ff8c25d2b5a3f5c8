/** status, why, journal, settings, doctor. */
import type { JournalEntry, JournalLevel } from '../contract/journal.ts';
import type { StatusView } from '../contract/status.ts';
import { ask } from './ask.ts';
import { printCheck } from './checks.ts';
import { CommandError, textOption, word, type Command } from './command.ts';
import { duration, time } from './output.ts';

export const systemCommands: Readonly<Record<string, Command>> = {
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
      const refusal = await ask(context, 'refusal:explain', { id: word(context, 0, 'The id') });
      const text = [
        `${refusal.id}, ${time(refusal.at)}`,
        `  ${refusal.who || 'Somebody'} wanted to write to ${refusal.recipient} from ${refusal.from}.`,
        `  ${refusal.missing}`,
        `  What to do: ${refusal.remedy}`,
      ];
      context.print(refusal, text.join('\n'));
    },
  },
  journal: {
    usage: 'journal [--text PART] [--level LEVEL] [--limit N] [--follow]',
    summary: 'shows what happened; LEVEL and worse: info, notice, warning, error',
    async run(context) {
      const args = {
        limit: Number(textOption(context, 'limit') ?? 30),
        text: textOption(context, 'text'),
        level: textOption(context, 'level') as JournalLevel | undefined,
      };
      const entries = [...(await ask(context, 'journal:read', args))].reverse();
      if (context.isJson && context.options['follow'] !== true) {
        context.print(entries, '');
        return;
      }
      const show = (entry: JournalEntry): void =>
        console.log(context.isJson ? JSON.stringify(entry) : line(entry));
      entries.forEach(show);
      if (context.options['follow'] !== true) return;
      const client = await context.connect();
      await client.request('journal:follow', {}, (name, value) => {
        if (name === 'journal:entry') show(value as JournalEntry);
      });
      await client.ended;
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
      const path = word(context, 0, 'The setting');
      const value = word(context, 1, 'The value');
      context.print(
        await ask(context, 'settings:set', { path, value }),
        `${path} is ${value} now.`,
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
      if (failed > 0) throw new CommandError(`${failed} checks failed: see the remedies above.`);
    },
  },
};

const line = (entry: JournalEntry): string =>
  `${time(entry.at)}  ${entry.level.padEnd(7)}  ${entry.event.padEnd(22)}  ${entry.id === undefined ? '' : `${entry.id}  `}${entry.text}`;

function describe(status: StatusView): string {
  const { waiting, sending, held } = status.queue;
  const services = status.services.map(
    ({ id, state, port, detail }) =>
      `  ${id.padEnd(20)} ${state}${port === undefined ? '' : `, port ${port}`}${detail === undefined ? '' : `: ${detail}`}`,
  );
  const problems = status.problems.map(({ text, remedy, raw }) =>
    [`! ${text}`, remedy, raw === null ? '' : `It said: ${raw}`].filter(Boolean).join(' '),
  );
  return [
    ...(problems.length > 0 ? problems : ['Mail flows.']),
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
