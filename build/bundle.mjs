// Bundles the entries into out/main. Bundled, because loading hundreds of small files costs the start
// more than everything else, and because the packaged app then needs no node_modules.
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const version = JSON.parse(readFileSync('package.json', 'utf8')).version;
const entries = ['main/serve.ts', 'main/cli.ts', 'main/app.ts'].filter((file) => existsSync(file));
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  define: { MAILROOM_VERSION: JSON.stringify(version) },
  external: ['electron'],
};

rmSync('out/main', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: entries,
  outdir: 'out/main',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // CommonJS packages inside an ES module bundle still call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
// Both run where only CommonJS is loaded: in the sandbox of the page, and before the app.
await build({
  ...common,
  entryPoints: { preload: 'main/preload.ts', early: 'main/desktop/early.ts' },
  outdir: 'out/main',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
});
if (existsSync('build/icons/tray')) cpSync('build/icons/tray', 'out/icons', { recursive: true });
if (existsSync('build/icons/icon.png')) cpSync('build/icons/icon.png', 'out/icons/app.png');
