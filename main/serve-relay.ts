/**
 * The relay without a window: takes the data folder, runs the composition, tells where it listens, and stops
 * orderly on SIGTERM or SIGINT. The same under plain Node and in the packaged app; what differs is the host.
 */
import { keepHeapSmall } from './memory.ts';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { emptyFolder, optionFault } from './cli/option-fault.ts';
import { asTyped } from './cli/output.ts';
import { compose, type Relay } from './compose.ts';
import type { Settings } from './contract/settings.ts';
import { messageOf } from './contract/thrown.ts';
import { defaultDataFolder } from './data-folder.ts';
import { override } from './overrides.ts';
import { lockDataFolder } from './relay/lifecycle/data-folder-lock.ts';
import { ConfSettingsStore } from './relay/settings/conf-settings-store.ts';
import type { CertificateMaker } from './relay/tls/certificate-maker.ts';
import type { SecretStore } from './relay/settings/settings-store.ts';

declare const MAILROOM_VERSION: string;

/** What the relay runs in. */
export interface ServeHost {
  /** How a person types the command here, for example `npx mailroom`. */
  readonly command: string;
  /** Who keeps the secrets of this data folder. */
  readonly secrets: (dataFolder: string) => Promise<SecretStore>;
  /** Absent in the packaged app, which is no Node that could run a program for it. */
  readonly makeCertificates?: CertificateMaker;
  /** Ends the program. */
  readonly exit: (code: number) => void;
}

const stopDeadlineMs = 5_000;

const usage = `mailroom serve: runs the relay without a window.

  --data DIR           data folder (default: ${defaultDataFolder()})
  --set PATH=VALUE     a setting for this run only, for example --set listeners.relay.port=2526
  --quiet              says only where it listens
  --help`;

/** Resolves once it runs; says why and exits where it cannot. Never rejects. */
export async function serveRelay(words: readonly string[], host: ServeHost): Promise<void> {
  try {
    const fault = await serve(words, host);
    if (fault === null) return;
    console.error(fault.sentence);
    host.exit(fault.code);
  } catch (error) {
    const text = messageOf(error);
    console.error(asTyped(`Mailroom cannot start: ${text}`, host.command));
    host.exit(1);
  }
}

async function serve(
  words: readonly string[],
  host: ServeHost,
): Promise<{ readonly code: number; readonly sentence: string } | null> {
  const parsed = parse(words);
  if (parsed.outcome === 'refused')
    return { code: 2, sentence: asTyped(parsed.sentence, host.command) };
  const { values } = parsed;
  if (values.help) {
    console.log(asTyped(usage, host.command));
    host.exit(0);
    return null;
  }
  const dataFolder = path.resolve(values.data ?? defaultDataFolder());
  const lock = lockDataFolder(dataFolder);
  if (lock.outcome === 'owned')
    return {
      code: 3,
      sentence: `Mailroom runs already for ${dataFolder} (process ${lock.pid}). Use it, or stop it first.`,
    };
  const settings = new ConfSettingsStore(dataFolder);
  const overridden = override(settings, values.set ?? []);
  if (overridden !== null) return { code: 2, sentence: asTyped(overridden, host.command) };
  // Who pipes us into `head`, or into a program that ends, does not mean to end the relay.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const relay = compose({
    version: MAILROOM_VERSION,
    dataFolder,
    settings,
    settingsNotice: settings.notice,
    secrets: await host.secrets(dataFolder),
    makeCertificates: host.makeCertificates,
  });
  stopOnSignals(relay, { release: () => lock.release(), exit: host.exit });
  await relay.start();
  keepHeapSmall();
  if (settings.notice !== null) console.error(asTyped(settings.notice, host.command));
  console.log(
    welcome(settings.get(), relay, { dataFolder, command: values.quiet ? null : host.command }),
  );
  return null;
}

function parse(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        data: { type: 'string' },
        set: { type: 'string', multiple: true },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.data === '') throw new Error(emptyFolder);
    return { outcome: 'parsed', values } as const;
  } catch (error) {
    return { outcome: 'refused', sentence: `${optionFault(error)}\n\n${usage}` } as const;
  }
}

function stopOnSignals(
  relay: Relay,
  { release, exit }: { release: () => void; exit: (code: number) => void },
): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // Whatever hangs, the promise is: gone within the deadline.
    setTimeout(() => exit(1), stopDeadlineMs + 1_000).unref();
    void relay.stop(stopDeadlineMs).then(() => {
      release();
      console.log('Mailroom has stopped.');
      exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', stop);
}

/** `command` is what next steps begin with; null for none. */
function welcome(
  settings: Settings,
  relay: Relay,
  { dataFolder, command }: { dataFolder: string; command: string | null },
): string {
  const words: Record<string, string> = {
    'smtp.relay': 'SMTP (outgoing mail)',
    'smtp.submission': 'SMTP with sign-in',
    'smtp.submissions': 'SMTP with TLS',
    pop3: 'POP3 (incoming mail)',
    pop3s: 'POP3 with TLS',
    'practice provider': 'Practice provider',
  };
  const shown = relay.services.statuses().filter(({ id }) => id in words);
  const isWhole = shown.every(({ status }) => status.state !== 'failed');
  const lines = shown.map(
    ({ id, status }) =>
      `  ${(words[id] ?? id).padEnd(22)} ${status.state === 'running' ? `port ${status.port ?? '?'}` : (status.detail ?? status.state)}`,
  );
  const provider =
    settings.provider.kind === 'practice'
      ? 'the practice provider (mail is kept, nothing leaves this computer)'
      : settings.provider.host;
  return [
    'Mailroom runs.',
    ...lines,
    '',
    `  Data folder            ${dataFolder}`,
    `  Mail goes to           ${provider}`,
    ...(command === null
      ? []
      : ['', ...nextSteps(isWhole ? relay.userCount() : null, command), '', 'Ctrl+C stops it.']),
  ].join('\n');
}

/** npx finds the command of a checkout in its folder alone. */
const where = (command: string): string => (command.startsWith('npx ') ? ', in this folder' : '');

/**
 * For a newcomer the story of joe; for who has people here already, what one looks at; null where not all runs, and
 * what holds a port would answer in its place.
 */
function nextSteps(userCount: number | null, command: string): readonly string[] {
  if (userCount === null)
    return [
      `Not all of it runs. To see what to do, type in another terminal${where(command)}:`,
      `  ${command} doctor`,
    ];
  return userCount === 0
    ? [
        `Nobody may send yet. Try it, in another terminal${where(command)}:`,
        `  ${command} users add joe`,
        `  ${command} try send --from joe@myclient.com --to anna@example.org`,
        `  ${command} try check --user joe`,
      ]
    : [
        `Look at it from another terminal${where(command)}:`,
        ...['status', 'doctor', 'help'].map((word) => `  ${command} ${word}`),
      ];
}
