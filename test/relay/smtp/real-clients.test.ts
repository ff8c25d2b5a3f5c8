/** Real mail programs against the real listeners, no code of ours on their side; content byte for byte. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { needsProgram } from '../../helpers/programs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { SmtpStand } from './smtp-stand.ts';

const letter = [
  'From: joe@myclient.com',
  'To: ann@example.com',
  'Subject: Gr\u00fc\u00dfe',
  'Date: Mon, 23 Nov 2026 09:00:00 +0000',
  'Message-ID: <1@myclient.com>',
  '',
  '.',
  '..two dots',
  'na\u00efve \u00ff',
  'x'.repeat(900),
  '',
].join('\r\n');

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end, `input` on its standard input; both outputs together. */
function runs(
  program: string,
  args: readonly string[],
  input: string | Buffer = '',
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? -1, output });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** What was queued, without the Received line on top. */
const received = (stand: SmtpStand): Buffer => {
  const { body } = stand.queue.kept.at(-1)!;
  const end = body.indexOf('+0000\r\n') + 7;
  assert.ok(body.subarray(0, 9).equals(Buffer.from('Received:')));
  return body.subarray(end);
};

const assertSame = (got: Buffer, wanted: Buffer): void => {
  assert.equal(got.length, wanted.length);
  assert.ok(got.equals(wanted), 'the octets differ');
};

type Way = 'window' | 'starttls' | 'implicit';
const ways: readonly Way[] = ['window', 'starttls', 'implicit'];

async function standFor(t: TestContext, way: Way): Promise<SmtpStand> {
  const name = way === 'implicit' ? 'submissions' : way === 'starttls' ? 'submission' : 'relay';
  const stand = await SmtpStand.start(t, { name, tls: true });
  stand.settings.change('access', { plaintextSignIn: [] });
  if (way === 'window') stand.openWindow();
  return stand;
}

function assertWay(stand: SmtpStand, way: Way): void {
  const wanted =
    way === 'window' ? /with ESMTP id[^;]*POP before SMTP/ : /with ESMTPSA id[^]*signed in with/;
  assert.match(stand.queue.lastText.slice(0, 400), wanted);
}

for (const way of ways)
  test(`curl sends: ${way}`, { skip: needsProgram('curl') }, async (t) => {
    const stand = await standFor(t, way);
    const file = path.join(tempFolder(t), 'letter');
    writeFileSync(file, letter);
    const scheme = way === 'implicit' ? 'smtps' : 'smtp';
    const { code, output } = await runs('curl', [
      ...['-sS', '--insecure', '--url', `${scheme}://127.0.0.1:${stand.port}/pc`],
      ...(way === 'window' ? [] : ['--ssl-reqd', '--user', 'joe:secret']),
      ...['--mail-from', 'joe@myclient.com', '--mail-rcpt', 'ann@example.com'],
      ...['--upload-file', file],
    ]);
    assert.equal(code, 0, output);
    assertSame(received(stand), Buffer.from(letter));
    assertWay(stand, way);
  });

for (const [method, wanted] of [
  ['', /POP before SMTP/],
  ['PLAIN', /signed in with PLAIN/],
  ['LOGIN', /signed in with LOGIN/],
  ['CRAM-MD5', /signed in with CRAM-MD5/],
] as const)
  test(`swaks sends: ${method || 'window'}`, { skip: needsProgram('swaks') }, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.settings.change('access', { cramMd5: true });
    if (method === '') stand.openWindow();
    const signIn = ['--auth', method, '--auth-user', 'joe', '--auth-password', 'secret'];
    const { code, output } = await runs('swaks', [
      ...['--server', `127.0.0.1:${stand.port}`, '--helo', 'pc', '--from', 'joe@myclient.com'],
      ...['--to', 'ann@example.com', '--header', 'Subject: swaks', '--body', 'Hi\\n.\\nAnn'],
      ...(method === '' ? [] : signIn),
    ]);
    assert.equal(code, 0, output);
    assert.match(stand.queue.lastText, wanted);
    assert.match(stand.queue.lastText, /\r\n\r\nHi\r\n\.\r\nAnn\r\n/);
  });

for (const way of ways)
  test(`msmtp sends: ${way}`, { skip: needsProgram('msmtp') }, async (t) => {
    const stand = await standFor(t, way);
    const { code, output } = await runs(
      'msmtp',
      [
        ...['--host=127.0.0.1', `--port=${stand.port}`, '--from=joe@myclient.com'],
        ...['--set-date-header=off', '--set-msgid-header=off'],
        ...(way === 'window'
          ? ['--auth=off', '--tls=off']
          : [
              ...['--auth=plain', '--user=joe', '--passwordeval=echo secret', '--tls=on'],
              ...[`--tls-starttls=${way === 'starttls' ? 'on' : 'off'}`, '--tls-certcheck=off'],
            ]),
        'ann@example.com',
      ],
      letter.replaceAll('\r\n', '\n'),
    );
    assert.equal(code, 0, output);
    assertSame(received(stand), Buffer.from(letter));
    assertWay(stand, way);
  });

const python = `
import smtplib, ssl, sys
port, way, file = int(sys.argv[1]), sys.argv[2], sys.argv[3]
context = ssl._create_unverified_context()
s = smtplib.SMTP_SSL('127.0.0.1', port, context=context) if way == 'implicit' else smtplib.SMTP('127.0.0.1', port)
if way == 'starttls':
    s.starttls(context=context)
if way != 'window':
    s.login('joe', 'secret')
s.sendmail('joe@myclient.com', ['ann@example.com'], open(file, 'rb').read(), mail_options=['BODY=8BITMIME'])
s.quit()
`;
const bodies: [string, Buffer][] = [
  ['dots, 8-bit and long lines', Buffer.from(letter)],
  [
    'an empty body',
    Buffer.from(
      'Date: x\r\nFrom: <joe@myclient.com>\r\nMessage-ID: <1@x>\r\nSubject: empty\r\n\r\n',
    ),
  ],
  [
    'a 10 MB attachment',
    Buffer.from(
      `Date: x\r\nFrom: <joe@myclient.com>\r\nMessage-ID: <1@x>\r\n\r\n${randomBytes(7_500_000)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n')}\r\n`,
    ),
  ],
];
for (const way of ways)
  for (const [what, body] of bodies)
    test(`Python’s smtplib sends ${what}: ${way}`, { skip: needsProgram('python3') }, async (t) => {
      const stand = await standFor(t, way);
      const file = path.join(tempFolder(t), 'letter');
      writeFileSync(file, body);
      const { code, output } = await runs('python3', ['-c', python, String(stand.port), way, file]);
      assert.equal(code, 0, output);
      assertSame(received(stand), body);
      assertWay(stand, way);
    });

test('Python’s smtplib hears why it is refused', { skip: needsProgram('python3') }, async (t) => {
  const stand = await SmtpStand.start(t);
  const file = path.join(tempFolder(t), 'letter');
  writeFileSync(file, letter);
  const { code, output } = await runs('python3', [
    '-c',
    python,
    String(stand.port),
    'window',
    file,
  ]);
  assert.equal(code, 1);
  assert.match(output, /550, b'5\.7\.1 Relaying denied\./);
});
