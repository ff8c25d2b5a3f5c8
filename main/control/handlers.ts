/** What each request of the contract does: all areas together. The desk loads it with the first request. */
import { historyHandlers, sessionHandlers } from './activity-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import type { Handlers } from './handler.ts';
import { jobHandlers, Jobs } from './jobs.ts';
import { networkHandlers, tlsHandlers } from './network-handlers.ts';
import type { Parts } from './parts.ts';
import { blockHandlers, trustHandlers, userHandlers, windowHandlers } from './people-handlers.ts';
import { practiceHandlers, providerHandlers } from './provider-handlers.ts';
import { queueHandlers } from './queue-handlers.ts';
import {
  doctorHandlers,
  journalHandlers,
  refusalHandlers,
  settingsHandlers,
  statusHandlers,
} from './system-handlers.ts';

/** Handlers for all requests of the contract; one that is missing does not compile. */
export const handlersFor = (parts: Parts, jobs = new Jobs()): Handlers => ({
  ...statusHandlers(parts),
  ...userHandlers(parts),
  ...windowHandlers(parts),
  ...blockHandlers(parts),
  ...trustHandlers(parts),
  ...queueHandlers(parts),
  ...providerHandlers(parts, jobs),
  ...practiceHandlers(parts),
  ...refusalHandlers(parts),
  ...historyHandlers(parts),
  ...sessionHandlers(parts),
  ...journalHandlers(parts),
  ...settingsHandlers(parts),
  ...doctorHandlers(parts, jobs),
  ...jobHandlers(jobs),
  ...networkHandlers(parts),
  ...backupHandlers(parts),
  ...tlsHandlers(parts),
});
