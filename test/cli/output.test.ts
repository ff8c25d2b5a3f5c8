import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moreWords } from '../../main/cli/command.ts';
import {
  asTyped,
  duration,
  fold,
  foldWords,
  printable,
  screenWidth,
  size,
  table,
  time,
} from '../../main/cli/output.ts';
import { someNames } from '../../main/contract/some-names.ts';

test('what is left out of a long list is told, with a way to see it that works', () => {
  assert.equal(moreWords(5, 5), '');
  assert.equal(moreWords(150, 100), '\n50 more; see them with --limit.');
  assert.equal(
    moreWords(50_000, 100),
    '\n49900 more; see them with --limit, up to 10000, or --text.',
  );
});

test('a terminal that does not know how wide it is folds nothing', () => {
  assert.equal(screenWidth({ isTTY: true, columns: 72 }), 72);
  assert.equal(screenWidth({ isTTY: true, columns: 0 }), Number.MAX_SAFE_INTEGER);
  assert.equal(screenWidth({ isTTY: false, columns: 72 }), Number.MAX_SAFE_INTEGER);
});

test('columns are as wide as their widest cell, and the last one is left as it is', () => {
  assert.equal(
    table(
      ['id', 'from'],
      [
        ['1', 'joe'],
        ['1234', 'a long one'],
      ],
    ),
    'ID    FROM\n1     joe\n1234  a long one',
  );
});

test('an endless address moves its own row, and no other', () => {
  const endless = `${'x'.repeat(180)}@example.org`;
  const rows = [
    ['joe@myclient.com', 'sent'],
    [endless, 'refused'],
  ];
  assert.equal(
    table(['from', 'what'], rows),
    [
      `FROM${' '.repeat(38)}WHAT`,
      `joe@myclient.com${' '.repeat(26)}sent`,
      `${endless}  refused`,
    ].join('\n'),
  );
});

test('sentences are folded between words, but a command that a person copies is not', () => {
  const frame = { width: 40, first: 4, others: 4 };
  assert.equal(
    foldWords('Check the server name, and that no firewall is in the way.', frame),
    '    Check the server name, and that no\n    firewall is in the way.',
  );
  const command = 'npx mailroom settings set popAuth.proxies 127.0.0.1,::1';
  assert.equal(
    foldWords(`Then set its address: ${command}`, frame),
    `    Then set its address:\n    ${command}`,
  );
  const quoted = 'npx mailroom settings set popAuth.proxies "127.0.0.1,::1"';
  assert.equal(foldWords(`Set it: ${quoted}`, frame), `    Set it:\n    ${quoted}`);
  assert.equal(
    foldWords(`Set both with "${command}". Then try again.`, frame),
    `    Set both with\n    "${command}".\n    Then try again.`,
  );
  assert.equal(
    foldWords(`Name them: ${command} (or none alone, to take all away).`, frame),
    `    Name them:\n    ${command}\n    (or none alone, to take all away).`,
  );
});

test('sizes, times and many names are written short', () => {
  assert.deepEqual([0, 1_023, 1_536, 10 << 20].map(size), ['0 B', '1023 B', '1.5 KB', '10.0 MB']);
  assert.deepEqual([-5, 12_000, 899_000].map(duration), ['0 s', '12 s', '14 min 59 s']);
  assert.deepEqual([3_600_000, 86_399_000, 356_400_000].map(duration), [
    ...['1 h 0 min', '23 h 59 min', '4 d 3 h'],
  ]);
  assert.equal(time(null), '-');
  assert.equal(time(new Date(2026, 11, 1, 9, 5, 7).getTime()), '2026-12-01 09:05:07');
  assert.equal(someNames(['a', 'b', 'c', 'd']), 'a, b, c, d');
  assert.equal(someNames(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more');
});

test('what a stranger wrote moves no cursor and changes no colour on the screen', () => {
  assert.equal(printable('\x1b[31mred\x07 \x9b1m'), '\ufffd[31mred\ufffd \ufffd1m');
  assert.equal(printable('one\r\ntwo\n\tthrée'), 'one\ntwo\n\tthrée');
});

test('on a narrow screen the last column stands below its row, broken between words', () => {
  const rows = [
    ['1', 'joe', 'Refused: nobody had checked mail'],
    ['2', 'anna', ''],
  ];
  assert.equal(
    table(['id', 'from', 'words'], rows, 20),
    [
      ...['ID  FROM', '    WORDS', '1   joe', '    Refused: nobody', '    had checked mail'],
      '2   anna',
    ].join('\n'),
  );
});

test('a text is broken between words; a word longer than the screen stays whole', () => {
  assert.equal(fold('one two', { width: 80, first: 2, others: 4 }), '  one two');
  assert.equal(
    fold('one extraordinarily two', { width: 8, first: 0, others: 2 }),
    'one\n  extraordinarily\n  two',
  );
});

test('a sentence names commands as they are typed here, and leaves all else as it is', () => {
  const sentence = 'See "mailroom users list". Write: mailroom users add NAME';
  assert.equal(asTyped(sentence, ''), sentence);
  assert.equal(
    asTyped(sentence, 'npx mailroom'),
    'See "npx mailroom users list". Write: npx mailroom users add NAME',
  );
  assert.equal(asTyped('  mailroom status\n', 'npx mailroom'), '  npx mailroom status\n');
  const path = 'The messages are in /home/you/mailroom data. Write mailroom in capitals.';
  assert.equal(asTyped(path, 'npx mailroom'), path);
});
