import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ok } from '../../main/contract/result.ts';
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import type { Parts } from '../../main/control/parts.ts';
import { trustHandlers, userHandlers, windowHandlers } from '../../main/control/people-handlers.ts';

const context = { push: () => undefined, onEnd: () => undefined };

/** joe is a user until somebody removes him; the disk does with his mailbox as told. */
function office(onMailbox: () => Promise<never>) {
  const removed: string[] = [];
  const users = {
    get: (name: string) => (name === 'joe' && removed.length === 0 ? { name } : null),
    remove: (name: string) => {
      removed.push(name);
      return Promise.resolve(ok(null));
    },
  };
  const mailboxes = { remove: onMailbox, measure: onMailbox };
  const parts = { users, mailboxes } as unknown as Pick<Parts, 'users' | 'mailboxes'>;
  return { handlers: userHandlers(parts), removed };
}

const refusing = (code: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error('refused'), { code }));

test('a mailbox that stays behind when its user is removed is told, with what to do', async () => {
  const { handlers, removed } = office(refusing('EBUSY'));
  const result = await handlers['users:remove'].run({ name: 'joe' }, context);
  assert.deepEqual(removed, ['joe']);
  assert.ok(!result.ok);
  assert.equal(result.error.code, 'users.mailbox-left');
  assert.match(result.error.message, /^joe was removed, but .+ \(EBUSY\)\.$/);
  assert.match(result.error.hint ?? '', /Delete the folder/);
});

test('a mailbox that cannot be read is an answer, not a fault of Mailroom', async () => {
  const { handlers } = office(refusing('EACCES'));
  const result = await handlers['users:mailbox'].run({ name: 'joe' }, context);
  assert.ok(!result.ok);
  assert.equal(result.error.code, 'users.mailbox-unreadable');
  assert.equal(result.error.message, 'The mailbox of joe cannot be read (EACCES).');
});

test('a window is told to be closed when that is on the disk, so that no restart opens it again', async () => {
  const did: string[] = [];
  const windows = {
    close: () => did.push('closed'),
    clear: () => did.push('cleared'),
    stored: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      did.push('stored');
    },
  };
  const handlers = windowHandlers({ windows } as unknown as Parts);
  await handlers['windows:close'].run({ address: '10.0.0.5' }, context);
  assert.deepEqual(did, ['closed', 'stored']);
  await handlers['windows:clear'].run({}, context);
  assert.deepEqual(did.slice(2), ['cleared', 'stored']);
});

test('a window that cannot be opened by hand says what helps', async () => {
  const hintFor = async (outcome: string): Promise<string | undefined> => {
    const parts = {
      windows: { grant: () => outcome },
      users: { get: () => ({ name: 'joe', enabled: true }) },
    };
    const open = windowHandlers(parts as unknown as Parts)['windows:open'];
    const result = await open.run({ address: '10.0.0.5', user: 'joe' }, context);
    return result.ok ? undefined : result.error.hint;
  };
  assert.equal(await hintFor('granted'), undefined);
  assert.match((await hintFor('unavailable')) ?? '', /^Look at the disk and the data folder\./);
  assert.equal(await hintFor('trusted-network'), 'See "mailroom trust list".');
  assert.equal(await hintFor('switched-off'), 'See "mailroom settings get popAuth".');
});

test('who is trusted is found by the name in any case, as users are: no two names differ in that alone', async () => {
  let now: Settings = defaultSettings;
  const applySettings: Parts['applySettings'] = (change) => {
    const next = change(now);
    if (!next.ok) return Promise.resolve(next);
    now = next.value as Settings;
    return Promise.resolve(ok(null));
  };
  const handlers = trustHandlers({ settings: { get: () => now }, applySettings } as Parts);
  const copier = {
    ...{ name: 'Kopierer Büro', network: '192.168.1.20', messagesPerHour: 0, maxSizeBytes: 0 },
    ...{ allowedSenders: [], recipientDomains: [] },
  };
  await handlers['trust:add'].run({ network: copier }, context);
  const change = { name: 'kopierer BÜRO', network: { ...copier, messagesPerHour: 9 } };
  assert.ok((await handlers['trust:set'].run(change, context)).ok);
  assert.equal(now.access.trusted[0]?.messagesPerHour, 9);
  assert.ok((await handlers['trust:remove'].run({ name: 'kopierer büro' }, context)).ok);
  assert.deepEqual(now.access.trusted, []);
});
