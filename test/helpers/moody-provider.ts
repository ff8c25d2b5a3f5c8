import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { providerSettings } from './sink.ts';
import { plainServer } from './plain-server.ts';

/** How often each trouble comes, as a share of the times it could. */
const share = {
  turnsAway: 0.05,
  refusesSender: 0.03,
  hangsUp: 0.02,
  refusesMessage: 0.03,
} as const;

/**
 * A provider on its worst day: turns connections away, is busy, hangs up after it took a message and before it said
 * so, refuses now what it takes later. Never takes `gone-…`, and `late-…` at the third try.
 */
export class MoodyProvider {
  readonly port: number;
  /** Each message that it kept, as `id recipient`; the same twice where it came twice. */
  readonly taken: string[];
  readonly #server: SMTPServer;

  private constructor(server: SMTPServer, taken: string[]) {
    this.#server = server;
    this.taken = taken;
    this.port = (server.server.address() as AddressInfo).port;
  }

  /** `random` decides what it is like; `idOf` finds a message's id in its text. */
  static async start(
    t: TestContext,
    random: () => number,
    idOf: (text: string) => string,
  ): Promise<MoodyProvider> {
    const taken: string[] = [];
    const tries = new Map<string, number>();
    const happens = (trouble: keyof typeof share): boolean => random() < share[trouble];
    const server: SMTPServer = new SMTPServer({
      ...plainServer,
      onConnect: (_session, done) => done(happens('turnsAway') ? reply(421, 'busy') : null),
      onMailFrom: (_address, _session, done) =>
        done(happens('refusesSender') ? reply(451, 'try again') : null),
      onRcptTo: ({ address }, _session, done) => {
        const count = (tries.get(address) ?? 0) + 1;
        tries.set(address, count);
        if (address.startsWith('gone')) done(reply(550, '5.1.1 no such user'));
        else done(address.startsWith('late') && count < 3 ? reply(450, '4.2.0 greylisted') : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (happens('refusesMessage')) {
            done(reply(452, 'no room'));
            return;
          }
          const id = idOf(Buffer.concat(chunks).toString('latin1'));
          taken.push(...session.envelope.rcptTo.map(({ address }) => `${id} ${address}`));
          if (happens('hangsUp')) hangUp(server, session);
          else done(null, 'taken');
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = new MoodyProvider(server, taken);
    t.after(() => provider.#stop());
    return provider;
  }

  #stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  /** Settings that make it the provider of a relay. */
  settings(): string[] {
    return providerSettings(this.port, 5);
  }
}

const reply = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

function hangUp(server: SMTPServer, { id }: SMTPServerSession): void {
  for (const connection of server.connections)
    if (connection.id === id) connection._socket.destroy();
}
