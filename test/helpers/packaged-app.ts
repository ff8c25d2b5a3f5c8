/** The packaged app for Linux as `npm run dist` makes it, but around the runtime of the tests. */
import fs from 'node:fs';
import path from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { build, DIR_TARGET, Platform, type Configuration } from 'electron-builder';
import { electronProgram } from './desktop-app.ts';
import { config, writeLicences } from './installer-config.ts';

const root = path.resolve(import.meta.dirname, '../..');

export interface PackagedApp {
  readonly folder: string;
  /** The program of the desktop app. */
  readonly program: string;
  /** The `mailroom` command. */
  readonly command: string;
}

/** Takes the bundles as they stand in out/; some seconds and 250 MB. */
export async function packageApp(output: string): Promise<PackagedApp> {
  const runtime = electronProgram();
  if (runtime === null) throw new Error('Electron is not installed');
  writeLicences();
  const own: Configuration = {
    ...config,
    electronDist: path.dirname(runtime),
    directories: { ...config.directories, output },
    // Of a bare runtime only; the real one's is removed by electron-builder.
    afterExtract: ({ appOutDir }) =>
      fs.promises.rm(path.join(appOutDir, 'resources/default_app.asar'), {
        recursive: true,
        force: true,
      }),
  };
  await build({
    projectDir: root,
    publish: 'never',
    targets: Platform.LINUX.createTarget(DIR_TARGET),
    config: own,
  });
  const folder = path.join(output, 'linux-unpacked');
  return {
    folder,
    program: path.join(folder, 'mailroom'),
    command: path.join(folder, 'resources/bin/mailroom'),
  };
}

/** Names of the fuses that are on. */
export async function fusesOn(program: string): Promise<string[]> {
  const wire = Object.entries(await getCurrentFuseWire(program));
  return wire
    .filter(([name, state]) => name !== 'version' && String.fromCharCode(Number(state)) === '1')
    .map(([name]) => FuseV1Options[Number(name)] ?? name)
    .sort();
}

/** Playwright talks to the program as a debugger does, and waits for ever where that fuse is off. */
export const letPlaywrightIn = (program: string): Promise<number> =>
  flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
