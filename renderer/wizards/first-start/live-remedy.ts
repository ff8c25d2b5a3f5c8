/** What helps against what went wrong in the live check, and the page for it. Pure. */
import { isWindowless } from '../../../main/contract/history.ts';
import type { Words } from '../../words/words.ts';
import type { Trouble } from './live-goals.ts';

export interface LiveRemedy {
  readonly text: string;
  readonly place: string;
  /** What the link to the place says. */
  readonly action: string;
}

/** The wizard goes on from there by its notice. */
const places: Readonly<Record<Trouble['kind'], string>> = {
  'sign-in': 'connect',
  blocked: 'security',
  refused: 'connect',
  provider: 'provider',
  returned: 'mail?kind=bounced',
};

/** `mayCheckFirst`: whether checking mail lets somebody send in this office. */
export function remedyFor(
  { kind, entry: { id, data } }: Trouble,
  { wizard, mail, help }: Words,
  mayCheckFirst: boolean,
): LiveRemedy {
  const w = wizard.live;
  const { reasons } = mail.why;
  const usual = { text: w.remedies[kind], place: places[kind], action: w.mend[kind] };
  if (kind !== 'refused') return usual;
  const why = String(data?.['reason']);
  if (isWindowless(why)) return mayCheckFirst ? usual : { ...usual, text: w.signInOnly };
  if (!Object.hasOwn(reasons, why) || id === undefined) return usual;
  const text = reasons[why as keyof typeof reasons].remedy;
  return { text, place: `mail/${encodeURIComponent(id)}`, action: help.refusalWhy };
}
