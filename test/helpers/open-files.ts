import fs from 'node:fs';
import type { TestContext } from 'node:test';

/** Watches what is opened through node:fs's promises from now on; says how much of it is still open. */
export function openFiles(t: TestContext): () => number {
  const { open } = fs.promises;
  t.after(() => (fs.promises.open = open));
  const handles: fs.promises.FileHandle[] = [];
  fs.promises.open = async (...args) => {
    const handle = await open(...args);
    handles.push(handle);
    return handle;
  };
  return () => handles.filter(({ fd }) => fd !== -1).length;
}
