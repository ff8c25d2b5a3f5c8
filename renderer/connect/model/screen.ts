/**
 * One window of another program, as data. From the same lines come the drawn picture and the numbered
 * steps: a marked widget is a step, so that the numbers in the picture always fit.
 */
import type { NoteId } from '../../words/en/connect-notes.ts';
import type { Label } from './label.ts';

/** `way`: whether the program signs in when sending, or checks mail first. The heart of each page. */
export type StepRole = 'way' | 'server' | 'user' | 'password' | 'encryption';

interface Markable {
  /** To be done by the person: a step with a number in the picture. */
  readonly mark?: boolean;
  /** What it is about: the live line sends the person to the step of that number. */
  readonly role?: StepRole;
  /** A sentence below the step. */
  readonly note?: NoteId;
}

/** A field to type into. */
export interface TextWidget extends Markable {
  readonly kind: 'text';
  readonly label: Label;
  readonly value: string;
  /** Shown as dots: the person's password is never here. */
  readonly isSecret?: boolean;
  readonly isShort?: boolean;
  /** An example, not a value to copy. */
  readonly isExample?: boolean;
}

export interface SelectWidget extends Markable {
  readonly kind: 'select';
  readonly label: Label;
  readonly value: Label;
}

/** `tick` is a box, `radio` one of several, `switch` slides. */
export interface ToggleWidget extends Markable {
  readonly kind: 'tick' | 'radio' | 'switch';
  readonly label: Label;
  readonly isOn: boolean;
}

export interface ButtonWidget extends Markable {
  readonly kind: 'button';
  readonly label: Label;
  readonly isDefault?: boolean;
}

/** Tabs of a dialog, or the list at its side. */
export interface TabsWidget extends Markable {
  readonly kind: 'tabs' | 'side';
  readonly tabs: readonly Label[];
  readonly active: number;
  readonly inside: readonly Widget[];
}

export interface BoxWidget {
  readonly kind: 'group' | 'indent' | 'row' | 'buttons';
  readonly title?: Label;
  readonly inside: readonly Widget[];
}

/** Not drawn: a way through menus. */
export interface PathWidget extends Markable {
  readonly kind: 'path';
  readonly path: readonly Label[];
}

/** Not drawn: a sentence of ours. */
export interface SayWidget extends Markable {
  readonly kind: 'say';
  readonly say: NoteId;
}

export type Widget =
  | TextWidget
  | SelectWidget
  | ToggleWidget
  | ButtonWidget
  | TabsWidget
  | BoxWidget
  | PathWidget
  | SayWidget;

/** In whose look the picture is drawn: our own drawing in the style of the time. */
export type Frame =
  | 'windows-xp'
  | 'windows-7'
  | 'windows-11'
  | 'mozilla'
  | 'mac'
  | 'iphone'
  | 'android'
  | 'gtk'
  | 'web';

export interface Screen {
  readonly id: string;
  /** Null: nothing is drawn, the steps stand alone. */
  readonly frame: Frame | null;
  /** Title of the window, or the address line of a web page. */
  readonly title: Label;
  readonly widgets: readonly Widget[];
}

/** What a person does. */
export type StepWidget =
  TextWidget | SelectWidget | ToggleWidget | ButtonWidget | TabsWidget | PathWidget | SayWidget;
