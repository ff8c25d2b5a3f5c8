/** All requests together: checks arguments at the border, runs, and turns surprises into a referenced error. */
import { randomBytes } from 'node:crypto';
import type { RequestName } from '../contract/requests.ts';
import { failed, type Result } from '../contract/result.ts';
import { backupHandlers } from './backup-handlers.ts';
import type { Handlers, RequestContext } from './handler.ts';
import { jobHandlers, Jobs } from './jobs.ts';
import { historyHandlers, sessionHandlers } from './activity-handlers.ts';
import { practiceHandlers, providerHandlers, queueHandlers } from './mail-handlers.ts';
import { networkHandlers, tlsHandlers } from './network-handlers.ts';
import type { Parts } from './parts.ts';
import { blockHandlers, trustHandlers, userHandlers, windowHandlers } from './people-handlers.ts';
import {
  doctorHandlers,
  journalHandlers,
  refusalHandlers,
  settingsHandlers,
  statusHandlers,
} from './system-handlers.ts';

const handlersFor = (parts: Parts, jobs: Jobs): Handlers => ({
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

/** The one door for window, command line and tests. */
export class ControlDesk {
  readonly #handlers: Handlers;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#handlers = handlersFor(parts, new Jobs());
  }

  /** Runs a request that came from outside; never rejects. */
  async handle(name: string, rawArgs: unknown, context: RequestContext): Promise<Result<unknown>> {
    if (!Object.hasOwn(this.#handlers, name))
      return failed(
        'control.unknown-request',
        `There is no request "${name.slice(0, 60)}".`,
        'Window, command and relay must have the same version.',
      );
    const handler = this.#handlers[name as RequestName];
    const parsed = handler.parse.safeParse(rawArgs ?? {});
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue?.path.join('.') ?? '';
      return failed(
        'control.bad-arguments',
        `The request ${name} has a wrong argument: ${where} ${issue?.message ?? ''}`.trim(),
      );
    }
    try {
      return await handler.run(parsed.data as never, context);
    } catch (error) {
      return this.#surprise(name, error);
    }
  }

  #surprise(name: string, error: unknown): Result<never> {
    const id = `E-${randomBytes(3).toString('hex').toUpperCase()}`;
    const text = `The request ${name} failed. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    this.#parts.journal.record({ event: 'control.internal', level: 'error', id, text });
    return failed(
      'internal',
      `Something went wrong (${id}).`,
      `Look at "mailroom journal" for ${id}.`,
    );
  }
}
