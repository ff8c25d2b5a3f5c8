import fs from 'node:fs';
import path from 'node:path';
import type { Ports } from '../helpers/running-relay.ts';
import { runProgram, runs, type ProgramResult } from '../helpers/run-program.ts';

/** How a client comes: with no encryption, or with which kind. */
export type Encryption = 'plain' | 'starttls' | 'implicit';
export const encryptions: readonly Encryption[] = ['plain', 'starttls', 'implicit'];

/** Ann's letters as a client fetched them, with the line ends that it writes made CRLF again. */
export type Fetched = readonly Buffer[];

export interface Fetcher {
  /** The program that must be installed. */
  readonly program: string;
  /** Fetches all of `count` letters and leaves them on the server. */
  readonly fetch: (
    ports: Ports,
    encryption: Encryption,
    folder: string,
    count: number,
  ) => Promise<Fetched>;
}

export interface Sender {
  readonly program: string;
  /** Sends one letter from joe to ann, signing in where told. */
  readonly send: (ports: Ports, way: Way, file: string) => Promise<ProgramResult>;
}

/** `window`: no SMTP sign-in and no encryption, as a scanner sends. */
export type Way = 'window' | 'starttls' | 'implicit';
export const ways: readonly Way[] = ['starttls', 'implicit', 'window'];

