/** What each request of the contract does: all areas together. The desk loads it with the first request. */
import { historyHandlers, sessionHandlers } from './activity-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import type { Handlers } from './handler.ts';
import { jobHandlers, Jobs } from './jobs.ts';
import { LastTest } from './last-test.ts';
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
export const handlersFor = (
  parts: Parts,
  jobs = new Jobs(),
  lastTest = new LastTest(parts),
): Handlers => ({
  ...statusHandlers(parts, lastTest),
  ...userHandlers(parts),
  ...windowHandlers(parts),
  ...blockHandlers(parts),
  ...trustHandlers(parts),
  ...queueHandlers(parts),
  ...providerHandlers(parts, jobs, lastTest),
  ...practiceHandlers(parts),
  ...refusalHandlers(parts),
  ...historyHandlers(parts),
  ...sessionHandlers(parts),
  ...journalHandlers(parts),
  ...settingsHandlers(parts),
  ...doctorHandlers(parts, jobs, lastTest),
  ...jobHandlers(jobs),
  ...networkHandlers(parts),
  ...backupHandlers(parts),
  ...tlsHandlers(parts),
});
