import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { freePorts } from './free-ports.ts';

export interface Ports {
  readonly relay: number;
  readonly submission: number;
  readonly submissions: number;
  readonly pop3: number;
  readonly pop3s: number;
  readonly practice: number;
}

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const serve = path.join(root, 'out/main/serve.js');
const cli = path.join(root, 'out/main/cli.js');
const startLimitMs = 20_000;

/** The `PATH=VALUE` by which whoever is on this PC may send. */
export const trustsThisPc =
  'access.trusted=[{"name":"test","network":"127.0.0.1","allowedSenders":[],"recipientDomains":[],"messagesPerHour":0,"maxSizeBytes":0}]';

/** The `PATH=VALUE` that puts the relay on these ports of loopback. */
export const setsFor = (ports: Ports): string[] => [
  ...(['relay', 'submission', 'submissions', 'pop3', 'pop3s'] as const).flatMap((name) => [
    `listeners.${name}.host=127.0.0.1`,
    `listeners.${name}.port=${ports[name]}`,
  ]),
  `practice.port=${ports.practice}`,
];

export interface StartOptions {
  /** `PATH=VALUE` for this run. */
  readonly settings?: readonly string[];
  /** A program that runs the relay (strace). */
  readonly wrapper?: readonly string[];
  /** The `mailroom` command of a packaged app, to serve and to ask; else what was built here. */
  readonly command?: string;
  /** The data folder; else a new one. It goes with the test either way. */
  readonly dataFolder?: string;
}

/** The bundled product as a process of its own, on loopback ports, in a data folder of this test's. */
export class RunningRelay {
  readonly dataFolder: string;
  readonly ports: Ports;
  readonly #settings: readonly string[];
  /** What starts the relay, and what asks it. */
  readonly #programs: { readonly serve: readonly string[]; readonly cli: readonly string[] };
  #child: ChildProcess | null = null;
  output = '';

  private constructor(
    dataFolder: string,
    ports: Ports,
    { settings = [], wrapper = [], command }: StartOptions,
  ) {
    this.dataFolder = dataFolder;
    this.ports = ports;
    this.#settings = settings;
    this.#programs =
      command === undefined
        ? { serve: [...wrapper, process.execPath, serve], cli: [process.execPath, cli] }
        : { serve: [command, 'serve'], cli: [command] };
  }

  static async start(
    t: Pick<TestContext, 'after'>,
    options: StartOptions = {},
  ): Promise<RunningRelay> {
    const folder = options.dataFolder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'mailroom-relay-'));
    const [relay = 0, submission = 0, submissions = 0, pop3 = 0, pop3s = 0, practice = 0] =
      await freePorts(6);
    const ports = { relay, submission, submissions, pop3, pop3s, practice };
    const running = new RunningRelay(folder, ports, options);
    t.after(async () => {
      await running.kill9();
      fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    });
    await running.restart();
    return running;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Starts it (again) on the same folder and ports; resolves when it says that it runs. */
  async restart(): Promise<void> {
    const sets = [...setsFor(this.ports), ...this.#settings];
    const args = [
      ...['--data', this.dataFolder, '--quiet'],
      ...sets.flatMap((set) => ['--set', set]),
    ];
    const [program = '', ...first] = this.#programs.serve;
    const child = spawn(program, [...first, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const before = this.#child;
    this.#child = child;
    this.output = '';
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`the relay did not start: ${this.output}`)),
        startLimitMs,
      );
      const hear = (chunk: Buffer): void => {
        this.output += chunk.toString();
        if (!this.output.includes('Mail goes to')) return;
        clearTimeout(timer);
        resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => {
        clearTimeout(timer);
        // The one before, if it still runs, stays ours to end.
        this.#child = before;
        reject(new Error(`the relay ended with ${code}: ${this.output}`));
      });
    });
  }

  /** Ends it as a power cut would end the program: at once, with nothing said. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it orderly; resolves to the exit code. */
  async stop(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    return ended;
  }

  /** Runs `mailroom` against this relay's data folder; `input` is its standard input. */
  cli(words: readonly string[], input = ''): Promise<CliResult> {
    const [program = '', ...first] = this.#programs.cli;
    const child = spawn(program, [...first, '--data', this.dataFolder, ...words]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return new Promise((resolve) => {
      child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
    });
  }

  /** The same, with --json, parsed; throws with its words when it fails. */
  async ask<T>(words: readonly string[], input = ''): Promise<T> {
    const { code, stdout, stderr } = await this.cli(['--json', ...words], input);
    if (code !== 0) throw new Error(`mailroom ${words.join(' ')}: ${stderr}`);
    return JSON.parse(stdout) as T;
  }

  async addUser(name: string, password: string): Promise<void> {
    await this.ask(['users', 'add', name], `${password}\n`);
  }
}

/** Waits until `check` answers true; looks every 20 ms, fails with `what` after the limit. */
export async function until(
  what: string,
  check: () => boolean | Promise<boolean>,
  limitMs = 30_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
