/** Which page of the window mends what a check found. Pure. */
import type { CheckView } from '../../main/contract/status.ts';

const places: readonly (readonly [start: string, place: string])[] = [
  ['listener.', 'security'],
  ['certificate', 'security'],
  ['addresses', 'security'],
  ['forwarders', 'security'],
  ['plaintext', 'security'],
  ['trusted', 'security'],
  ['blocks', 'security'],
  ['provider', 'provider'],
  ['secrets', 'provider'],
  ['sending', 'provider'],
  ['users', 'people'],
];

/** Null where only this computer itself can be put right (disk, clock, folder). */
export const placeOfCheck = (id: CheckView['id']): string | null =>
  places.find(([start]) => id.startsWith(start))?.[1] ?? null;

export const troublesIn = (checks: readonly CheckView[]): number =>
  checks.filter(({ state }) => state === 'failed' || state === 'warning').length;
