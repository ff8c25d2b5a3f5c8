/**
 * electron-builder's own way to the Windows installer, offline: its real script with our include, compiled by
 * Debian's makensis. What it would download is stood in for: plugins without functions, and scripts in place
 * of 7zip (packs the app) and Wine (runs the first half to get the uninstaller out).
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import zlib from 'node:zlib';
import { Arch, build, Platform } from 'electron-builder';
import { config } from './installer-config.ts';
import { emptyPlugin } from './nsis-plugin.ts';

const root = path.resolve(import.meta.dirname, '../..');
const templates = path.join(
  path.dirname(createRequire(import.meta.url).resolve('app-builder-lib/package.json')),
  'templates/nsis',
);

/** Resolves to what the two programs would do, as text; fails on any warning of makensis. */
export async function compileInstaller(
  folder: string,
): Promise<{ readonly installer: string; readonly uninstaller: string }> {
  const app = path.join(folder, 'app');
  fs.mkdirSync(path.join(app, 'resources'), { recursive: true });
  fs.writeFileSync(path.join(app, 'Mailroom.exe'), 'MZ');
  fs.writeFileSync(path.join(app, 'resources/app.asar'), '');
  standIn(folder);
  const output = path.join(folder, 'dist');
  const made = await build({
    projectDir: root,
    prepackaged: app,
    publish: 'never',
    targets: Platform.WINDOWS.createTarget('nsis', Arch.x64),
    config: { ...config, directories: { ...config.directories, output } },
  });
  return {
    installer: textOf(fs.readFileSync(made.find((file) => file.endsWith('.exe')) ?? '')),
    uninstaller: textOf(fs.readFileSync(path.join(folder, 'uninstaller.exe'))),
  };
}

function standIn(folder: string): void {
  const script = (name: string, ...lines: string[]): void => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), ['#!/bin/sh', ...lines, ''].join('\n'), {
      mode: 0o755,
    });
  };
  script('bin/7za', 'for word; do case $word in *.7z) echo packed >"$word" ;; esac; done');
  script(
    'bin/wine',
    `cp "$1" '${path.join(folder, 'uninstaller.exe')}'`,
    'echo uninstaller >"${1%.exe}.__uninstaller.exe"',
  );
  // Debian's makensis knows its own folder, unless electron-builder names another.
  script('nsis/makensis', 'exec env -u NSISDIR makensis "$@"');
  fs.writeFileSync(path.join(folder, 'nsis/elevate.exe'), 'MZ');
  writePlugins(path.join(folder, 'resources/plugins/x86-unicode'));
  Object.assign(process.env, {
    ELECTRON_BUILDER_NSIS_DIR: path.join(folder, 'nsis'),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: path.join(folder, 'resources'),
    ELECTRON_BUILDER_7ZIP_PATH: path.join(folder, 'bin/7za'),
    USE_SYSTEM_WINE: 'true',
    PATH: [path.join(folder, 'bin'), process.env['PATH']].join(path.delimiter),
  });
}

/** One plugin each, with the functions that electron-builder's scripts call. */
function writePlugins(folder: string): void {
  const called = new Map<string, Set<string>>();
  const scripts = fs
    .readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ns[hi]$/.test(file));
  for (const file of scripts)
    for (const [, plugin = '', name = ''] of fs
      .readFileSync(path.join(templates, file), 'utf8')
      .matchAll(/\b(UAC|StdUtils|WinShell|nsProcess|Nsis7z|SpiderBanner|inetc)::(\w+)/g))
      called.set(plugin, (called.get(plugin) ?? new Set()).add(name));
  fs.mkdirSync(folder, { recursive: true });
  for (const [plugin, names] of called)
    fs.writeFileSync(path.join(folder, `${plugin}.dll`), emptyPlugin([...names]));
}

const signature = Buffer.from('\xef\xbe\xad\xdeNullsoftInst', 'latin1');

/**
 * What stands in an NSIS program, one line a string. Blocks: 4 octets of length (the highest bit says
 * "packed"), then data; one of them holds the uninstaller, which is built the same way.
 */
function textOf(program: Buffer): string {
  const start = program.indexOf(signature) + signature.length + 8;
  const end = start - 28 + program.readUInt32LE(start - 4);
  const texts: string[] = [];
  for (let at = start; at + 4 < end;) {
    const word = program.readUInt32LE(at);
    const length = word & 0x7fff_ffff;
    const block = program.subarray(at + 4, at + 4 + length);
    const content = word >>> 31 === 1 ? unpacked(block) : block;
    texts.push(content.includes(signature) ? textOf(content) : content.toString('utf16le'));
    at += 4 + length;
  }
  return texts.join('\0').replaceAll('\0', '\n');
}

/** NSIS leaves the end of the stream away. */
const unpacked = (block: Buffer): Buffer =>
  zlib.inflateRawSync(block, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
