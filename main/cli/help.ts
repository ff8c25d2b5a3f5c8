/** Words the help: an overview that fits on one screen, and each command in full. Pure. */
import { type Command } from './command.ts';
import { find, unknownCommand } from './find-command.ts';
import { asTyped, fold, unbroken } from './output.ts';

/** What the help says of a command. */
export type Described = Readonly<Record<string, Pick<Command, 'usage' | 'summary'>>>;

/** The first words of all commands, in the order in which a person meets them. */
const overview: readonly (readonly [heading: string, words: Readonly<Record<string, string>>])[] = [
  [
    'How it goes',
    {
      status: 'whether mail flows',
      doctor: 'looks at all that tends to go wrong, and says the remedy',
      why: 'explains a refusal by its id, for example why R-7K2F4',
      history: 'what was sent, bounced and refused lately',
      sessions: 'what mail programs said',
      journal: 'what happened',
    },
  ],
  [
    'Who may send',
    {
      users: 'people and devices',
      windows: 'addresses that may send since their user checked mail',
      trust: 'devices that send without signing in',
      blocks: 'who is shut out after failed sign-ins',
    },
  ],
  [
    'Where mail goes',
    {
      provider: 'the server that mail is forwarded to',
      queue: 'mail that waits',
      practice: 'the practice provider, which keeps mail and sends nothing',
      try: 'sends or checks mail, to see how it works',
    },
  ],
  [
    'This computer',
    {
      network: 'addresses and ports that mail programs need',
      settings: 'all other settings',
      certificate: 'what mail programs see of the encryption',
      backup: 'settings and people in one sealed file',
      serve: 'runs the relay without a window',
    },
  ],
];

/** Everywhere the same. */
const always = '--json prints data for programs; --data DIR names the data folder.';

/** How wide the screen is, in characters, and how the command is called here (see asTyped). */
export interface HelpFrame {
  readonly width: number;
  readonly command?: string | undefined;
}

/** A command as programs read of it. */
export interface HelpEntry {
  /** As it is typed behind `mailroom`, for example `users add`. */
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
}

/** The overview, or all commands of a group, or one, none wider than the screen. */
export function help(
  commands: Described,
  wanted: readonly string[],
  { width, command }: HelpFrame,
): string {
  if (wanted.length === 0) return overviewOf(commands, { width, command });
  const lines = helpEntries(commands, wanted).flatMap(({ usage, summary }) => [
    foldUsage(asTyped(`mailroom ${usage}`, command), width),
    fold(summary, { width, first: 6, others: 6 }),
  ]);
  return [...lines, '', fold(always, { width, first: 2, others: 2 })].join('\n');
}

/** All commands, or those of a group, or one. Throws a CommandError where there is none of that name. */
export function helpEntries(commands: Described, wanted: readonly string[]): readonly HelpEntry[] {
  const found = find(commands, wanted);
  const word = found?.name ?? wanted[0];
  // `history` is a command, and the first word of another.
  const isWanted = (name: string): boolean =>
    word === undefined || name === word || name.startsWith(`${word} `);
  const entries = Object.entries(commands)
    .filter(([name]) => isWanted(name))
    .map(([name, { usage, summary }]) => ({ name, usage, summary }));
  if (entries.length === 0) throw unknownCommand(commands, wanted);
  return entries;
}

/** What stands in brackets stays on one line. */
const foldUsage = (usage: string, width: number): string =>
  fold(
    usage.replace(/\[[^\]]*\]/g, (place) => place.replaceAll(' ', unbroken)),
    { width, first: 2, others: 10 },
  ).replaceAll(unbroken, ' ');

function overviewOf(commands: Described, { width, command }: HelpFrame): string {
  const lines = overview.flatMap(([heading, words]) => [
    heading,
    ...Object.entries(words).map(([word, what]) =>
      fold(`${word.padEnd(13)}${what}${verbsOf(commands, word)}`, { width, first: 2, others: 15 }),
    ),
    '',
  ]);
  const more = asTyped(`All about one of them: mailroom help users. ${always}`, command);
  return [...lines, fold(more, { width, first: 0, others: 0 })].join('\n');
}

/** `: add, list, remove`; nothing for a command of one word. */
function verbsOf(commands: Described, word: string): string {
  const verbs = Object.keys(commands)
    .filter((name) => name.startsWith(`${word} `))
    .map((name) => name.slice(word.length + 1));
  return verbs.length === 0 ? '' : `: ${verbs.join(', ')}`;
}
