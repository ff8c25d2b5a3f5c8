// Bundles the entries into out/main. Bundled, because loading hundreds of small files costs the start
// more than everything else, and because the packaged app then needs no node_modules.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { removeStale } from './stale.mjs';

const version = JSON.parse(readFileSync('package.json', 'utf8')).version;
const entries = {
  serve: 'main/serve.ts',
  cli: 'main/cli.ts',
  app: 'main/app.ts',
  'certificate-program': 'main/relay/tls/certificate-program.ts',
};
/**
 * Node's own modules are taken by require. An import of one reads all that it exports, also what it loads
 * only when asked for: with node:http alone a web client and HTTP/2 come in, 14 MB that no mail needs.
 */
const nodeByRequire = {
  name: 'node-by-require',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) => {
      if (kind === 'require-call' || !isBuiltin(path)) return null;
      return { path: path.replace(/^node:/, ''), namespace: 'node' };
    });
    onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({
      contents: isRare(path)
        ? `module.exports = new Proxy({}, { get: (_, name) => require('node:${path}')[name] });`
        : `module.exports = require('node:${path}');`,
    }));
  },
};
/** Loaded when used: the sending library can fetch attachments from the web, and nobody here does. */
const isRare = (name) => name === 'http' || name === 'https';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.18',
  // Node has them since version 10; the bundler would write `new RegExp`, compiled anew at each use.
  supported: { 'regexp-unicode-property-escapes': true },
  sourcemap: 'linked',
  legalComments: 'none',
  // What is loaded stays in memory as text, and in two octets a character where a single comment needs it:
  // measured, 3.8 MB of 81. Lines stay, and names, for who reads a stack.
  minifyWhitespace: true,
  lineLimit: 120,
  logLevel: 'warning',
  define: { MAILROOM_VERSION: JSON.stringify(version) },
  external: ['electron'],
  plugins: [nodeByRequire],
};

const { metafile } = await build({
  ...common,
  entryPoints: entries,
  outdir: 'out/main',
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  // CommonJS packages inside an ES module bundle still call require for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
removeStale(
  'out/main/chunks',
  new Set(Object.keys(metafile.outputs).map((at) => path.basename(at))),
);
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
