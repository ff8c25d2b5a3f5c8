/** A screen that nobody sees, for tests of the desktop app. Ends with the test process, or by itself. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

const lifeSeconds = '900';
let started: Promise<string> | null = null;

/** The display to put windows on: one X server for each test process; on Windows and macOS the screen. */
export function display(): Promise<string | null> {
  if (process.platform !== 'linux') return Promise.resolve(null);
  started ??= start();
  return started;
}

function start(): Promise<string> {
  const words = ['Xvfb', '-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const server = spawn('timeout', [lifeSeconds, ...words], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  server.unref();
  process.once('exit', () => server.kill());
  const numbers = server.stdio[3] as Readable;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    let number = '';
    numbers.on('data', (chunk: Buffer) => {
      number += chunk.toString();
      // Closing our end before the line is whole would end the server.
      if (!number.includes('\n')) return;
      resolve(`:${number.trim()}`);
      numbers.destroy();
    });
  });
}
