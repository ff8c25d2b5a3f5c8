import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskLine } from '../../../main/relay/sessions/mask-line.ts';

const shown: readonly (readonly [line: string, seen: string])[] = [
  ['USER joe', 'USER joe'],
  ['RETR 12', 'RETR 12'],
  ['UTF8', 'UTF8'],
  ['QUIT', 'QUIT'],
  ['STARTTLS', 'STARTTLS'],
  ['EHLO mail.myclient.com', 'EHLO mail.myclient.com'],
  ['MAIL FROM:<joe@myclient.com> AUTH=<>', 'MAIL FROM:<joe@myclient.com> AUTH=<>'],
  ['RCPT TO:<pass@example.org>', 'RCPT TO:<pass@example.org>'],
  ['AUTH LOGIN', 'AUTH LOGIN'],
  ['auth plain', 'AUTH plain'],
  ['AUTH', 'AUTH'],
  ['NOOP \0\r', 'NOOP ··'],
  ['x'.repeat(5) + ' '.repeat(400), 'x'.repeat(5) + ' '.repeat(295)],
  ['PASS hunter2', 'PASS (secret)'],
  ['PASS two words ', 'PASS (secret)'],
  ['AUTH PLAIN AGpvZQBo', 'AUTH PLAIN (secret)'],
  ['APOP joe c4c9334b', 'APOP joe (secret)'],
  ['top 3 20', 'top 3 20'],
  ['GET / HTTP/1.1', 'GET (masked)'],
  ['PAS hunter2', 'PAS (masked)'],
  ['USER joe hunter2', 'USER joe (masked)'],
  ['USER joe ', 'USER joe '],
  ['', ''],
];
for (const [line, seen] of shown)
  test(`${JSON.stringify(line.slice(0, 40))} is shown as ${JSON.stringify(seen.slice(0, 40))}`, () =>
    assert.equal(maskLine(line), seen));

/** Garbled, or out of place: said all the same. */
const secret = 'AGpvZQBodW50ZXIy';
for (const line of [
  ` PASS ${secret}`,
  `\tPASS\t${secret}`,
  `PASS:${secret}`,
  `PASS${secret}`,
  `password ${secret}`,
  `AUTH  PLAIN   ${secret}`,
  ` AUTH PLAIN ${secret}`,
  `AUTH\tPLAIN\t${secret}`,
  `AUTHPLAIN ${secret}`,
  `AUTH ${secret}`,
  `AUTH PLAIN=${secret}`,
  `auth login ${secret} more`,
  `APOP ${secret}`,
  `APOP joe ${secret}`,
  `PAS ${secret}`,
  `PSAS ${secret}`,
  `USER joe ${secret}`,
  `${secret} joe`,
  `LOGIN joe ${secret}`,
  secret,
  `${secret}==`,
])
  test(`the secret in ${JSON.stringify(line)} is not shown`, () =>
    assert.doesNotMatch(maskLine(line), /hunter|AGpvZQ/));

test('the answer to a sign-in that was refused is not shown, though it has letters only', () => {
  for (const password of ['abcdef', 'secret', 'Geheim', 'joejoe'])
    assert.equal(maskLine(Buffer.from(password).toString('base64')), '(masked)', password);
});

test('an answer inside a sign-in is secret as a whole', () => {
  assert.equal(maskLine('joe', true), '(secret)');
});

test('a line of any length is looked at in no time', () => {
  const begunAt = performance.now();
  for (const line of [
    `${'1'.repeat(250_000)} `,
    ' '.repeat(250_000),
    `auth ${'='.repeat(250_000)} x`,
  ])
    maskLine(line);
  // The square of the length would take minutes.
  assert.ok(performance.now() - begunAt < 10_000);
});
