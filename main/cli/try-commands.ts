/** try: a tiny mail program, so that a newcomer can see the rule at work with nothing else installed. */
import net from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { ListenerSettings } from '../contract/settings.ts';
import { messageOf } from '../contract/thrown.ts';
import { ask } from './ask.ts';
import {
  CommandError,
  textOption,
  wholeOption,
  type CommandContext,
  type Commands,
} from './command.ts';
import { notAnArgument, readPassword } from './password.ts';
import { Silence } from './silence.ts';

/** The commands `try send` and `try check`, by their words. */
export const tryCommands: Commands = {
  'try send': {
    usage: 'try send --from ADDRESS --to ADDRESS [--user NAME] [--port N]',
    onExtraWord: notAnArgument,
    summary:
      'sends a mail through Mailroom as a mail program on this computer would; with --user it signs in',
    async run(context) {
      const from = textOption(context, 'from') ?? '';
      const to = textOption(context, 'to') ?? '';
      const place = await placeOf(context, 'relay');
      const user = textOption(context, 'user');
      const password =
        user === undefined ? null : await readPassword(context, `Password of ${user}: `);
      const silence = new Silence();
      const reply = await send({ ...place, from, to, user: user ?? '', password }).finally(() =>
        silence.end(),
      );
      context.print({ reply }, `Sent. Mailroom said: ${reply}`);
    },
  },
  'try check': {
    usage: 'try check --user NAME [--port N]',
    onExtraWord: notAnArgument,
    summary: 'checks mail over POP3 as a mail program on this computer would',
    async run(context) {
      const user = textOption(context, 'user') ?? '';
      const place = await placeOf(context, 'pop3');
      const password = await readPassword(context, `Password of ${user}: `);
      const lines = [`USER ${user}`, `PASS ${password}`, 'STAT', 'QUIT'];
      const silence = new Silence();
      const replies = await converse(place, lines).finally(() => silence.end());
      const [count = '0'] = (replies.at(-2) ?? '').split(' ').slice(1);
      context.print(
        { messages: Number(count) },
        `Signed in. ${count === '0' ? 'No mail' : count === '1' ? '1 message' : `${count} messages`} for ${user}.`,
      );
    },
  },
};

const longestSilenceMs = 10_000;

/** Where a mail program on this computer finds it. */
interface Place {
  readonly host: string;
  readonly port: number;
}

async function placeOf(context: CommandContext, listener: 'relay' | 'pop3'): Promise<Place> {
  const given = wholeOption(context, 'port', { least: 1, most: 65_535 });
  if (given !== undefined) return { host: thisComputer, port: given };
  // The settings of a stopped relay can be read, but nothing answers on its ports.
  (await context.connect()).close();
  const path = `listeners.${listener}`;
  const { enabled, host, port } = (await ask(context, 'settings:get', {
    path,
  })) as ListenerSettings;
  if (!enabled)
    throw new CommandError(
      `The port of ${listener} is switched off. Switch it on: mailroom settings set ${path}.enabled true`,
    );
  return { host: everywhere.includes(host) ? thisComputer : host, port };
}

const thisComputer = '127.0.0.1';
const everywhere: readonly string[] = ['', '::', '0.0.0.0'];

interface Mail extends Place {
  readonly from: string;
  readonly to: string;
  readonly user: string;
  readonly password: string | null;
}

async function send({ host, port, from, to, user, password }: Mail): Promise<string> {
  const connection = new SMTPConnection({
    host,
    port,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    greetingTimeout: longestSilenceMs,
  });
  const body = `From: <${from}>\r\nTo: <${to}>\r\nSubject: A try\r\n\r\nHello from Mailroom.\r\n`;
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
    if (password !== null)
      await new Promise<void>((resolve, reject) => {
        connection.login({ credentials: { user, pass: password } }, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    return await new Promise<string>((resolve, reject) => {
      connection.send({ from, to: [to] }, body, (error, info) => {
        if (error) reject(error);
        else resolve(info.response);
      });
    });
  } catch (error) {
    const { response, code } = error as { response?: string; code?: string };
    // It stayed here: no line of the protocol could hold it.
    if (response === undefined && code === 'EENVELOPE')
      throw new CommandError(`${messageOf(error)}. Write it like anna@example.org.`, 2);
    if (response === undefined) throw new CommandError(notReached('SMTP', port, error));
    const isSmtp = /^\d{3}/.test(response);
    throw new CommandError(
      isSmtp ? `Mailroom said: ${response}` : notSpoken('SMTP', port, response),
    );
  } finally {
    connection.close();
  }
}

/** Says each line after the answer to the one before; resolves to the answers, the greeting first. */
function converse({ host, port }: Place, lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port, timeout: longestSilenceMs });
    const replies: string[] = [];
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('error', (error) => reject(new CommandError(notReached('POP3', port, error))));
    socket.on('timeout', () =>
      socket.destroy(new Error(replies.length === 0 ? noGreeting : 'no answer')),
    );
    socket.on('data', (text: string) => {
      const all = (rest + text).split('\r\n');
      rest = all.pop() ?? '';
      for (const reply of all) {
        if (!reply.startsWith('+OK')) {
          socket.destroy();
          const isPop3 = reply.startsWith('-ERR');
          reject(
            new CommandError(isPop3 ? `Mailroom said: ${reply}` : notSpoken('POP3', port, reply)),
          );
          return;
        }
        replies.push(reply);
        const next = lines[replies.length - 1];
        if (next === undefined) socket.end();
        else socket.write(`${next}\r\n`);
      }
    });
    socket.on('close', () => {
      if (replies.length > lines.length) resolve(replies);
      else
        reject(new CommandError(`POP3 on port ${port} closed the connection without an answer.`));
    });
  });
}

type Protocol = 'SMTP' | 'POP3';

/** Such a port gets no password. */
const notSpoken = (protocol: Protocol, port: number, reply: string): string =>
  `What answers on port ${port} speaks no ${protocol}; it said: ${reply}. See the ports with "mailroom status".`;

/** As on a port with TLS, where each side waits for the other. */
const noGreeting = 'no answer, and ports with TLS from the start cannot be tried like this';

function notReached(protocol: Protocol, port: number, error: unknown): string {
  const words = messageOf(error);
  const said = words === 'Greeting never received' ? noGreeting : words;
  const cause = said.includes('ECONNREFUSED') ? 'nothing answers there' : said;
  return `${protocol} on port ${port} cannot be used: ${cause}. See the ports with "mailroom status".`;
}
