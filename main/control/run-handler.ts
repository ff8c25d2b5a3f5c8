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
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') ?? '';
    return failed(
      'control.bad-arguments',
      `The request ${name} has a wrong argument: ${where} ${issue ? faultOf(issue) : ''}`.trim(),
    );
  }
  try {
    return await handler.run(parsed.data as never, context);
  } catch (error) {
    const code = error instanceof ServiceFault ? knownFaults.get(error.code) : undefined;
    // Cause and remedy in plain words already.
    return code === undefined ? onSurprise(name, error) : failed(code, (error as Error).message);
  }
}

/** People type what is too long, or nothing at all; what else is wrong is a program's doing. */
function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `is longer than ${String(issue.maximum)} characters.`;
  if (issue.code === 'too_small' && issue.origin === 'string') return 'is empty.';
  return issue.message;
}

/** Faults that stand between a person and an answer, whatever was asked. */
const knownFaults: ReadonlyMap<string, ErrorCode> = new Map([
  ['journal.unreadable', 'journal.unreadable'],
  ['secrets.damaged', 'secrets.damaged'],
  ['secrets.sealed', 'secrets.sealed'],
  ['secrets.unreadable', 'secrets.unreadable'],
]);
