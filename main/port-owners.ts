/** Everything that listens on a port of the settings; a part of compose.ts. */
import type { ListenerName } from './contract/settings.ts';
import { serviceIdOf } from './contract/status.ts';
import { makeListener, type ListenerParts } from './listeners.ts';
import {
  practiceId,
  PracticeProvider,
  type PracticeProviderOptions,
} from './relay/practice/practice-provider.ts';
import type { PortOwner } from './settings-change.ts';

/** In the order in which they start. */
export const listenerNames: readonly ListenerName[] = [
  'relay',
  'submission',
  'submissions',
  'pop3',
  'pop3s',
];

/** How each is made anew for changed settings. */
export function portOwners(
  listenerParts: ListenerParts,
  practice: PracticeProviderOptions,
): PortOwner[] {
  const listeners = listenerNames.map((name): PortOwner => ({
    id: serviceIdOf(name),
    placeIn: ({ listeners: { [name]: place } }) => (place.enabled ? place : null),
    make: (settings) => makeListener(name, listenerParts, () => settings.listeners[name]),
  }));
  const practiceProvider: PortOwner = {
    id: practiceId,
    placeIn: ({ practice: { port } }) => ({ port }),
    make: (settings) => new PracticeProvider({ ...practice, port: () => settings.practice.port }),
  };
  return [...listeners, practiceProvider];
}
