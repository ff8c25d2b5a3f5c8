/** All programs in the order of the picker. */
import type { Edition, Program, ProgramGroup } from '../model/program.ts';
import { gmailAndroid, thunderbirdAndroidProgram } from './android.ts';
import { appleMail, iphone } from './apple.ts';
import { clawsProgram } from './claws.ts';
import { emClientProgram } from './em-client.ts';
import { newOutlookProgram } from './new-outlook.ts';
import { outlookClassic } from './outlook-classic.ts';
import { outlookExpressProgram } from './outlook-express.ts';
import { outlookMacProgram } from './outlook-mac.ts';
import { scanners } from './scanners.ts';
import { software } from './software.ts';
import { thunderbirdProgram } from './thunderbird.ts';

export const programs: readonly Program[] = [
  outlookClassic,
  newOutlookProgram,
  thunderbirdProgram,
  emClientProgram,
  outlookExpressProgram,
  appleMail,
  outlookMacProgram,
  iphone,
  gmailAndroid,
  thunderbirdAndroidProgram,
  clawsProgram,
  ...scanners,
  software,
];

export const programGroups: readonly ProgramGroup[] = [
  'windows',
  'mac',
  'phone',
  'linux',
  'scanner',
  'software',
];

export const programOf = (id: string | null): Program | null =>
  programs.find((program) => program.id === id) ?? null;

/** The edition of that name, else the first. */
export const editionOf = ({ editions }: Program, id: string | null): Edition =>
  editions.find((edition) => edition.id === id) ?? editions[0];
