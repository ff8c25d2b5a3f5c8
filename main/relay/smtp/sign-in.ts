/**
 * AUTH (RFC 4954) as values: checks credentials through the sign-in desk and words the answer. A failed
 * sign-in marks the session until one succeeds, so that the rule never falls back to a window.
 */
import type { Clock } from '../lifecycle/clock.ts';
import { comparedName } from '../users/user-names.ts';
import type { Credentials, SignIn, SignInOutcome } from '../users/users.ts';
import { withDeadline } from './deadline.ts';
import { reply, type Reply } from './reply.ts';
import type { SmtpSession } from './session.ts';

/** One AUTH exchange, at its end. */
export interface SignInAttempt {
  /** PLAIN, LOGIN or CRAM-MD5. */
  readonly method: string;
  readonly credentials: Credentials;
  /** RFC 4616: whom the client wants to act as; '' or absent means itself. */
  readonly actAs?: string;
}

/** Who it is, or the reply: 535 for a wrong password, 454 for a fault of ours. */
export type SignInVerdict =
  { readonly ok: true; readonly user: string } | { readonly ok: false; readonly reply: Reply };

/** scrypt takes 0.1 s; behind a queue of others it must still end. */
const checkTimeoutMs = 30_000;

const wrong = reply(535, '5.7.8', 'Name or password is wrong');
const unavailable = reply(454, '4.7.0', 'Passwords cannot be checked now, try again later');

/** What the rule is told, so that a refusal does not blame a password that nobody looked at. */
const failures = {
  wrong: { state: 'failed' },
  blocked: { state: 'failed', why: 'blocked' },
  unavailable: { state: 'failed', why: 'unchecked' },
} as const;

/** Signs sessions in, and sends guessers away. */
export class SignInGate {
  readonly #signIn: Pick<SignIn, 'check'>;
  readonly #clock: Clock;

  constructor(signIn: Pick<SignIn, 'check'>, clock: Clock) {
    this.#signIn = signIn;
    this.#clock = clock;
  }

  /** Never rejects for a refused sign-in; an error of ours counts as a failed one. */
  async authenticate(session: SmtpSession, attempt: SignInAttempt): Promise<SignInVerdict> {
    // Set first: whatever goes wrong below must not leave the session as if nothing had been tried.
    session.signIn = failures.unavailable;
    session.failedSignIns += 1;
    const { credentials, actAs = '', method } = attempt;
    // Nobody acts for somebody else here.
    if (actAs !== '' && comparedName(actAs) !== comparedName(credentials.user)) {
      session.signIn = failures.wrong;
      return { ok: false, reply: wrong };
    }
    const work = this.#signIn.check(credentials, session.peer, 'smtp');
    const outcome = await withDeadline(this.#clock, checkTimeoutMs, work);
    if (outcome.outcome !== 'ok') {
      session.signIn = failures[outcome.outcome];
      return { ok: false, reply: this.#words(outcome) };
    }
    session.signIn = { state: 'user', user: outcome.user, method };
    session.failedSignIns = 0;
    return { ok: true, user: outcome.user };
  }

  #words(outcome: Exclude<SignInOutcome, { outcome: 'ok' }>): Reply {
    if (outcome.outcome === 'wrong') return wrong;
    if (outcome.outcome === 'unavailable') return unavailable;
    const minutes = Math.max(1, Math.ceil((outcome.until - this.#clock.now()) / 60_000));
    const text =
      minutes === 1
        ? 'Too many failed sign-ins, try again in a minute'
        : `Too many failed sign-ins, try again in ${minutes} minutes`;
    return reply(454, '4.7.0', text);
  }
}
