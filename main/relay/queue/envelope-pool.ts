/** Envelopes of an office are much alike: messages share one object where theirs are the same. Bounded. */
import type { Envelope } from './queue.ts';

/** An envelope but for its recipients. */
export type EnvelopeFrame = Omit<Envelope, 'recipients'>;

const mostFrames = 2_000;
const mostTexts = 10_000;

/** Gives the shared object for an envelope or an address, the same one for the same content. */
export class EnvelopePool {
  readonly #frames = new Map<string, EnvelopeFrame>();
  readonly #texts = new Map<string, string>();

  /** The same text: one for all messages to an address, and never a piece of a longer one. */
  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = ownCopy(text);
    if (this.#texts.size >= mostTexts) this.#texts.clear();
    this.#texts.set(own, own);
    return own;
  }

  /** The envelope without its recipients. */
  of({ sender, user, peer, bodyType, smtpUtf8, dsn, reportFor }: Envelope): EnvelopeFrame {
    const key = `${sender}\n${user}\n${peer}\n${bodyType}\n${String(smtpUtf8)}\n${reportFor ?? ''}`;
    const known = dsn === undefined ? this.#frames.get(key) : undefined;
    if (known) return known;
    const frame: EnvelopeFrame = {
      sender: this.text(sender),
      user: this.text(user),
      peer: this.text(peer),
      bodyType,
      smtpUtf8,
      ...(dsn === undefined ? {} : { dsn }),
      ...(reportFor === undefined ? {} : { reportFor: this.text(reportFor) }),
    };
    if (dsn !== undefined) return frame;
    if (this.#frames.size >= mostFrames) this.#frames.clear();
    this.#frames.set(key, frame);
    return frame;
  }
}

/** A piece of a longer text keeps all of that in memory; this does not. */
const ownCopy = (text: string): string => Buffer.from(text).toString();
