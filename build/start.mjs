// `npm start`: builds what is missing and runs the product: the desktop app where a window can be opened,
// else the relay in this terminal. `npm start -- --terminal` runs it in the terminal in any case.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { electronProgram, fetchElectron } from './electron-runtime.mjs';

const root = process.cwd();
const words = process.argv.slice(2);
const desktopOnly = ['--hidden', '--no-sandbox', '--terminal'];
/** A window that is gone before this, by a crash or a missing library, never came. */
const crashLimitMs = 15_000;

/** What each script makes; the names of its other files change. */
const built = {
  'build/bundle.mjs': 'out/main/serve.js',
  'build/renderer.mjs': 'out/renderer/index.html',
};

/** The first time on a slow computer this takes a while. */
function build(...scripts) {
  if (!mayWrite(existsSync('out/main') ? 'out/main' : '.')) {
    if (scripts.every((script) => existsSync(built[script]))) return;
    console.error(
      `Mailroom is not built yet, and this user cannot write to ${root}. Run "npm run build" there as its owner.`,
    );
    process.exit(1);
  }
  console.log('Building Mailroom ...');
  for (const script of scripts) {
    const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}

/** A checkout may be another user's, or lie on a disk that nobody can write. */
function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why no window can be opened, or null. */
async function noWindow() {
  if (words.includes('--terminal')) return '--terminal was given';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0 && !words.includes('--no-sandbox'))
    return 'this is root, to whom Chromium refuses its sandbox';
  if (electronProgram(root) !== null) return null;
  console.log('Getting the Electron runtime (about 110 MB, once) ...');
  const fault = await fetchElectron(root);
  return electronProgram(root) === null ? `there is no Electron runtime: ${fault}` : null;
}

/** Runs until the program ends; resolves to its exit code and signal. */
function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  // Ctrl+C reaches the whole group by itself, and on Windows so does the end of the terminal: there a signal that
  // is sent ends the child at once, in the middle of its own end.
  for (const signal of ['SIGTERM', 'SIGHUP'])
    process.on(signal, () => process.platform !== 'win32' && child.kill(signal));
  process.on('SIGINT', () => undefined);
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** Null when the window was there; else why not. */
async function runDesktop() {
  const startedAt = Date.now();
  const chromium = words.includes('--no-sandbox') ? ['--no-sandbox'] : [];
  const own = words.filter((word) => word !== '--no-sandbox');
  const args = [...chromium, '-r', 'out/main/early.cjs', '.', ...own];
  const { code, signal } = await run(electronProgram(root), args);
  const isCrash = code === 127 || ['SIGTRAP', 'SIGSEGV', 'SIGABRT', 'SIGILL'].includes(signal);
  if (isCrash && Date.now() - startedAt < crashLimitMs)
    return `Electron did not start (${signal ?? `exit code ${code}`})`;
  process.exit(code ?? 1);
}

const missing = await noWindow();
build('build/bundle.mjs', ...(missing === null ? ['build/renderer.mjs'] : []));
const reason = missing ?? (await runDesktop());
if (!words.includes('--terminal'))
  console.log(`No window: ${reason}. The relay starts in this terminal.`);
const { code } = await run(process.execPath, [
  'out/main/serve.js',
  ...words.filter((word) => !desktopOnly.includes(word)),
]);
process.exit(code ?? 1);