const crlf = (octets: Buffer): Buffer =>
  Buffer.from(octets.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');

const filesIn = (folder: string): Buffer[] =>
  fs
    .readdirSync(folder)
    .sort()
    .map((name) => fs.readFileSync(path.join(folder, name)));

const portFor = (ports: Ports, encryption: Encryption): number =>
  encryption === 'implicit' ? ports.pop3s : ports.pop3;

/** Python's poplib; joins the lines that it gives. Signs in with `signIn`, a piece of Python. */
export const poplib = (signIn: string, work: string): string => `
import poplib, ssl, sys
poplib._MAXLINE = 100000
port, encryption = int(sys.argv[1]), sys.argv[2]
context = ssl._create_unverified_context()
p = poplib.POP3_SSL('127.0.0.1', port, context=context) if encryption == 'implicit' else poplib.POP3('127.0.0.1', port)
if encryption == 'starttls':
    p.stls(context)
${signIn}
${work}
p.quit()
`;

export const userAndPass = "p.user('ann'); p.pass_('secret words ')";

export const fetchers: Readonly<Record<string, Fetcher>> = {
  'Python’s poplib': {
    program: 'python3',
    async fetch(ports, encryption, folder) {
      const work = `
count, size = p.stat()
for number in range(1, count + 1):
    lines = p.retr(number)[1]
    open('%s/%03d' % (sys.argv[3], number), 'wb').write(b''.join(line + b'\\r\\n' for line in lines))`;
      const port = String(portFor(ports, encryption));
      await runs('python3', ['-c', poplib(userAndPass, work), port, encryption, folder]);
      return filesIn(folder);
    },
  },
  curl: {
    program: 'curl',
    async fetch(ports, encryption, folder, count) {
      const scheme = encryption === 'implicit' ? 'pop3s' : 'pop3';
      const url = `${scheme}://127.0.0.1:${portFor(ports, encryption)}`;
      const outputs = Array.from({ length: count }, (_, at) => [
        ...['--output', path.join(folder, String(at).padStart(3, '0')), `${url}/${at + 1}`],
      ]);
      await runs('curl', [
        ...['-sS', '--insecure', '--user', 'ann:secret words '],
        ...(encryption === 'starttls' ? ['--ssl-reqd'] : []),
        ...outputs.flat(),
      ]);
      return filesIn(folder);
    },
  },
  mpop: {
    program: 'mpop',
    async fetch(ports, encryption, folder) {
      for (const sub of ['tmp', 'new', 'cur']) fs.mkdirSync(path.join(folder, sub));
      await runs('mpop', [
        ...['--host=127.0.0.1', `--port=${portFor(ports, encryption)}`, '--user=ann'],
        ...['--passwordeval=echo "secret words "', '--keep=on', '--received-header=off'],
        ...[`--delivery=maildir,${folder}`, `--uidls-file=${folder}/uidls`],
        ...(encryption === 'plain'
          ? ['--tls=off', '--auth=user']
          : ['--tls=on', `--tls-starttls=${encryption === 'starttls' ? 'on' : 'off'}`]),
        ...(encryption === 'plain' ? [] : ['--tls-certcheck=off', '--auth=plain']),
      ]);
      return filesIn(path.join(folder, 'new')).map(crlf);
    },
  },
  fetchmail: {
    program: 'fetchmail',
    async fetch(ports, encryption, folder) {
      const mails = path.join(folder, 'mails');
      fs.mkdirSync(mails);
      const rc = path.join(folder, 'rc');
      const tls = { plain: "sslproto ''", starttls: 'sslproto TLS1.2+', implicit: 'ssl' };
      fs.writeFileSync(
        rc,
        `poll 127.0.0.1 service ${portFor(ports, encryption)} protocol pop3 uidl timeout 20
           user ann password "secret words " ${tls[encryption]} no sslcertck
           keep fetchall no rewrite no mimedecode pass8bits
           mda "cat > $(mktemp ${mails}/XXXXXXXX)"\n`,
        { mode: 0o600 },
      );
      // What it says (at least that root should not do this) must not be mail.
      const args = ['--fetchmailrc', rc, '--invisible', '--idfile', path.join(folder, 'ids')];
      await runs('fetchmail', args, { env: { HOME: folder, FETCHMAILHOME: folder } });
      return filesIn(mails).map(crlf);
    },
  },
};

const smtpPort = (ports: Ports, way: Way): number =>
  ({ window: ports.relay, starttls: ports.submission, implicit: ports.submissions })[way];

const smtplib = `
import smtplib, ssl, sys
port, way, file = int(sys.argv[1]), sys.argv[2], sys.argv[3]
context = ssl._create_unverified_context()
s = smtplib.SMTP_SSL('127.0.0.1', port, context=context) if way == 'implicit' else smtplib.SMTP('127.0.0.1', port)
if way == 'starttls':
    s.starttls(context=context)
if way != 'window':
    s.login('joe', 'secret')
s.sendmail('joe@office.example', ['ann@office.example'], open(file, 'rb').read(), mail_options=['BODY=8BITMIME'])
s.quit()
`;

export const senders: Readonly<Record<string, Sender>> = {
  'Python’s smtplib': {
    program: 'python3',
    send: (ports, way, file) =>
      runProgram('python3', ['-c', smtplib, String(smtpPort(ports, way)), way, file]),
  },
  curl: {
    program: 'curl',
    send: (ports, way, file) =>
      runProgram('curl', [
        ...['-sS', '--insecure', '--upload-file', file],
        ...[
          '--url',
          `${way === 'implicit' ? 'smtps' : 'smtp'}://127.0.0.1:${smtpPort(ports, way)}`,
        ],
        ...(way === 'window' ? [] : ['--ssl-reqd', '--user', 'joe:secret']),
        ...['--mail-from', 'joe@office.example', '--mail-rcpt', 'ann@office.example'],
      ]),
  },
  msmtp: {
    program: 'msmtp',
    send: (ports, way, file) =>
      runProgram(
        'msmtp',
        [
          ...['--host=127.0.0.1', `--port=${smtpPort(ports, way)}`, '--from=joe@office.example'],
          ...['--set-date-header=off', '--set-msgid-header=off'],
          ...(way === 'window' ? ['--auth=off', '--tls=off'] : msmtpSignIn(way)),
          'ann@office.example',
        ],
        { input: lf(file) },
      ),
  },
  swaks: {
    program: 'swaks',
    send: (ports, way, file) =>
      runProgram(
        'swaks',
        [
          ...['--server', '127.0.0.1', '--port', String(smtpPort(ports, way)), '--helo', 'pc'],
          ...['--from', 'joe@office.example', '--to', 'ann@office.example', '--data', '-'],
          ...(way === 'starttls' ? ['--tls'] : way === 'implicit' ? ['--tlsc'] : []),
          ...(way === 'window'
            ? []
            : ['--auth', 'LOGIN', '--auth-user', 'joe', '--auth-password', 'secret']),
          ...['--suppress-data', '--timeout', '30'],
        ],
        { input: endedForSwaks(file) },
      ),
  },
};

/** swaks takes a lone dot in the last line for the end of the data, and not for content. */
const endedForSwaks = (file: string): Buffer =>
  Buffer.concat([fs.readFileSync(file), Buffer.from('.\r\n')]);

const msmtpSignIn = (way: Way): string[] => [
  ...['--auth=plain', '--user=joe', '--passwordeval=echo secret', '--tls=on'],
  ...[`--tls-starttls=${way === 'starttls' ? 'on' : 'off'}`, '--tls-certcheck=off'],
];

/** As programs on this system keep text. */
const lf = (file: string): Buffer =>
  Buffer.from(fs.readFileSync(file, 'latin1').replaceAll('\r\n', '\n'), 'latin1');
