import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import { Conversation } from '../../helpers/conversation.ts';
import { damagesOf, mutated, randomFrom, type Damage } from '../../helpers/damages.ts';
import { base64, plain, SmtpStand } from './smtp-stand.ts';

type State = 'connected' | 'greeted' | 'mail' | 'rcpt' | 'signed-in' | 'auth';
type Codes = Readonly<Record<State, string>>;

const mail = 'MAIL FROM:<joe@myclient.com>';
const rcpt = 'RCPT TO:<ann@example.com>';

/** How each state is reached: said and heard. */
const ways: Readonly<Record<State, readonly (readonly [said: string, heard: string])[]>> = {
  connected: [],
  greeted: [['EHLO pc', '250 ']],
  mail: [
    ['EHLO pc', '250 '],
    [mail, '250 2.1.0'],
  ],
  rcpt: [
    ['EHLO pc', '250 '],
    [mail, '250 2.1.0'],
    [rcpt, '250 2.1.5'],
  ],
  'signed-in': [
    ['EHLO pc', '250 '],
    [`AUTH PLAIN ${plain('joe', 'secret')}`, '235 2.7.0'],
  ],
  auth: [
    ['EHLO pc', '250 '],
    ['AUTH LOGIN', '334 VXNlcm5hbWU6'],
  ],
};
const states = Object.keys(ways) as State[];

/** A command that only this state takes; a refused line of an AUTH exchange ends the exchange. */
const nexts: Readonly<Record<State, readonly [said: string, heard: string]>> = {
  connected: [mail, '503 5.5.1'],
  greeted: [mail, '250 2.1.0'],
  mail: [rcpt, '250 2.1.5'],
  rcpt: ['DATA', '354 '],
  'signed-in': [mail, '250 2.1.0'],
  auth: [mail, '250 2.1.0'],
};

/** Inside AUTH any line is an answer: none of these is one in base64. */
const inAuth = /^(334|50[01]|535) /;
const everywhere = (code: string): Codes => ({
  ...{ connected: code, greeted: code, mail: code, rcpt: code, 'signed-in': code, auth: '' },
});

/** RFC 5321 §4.1.4, RFC 4954 §4, RFC 3207 §4: what each command hears in each state. */
const table: Readonly<Record<string, Codes>> = {
  'EHLO pc': everywhere('250 '),
  'HELO pc': everywhere('250 '),
  [mail]: {
    ...everywhere('503 5.5.1'),
    ...{ greeted: '250 2.1.0', 'signed-in': '250 2.1.0' },
  },
  [rcpt]: { ...everywhere('503 5.5.1'), ...{ mail: '250 2.1.5', rcpt: '250 2.1.5' } },
  DATA: { ...everywhere('503 5.5.1'), rcpt: '354 ' },
  RSET: everywhere('250 2.0.0'),
  NOOP: everywhere('250 2.0.0'),
  'VRFY joe': everywhere('252 2.0.0'),
  HELP: everywhere('214 2.0.0'),
  QUIT: everywhere('221 2.0.0'),
  [`AUTH PLAIN ${plain('joe', 'secret')}`]: {
    ...everywhere('503 5.5.1'),
    greeted: '235 2.7.0',
  },
  'AUTH NTLM': { ...everywhere('503 5.5.1'), greeted: '504 5.5.4' },
  STARTTLS: everywhere('500 5.5.2'),
  'EXPN staff': everywhere('500 5.5.2'),
  'BDAT 5 LAST': everywhere('500 5.5.2'),
  TURN: everywhere('500 5.5.2'),
  XYZZY: everywhere('500 5.5.2'),
};

/** One code for the damage itself, whatever the command. */
function heardOf(command: string, expected: string, { kind }: Damage): string | RegExp {
  // RFC 4954 §4: a line of an AUTH exchange has a status code of its own.
  if (kind === 'too-long')
    return `500 ${command.startsWith('AUTH') ? '5.5.6' : '5.5.2'} The line is too long`;
  if (kind === 'control') return '500 5.5.2 The line has control characters';
  if (kind !== 'not-ascii') return expected;
  // Old Windows PCs say their name in any encoding; addresses may be UTF-8, which this is not.
  if (/^(EHLO|HELO)/.test(command)) return /^(250|501) /;
  return /^50[01] 5\.5\.2 The line is n(ot ASCII|either ASCII nor UTF-8)/;
}

