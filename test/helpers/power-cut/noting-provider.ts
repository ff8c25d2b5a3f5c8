import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { providerSettings } from '../sink.ts';
import { plainServer } from '../plain-server.ts';

export interface Taken {
  readonly recipients: readonly string[];
  readonly content: Buffer;
}

/** How many connections a relay may hold to it. */
export const providerConnections = 3;

/** A provider that says in its answer what it took: a trace then tells when the relay knew. */
export class NotingProvider {
  readonly taken: Taken[] = [];
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer) {
    this.#server = server;
  }

  /** `idOf` finds a message's id in its text; `refuses` gives the words for a recipient who is not taken. */
  static async start(
    idOf: (content: Buffer) => string,
    refuses: (recipient: string) => string | null = () => null,
  ): Promise<NotingProvider> {
    const server = new SMTPServer({
      ...plainServer,
      onRcptTo({ address }, _session, done) {
        const words = refuses(address);
        const responseCode = Number(words?.slice(0, 3));
        done(words === null ? null : Object.assign(new Error(words.slice(4)), { responseCode }));
      },
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const content = Buffer.concat(chunks);
          const recipients = envelope.rcptTo.map(({ address }) => address);
          provider.taken.push({ recipients, content });
          done(null, `taken ${idOf(content)} ${recipients.join(' ')}`);
        });
      },
    });
    server.on('error', () => undefined);
    const provider = new NotingProvider(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  /** Settings that make it the provider of a relay. */
  settings(): string[] {
    return providerSettings(
      (this.#server.server.address() as AddressInfo).port,
      providerConnections,
    );
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}
