import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { plainServer } from './plain-server.ts';

export interface SinkMessage {
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly content: Buffer;
}

/** A provider of the test's own: a real SMTP server that keeps what it gets in memory. */
export class Sink {
  readonly messages: SinkMessage[] = [];
  readonly port: number;
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, port: number, messages: SinkMessage[]) {
    this.#server = server;
    this.port = port;
    this.messages = messages;
  }

  static async start(t: TestContext, port = 0): Promise<Sink> {
    const messages: SinkMessage[] = [];
    const server = new SMTPServer({
      ...plainServer,
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const sender = mailFrom === false ? '' : mailFrom.address;
          messages.push({
            sender,
            recipients: rcptTo.map(({ address }) => address),
            content: Buffer.concat(chunks),
          });
          callback(null, 'taken');
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const sink = new Sink(server, (server.server.address() as AddressInfo).port, messages);
    t.after(() => sink.stop());
    return sink;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  /** Settings that make this sink the provider of a relay. */
  settings(): string[] {
    return providerSettings(this.port, 10);
  }
}

/** Settings that make what listens on this port of loopback the provider, with so many connections at once. */
export const providerSettings = (port: number, maxConnections: number): string[] => [
  'provider.kind=smarthost',
  'provider.host=127.0.0.1',
  `provider.port=${port}`,
  'provider.tls=none',
  'provider.auth=none',
  `provider.maxConnections=${maxConnections}`,
];
