/**
 * Who holds a TCP port, and whether one is free: for `doctor` and for words about EADDRINUSE. Best
 * effort; a server learns by listening whether it may have a port.
 */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { askSystem } from '../lifecycle/ask-system.ts';

/** The program that listens on a port. */
export interface PortHolder {
  /** Null where the system does not tell (a program of another user). */
  readonly pid: number | null;
  /** For example `master` or `outlook.exe`; null where the system does not tell. */
  readonly name: string | null;
}

/** Whether a port could be listened on now. */
export type PortAvailability =
  | { readonly state: 'free' }
  | { readonly state: 'taken' }
  /** This PC does not let us (ports under 1024), or has no such address. */
  | { readonly state: 'refused'; readonly errorCode: string };

/** Tries to listen for a moment. `host` '' means all addresses. */
export function portAvailability(port: number, host = ''): Promise<PortAvailability> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const errorCode = error.code ?? 'EUNKNOWN';
      resolve(errorCode === 'EADDRINUSE' ? { state: 'taken' } : { state: 'refused', errorCode });
    });
    server.listen({ port, exclusive: true, ...(host === '' ? {} : { host }) }, () => {
      server.close(() => {
        resolve({ state: 'free' });
      });
    });
  });
}

/** The program that listens on the port, or null when none is found. Never rejects. */
export async function portHolder(port: number): Promise<PortHolder | null> {
  if (process.platform === 'linux') return linuxHolder(port);
  if (process.platform === 'win32') return windowsHolder(port);
  const text = await askSystem('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']);
  return text === null ? null : parseLsof(text);
}

/** A sentence for a person, for example: Port 25 is used by "master" (process 812). */
export function holderWords(port: number, holder: PortHolder | null): string {
  if (holder === null) return `Nothing seems to use port ${port}.`;
  const { name, pid } = holder;
  if (name !== null)
    return `Port ${port} is used by "${name}"${pid === null ? '' : ` (process ${pid})`}.`;
  if (pid !== null) return `Port ${port} is used by process ${pid}.`;
  return `Port ${port} is used by a program of another user.`;
}

async function linuxHolder(port: number): Promise<PortHolder | null> {
  const inodes = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => parseProcNet(readText(file), port)),
  );
  if (inodes.size === 0) return null;
  const pid = await ownerOfSocket(inodes);
  if (pid === null) return { pid: null, name: null };
  return { pid, name: nameOf(pid) };
}

/** A thread of a Node program calls itself MainThread; what was started says more. */
function nameOf(pid: number): string | null {
  const name = readText(`/proc/${pid}/comm`).trim();
  const [program = ''] = readText(`/proc/${pid}/cmdline`).split('\0');
  return (name === 'MainThread' ? path.basename(program) : name) || null;
}

/** Looks through the open files of all processes that we may look at. */
async function ownerOfSocket(inodes: ReadonlySet<string>): Promise<number | null> {
  const pids = (await list('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids)
    for (const fd of await list(`/proc/${pid}/fd`)) {
      const target = await fs.promises.readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode !== undefined && inodes.has(inode)) return Number(pid);
    }
  return null;
}

/** Names in a folder; none where it is gone or not ours to see, which both are normal in /proc. */
const list = (folder: string): Promise<string[]> => fs.promises.readdir(folder).catch(() => []);

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    // No IPv6, or the process ended meanwhile.
    return '';
  }
}

/** Inodes of the sockets that listen on the port, from /proc/net/tcp or tcp6. */
export function parseProcNet(text: string, port: number): readonly string[] {
  const listening = '0A';
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    return state === listening && local.endsWith(`:${hexPort}`) && inode ? [inode] : [];
  });
}

async function windowsHolder(port: number): Promise<PortHolder | null> {
  const text = await askSystem('netstat.exe', ['-ano']);
  const pid = text === null ? null : parseNetstat(text, port);
  if (pid === null) return null;
  const task = await askSystem('tasklist.exe', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
  return { pid, name: task === null ? null : parseTasklist(task) };
}

/** Process id that listens on the port, from `netstat -ano`. */
export function parseNetstat(text: string, port: number): number | null {
  for (const line of text.split('\n')) {
    const [protocol, local = '', remote = '', ...rest] = line.trim().split(/\s+/);
    // The word for LISTENING is in the language of Windows; a far end without a port is not.
    const isListening = protocol === 'TCP' && /^(0\.0\.0\.0|\[::\]|\*):(0|\*)$/.test(remote);
    const pid = Number(rest.at(-1));
    if (isListening && local.endsWith(`:${port}`) && Number.isInteger(pid)) return pid;
  }
  return null;
}

/** Name of the program, from `tasklist /FO CSV /NH`; null where it says that there is none. */
export const parseTasklist = (text: string): string | null =>
  /^"([^"]+)","\d+"/m.exec(text)?.[1] ?? null;

/** From `lsof -Fpc`: a line `p` and the process id, then a line `c` and its name. */
export function parseLsof(text: string): PortHolder | null {
  const pid = /^p(\d+)$/m.exec(text)?.[1];
  return pid === undefined ? null : { pid: Number(pid), name: /^c(.+)$/m.exec(text)?.[1] ?? null };
}
