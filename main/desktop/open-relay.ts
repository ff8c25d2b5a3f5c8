/** Who runs the relay of this data folder: this program when nobody does yet, else the one that has it. */
import { compose } from '../compose.ts';
import { controlPath } from '../control/control-path.ts';
import { override, unheard } from '../overrides.ts';
import { systemClock } from '../relay/lifecycle/clock.ts';
import { lockDataFolder } from '../relay/lifecycle/data-folder-lock.ts';
import { ConfSettingsStore } from '../relay/settings/conf-settings-store.ts';
import { FileSecretStore, sealedSecretsFile } from '../relay/settings/file-secret-store.ts';
import { AttachedRelay } from './attached-relay.ts';
import { ElectronSettingsFile } from './electron-settings-file.ts';
import { OwnRelay } from './own-relay.ts';
import type { RelayLink } from './relay-link.ts';
import type { Protector } from './safe-storage.ts';
import { SealedSecretStore } from './sealed-secret-store.ts';

/** Whose relay it is, and what counts for this run only (`sets`: `PATH=VALUE`). */
export interface OpenRelayOptions {
  readonly version: string;
  readonly dataFolder: string;
  readonly sets: readonly string[];
  readonly protector: Protector | null;
}

/** The link and the way to start it. Throws when the folder or its settings cannot be used at all. */
export function openRelay(options: OpenRelayOptions): { link: RelayLink; start: Promise<void> } {
  const { dataFolder } = options;
  const lock = lockDataFolder(dataFolder);
  if (lock.outcome === 'owned') {
    const passedOver = unheard(options.sets, dataFolder);
    if (passedOver !== null) console.error(passedOver);
    const link = new AttachedRelay(controlPath(dataFolder), options.version, systemClock);
    return { link, start: link.connect() };
  }
  try {
    const link = new OwnRelay(composed(options), () => lock.release());
    return { link, start: link.start() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function composed({ version, dataFolder, sets, protector }: OpenRelayOptions) {
  const settings = new ConfSettingsStore(
    dataFolder,
    systemClock,
    new ElectronSettingsFile(dataFolder),
  );
  const fault = override(settings, sets);
  if (fault !== null) throw new Error(fault);
  const secrets = new SealedSecretStore({
    plain: new FileSecretStore(dataFolder),
    sealed: new FileSecretStore(dataFolder, sealedSecretsFile),
    protector,
  });
  return compose({ version, dataFolder, settings, settingsNotice: settings.notice, secrets });
}
