import { accessCommands } from './access-commands.ts';
import { activityCommands } from './activity-commands.ts';
import type { Commands } from './command.ts';
import { officeCommands } from './office-commands.ts';
import { providerCommands } from './provider-commands.ts';
import { queueCommands } from './queue-commands.ts';
import { systemCommands } from './system-commands.ts';
import { tryCommands } from './try-commands.ts';
import { userCommands } from './user-commands.ts';

/** Every command that talks to a relay, by its words, in the order in which the help lists them. */
export const allCommands: Commands = {
  ...systemCommands,
  ...userCommands,
  ...accessCommands,
  ...queueCommands,
  ...providerCommands,
  ...activityCommands,
  ...officeCommands,
  ...tryCommands,
};
