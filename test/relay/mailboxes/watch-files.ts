import fs from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';

type Handle = fs.promises.FileHandle;

export interface FileWatch {
  /** What was done to files and folders, in order: `flush new`, `rename tmp/a new/a`. */
  readonly steps: string[];
  /** Contents that were opened, by any call. */
  readonly opened: string[];
  /** Called before each step; what it throws, the step throws. */
  onStep: (step: string) => void;
}

/** Watches node:fs for the length of a test. Paths are told by their last two parts. */
export function watchFiles(t: TestContext): FileWatch {
  const watch: FileWatch = { steps: [], opened: [], onStep: () => undefined };
  const does = (step: string): void => {
    watch.onStep(step);
    watch.steps.push(step);
  };
  const { open, rename, unlink, readFile } = fs.promises;
  const { open: openWithCallback, openSync } = fs;
  t.after(() => {
    Object.assign(fs.promises, { open, rename, unlink, readFile });
    Object.assign(fs, { open: openWithCallback, openSync });
  });
  const replaced: Partial<typeof fs.promises> = {
    open: async (file, ...rest) => {
      const handle = await open(file, ...rest);
      watch.opened.push(short(file));
      return watched(handle, short(file), does);
    },
    rename: async (from, to) => {
      does(`rename ${short(from)} ${short(to)}`);
      await rename(from, to);
    },
    unlink: async (file) => {
      does(`unlink ${short(file)}`);
      await unlink(file);
    },
    readFile: ((file: string, ...rest: []) => {
      watch.opened.push(short(file));
      return readFile(file, ...rest);
    }) as typeof readFile,
  };
  Object.assign(fs.promises, replaced);
  // Streams open their files through it too.
  fs.open = ((file: string, ...rest: [string, () => void]) => {
    watch.opened.push(short(file));
    openWithCallback(file, ...rest);
  }) as typeof fs.open;
  fs.openSync = (file, ...rest) => {
    watch.opened.push(short(file));
    return openSync(file, ...rest);
  };
  return watch;
}

function watched(handle: Handle, name: string, does: (step: string) => void): Handle {
  const sync = handle.sync.bind(handle);
  const datasync = handle.datasync.bind(handle);
  const writeFile = handle.writeFile.bind(handle);
  const flushes = (real: () => Promise<void>) => async (): Promise<void> => {
    does(`flush ${name}`);
    await real();
  };
  return Object.assign(handle, {
    sync: flushes(sync),
    datasync: flushes(datasync),
    writeFile: async (...args: Parameters<typeof writeFile>): Promise<void> => {
      does(`write ${name}`);
      await writeFile(...args);
    },
  });
}

const short = (file: unknown): string => String(file).split(path.sep).slice(-2).join('/');
