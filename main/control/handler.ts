import type * as z from 'zod';
import type { Pushes, RequestName, Requests } from '../contract/requests.ts';
import type { Result } from '../contract/result.ts';

/** The caller's side of one request. */
export interface RequestContext {
  /** A promise resolves when the caller took it: who pushes much waits for it. */
  push<P extends keyof Pushes>(name: P, value: Pushes[P]): void | Promise<void>;
  /** Runs when the caller goes away; at once where the caller has. */
  onEnd(run: () => void): void;
}

/** One request: how its arguments are checked at the border, and what it does. */
export interface Handler<K extends RequestName> {
  readonly parse: z.ZodType<Requests[K]['args']>;
  readonly run: (
    args: Requests[K]['args'],
    context: RequestContext,
  ) => Promise<Result<Requests[K]['result']>> | Result<Requests[K]['result']>;
}

/** The handler of any request, for who checks the arguments with it first. */
export interface AnyHandler {
  readonly parse: z.ZodType;
  readonly run: (
    args: never,
    context: RequestContext,
  ) => Promise<Result<unknown>> | Result<unknown>;
}

/** A request without a handler, or a handler without a parser, does not compile. */
export type Handlers = { readonly [K in RequestName]: Handler<K> };

/** The handlers of one area of requests, for example `users:`. */
export type Area<A extends string> = Pick<Handlers, Extract<RequestName, `${A}:${string}`>>;
