/** history, sessions: what became of mail, and what mail programs said. */
import type { ActivityCounts, HistoryKind, HistoryRow, HourCounts } from '../contract/history.ts';
import { ask } from './ask.ts';
import {
  CommandError,
  emptyWords,
  limitOption,
  moreWords,
  textOption,
  word,
  type Commands,
} from './command.ts';
import { table, time } from './output.ts';

const kinds: readonly string[] = ['sent', 'bounced', 'refused'] satisfies readonly HistoryKind[];

/** The commands `history`, `history counts` and `sessions`, by their words. */
export const activityCommands: Commands = {
  history: {
    usage: 'history [sent|bounced|refused] [--text PART] [--limit N]',
    summary: 'shows what was sent, bounced and refused lately, newest first',
    async run(context) {
      const kind = context.words[0];
      if (kind !== undefined && !kinds.includes(kind))
        throw new CommandError(
          `There is no list "${kind}"; there are ${kinds.join(', ')} and counts.`,
          2,
        );
      const result = await ask(context, 'history:list', {
        ...(kind === undefined ? {} : { kind: kind as HistoryKind }),
        text: textOption(context, 'text'),
        limit: limitOption(context, 50),
      });
      const rows = result.rows.map((row) => [
        ...[time(row.at), row.kind, row.id || '-', senderOf(row), row.recipient || '-'],
        row.reply || row.cause,
      ]);
      context.print(
        result,
        rows.length === 0
          ? emptyWords(context, 'Nothing so far.')
          : table(['at', 'what', 'id', 'from', 'to', 'words'], rows) +
              moreWords(result.total, rows.length),
      );
    },
  },
  'history counts': {
    usage: 'history counts',
    summary: 'shows how much was sent, bounced and refused today and by the hour',
    async run(context) {
      const counts = await ask(context, 'history:counts', {});
      context.print(counts, `${today(counts)}\n\n${byTheHour(counts)}`);
    },
  },
  'sessions list': {
    usage: 'sessions list [--text PART]',
    summary: 'shows the last connections of mail programs, open ones first',
    async run(context) {
      const { sessions } = await ask(context, 'sessions:list', {
        text: textOption(context, 'text'),
      });
      const rows = sessions.map(({ id, startedAt, endedAt, listener, peer, user, lastReply }) => [
        ...[String(id), time(startedAt), endedAt === null ? 'open' : 'ended', listener, peer],
        ...[user || '-', lastReply],
      ]);
      context.print(
        sessions,
        rows.length === 0
          ? emptyWords(context, 'Nobody connected since the start.')
          : table(['id', 'began', 'state', 'port', 'from', 'user', 'last reply'], rows),
      );
    },
  },
  'sessions show': {
    usage: 'sessions show ID',
    summary: 'shows what was said in one connection; passwords are masked',
    async run(context) {
      const id = Number(word(context, 0));
      if (!Number.isInteger(id) || id < 1)
        throw new CommandError('ID is a number. See "mailroom sessions list".', 2);
      const transcript = await ask(context, 'sessions:show', { id });
      const lines = transcript.lines.map(
        ({ at, direction, line }) => `${time(at)} ${direction === 'in' ? 'C:' : 'S:'} ${line}`,
      );
      context.print(transcript, lines.join('\n'));
    },
  },
};

function today({ today: counts, lastSentAt }: ActivityCounts): string {
  const { accepted, sent, bounced, refused } = counts;
  const last = lastSentAt === null ? '' : ` Last sent: ${time(lastSentAt)}.`;
  return `Today: ${accepted} taken in, ${sent} sent, ${bounced} bounced, ${refused} refused.${last}`;
}

function byTheHour({ hours }: ActivityCounts): string {
  const busy = hours.filter((hour) => figures(hour).some((count) => count > 0));
  if (busy.length === 0) return 'Nothing in the last 24 hours.';
  const rows = busy.map((hour) => [time(hour.startsAt), ...figures(hour).map(String)]);
  return table(['hour from', 'taken in', 'sent', 'bounced', 'refused'], rows);
}

const figures = ({ accepted, sent, bounced, refused }: HourCounts): readonly number[] => [
  accepted,
  sent,
  bounced,
  refused,
];

/** A report has the null sender; a sign-in has none at all. */
const senderOf = ({ sender, recipient }: HistoryRow): string =>
  sender !== '' ? sender : recipient === '' ? '-' : '<>';
