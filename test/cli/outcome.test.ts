import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { allCommands } from '../../main/cli/all-commands.ts';
import type { CommandContext, Desk, OnPush } from '../../main/cli/command.ts';
import { ok } from '../../main/contract/result.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

type Answer = (args: unknown, onPush: OnPush) => unknown;

/** Runs a command against a relay that answers so; what it printed, and what it asked. */
async function ran(
  name: string,
  answers: Readonly<Record<string, Answer>>,
  { words = [], options = {} }: Partial<Pick<CommandContext, 'words' | 'options'>> = {},
) {
  const asked: unknown[] = [];
  const desk = {
    request: (request: string, args: unknown, onPush: OnPush) => {
      asked.push(args);
      return Promise.resolve(ok(answers[request]?.(args, onPush) ?? null));
    },
    close: () => undefined,
  } as unknown as Desk;
  let printed = '';
  await allCommands[name]?.run({
    ...{ words, options, isJson: false },
    connect: () => Promise.reject(new Error('nobody')),
    deskFor: () => Promise.resolve(desk),
    print: (_value, text) => (printed = text),
  });
  return { printed, asked };
}

test('of a message that does not come whole no file is left, and the command fails', async (t) => {
  const file = path.join(tempFolder(t), 'M1.eml');
  const halfOfIt: Answer = (_args, onPush) => {
    void onPush('queue:chunk', { base64: Buffer.from('Subject: A').toString('base64') });
    return { sizeBytes: 20 };
  };
  await assert.rejects(ran('queue export', { 'queue:export': halfOfIt }, { words: ['M1', file] }), {
    message: 'Only 10 of 20 octets came. Try again.',
    exitCode: 1,
  });
  assert.equal(fs.existsSync(file), false);
});

test('of a message that the disk gives back changed all is saved, and told that it is so', async (t) => {
  const file = path.join(tempFolder(t), 'M1.eml');
  const damaged: Answer = (_args, onPush) => {
    void onPush('queue:chunk', { base64: Buffer.from('Subject: A').toString('base64') });
    return { sizeBytes: 10, isDamaged: true };
  };
  const options = { words: ['M1', file] };
  const { printed } = await ran('queue export', { 'queue:export': damaged }, options);
  assert.match(printed, /^Saved .+M1\.eml \(.+\)\.\nIt is damaged: .+ Check the disk\.$/);
  assert.equal(fs.readFileSync(file, 'utf8'), 'Subject: A');
});

test('where there is no certificate the command fails, and says why', async (t) => {
  const file = path.join(tempFolder(t), 'office.pem');
  const none = (source: string) => ({
    'tls:show': () => ({ certificate: null, authorityPem: null, source }),
  });
  for (const [source, words] of [
    ['own', /an own one is in use/],
    ['office', /cannot be read\. Look at who may read the folder "tls"/],
  ] as const)
    await assert.rejects(ran('certificate export', none(source), { words: [file] }), words);
  assert.equal(fs.existsSync(file), false);
  await assert.rejects(ran('certificate show', none('office')), /See "mailroom doctor"/);
});

test('of an error message that was copied as a whole the id is asked for, and no name that begins like it', async () => {
  const refusal = { at: 0, missing: '', remedy: '' };
  for (const [typed, id] of [
    ['R-7K2F4', 'R-7K2F4'],
    ['(r-7k2f4).', 'r-7k2f4'],
    ['The server r-tec.example said: 550 5.7.1 Relaying denied. (R-7K2F4)', 'R-7K2F4'],
    ['550 Relaying denied. (R-7K2F4) Check the recipient "anna@r-22222.example".', 'R-7K2F4'],
    ['nothing of the kind', 'nothing of the kind'],
  ] as const) {
    const { asked } = await ran('why', { 'refusal:explain': () => refusal }, { words: [typed] });
    assert.deepEqual(asked, [{ id }], typed);
  }
});

test('a practice provider that does not run is not told as one that gets the mail', async () => {
  const detail = 'Port 2626 is in use by another program.';
  const services = (state: string) => [{ id: 'practice provider', state, detail }];
  for (const [state, words] of [
    ['failed', `Mail goes to the practice provider.\n! It does not run yet: ${detail}`],
    ['running', 'Mail goes to the practice provider.'],
  ] as const) {
    const { printed } = await ran('practice on', {
      'status:get': () => ({ services: services(state) }),
    });
    assert.equal(printed, words);
  }
});

test('who trusts an address of the internet is warned, by adding and by changing', async () => {
  for (const name of ['trust add', 'trust set']) {
    const printed = async (network: string): Promise<string> =>
      (await ran(name, {}, { words: ['scanner', network] })).printed;
    assert.match(await printed('192.0.2.9'), /\n! 192\.0\.2\.9 is on the internet: everybody/);
    assert.doesNotMatch(await printed('192.168.1.0/24'), /!/);
  }
});

test('limits in megabytes are rounded up, since none at all would be no limit', async () => {
  const options = { senders: 'a@b.de, c@d.de', 'per-hour': '10', 'max-mb': '0.0000001' };
  const { asked } = await ran('trust add', {}, { words: ['scanner', '10.0.0.9'], options });
  const network = {
    ...{ name: 'scanner', network: '10.0.0.9', allowedSenders: ['a@b.de', 'c@d.de'] },
    ...{ recipientDomains: [], messagesPerHour: 10, maxSizeBytes: 1 },
  };
  assert.deepEqual(asked, [{ network }]);
});

test('what is typed of the provider is what is set, and nothing else', async () => {
  const shown = { 'provider:show': () => ({ kind: 'smarthost' }) };
  const set = async (options: CommandContext['options']): Promise<unknown> => {
    const { asked } = await ran('provider set', shown, {
      options: { ...options, 'no-password': true },
    });
    return asked[0];
  };
  assert.deepEqual(await set({ port: '587', 'allow-plaintext': true }), {
    provider: { port: 587, allowPlaintextPassword: true },
    keepsPassword: true,
  });
  assert.deepEqual(await set({ host: 'smtp.example.com', connections: '3' }), {
    provider: { kind: 'smarthost', host: 'smtp.example.com', maxConnections: 3 },
    keepsPassword: true,
  });
});
