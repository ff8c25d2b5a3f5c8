/**
 * What electron-builder hands to fpm, which makes the Debian package and has to be downloaded: a script takes
 * its place and keeps the words and the small files.
 */
import fs from 'node:fs';
import path from 'node:path';
import { Arch, build, Platform } from 'electron-builder';
import { config } from './installer-config.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface DebianPackage {
  /** Everything on fpm's command line. */
  readonly words: readonly string[];
  readonly afterInstall: string;
  readonly afterRemove: string;
  /** The entry in the menu. */
  readonly desktopEntry: string;
}

export async function describePackage(folder: string): Promise<DebianPackage> {
  const app = path.join(folder, 'app');
  const kept = path.join(folder, 'kept');
  fs.mkdirSync(path.join(app, 'resources'), { recursive: true });
  fs.mkdirSync(kept);
  fs.writeFileSync(path.join(app, 'mailroom'), '');
  fs.writeFileSync(path.join(app, 'resources/app.asar'), '');
  const script = [
    '#!/bin/sh',
    `cd '${kept}'`,
    `printf '%s\\0' "$@" >words`,
    'while [ $# -gt 0 ]; do',
    '  case $1 in',
    '    --after-install | --after-remove) cp "$2" ".$1" ;;',
    '    *.desktop=*) cp "${1%%=*}" .--desktop ;;',
    '    --package) echo package >"$2" ;;',
    '  esac',
    '  shift',
    'done',
    '',
  ];
  fs.mkdirSync(path.join(folder, 'bin'));
  fs.writeFileSync(path.join(folder, 'bin/fpm'), script.join('\n'), { mode: 0o755 });
  process.env['USE_SYSTEM_FPM'] = 'true';
  process.env['PATH'] = [path.join(folder, 'bin'), process.env['PATH']].join(path.delimiter);
  await build({
    projectDir: root,
    prepackaged: app,
    publish: 'never',
    targets: Platform.LINUX.createTarget('deb', Arch.x64),
    config: {
      ...config,
      directories: { ...config.directories, output: path.join(folder, 'dist') },
    },
  });
  const read = (name: string): string => fs.readFileSync(path.join(kept, name), 'utf8');
  return {
    words: read('words').split('\0').slice(0, -1),
    afterInstall: read('.--after-install'),
    afterRemove: read('.--after-remove'),
    desktopEntry: read('.--desktop'),
  };
}
