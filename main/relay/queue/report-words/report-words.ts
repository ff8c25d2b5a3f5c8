/** What a report says to a person, in one language. A language is one file beside this one. */
import type { ReportAction } from '../message.ts';

/** What may be advised, by what went wrong. */
export type Advice =
  | 'address'
  | 'sender'
  | 'mailbox-full'
  | 'too-large'
  | 'plain-letters'
  | 'rule'
  | 'gave-up'
  | 'other';

/** Sentences end with a point; a date is given as `date` writes it. */
export interface ReportWords {
  /** The Subject, by what is reported. ASCII, so that it needs no encoding. */
  readonly subjects: Readonly<Record<ReportAction, string>>;
  /** The first line; the recipients follow it. */
  readonly openings: Readonly<Record<ReportAction, string>>;
  readonly advice: Readonly<Record<Advice, string>>;
  readonly willHear: string;
  readonly triedUntil: (date: string) => string;
  readonly itsSubject: (subject: string) => string;
  readonly sentOn: (date: string, id: string) => string;
  /** A time, epoch ms, as people here write it. */
  readonly date: (at: number) => string;
  /** The relay's own words for a failure; a provider's words stay as they are. */
  readonly say: (sentence: string) => string;
}
