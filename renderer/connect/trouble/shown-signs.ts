/** Which of a program's signs can come to somebody who uses it in this way, in this office. Pure. */
import type { SignId } from '../../words/en/connect-trouble.ts';
import type { Way } from '../offer/offer.ts';

/** They come to nobody while POP before SMTP is off. */
const ofCheckingFirst: readonly SignId[] = ['first-try-fails', 'scanner-waits-too-short'];
/** A device that checks mail first does not encrypt, and one that signs in waits for nothing. */
const notOfWay: Readonly<Record<Way, SignId>> = {
  pop: 'scanner-tls',
  auth: 'scanner-waits-too-short',
};

/** `mayCheckFirst`: whether checking mail lets somebody send in this office. */
export const shownSigns = (
  ids: readonly SignId[],
  way: Way,
  mayCheckFirst: boolean,
): readonly SignId[] =>
  ids.filter((id) => id !== notOfWay[way] && (mayCheckFirst || !ofCheckingFirst.includes(id)));
