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
import { messageOf } from './contract/thrown.ts';
import { defaultDataFolder } from './data-folder.ts';
import { override } from './overrides.ts';
import { lockDataFolder } from './relay/lifecycle/data-folder-lock.ts';
import { ConfSettingsStore } from './relay/settings/conf-settings-store.ts';
import type { CertificateMaker } from './relay/tls/certificate-maker.ts';
import type { SecretStore } from './relay/settings/settings-store.ts';
import { welcome } from './welcome.ts';

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
  const isStopping = stopOnSignals(relay, { release: () => lock.release(), exit: host.exit });
  await relay.start();
  // Whoever ends a start hears that it has stopped, and not that it runs.
  if (isStopping()) return null;
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

/** What is returned says whether one has come. */
function stopOnSignals(
  relay: Relay,
  { release, exit }: { release: () => void; exit: (code: number) => void },
): () => boolean {
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
  return () => isStopping;
}
