/** Runs one request: checks its arguments at the border; expected faults become error values. */
import type * as z from 'zod';
import type { ErrorCode } from '../contract/codes.ts';
import { failed, type Result } from '../contract/result.ts';
import { ServiceFault } from '../relay/lifecycle/service-fault.ts';
import type { AnyHandler, RequestContext } from './handler.ts';

/** What comes with a request; the arguments are not checked yet. */
export interface RequestFacts {
  readonly rawArgs: unknown;
  readonly context: RequestContext;
  /** Makes an error value of what nobody expected. */
  readonly onSurprise: (name: string, error: unknown) => Result<never>;
}

/** Never rejects. */
export async function runHandler(
  name: string,
  handler: AnyHandler,
  { rawArgs, context, onSurprise }: RequestFacts,
): Promise<Result<unknown>> {
  const parsed = handler.parse.safeParse(rawArgs ?? {});
  if (!parsed.success) return wrongArgument(name, parsed.error.issues[0]);
  try {
    return await handler.run(parsed.data as never, context);
  } catch (error) {
    const code = error instanceof ServiceFault ? knownFaults.get(error.code) : undefined;
    // Cause and remedy in plain words already.
    return code === undefined ? onSurprise(name, error) : failed(code, (error as Error).message);
  }
}

/** People type what is too long, or nothing at all; what else is wrong is a program's doing. */
function wrongArgument(name: string, issue: z.core.$ZodIssue | undefined): Result<never> {
  const where = issue?.path.join('.') ?? '';
  const field = issue?.path.findLast((part) => typeof part === 'string') ?? '';
  if (issue?.code === 'too_big' && issue.origin === 'string') {
    const message = `"${field}" is longer than ${String(issue.maximum)} characters.`;
    return failed('control.bad-arguments', message, 'Type something shorter.', where);
  }
  if (issue?.code === 'too_small' && issue.origin === 'string')
    return failed('control.bad-arguments', `"${field}" is empty.`, 'Type something there.', where);
  return failed(
    'control.bad-arguments',
    `The request ${name} has a wrong argument: ${where} ${issue?.message ?? ''}`.trim(),
    'Window, command and relay must have the same version.',
  );
}

/** Faults that stand between a person and an answer, whatever was asked. */
const knownFaults: ReadonlyMap<string, ErrorCode> = new Map([
  ['journal.unreadable', 'journal.unreadable'],
  ['practice.unreadable', 'practice.unreadable'],
  ['secrets.damaged', 'secrets.damaged'],
  ['secrets.sealed', 'secrets.sealed'],
  ['secrets.unreadable', 'secrets.unreadable'],
]);
