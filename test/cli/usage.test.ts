import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCommands as all } from '../../main/cli/all-commands.ts';
import { checkUsage, grammarOf } from '../../main/cli/usage.ts';

const grammars: [string, string, { words: string[]; most: number; needed: string[] }][] = [
  ['status', 'status', { words: [], most: 0, needed: [] }],
  ['why', 'why ID', { words: ['ID'], most: 1, needed: [] }],
  ['settings get', 'settings get [PATH]', { words: [], most: 1, needed: [] }],
  ['queue hold', 'queue hold ID ...', { words: ['ID'], most: Infinity, needed: [] }],
  ['queue retry', 'queue retry [ID ...]', { words: [], most: Infinity, needed: [] }],
  ['history', 'history [sent|bounced] [--text PART]', { words: [], most: 1, needed: [] }],
  [
    'windows open',
    'windows open ADDRESS --user NAME',
    { words: ['ADDRESS'], most: 1, needed: ['user'] },
  ],
  [
    'users add',
    'users add NAME [--alias ADDRESS,...] [--suggest]',
    { words: ['NAME'], most: 1, needed: [] },
  ],
];

for (const [name, usage, expected] of grammars)
  test(`the grammar of "${usage}"`, () => {
    const { words, mostWords, neededOptions } = grammarOf(name, usage);
    assert.deepEqual({ words, most: mostWords, needed: neededOptions }, expected);
  });

test('each command’s usage begins with its name, and names words in capitals', () => {
  for (const [name, { usage }] of Object.entries(all)) {
    assert.ok(usage === name || usage.startsWith(`${name} `), usage);
    for (const word of grammarOf(name, usage).words) assert.match(word, /^[A-Z|]+$/, usage);
  }
});

const faults: [string, string[], string[], RegExp][] = [
  ['status', ['now'], [], /^"now" is one word too many\. Write: mailroom status$/],
  ['users remove', ['joe', 'anna'], [], /^"anna" is one word too many/],
  ['users remove', [], [], /^NAME is missing\. Write: mailroom users remove NAME$/],
  ['trust add', ['scanner'], [], /^NETWORK is missing/],
  ['queue list', [], ['user'], /^--user means nothing here\. Write: mailroom queue list/],
  ['windows open', ['192.0.2.1'], [], /^--user is missing/],
  ['users add', ['joe'], ['alias', 'alias'], /^--alias is typed twice\. Write: .*ADDRESS,\.\.\./],
];

for (const [name, words, options, sentence] of faults)
  test(`${name} ${words.join(' ')} ${options.join(' ')}: ${sentence.source}`, () => {
    const command = all[name];
    assert.ok(command);
    assert.throws(() => checkUsage(grammarOf(name, command.usage), command, { words, options }), {
      message: sentence,
      exitCode: 2,
    });
  });

test('a password that was typed as an argument is not repeated on the screen', () => {
  const asking = [
    ...['users add', 'users password', 'users apop', 'backup save', 'backup restore'],
    ...['provider set', 'provider test', 'try send', 'try check'],
  ];
  for (const name of asking) {
    const command = all[name];
    assert.ok(command);
    const typed = { words: ['joe', 'correct horse'], options: [] };
    assert.throws(() => checkUsage(grammarOf(name, command.usage), command, typed), {
      message: /^(That is one word too many\. )?A password is never an argument(?!.*horse)/,
    });
  }
});
