/** All requests together: checks arguments at the border, runs, and turns surprises into a referenced error. */
import { randomBytes } from 'node:crypto';
import type { RequestName } from '../contract/requests.ts';
import { failed, type Result } from '../contract/result.ts';
import type { Handlers, RequestContext } from './handler.ts';
import type { Parts } from './parts.ts';
import { runHandler } from './run-handler.ts';

/** The one door for window, command line and tests. */
export class ControlDesk {
  readonly #parts: Parts;
  /**
   * Loaded with the first request: the checks of all arguments are a third of the program's code, and the
   * mail flows without any of them.
   */
  #handlers: Promise<Handlers> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Runs a request that came from outside; never rejects. */
  async handle(name: string, rawArgs: unknown, context: RequestContext): Promise<Result<unknown>> {
    try {
      this.#handlers ??= this.#load();
      return await this.#run(await this.#handlers, { name, rawArgs, context });
    } catch (error) {
      return this.#surprise(name, error);
    }
  }

  async #load(): Promise<Handlers> {
    const { handlersFor } = await import('./handlers.ts');
    return handlersFor(this.#parts);
  }

  async #run(
    handlers: Handlers,
    { name, rawArgs, context }: { name: string; rawArgs: unknown; context: RequestContext },
  ): Promise<Result<unknown>> {
    if (!Object.hasOwn(handlers, name))
      return failed(
        'control.unknown-request',
        `There is no request "${name.slice(0, 60)}".`,
        'Window, command and relay must have the same version.',
      );
    const handler = handlers[name as RequestName];
    return runHandler(name, handler, { rawArgs, context, onSurprise: this.#surprise });
  }

  readonly #surprise = (name: string, error: unknown): Result<never> => {
    const id = `E-${randomBytes(3).toString('hex').toUpperCase()}`;
    const text = `The request ${name} failed. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    this.#parts.journal.record({ event: 'control.internal', level: 'error', id, text });
    return failed(
      'internal',
      `Something went wrong (${id}).`,
      `Look at "mailroom journal" for ${id}.`,
    );
  };
}
