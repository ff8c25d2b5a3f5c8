/**
 * Connections as they come and go. The relay tells what is new when there is something; while nobody sees the
 * window it is not asked. Knows no React.
 */
import type { AppError } from '../../main/contract/result.ts';
import type { SessionView } from '../../main/contract/sessions.ts';
import type { Bridge } from '../link/bridge.ts';
import type { PageClock } from '../link/page-clock.ts';

export interface Sessions {
  /** What was found, in the order of the list. Null before the first answer. */
  readonly sessions: readonly SessionView[] | null;
  /** All that are kept. */
  readonly all: readonly SessionView[];
  /** What the answer was asked for: another text has no answer yet. */
  readonly text: string;
  readonly error: AppError | null;
}

/** The words that a row shows for a connection. */
export type ShownWords = (session: SessionView) => readonly string[];

/** Until a relay that went away is asked again. */
const retryMs = 1_000;
/** While much is said each answer is old when it comes: no person reads faster, and the relay has mail to take. */
const settleMs = 250;

interface Follower {
  readonly clock: Pick<PageClock, 'after' | 'isSeen'>;
  readonly isOver: () => boolean;
  readonly tell: (answer: Partial<Sessions>) => void;
  readonly shown: ShownWords;
}

/** Tells each answer until it is over. */
export async function followSessions(
  bridge: Pick<Bridge, 'request'>,
  text: string,
  { clock, isOver, tell, shown }: Follower,
): Promise<void> {
  let after: number | undefined;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void clock.after(ms, resolve));
  while (!isOver()) {
    const result = await bridge.request('sessions:list', { text, after });
    if (isOver()) return;
    if (result.ok) {
      const { sessions } = result.value;
      const whole = text === '' ? result : await bridge.request('sessions:list', {});
      if (isOver()) return;
      const all = whole.ok ? whole.value.sessions : sessions;
      tell({ sessions: found(all, { sessions, text, shown }), all, text, error: null });
      after = result.value.revision;
    } else {
      tell({ error: result.error });
      after = undefined;
    }
    await pause(result.ok ? settleMs : retryMs);
    while (!clock.isSeen() && !isOver()) await pause(retryMs);
  }
}

/** What the relay found in what was said, and what the person reads on the screen, in the order of the list. */
function found(
  all: readonly SessionView[],
  search: {
    readonly sessions: readonly SessionView[];
    readonly text: string;
    readonly shown: ShownWords;
  },
): readonly SessionView[] {
  const ids = new Set(search.sessions.map(({ id }) => id));
  const wanted = search.text.trim().toLowerCase();
  return all.filter(
    (session) =>
      ids.has(session.id) ||
      search.shown(session).some((words) => words.toLowerCase().includes(wanted)),
  );
}
