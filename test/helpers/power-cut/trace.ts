/** What a program did to its disk and said on its sockets, from a trace of its system calls. */
import fs from 'node:fs';
import { until, type RunningRelay } from '../running-relay.ts';
import type { When } from './lost.ts';

/** `file` is a path; a socket is named by its ends. */
export type Step = When &
  /** Makes the file where it is not there. */
  (
    | { readonly kind: 'open'; readonly file: string; readonly isEmptied: boolean }
    /** `at` is null for what goes to the file's end. */
    | {
        readonly kind: 'write';
        readonly file: string;
        readonly octets: Buffer;
        readonly at: number | null;
      }
    | { readonly kind: 'copy'; readonly from: string; readonly file: string }
    | { readonly kind: 'cut'; readonly file: string; readonly sizeBytes: number }
    | { readonly kind: 'flush'; readonly file: string }
    | { readonly kind: 'folder'; readonly file: string }
    | { readonly kind: 'link' | 'rename'; readonly from: string; readonly to: string }
    | { readonly kind: 'remove'; readonly file: string }
    | { readonly kind: 'said' | 'heard'; readonly socket: string; readonly text: string }
  );

/** What runs a program under a trace that goes into this file; the program keeps its process id. */
export const tracedInto = (file: string): string[] => [
  ...['strace', '-D', '-f', '-yy', '-v', '-q', '--seccomp-bpf', '-s', '10000000', '-o', file],
  '-e',
  `trace=${calls.join(',')}`,
];

const calls = [
  ...['openat', 'mkdir', 'rename', 'link', 'unlink', 'unlinkat', 'rmdir', 'truncate', 'ftruncate'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'copy_file_range', 'fsync', 'fdatasync', 'read'],
  // Nobody uses these here. One who does is told, instead of a state that is not right.
  ...['mkdirat', 'renameat', 'renameat2', 'linkat', 'symlink', 'fallocate', 'sendmsg', 'sendfile'],
  ...['pwritev2', 'creat', 'sync_file_range'],
];

/** One that ended, with its arguments as the trace has them. */
interface Call extends When {
  readonly name: string;
  readonly args: string;
  readonly result: number;
  readonly resultFile: string;
}

/**
 * Ends a traced program in the middle of its work. Of a call that is killed, a trace does not tell what came of it:
 * so each is let end first.
 */
export async function freezeAndKill(relay: RunningRelay): Promise<void> {
  process.kill(relay.pid, 'SIGSTOP');
  await until('it stands still', () => isFrozen(relay.pid));
  await relay.kill9();
}

const isFrozen = (pid: number): boolean =>
  fs
    .readdirSync(`/proc/${pid}/task`)
    .map((thread) => fs.readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8'))
    .every((stat) => /\) [tT] /.test(stat));

/** The trace of a program that has ended; `first` is the place of its first line. */
export async function readTrace(file: string, pid: number, first = 0): Promise<Step[]> {
  const isEnded = new RegExp(`^${pid} +\\+\\+\\+ `, 'm');
  const read = (): string => fs.readFileSync(file, 'latin1');
  await until('the trace is whole', () => isEnded.test(read()));
  return stepsIn(read(), first);
}

/** In the order in which they ended. */
function stepsIn(trace: string, first: number): Step[] {
  return [...callsIn(trace, first)].flatMap((call) => stepOf(call) ?? []);
}

function* callsIn(trace: string, first: number): Generator<Call> {
  const begun = new Map<string, { at: number; text: string }>();
  let at = first;
  for (const line of trace.split('\n')) {
    at += 1;
    const { pid = '', resumed, text = '' } = linePattern.exec(line)?.groups ?? {};
    if (text.endsWith('<unfinished ...>')) {
      begun.set(pid, { at, text: text.slice(0, -'<unfinished ...>'.length).trimEnd() });
      continue;
    }
    const start = resumed === undefined ? { at, text: '' } : begun.get(pid);
    const whole = `${start?.text ?? ''}${text}`;
    const ended = endPattern.exec(whole)?.groups;
    const open = whole.indexOf('(');
    if (!start || !ended || open < 0) continue;
    yield {
      ...{ begun: start.at, ended: at, name: whole.slice(0, open) },
      args: whole.slice(open + 1, whole.length - (ended['end'] ?? '').length),
      ...{ result: Number(ended['result']), resultFile: ended['file'] ?? '' },
    };
  }
}

