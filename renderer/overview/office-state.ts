/** How the office's mail does, in one of a few states: what the first sentence of the overview says. Pure. */
import type { StatusView } from '../../main/contract/status.ts';
import type { Tone } from '../ui/state-mark.tsx';

export type OfficeState =
  | 'starting'
  | 'noMail'
  | 'part'
  | 'paused'
  | 'attention'
  | 'nobody'
  | 'onTheirWay'
  | 'held'
  | 'good';

export const officeTones: Readonly<Record<OfficeState, Tone>> = {
  starting: 'busy',
  noMail: 'error',
  part: 'error',
  paused: 'paused',
  attention: 'attention',
  nobody: 'info',
  onTheirWay: 'good',
  held: 'attention',
  good: 'good',
};

/** `mayAnybodySend`: there is a user, or a device that is trusted by its address. */
export function officeState(status: StatusView, mayAnybodySend: boolean): OfficeState {
  const { problems, route, services, queue } = status;
  const faults = problems.filter(({ level }) => level === 'error');
  if (faults.some(({ code }) => code.startsWith('route.') || code === 'queue.disk'))
    return 'noMail';
  if (faults.length > 0) return 'part';
  if (route.state === 'paused') return 'paused';
  if (services.some(({ state }) => state === 'starting')) return 'starting';
  if (problems.length > 0) return 'attention';
  if (!mayAnybodySend) return 'nobody';
  if (queue.waiting + queue.sending > 0) return 'onTheirWay';
  return queue.held > 0 ? 'held' : 'good';
}
