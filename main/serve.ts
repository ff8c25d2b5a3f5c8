/**
 * The relay without a desktop: `npm start`, a service, a test. Takes the data folder, runs the composition,
 * tells where it listens, and stops orderly on SIGTERM or SIGINT.
 */
import './young-heap.ts';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compose, type Relay } from './compose.ts';
import type { Settings } from './contract/settings.ts';
import { defaultDataFolder } from './data-folder.ts';
import { override } from './overrides.ts';
import { lockDataFolder } from './relay/lifecycle/data-folder-lock.ts';
import { ConfSettingsStore } from './relay/settings/conf-settings-store.ts';
import { FileSecretStore } from './relay/settings/file-secret-store.ts';

declare const MAILROOM_VERSION: string;

const stopDeadlineMs = 5_000;

const usage = `mailroom serve: runs the relay without a window.

  --data DIR           data folder (default: ${defaultDataFolder()})
  --set PATH=VALUE     a setting for this run only, for example --set listeners.relay.port=2526
  --quiet              says only where it listens
  --help`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      set: { type: 'string', multiple: true },
      quiet: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const dataFolder = path.resolve(values.data ?? defaultDataFolder());
  const lock = lockDataFolder(dataFolder);
  if (lock.outcome === 'owned') {
    end(
      3,
      `Mailroom runs already for ${dataFolder} (process ${lock.pid}). Use it, or stop it first.`,
    );
    return;
  }
  const settings = new ConfSettingsStore(dataFolder);
  const overridden = override(settings, values.set ?? []);
  if (overridden !== null) {
    end(2, overridden);
    return;
  }
  const secrets = new FileSecretStore(dataFolder);
  const relay = compose({
    version: MAILROOM_VERSION,
    dataFolder,
    settings,
    settingsNotice: settings.notice,
    secrets,
    codeFolder: import.meta.dirname,
  });
  stopOnSignals(relay, () => lock.release());
  await relay.start();
  console.log(welcome(settings.get(), relay, dataFolder, values.quiet === true));
}

function stopOnSignals(relay: Relay, release: () => void): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    // Whatever hangs, the promise is: gone within the deadline.
    setTimeout(() => process.exit(1), stopDeadlineMs + 1_000).unref();
    void relay.stop(stopDeadlineMs).then(() => {
      release();
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', stop);
}

function welcome(settings: Settings, relay: Relay, dataFolder: string, isQuiet: boolean): string {
  const words: Record<string, string> = {
    'smtp.relay': 'SMTP (outgoing mail)',
    'smtp.submission': 'SMTP with sign-in',
    'smtp.submissions': 'SMTP with TLS',
    pop3: 'POP3 (incoming mail)',
    pop3s: 'POP3 with TLS',
    'practice provider': 'Practice provider',
  };
  const lines = relay.services
    .statuses()
    .filter(({ id }) => id in words)
    .map(
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
    ...(isQuiet ? [] : ['', ...nextSteps(relay.userCount()), '', 'Ctrl+C stops it.']),
  ].join('\n');
}

/** For a newcomer the story of joe; for who has people here already, what one looks at. */
const nextSteps = (userCount: number): readonly string[] =>
  userCount === 0
    ? [
        'Nobody may send yet. Try it, in another terminal:',
        '  npx mailroom users add joe',
        '  npx mailroom try send --from joe@myclient.com --to anna@example.org',
        '  npx mailroom try check --user joe',
      ]
    : [
        'Look at it from another terminal:',
        '  npx mailroom status',
        '  npx mailroom doctor',
        '  npx mailroom help',
      ];

function end(code: number, sentence: string): void {
  console.error(sentence);
  process.exitCode = code;
}

main().catch((error: unknown) => {
  console.error(`Mailroom cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
