import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { DesktopApp, needsElectron } from '../helpers/desktop-app.ts';
import { burstAndWait } from '../helpers/memory-burst.ts';

const at = (file: string): string => JSON.stringify(path.resolve(import.meta.dirname, file));

const assertGivenBack = ({ full, left }: { full: number; left: number }): void =>
  assert.ok(left < full / 2, `${left} of ${full} bytes are still taken`);

test('what a burst of work took goes back to the system when it is over', async () => {
  const script = `
    import { burstAndWait } from ${at('../helpers/memory-burst.ts')};
    import { keepHeapSmall } from ${at('../../main/memory.ts')};
    keepHeapSmall();
    console.log(JSON.stringify(await burstAndWait(20_000)));`;
  const words = ['--input-type=module', '--eval', script];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  assertGivenBack(JSON.parse(stdout) as { full: number; left: number });
});

test('and so it does in the desktop app', { skip: needsElectron() }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const left = await desktop.inMain(
    (_electron, text) => (0, eval)(`(${text})(20_000)`) as ReturnType<typeof burstAndWait>,
    burstAndWait.toString(),
  );
  assertGivenBack(left);
});
