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
