/** Reads the octets of one message from a stream into its intake, holding the sender back when asked. */
import type { Readable } from 'node:stream';
import type { IntakeOutcome, MessageIntake } from './message-intake.ts';

/** Who hears what became of the stream. */
export interface MessageEvents {
  /** So many more octets came. */
  readonly onOctets: (octets: number) => void;
  /** Far more octets than allowed came, and more come. May be called again. */
  readonly onFlood: () => void;
  /** The message came to its end; called at most once, and not when the sender went away. */
  readonly onWhole: (outcome: IntakeOutcome) => void;
}

/** Takes the stream over; a stream that closes before its end aborts the message. */
export function receiveMessage(
  stream: Readable,
  intake: MessageIntake,
  events: MessageEvents,
): void {
  let hasEnded = false;
  stream.on('data', (chunk: Buffer) => {
    events.onOctets(chunk.length);
    const wait = intake.push(chunk);
    if (intake.isFlood) events.onFlood();
    if (!wait) return;
    stream.pause();
    void wait.then(() => stream.resume());
  });
  stream.on('end', () => {
    hasEnded = true;
    void intake.finish().then(events.onWhole);
  });
  // Without a listener an error would end the process; `close` follows, and comes without one too.
  stream.on('error', () => undefined);
  stream.on('close', () => {
    if (!hasEnded) intake.abort();
  });
}
