/** The door for what the page asks of this PC: checks the arguments, runs, turns surprises into a plain error. */
import type { DesktopRequestName } from '../contract/desktop.ts';
import { failed, type Result } from '../contract/result.ts';
import { messageOf } from '../contract/thrown.ts';
import { Jobs } from '../control/jobs.ts';
import { desktopHandlers, type Handlers, type Push } from './desktop-handlers.ts';
import type { DesktopTools } from './desktop-tools.ts';

/** Answers the page’s requests about this PC; never rejects. */
export class DesktopDesk {
  readonly #handlers: Handlers;
  readonly #tools: DesktopTools;
  readonly #jobs = new Jobs();
  readonly #places = new Set<string>();

  constructor(tools: DesktopTools) {
    this.#tools = tools;
    const pickPlace: DesktopTools['pickPlace'] = async (suggestedName) => {
      const place = await tools.pickPlace(suggestedName);
      if (place !== null) this.#places.add(place.path);
      return place;
    };
    this.#handlers = desktopHandlers({ ...tools, pickPlace }, this.#jobs);
  }

  /** Whether the person chose this file to be written, in a dialog of the OS since the start. */
  isChosenPlace(file: unknown): boolean {
    return typeof file === 'string' && this.#places.has(file);
  }

  /** False when the desktop does no work of this name. */
  cancel(name: string): boolean {
    return this.#jobs.cancel(name);
  }

  /** Runs a request of the page; never rejects. */
  async handle(
    name: string,
    rawArgs: unknown,
    push: Push = () => undefined,
  ): Promise<Result<unknown>> {
    if (!Object.hasOwn(this.#handlers, name))
      return this.#refused(`There is no request "${name}".`);
    const handler = this.#handlers[name as DesktopRequestName];
    const parsed = handler.parse.safeParse(rawArgs);
    if (!parsed.success) return this.#refused(`The request ${name} has a wrong argument.`);
    try {
      return await handler.run(parsed.data as never, push);
    } catch (error) {
      const text = messageOf(error);
      this.#tools.report('desktop.internal', `The request ${name} failed: ${text}`);
      return failed('internal', 'Something went wrong.', 'Look at the journal.');
    }
  }

  #refused(text: string): Result<never> {
    this.#tools.report('desktop.bad-request', text);
    return failed('desktop.bad-request', text);
  }
}
