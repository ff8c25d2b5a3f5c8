import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { SessionView } from '../../main/contract/sessions.ts';
import type { PracticeView } from '../../main/contract/status.ts';
import { allCommands } from '../../main/cli/all-commands.ts';
import { freePorts } from '../helpers/free-ports.ts';
import { RunningRelay } from '../helpers/running-relay.ts';

const all = Object.keys(allCommands);

const send = '--from joe@myclient.com --to anna@example.org';

/** One way to call each command, in an order in which each can work. `ID` and `R` stand for real ones. */
const calls: readonly string[] = [
  'help',
  'help users',
  'users add --help',
  'status',
  'users add joe --alias info@myclient.com',
  'users list',
  'users alias joe boss@myclient.com',
  'users apop joe',
  'users disable joe',
  'users enable joe',
  'users password joe',
  'try check --user joe',
  'windows list',
  'windows close 127.0.0.1',
  'windows open 192.0.2.7 --user joe',
  'windows clear',
  'trust add scanner 192.0.2.9 --per-hour 10 --max-mb 5',
  'trust set scanner 192.0.2.10',
  'trust list',
  'trust remove scanner',
  'blocks list',
  'queue pause',
  `try send ${send} --user joe`,
  'queue list',
  'queue ids',
  'queue show ID',
  'queue export ID FILE',
  'queue hold ID',
  'queue release ID',
  'queue retry ID',
  'queue resume',
  'provider show',
  'provider find anna@gmail.com',
  'provider test',
  'practice on --behaviour accept --delay 0',
  'practice list',
  'history sent',
  'history counts',
  'sessions list',
  'sessions show SESSION',
  'why R',
  'journal',
  'settings get',
  'settings set popAuth.windowMinutes 15',
  'network',
  'certificate show',
  'certificate export PEM',
  'certificate own tls/server.pem tls/server.key',
  'certificate office',
  'backup save BACKUP',
  'backup restore BACKUP',
  'doctor',
  'users remove joe',
];
/** Fails here by its nature; what it says then is tested elsewhere. */
const elsewhere = ['blocks remove', 'queue delete', 'practice off', 'provider set', 'serve'];

test('every command with --json prints JSON and nothing else', async (t) => {
  const relay = await RunningRelay.start(t);
  const file = (name: string): string => path.join(relay.dataFolder, name);
  const refused = await relay.cli(['try', 'send', ...send.split(' ')]);
  const known: Record<string, string> = { R: /R-\w+/.exec(refused.stderr)?.[0] ?? '' };
  for (const call of calls) {
    const words = call
      .split(' ')
      .map((word) => known[word] ?? word)
      .map((word) => (/^(FILE|PEM|BACKUP|tls\/.+)$/.test(word) ? file(word) : word));
    const { code, stdout, stderr } = await relay.cli(['--json', ...words], 'secret phrase\n');
    assert.equal(code, 0, `${call}: ${stderr}`);
    const value: unknown = JSON.parse(stdout);
    if (call === 'queue ids') [known['ID'] = ''] = value as string[];
    if (call === 'sessions list') known['SESSION'] = String((value as SessionView[])[0]?.id);
  }
  const isCalled = (name: string): boolean =>
    calls.some((call) => call === name || call.startsWith(`${name} `)) || elsewhere.includes(name);
  assert.deepEqual(
    all.filter((name) => !isCalled(name)),
    [],
    'a command that this test forgets',
  );
});

test('the commands that end with nothing to do say so in JSON or fail with a sentence', async (t) => {
  const relay = await RunningRelay.start(t);
  const [closed = 0] = await freePorts(1);
  const set = ['provider', 'set', '--host', '127.0.0.1', '--port', String(closed), '--tls', 'none'];
  const said = (words: string[]): Promise<{ message: string }> => relay.ask(words);
  assert.match((await said(set)).message, /^The provider is set\./);
  const practised = { message: 'Mail goes to the practice provider.' };
  const misbehaves = ['practice', 'on', '--behaviour', 'refuse-recipients', '--delay', '1'];
  assert.deepEqual(await said(misbehaves), {
    message: 'Mail goes to the practice provider, which will refuse recipients after 1 s.',
  });
  assert.deepEqual(await said(['practice', 'on']), practised);
  assert.equal((await relay.ask<PracticeView>(['practice', 'list'])).behaviour, 'accept');
  assert.deepEqual(await said(['practice', 'off']), { message: 'Mail goes to the provider.' });
  for (const words of [
    ['queue', 'delete', 'X'],
    ['blocks', 'remove', '192.0.2.1'],
  ]) {
    const { code, stdout, stderr } = await relay.cli(['--json', ...words]);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^[A-Z0-9].*\. See "mailroom \w+ list"\.$/m);
  }
  const failing = await relay.cli(['--json', 'provider', 'test']);
  assert.equal(failing.code, 1);
  const steps = JSON.parse(failing.stdout) as { id: string; state: string }[];
  assert.deepEqual(
    steps.find(({ state }) => state === 'failed')?.id,
    'connect',
    'the steps are told although one fails',
  );
});
