// `npm run dist`: makes the installers of this system into dist/. `-- --win`, `--mac`, `--linux` make those of
// another one, as far as electron-builder can do that here; `-- --dir` makes the folder alone, no installer.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { build, DIR_TARGET, Platform } from 'electron-builder';
import config from './electron-builder.mjs';
import { writeLicences } from './licences.mjs';

const words = process.argv.slice(2);
const known = { '--win': Platform.WINDOWS, '--mac': Platform.MAC, '--linux': Platform.LINUX };
const unknown = words.filter((word) => !(word in known) && word !== '--dir');
if (unknown.length > 0) {
  console.error(`${unknown[0]} means nothing here: say --win, --mac, --linux or --dir.`);
  process.exit(2);
}

// Pieces of earlier builds have no place in a package.
rmSync('out/main', { recursive: true, force: true });
for (const script of ['build/bundle.mjs', 'build/renderer.mjs']) {
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
writeLicences();

const wanted = words.filter((word) => word in known).map((word) => known[word]);
const platforms = wanted.length > 0 ? wanted : [Platform.current()];
const target = words.includes('--dir') ? DIR_TARGET : null;
const targets = new Map(
  platforms.flatMap((platform) => [...platform.createTarget(target).entries()]),
);
try {
  for (const file of await build({ targets, config, publish: 'never' })) console.log(file);
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}

/** Without its tools it can do nothing, and a stack of calls would hide that. */
function sentenceOf(error) {
  const text = error instanceof Error ? error.message : String(error);
  const cause = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH)\b/.exec(
    text,
  );
  return cause
    ? `No installers: electron-builder gets Electron and its tools from github.com once, and this computer does not reach that (${cause[1]}).`
    : `No installers: ${text}`;
}