const damages = damagesOf(13_000, 'NOOP');

async function reaches(c: Conversation, state: State): Promise<void> {
  for (const [said, heard] of ways[state]) {
    await c.says(said);
    await c.hearsReply(heard);
  }
}

for (const state of states)
  test(`${state}: every command, whole and damaged, gets the right answer, and the session goes on`, async (t) => {
    const stand = await SmtpStand.start(t);
    stand.openWindow();
    stand.settings.change('limits', { connectionsPerAddress: 1_000, connections: 1_000 });
    for (const [command, codes] of Object.entries(table))
      for (const damage of damages) {
        const c = await stand.connect(t);
        await reaches(c, state);
        for (const packet of damage.packets(command)) {
          await c.sends(packet);
          await turn();
        }
        const what = `${state}, ${command}, ${damage.name}`;
        const expected =
          state === 'auth' && damage.kind !== 'too-long' && damage.kind !== 'control'
            ? inAuth
            : heardOf(state === 'auth' ? 'AUTH' : command, codes[state], damage);
        const [line = ''] = (await c.hearsReply(/^/)).slice(-1);
        const fits = typeof expected === 'string' ? line.startsWith(expected) : expected.test(line);
        assert.ok(fits, `${what}: heard "${line}" instead of "${String(expected)}"`);
        if (line.startsWith('221')) await c.hearsEnd();
        else await goesOn(c, line, damage);
        const [next, heard] = nexts[state];
        // What was refused has changed nothing: the session stands where it stood.
        if (line.startsWith('50') && damage.kind !== 'glued' && !/^(503|504)/.test(line)) {
          await c.says(next);
          await c.hearsReply(heard);
        }
        c.vanishes();
      }
    assert.deepEqual(stand.journal.events('smtp.error'), []);
    await stand.greeted(t);
  });

/** What was glued behind is answered too, and then a command of ours. */
async function goesOn(c: Conversation, line: string, { kind }: Damage): Promise<void> {
  if (line.startsWith('354')) {
    if (kind !== 'glued') await c.says('Subject: a');
    await c.says('\r\nhello\r\n.');
    await c.hears('250 2.0.0 Ok: queued');
  } else if (line.startsWith('334')) {
    if (kind === 'glued') {
      // The glued NOOP was taken for an answer.
      await c.hears(/^(535|50[01]) /);
    } else {
      await c.says('*');
      await c.hears('501 5.7.0');
    }
  } else if (kind === 'glued') await c.hears('250 2.0.0');
  await c.says('NOOP');
  await c.hears('250 2.0.0');
}

test('fuzz-lite: whatever is said in whatever order, each answer is SMTP and the server goes on', async (t) => {
  const lines = [
    ...Object.keys(table),
    ...['', 'AUTH LOGIN', base64('joe'), base64('secret'), '*', '.', 'Subject: a', '\r\n.\r\n'],
    ...['MAIL FROM:<> SIZE=10 BODY=8BITMIME RET=HDRS ENVID=x', 'RCPT TO:<a@b> NOTIFY=NEVER'],
    ...['MAIL FROM:<"a b"@example.com>', 'RCPT TO:<@a,@b:c@d>', 'RCPT TO:<postmaster>'],
  ];
  const stand = await SmtpStand.start(t, { tls: true });
  stand.openWindow();
  stand.settings.change('limits', { connectionsPerAddress: 1_000, connections: 1_000 });
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = randomFrom(seed);
    const c = await stand.connect(t);
    let said = 'EHLO pc\r\n';
    for (let count = 5 + random(25); count > 0; count -= 1)
      said += `${mutated(lines[random(lines.length)] ?? '', random)}${random(8) === 0 ? '\n' : '\r\n'}`;
    for (let at = 0; at < said.length;) {
      const size = 1 + random(200);
      c.socket.write(Buffer.from(said.slice(at, at + size), 'latin1'));
      at += size;
      await turn();
    }
    c.socket.end();
    for (const line of await c.hearsAll()) {
      assert.match(line, /^[2345]\d\d[ -][ -~]*$/, `seed ${seed}`);
      // What follows is TLS, and nonsense to it.
      if (line.startsWith('220 2.0.0')) break;
    }
  }
  assert.deepEqual(stand.journal.events('smtp.error'), []);
  await stand.greeted(t);
});
