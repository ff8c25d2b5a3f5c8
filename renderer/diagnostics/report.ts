/**
 * The report for support as text: what a person would be asked for. Made of answers that hold no secret; the
 * journal has none by its nature. Pure.
 */
import type { DesktopInfo } from '../../main/contract/desktop.ts';
import type { JournalEntry } from '../../main/contract/journal.ts';
import type { RouteState } from '../../main/contract/mail.ts';
import type { CheckView, StatusView } from '../../main/contract/status.ts';
import type { Words } from '../words/words.ts';

export interface ReportFacts {
  readonly now: Date;
  readonly info: DesktopInfo;
  readonly status: StatusView;
  /** Empty: not run. */
  readonly checks: readonly CheckView[];
  /** All of them: else some may be bad that nobody looked at. */
  readonly isWhole: boolean;
  /** Newest first. */
  readonly warnings: readonly JournalEntry[];
}

type Say = (text: string) => string;
type ReportWords = Words['diagnostics']['report'];

export function reportText(facts: ReportFacts, words: Words, say: Say): string {
  const { info, status, checks, isWhole, warnings, now } = facts;
  const w = words.diagnostics.report;
  const titles: Readonly<Record<string, string>> = words.diagnostics.checks.titles;
  const { waiting, sending, held } = status.queue;
  return [
    w.heading,
    '',
    `${w.made}: ${now.toISOString()}`,
    `${w.version}: ${status.version}`,
    `${w.system}: ${info.platform}, ${info.runtime}`,
    `${w.data}: ${status.dataFolder}`,
    `${w.provider}: ${status.provider}`,
    `${w.route}: ${routeWords(status.route, w, say)}`,
    `${w.mail}: ${w.mailCounts(waiting, sending, held)}`,
    `${w.addresses}: ${status.addresses.join(', ') || w.none}`,
    `${w.people}: ${status.users}`,
    `${w.windows}: ${status.openWindows}`,
    ...section(
      w.parts,
      status.services.map((part) => partLine(part, w, say)),
      w.none,
    ),
    ...section(
      w.problems,
      status.problems.map(({ text, remedy, raw }) => joined([say(text), say(remedy), raw])),
      w.none,
    ),
    ...section(
      w.checks,
      [
        ...checks.map((check) => checkLine(check, titles[check.id] ?? check.title, say)),
        ...(isWhole || checks.length === 0 ? [] : [w.partChecks]),
      ],
      w.needsChecks,
    ),
    ...section(
      w.warnings,
      warnings.map(({ at, event, text }) => `${new Date(at).toISOString()} ${event} ${say(text)}`),
      w.none,
    ),
    '',
  ].join('\n');
}

const section = (title: string, lines: readonly string[], none: string): readonly string[] => [
  '',
  `${title}:`,
  ...(lines.length === 0 ? [`- ${none}`] : lines.map((line) => `- ${line}`)),
];

const joined = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter(Boolean).join(' ');

const partLine = (
  { id, state, port, detail = '' }: StatusView['services'][number],
  { states }: ReportWords,
  say: Say,
): string => joined([id, states[state], port === undefined ? '' : `(${port})`, say(detail)]);

const marks: Readonly<Record<CheckView['state'], string>> = {
  ok: 'ok',
  warning: '!!',
  failed: 'XX',
  skipped: '--',
};

const checkLine = ({ state, detail, remedy, raw }: CheckView, title: string, say: Say): string =>
  joined([
    `[${marks[state]}] ${title}: ${say(detail)}`,
    remedy === undefined ? '' : say(remedy),
    raw === undefined ? '' : `(${raw})`,
  ]);

function routeWords(route: RouteState, { routes }: ReportWords, say: Say): string {
  if (route.state === 'open') return routes.open;
  if (route.by === 'operator') return routes.paused;
  return joined([`${routes.waits} (${route.stage}):`, say(route.cause), route.reply]);
}