const linePattern = /^(?<pid>\d+) +(?<resumed><\.\.\. \w+ resumed>)?(?<text>.*)$/;
const endPattern = /(?<end>\)\s+= (?<result>-?\d+)(?:<(?<file>[^"]*)>)?(?: [A-Z][^"]*)?)$/;

function stepOf(call: Call): Step | null {
  const { args, result, begun, ended } = call;
  if (result < 0) return null;
  const { strings, files } = partsOf(args);
  const [file = ''] = files;
  const socket = /^(?:TCP|UNIX)/.test(file) ? file : null;
  const did = socket === null ? onDisk(call, strings, files) : onSocket(call, strings, socket);
  return did === null ? null : { begun, ended, ...did };
}

type Did = Step extends infer One ? (One extends Step ? Omit<One, keyof When> : never) : never;

function onSocket({ name, result }: Call, strings: readonly Buffer[], socket: string): Did | null {
  const text = Buffer.concat(strings).toString('latin1', 0, result);
  if (name === 'write' || name === 'writev') return { kind: 'said', socket, text };
  return name === 'read' ? { kind: 'heard', socket, text } : null;
}

function onDisk(
  { name, args, result, resultFile }: Call,
  strings: readonly Buffer[],
  [file = '', second = '']: readonly string[],
): Did | null {
  const [named = '', other = ''] = strings.map((octets) => octets.toString());
  const last = Number(/(\d+)$/.exec(args)?.[1]);
  switch (name) {
    case 'openat': {
      const isEmptied = args.includes('O_TRUNC');
      return isEmptied || args.includes('O_CREAT')
        ? { kind: 'open', file: resultFile, isEmptied }
        : null;
    }
    case 'write':
    case 'writev':
    case 'pwrite64':
    case 'pwritev': {
      const octets = Buffer.concat(strings).subarray(0, result);
      return { kind: 'write', file, octets, at: name.startsWith('p') ? last : null };
    }
    case 'copy_file_range':
      return result === 0 ? null : { kind: 'copy', from: file, file: second };
    case 'ftruncate':
      return { kind: 'cut', file, sizeBytes: last };
    case 'truncate':
      return { kind: 'cut', file: named, sizeBytes: last };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'flush', file };
    case 'mkdir':
      return { kind: 'folder', file: named };
    case 'link':
    case 'rename':
      return { kind: name, from: named, to: other };
    case 'unlink':
    case 'rmdir':
      return { kind: 'remove', file: named };
    case 'unlinkat':
      return { kind: 'remove', file: named.startsWith('/') ? named : `${file}/${named}` };
    case 'read':
      return null;
    default:
      throw new Error(`The trace has a call that nobody reads: ${name}(${args.slice(0, 200)}`);
  }
}

/** Texts in quotes, and what the descriptors stand for, each in order. */
function partsOf(args: string): { strings: Buffer[]; files: string[] } {
  const strings: Buffer[] = [];
  const files: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '<') {
      let end = args.indexOf('>', at);
      while (args[end - 1] === '-') end = args.indexOf('>', end + 1);
      files.push(args.slice(at + 1, end));
      at = end;
    } else if (args[at] === '"') {
      let end = args.indexOf('"', at + 1);
      while (isEscaped(args, end)) end = args.indexOf('"', end + 1);
      strings.push(plain(args.slice(at + 1, end)));
      at = end;
    }
  }
  return { strings, files };
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

const plain = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\\(?:([0-7]{1,3})|(.))/g, (_, octal?: string, letter: string = '') =>
      octal === undefined ? (letters[letter] ?? letter) : String.fromCharCode(parseInt(octal, 8)),
    ),
    'latin1',
  );
