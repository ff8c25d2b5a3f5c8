/** How the office's mail does, in one of a few states: what the first sentence of the overview says. Pure. */
import type { ProblemCode } from '../../main/contract/codes.ts';
import { serviceIdOf, type StatusView } from '../../main/contract/status.ts';
import type { Tone } from '../ui/state-mark.tsx';
import type { NextStep } from './next-steps.ts';

export type OfficeState =
  | 'unknown'
  | 'starting'
  | 'noMail'
  | 'noIntake'
  | 'closed'
  | 'part'
  | 'fault'
  | 'paused'
  | 'doubtful'
  | 'attention'
  | 'nobody'
  | 'practice'
  | 'onTheirWay'
  | 'held'
  | 'good';

export const officeTones: Readonly<Record<OfficeState, Tone>> = {
  unknown: 'error',
  starting: 'busy',
  noMail: 'error',
  noIntake: 'error',
  closed: 'error',
  part: 'error',
  fault: 'error',
  paused: 'paused',
  doubtful: 'attention',
  attention: 'attention',
  nobody: 'info',
  practice: 'info',
  onTheirWay: 'good',
  held: 'attention',
  good: 'good',
};

/** `steps`: what a fresh office still has to do; null while that is not known. Null where all hangs on it. */
export function officeState(
  status: StatusView,
  steps: readonly NextStep[] | null,
): OfficeState | null {
  const { problems, route, queue } = status;
  const faults = problems.filter(({ level }) => level === 'error').map(({ code }) => code);
  if (faults.some((code) => code.startsWith('route.'))) return 'noMail';
  if (faults.includes('queue.disk')) return 'noIntake';
  if (isClosed(status)) return 'closed';
  // Whatever else is wrong: of mail that a person stopped nobody says that it flows.
  if (route.state === 'paused') return 'paused';
  // Nothing has gone wrong with mail so far, and nobody knows that it will go out.
  const isDoubtful = problems.some(({ code }) => code === 'provider.test-failed');
  if (faults.length > 0)
    return !isDoubtful && faults.every((code) => shutsAWay.has(code)) ? 'part' : 'fault';
  if (status.services.some(({ state }) => state === 'starting')) return 'starting';
  if (isDoubtful) return 'doubtful';
  if (problems.length > 0) return 'attention';
  if (steps === null) return null;
  if (steps.includes('people')) return 'nobody';
  if (steps.includes('provider')) return 'practice';
  if (queue.waiting + queue.sending > 0) return 'onTheirWay';
  return queue.held > 0 ? 'held' : 'good';
}

/** Whether all who may send can hand over their mail: it is promised only then. */
export const takesMail = (status: StatusView): boolean =>
  !isClosed(status) &&
  !status.problems.some(({ code }) => code === 'queue.disk' || shutsAWay.has(code));

/** Of these the mail of others goes on. */
const shutsAWay: ReadonlySet<ProblemCode> = new Set(['listener.failed', 'popauth.unavailable']);

const sendingDoors: ReadonlySet<string> = new Set(
  (['relay', 'submission', 'submissions'] as const).map(serviceIdOf),
);

/** No port for outgoing mail is open, or will be in a moment. */
const isClosed = ({ services }: StatusView): boolean =>
  !services.some(
    ({ id, state }) =>
      sendingDoors.has(id) && (state === 'running' || state === 'degraded' || state === 'starting'),
  );
