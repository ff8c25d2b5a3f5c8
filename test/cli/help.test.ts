import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allCommands as all } from '../../main/cli/all-commands.ts';
import { help, helpEntries } from '../../main/cli/help.ts';

test('the overview fits on one screen and forgets no command', () => {
  const lines = help(all, [], { width: 100 }).split('\n');
  assert.ok(lines.length <= 40, `${lines.length} lines`);
  for (const name of Object.keys(all)) {
    const [first = '', verb] = name.split(' ');
    const line = lines.find((one) => one.startsWith(`  ${first} `));
    assert.ok(line, `${first} is missing`);
    if (verb !== undefined) assert.match(line, new RegExp(`[:,] ${verb}(,|$)`), name);
  }
});

test('no line of the help is wider than the screen', () => {
  const groups = [[], ...new Set(Object.keys(all).map((name) => name.split(' ')[0] ?? ''))];
  for (const command of ['', 'npx mailroom'])
    for (const group of groups)
      for (const line of help(all, [group].flat(), { width: 60, command }).split('\n'))
        assert.ok(line.length <= 60, line);
});

test('the help of a group shows its commands in full, and of one command that one alone', () => {
  assert.match(
    help(all, ['trust'], { width: 100 }),
    /^ {2}mailroom trust list\n {6}shows .+\n {2}mailroom trust add/,
  );
  const one = help(all, ['trust', 'remove'], { width: 100 });
  assert.match(one, /^ {2}mailroom trust remove NAME\n {6}takes that back\n\n/);
  assert.throws(() => help(all, ['nonsense'], { width: 100 }), /There is no command "nonsense"/);
});

test('to programs the help tells each command by its name, also of a group and of one alone', () => {
  const names = (...wanted: string[]): string[] => helpEntries(all, wanted).map(({ name }) => name);
  assert.deepEqual(names(), Object.keys(all));
  assert.deepEqual(names('blocks'), ['blocks list', 'blocks remove']);
  assert.deepEqual(names('history'), ['history', 'history counts'], 'itself, and the first word');
  assert.deepEqual(helpEntries(all, ['trust', 'remove']), [
    { name: 'trust remove', usage: 'trust remove NAME', summary: 'takes that back' },
  ]);
  assert.throws(() => helpEntries(all, ['nonsense']), /There is no command "nonsense"/);
});
