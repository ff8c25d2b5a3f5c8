/** A mail program, a device or a piece of software, and how its page is made. */
import type { Topic } from '../../help/topics.ts';
import type { NoteId } from '../../words/en/connect-notes.ts';
import type { EditionId, ProgramId } from '../../words/en/connect-programs.ts';
import type { Abilities, Door, Way } from '../offer/offer.ts';
import type { SignId } from '../../words/en/connect-trouble.ts';
import type { Screen, Widget } from './screen.ts';

/** What a screen is filled with. */
export interface Filling {
  readonly server: string;
  readonly pop: Door;
  readonly smtp: Door;
  readonly user: string;
  /** The person's e-mail address, or one that looks like it. */
  readonly address: string;
  readonly isAddressKnown: boolean;
  /** The certificate is signed by the office's own authority, which no program knows by itself. */
  readonly isOwnAuthority: boolean;
  readonly way: Way;
  /** For how long somebody may send after checking mail. */
  readonly windowMinutes: number;
}

export interface Edition {
  readonly id: EditionId;
  readonly ways: readonly Way[];
  readonly abilities: (way: Way) => Abilities;
  readonly screens: (filling: Filling) => readonly Screen[];
  /** What to do where the program has no account yet; folded away. */
  readonly newAccount?: readonly Widget[];
  /** Sentences above the steps. */
  readonly notes?: readonly NoteId[];
}

export type ProgramGroup = 'windows' | 'mac' | 'phone' | 'linux' | 'scanner' | 'software';

export interface Program {
  readonly id: ProgramId;
  readonly group: ProgramGroup;
  readonly topic: Topic;
  /** The first is shown where the person chose none. */
  readonly editions: readonly [Edition, ...Edition[]];
  readonly signs: readonly SignId[];
  /** Can be told that it knows no encryption: old programs and devices. */
  readonly canBePlain: boolean;
  /** It does not work with a relay in the office: the page says so, and what to use. */
  readonly isUnfit?: boolean;
}

/** What most programs of today can do. */
export const modern: Abilities = {
  pop: ['implicit', 'starttls', 'none'],
  smtp: ['implicit', 'starttls', 'none'],
};
/** TLS from the first byte, or nothing. */
export const oldTls: Abilities = { pop: ['implicit', 'none'], smtp: ['implicit', 'none'] };
export const plainOnly: Abilities = { pop: ['none'], smtp: ['none'] };
