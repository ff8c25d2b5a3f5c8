#!/usr/bin/env node
// The `mailroom` command in a checkout (`npx mailroom ...`).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24, runOnNode24 } from './node24.mjs';

// What its sentences call it (main/cli/output.ts).
process.env.MAILROOM_COMMAND = 'npx mailroom';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(root, 'out/main/cli.js');
if (!existsSync(cli)) {
  const { status } = spawnSync(node24(), [join(root, 'build/bundle.mjs')], {
    stdio: 'inherit',
    cwd: root,
  });
  if (status !== 0) {
    console.error(`Mailroom could not be built. Run "npm run build" in ${root} as its owner.`);
    process.exit(1);
  }
}
runOnNode24([cli, ...process.argv.slice(2)]);
