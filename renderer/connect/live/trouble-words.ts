/** The sentence for a trouble, for the way that the page recommends. Pure. */
import type { Words } from '../../words/words.ts';
import type { StepRole } from '../model/screen.ts';
import type { Way } from '../offer/offer.ts';
import type { Trouble, TroubleKind } from './watch.ts';

export interface ToldTrouble {
  readonly title: string;
  readonly text: string;
  /** Steps of the page about it. */
  readonly role: StepRole | null;
}

const roles: Readonly<Partial<Record<TroubleKind, StepRole>>> = {
  'wrong-password': 'password',
  'unknown-name': 'user',
  'no-encryption': 'encryption',
  'wrong-encryption': 'encryption',
  'no-window': 'way',
  'window-ended': 'way',
  'wrong-sign-in-at-sending': 'password',
  blocked: 'password',
};

export function tellTrouble(
  { kind, protocol }: Trouble,
  { person, way, words }: { person: string; way: Way; words: Words['connect']['live'] },
): ToldTrouble {
  const { troubles } = words;
  const role = roles[kind] ?? null;
  const { title } = troubles[kind];
  switch (kind) {
    case 'wrong-password':
      return { title, role, text: troubles[kind][protocol === 'pop3' ? 'pop3' : 'smtp'] };
    case 'unknown-name':
      return { title, role, text: troubles[kind].text(person) };
    case 'no-window':
    case 'window-ended':
      return { title, role, text: troubles[kind][way] };
    default:
      return { title, role, text: troubles[kind].text };
  }
}

/** "step 5", "steps 5, 9 and 12". */
export function stepList(
  numbers: readonly number[],
  { step, steps }: Words['connect']['live'],
): string {
  const last = String(numbers.at(-1) ?? '');
  return numbers.length < 2 ? step(last) : steps(numbers.slice(0, -1).join(', '), last);
}
