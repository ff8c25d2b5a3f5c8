import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'node:test';
import type { Conversation } from '../../helpers/conversation.ts';
import { damagesOf, mutated, randomFrom, type Damage } from '../../helpers/damages.ts';
import { base64, becomes, Pop3Stand, signsIn } from './pop3-stand.ts';

type State = 'fresh' | 'user said' | 'transaction' | 'auth';
type Answers = Readonly<Record<State, string>>;

const states: readonly State[] = ['fresh', 'user said', 'transaction', 'auth'];
const authorization = (fresh: string, userSaid = fresh): Answers => ({
  ...{ fresh, 'user said': userSaid, transaction: '-ERR Not now', auth: '' },
});
const transaction = (answer: string): Answers => ({
  ...{ fresh: '-ERR Sign in first', 'user said': '-ERR Sign in first' },
  ...{ transaction: answer, auth: '' },
});
const everywhere = (answer: string): Answers => ({
  ...{ fresh: answer, 'user said': answer, transaction: answer, auth: '' },
});
const plainAnswer = base64('\0joe\0secret');

/** RFC 1939 §4 to §7, RFC 2449, RFC 5034: what each command hears in each state. */
const table: Readonly<Record<string, Answers>> = {
  CAPA: everywhere('+OK Capabilities'),
  STLS: authorization('-ERR There is no certificate'),
  'USER joe': authorization('+OK Send the password'),
  'PASS secret': authorization('-ERR Send USER first', '+OK joe has 2 messages'),
  'APOP joe c4c9334bac560ecc979e58001b3e22fb': authorization('-ERR APOP is not switched on'),
  [`AUTH PLAIN ${plainAnswer}`]: authorization('+OK joe has 2 messages'),
  'AUTH NTLM': authorization('-ERR Only PLAIN and LOGIN'),
  UTF8: authorization('+OK'),
  STAT: transaction('+OK 2 10'),
  LIST: transaction('+OK'),
  'LIST 1': transaction('+OK 1 5'),
  'LIST 3': transaction('-ERR No such message'),
  UIDL: transaction('+OK'),
  'UIDL 2': transaction('+OK 2 uid-2'),
  'RETR 1': transaction('+OK 5 octets'),
  'RETR 0': transaction('-ERR No such message'),
  'TOP 1 0': transaction('+OK'),
  'DELE 2': transaction('+OK'),
  RSET: transaction('+OK 2 messages'),
  NOOP: transaction('+OK'),
  QUIT: everywhere('+OK Goodbye'),
  XTND: everywhere('-ERR Unknown command'),
  HELO: everywhere('-ERR Unknown command'),
};
/** Answers of several lines, when they begin with +OK. */
const isLong = (command: string): boolean => /^(CAPA|LIST|UIDL|RETR \d|TOP \d \d)$/.test(command);

/** A command that holds a password may be long, and a name or password may be in any encoding. */
function heardOf(expected: string, { kind }: Damage): string | RegExp {
  if (kind === 'same' || kind === 'glued') return expected;
  if (kind === 'too-long') return '-ERR The line is too long';
  return /^-ERR (Sign in first|Not now|Unknown)/.test(expected)
    ? expected
    : /^(-ERR |\+OK Send the password)/;
}

const damages = damagesOf(5_000, 'CAPA');

async function reaches(c: Conversation, state: State): Promise<void> {
  if (state === 'transaction') await signsIn(c);
  if (state === 'user said') {
    await c.says('USER joe');
    await c.hears('+OK');
  }
  if (state === 'auth') {
    await c.says('AUTH LOGIN');
    await c.hears('+ VXNlcm5hbWU6');
  }
}

for (const state of states)
  test(`${state}: every command, whole and damaged, gets the right answer, and the session goes on`, async (t) => {
    const stand = await Pop3Stand.start(t);
    stand.mailboxes.messages = ['one\r\n', 'two\r\n'];
    stand.settings.change('limits', { connectionsPerAddress: 1_000, connections: 1_000 });
    for (const [command, answers] of Object.entries(table))
      for (const damage of damages) {
        const c = await stand.connect(t);
        await reaches(c, state);
        for (const packet of damage.packets(command)) {
          await c.sends(packet);
          await turn();
        }
        const what = `${state}, ${command}, ${damage.name}`;
        // Inside AUTH any line is an answer, and none of these is one in base64.
        const isAnswer = state === 'auth' && damage.kind !== 'too-long';
        const expected = isAnswer ? /^(-ERR|\+ UGFzc3dvcmQ6)/ : heardOf(answers[state], damage);
        const line = await c.line();
        const fits = typeof expected === 'string' ? line.startsWith(expected) : expected.test(line);
        assert.ok(fits, `${what}: heard "${line}" instead of "${String(expected)}"`);
        if (line === '+OK Goodbye') await c.hearsEnd();
        else await goesOn(c, { line, command, kind: damage.kind, what });
        c.vanishes();
        await becomes(() => !stand.mailboxes.isLocked);
      }
    assert.deepEqual(stand.journal.events('pop3.fault'), []);
    assert.deepEqual(stand.mailboxes.deleted, [], 'nobody said QUIT behind DELE');
    await stand.asJoe(t);
  });

/** The rest of the answer; what was glued behind; then a command of ours. */
async function goesOn(
  c: Conversation,
  heard: { line: string; command: string; kind: Damage['kind']; what: string },
): Promise<void> {
  const { line, command, kind, what } = heard;
  if (line.startsWith('+OK') && isLong(command)) await c.hearsLines();
  if (line.startsWith('+ ')) {
    // It was taken for the name; what was glued behind, for the password.
    if (kind !== 'glued') await c.says('*');
    await c.hears('-ERR');
  } else if (kind === 'glued') {
    await c.hears('+OK Capabilities');
    await c.hearsLines();
  }
  await c.says('CAPA');
  const answer = await c.line();
  assert.equal(answer, '+OK Capabilities', what);
  await c.hearsLines();
}

test('fuzz-lite: whatever is said in whatever order, each answer is POP3, nothing is deleted, and the server goes on', async (t) => {
  const lines = [...Object.keys(table), 'AUTH LOGIN', base64('joe'), base64('secret'), '*', ''];
  const stand = await Pop3Stand.start(t, { tls: true, apop: true });
  stand.mailboxes.messages = ['one\r\n', 'two\r\n'];
  stand.settings.change('limits', { connectionsPerAddress: 1_000, connections: 1_000 });
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = randomFrom(seed);
    const c = seed % 2 === 0 ? await stand.connect(t) : await stand.asJoe(t);
    let said = '';
    for (let count = 5 + random(25); count > 0; count -= 1) {
      const line = lines.filter((one) => one !== 'QUIT')[random(lines.length - 1)] ?? '';
      said += `${mutated(line, random)}${random(8) === 0 ? '\n' : '\r\n'}`;
    }
    for (let at = 0; at < said.length;) {
      const size = 1 + random(200);
      c.socket.write(Buffer.from(said.slice(at, at + size), 'latin1'));
      at += size;
      await turn();
    }
    c.socket.end();
    for (const line of await c.hearsAll()) {
      assert.match(line, /^(\+OK|-ERR|\+ |\.$|[A-Z0-9]|one|two)[ -~]*$/, `seed ${seed}`);
      if (line === '+OK Begin TLS') break;
    }
    await becomes(() => !stand.mailboxes.isLocked);
  }
  assert.deepEqual(stand.journal.events('pop3.fault'), []);
  assert.deepEqual(stand.mailboxes.deleted, []);
  await stand.asJoe(t);
});
