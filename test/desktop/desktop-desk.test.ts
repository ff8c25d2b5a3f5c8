import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DesktopDesk } from '../../main/desktop/desktop-desk.ts';
import type { DesktopTools } from '../../main/desktop/desktop-tools.ts';

test('a name that no request has is refused and noted, also one that every object has', async () => {
  const noted: string[] = [];
  const desk = new DesktopDesk({
    report: (event: string) => noted.push(event),
  } as unknown as DesktopTools);
  const names = ['desktop:everything', 'desktop:constructor', '__proto__', 'x'.repeat(100)];
  for (const name of names) {
    const result = await desk.handle(name, {});
    assert.equal(result.ok ? 'ok' : result.error.code, 'desktop.bad-request', name);
  }
  assert.deepEqual(noted, Array<string>(names.length).fill('desktop.bad-request'));
});

test('saving many messages tells how far it is, and is broken off by its name', async () => {
  const desk = new DesktopDesk({
    saveMessages: async (ids, { signal, onSaved }) => {
      const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
      onSaved(1);
      await stopped;
      return { ok: true, value: { folder: '/there', count: ids.length - 1, damaged: 0 } };
    },
  } as Partial<DesktopTools> as DesktopTools);
  assert.equal(desk.cancel('save'), false, 'nothing runs yet');
  const told: unknown[] = [];
  const result = await desk.handle(
    'desktop:save-messages',
    { ids: ['A', 'B'], job: 'save' },
    (name, value) => {
      told.push([name, value]);
      assert.equal(desk.cancel('save'), true);
    },
  );
  assert.deepEqual(told, [['messages:saved', { count: 1 }]]);
  assert.deepEqual(result, { ok: true, value: { folder: '/there', count: 1, damaged: 0 } });
  assert.equal(desk.cancel('save'), false, 'it has ended');
});

test('only what the person chose in a dialog is a place to write to', async () => {
  const desk = new DesktopDesk({
    pickPlace: (name) => Promise.resolve(name === 'no' ? null : { path: `/home/joe/${name}` }),
  } as Partial<DesktopTools> as DesktopTools);
  assert.equal(desk.isChosenPlace('/home/joe/backup'), false);
  await desk.handle('desktop:pick-place', { suggestedName: 'no' });
  await desk.handle('desktop:pick-place', { suggestedName: 'backup' });
  assert.equal(desk.isChosenPlace('/home/joe/backup'), true);
  assert.equal(desk.isChosenPlace('/home/joe/no'), false);
  assert.equal(desk.isChosenPlace(undefined), false);
});
