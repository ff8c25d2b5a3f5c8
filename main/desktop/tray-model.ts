/** What the tray shows: state, words, menu. Pure; drawing it is the tray's business. */
import type { StatusView } from '../contract/status.ts';
import type { LinkState } from './relay-link.ts';
import type { Words } from './words.ts';

/** Each has an icon of its own. */
export type TrayState = 'running' | 'attention' | 'error' | 'paused' | 'starting';

/** What a line of the menu does. */
export type TrayAction =
  | { readonly kind: 'open'; readonly place: string | null }
  | { readonly kind: 'ask'; readonly request: 'queue:pause' | 'queue:resume' | 'queue:retry' }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'quit' };

/** A line of the menu; without an action it only says something. */
export type TrayItem =
  | { readonly id: string; readonly label: string; readonly action: TrayAction | null }
  | { readonly id: string; readonly separator: true };

/** The whole tray. */
export interface TrayModel {
  readonly state: TrayState;
  readonly tooltip: string;
  readonly items: readonly TrayItem[];
}

/** From what it is worked out. */
export interface TrayFacts {
  readonly link: LinkState;
  /** Null until the relay answered for the first time, and while it is away or silent. */
  readonly status: StatusView | null;
  readonly words: Words;
}

/** Longer lines make menus wider than some screens. */
const longestLine = 90;

/** The tray for these facts. Pure. */
export function trayModel(facts: TrayFacts): TrayModel {
  const { words, status } = facts;
  const state = stateOf(facts);
  const first = firstLine(facts);
  const mayBeTried = status?.queue.waiting ?? 0;
  const waiting = mayBeTried + (status?.queue.held ?? 0);
  const isPaused = status?.route.state === 'paused' && status.route.by === 'operator';
  const address = status?.addresses[0];
  const items: readonly (TrayItem | null)[] = [
    { id: 'state', label: shortened(first.text), action: { kind: 'open', place: first.place } },
    // A relay that says nothing may have much that waits.
    status && {
      id: 'waiting',
      label: waiting === 0 ? words.tray.nothingWaits : words.tray.waiting(waiting),
      action: { kind: 'open', place: 'mail' },
    },
    { id: 'line-1', separator: true },
    {
      id: 'pause',
      label: isPaused ? words.tray.resume : words.tray.pause,
      action: status && { kind: 'ask', request: isPaused ? 'queue:resume' : 'queue:pause' },
    },
    {
      id: 'send',
      label: words.tray.sendNow,
      action: mayBeTried > 0 && !isPaused ? { kind: 'ask', request: 'queue:retry' } : null,
    },
    address === undefined
      ? null
      : {
          id: 'copy',
          label: words.tray.copyAddress(address),
          action: { kind: 'copy', text: address },
        },
    { id: 'line-2', separator: true },
    { id: 'open', label: words.tray.open, action: { kind: 'open', place: null } },
    { id: 'connect', label: words.tray.connect, action: { kind: 'open', place: 'connect' } },
    { id: 'help', label: words.tray.help, action: { kind: 'open', place: 'help' } },
    { id: 'line-3', separator: true },
    { id: 'quit', label: words.tray.quit, action: { kind: 'quit' } },
  ];
  const isPractising = state === 'running' && status?.isPractice === true;
  return {
    state,
    tooltip: `Mailroom: ${isPractising ? words.tray.practice : words.trayStates[state]}`,
    items: items.filter((item) => item !== null),
  };
}

const isGone = (link: LinkState): link is 'away' | 'silent' | 'other' =>
  link === 'away' || link === 'silent' || link === 'other';

/** Faults before a person's own pause, that before what only wants attention. */
function stateOf({ link, status }: TrayFacts): TrayState {
  if (isGone(link)) return 'error';
  if (status === null) return 'starting';
  const { services, route, problems } = status;
  if (problems.some(({ level }) => level === 'error')) return 'error';
  if (route.state === 'paused') return 'paused';
  if (services.some(({ state }) => state === 'starting')) return 'starting';
  return problems.length > 0 ? 'attention' : 'running';
}

/** The most important problem in the words of the window, else how the mail is doing; and its page. */
function firstLine({ link, status, words }: TrayFacts): { text: string; place: string } {
  if (isGone(link)) return { text: words.tray[link], place: 'overview' };
  if (status === null) return { text: words.tray.starting, place: 'overview' };
  const [problem] = status.problems;
  if (problem !== undefined) return { text: words.say(problem.text), place: problem.place };
  const { waiting, sending, held } = status.queue;
  if (waiting + sending > 0)
    return { text: words.tray.onTheirWay(waiting + sending), place: 'mail' };
  if (held > 0) return { text: words.tray.held(held), place: 'mail?state=held' };
  return { text: words.tray[status.isPractice ? 'practice' : 'allDelivered'], place: 'overview' };
}

const shortened = (text: string): string =>
  text.length <= longestLine ? text : `${text.slice(0, longestLine - 1).trimEnd()}…`;
