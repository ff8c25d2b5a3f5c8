/** Looks at everything that tends to go wrong, and says cause and remedy for each. */
import fs from 'node:fs';
import path from 'node:path';
import type { DoctorCheckId } from '../contract/codes.ts';
import type { ListenerName } from '../contract/settings.ts';
import type { CheckView } from '../contract/status.ts';
import type { ServiceStatus } from '../relay/lifecycle/service.ts';
import { ownAddresses } from '../relay/net/own-addresses.ts';
import { holderWords, portAvailability, portHolder } from '../relay/net/ports.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import { testProvider } from '../relay/upstream/test-provider.ts';
import type { Parts } from './parts.ts';

type DoctorCheck = CheckView<DoctorCheckId>;

/** What the checks look at; it is there without a running relay too. */
export type DoctorParts = Pick<
  Parts,
  'settings' | 'dataFolder' | 'clock' | 'secrets' | 'hostname'
> & {
  readonly services: Pick<Parts['services'], 'statuses'>;
  readonly users: Pick<Parts['users'], 'list'>;
  readonly journal: Pick<Parts['journal'], 'fault'>;
  readonly windows: Pick<Parts['windows'], 'isAvailable'>;
  /** Not where no relay runs: it makes and renews them. */
  readonly certificates?: Pick<Parts['certificates'], 'status'>;
  /** Where no relay runs: what is said of that, before all else. */
  readonly stopped?: readonly DoctorCheck[];
};
type Check = (parts: DoctorParts) => DoctorCheck | Promise<DoctorCheck>;

const checks: readonly Check[] = [
  addresses,
  disk,
  clock,
  folder,
  secrets,
  users,
  forwarders,
  journal,
  queue,
  popAuth,
];

/** Who hears of each check, and may end the visit. */
export interface DoctorVisit {
  readonly onCheck: (check: DoctorCheck) => void;
  /** Ends it: what was not looked at yet is left out, or told as skipped. */
  readonly signal: AbortSignal;
}

/** Runs all checks in order; each is told as soon as it is known. */
export async function runDoctor(
  parts: DoctorParts,
  visit: DoctorVisit,
): Promise<readonly DoctorCheck[]> {
  const done: DoctorCheck[] = [];
  const tell = (check: DoctorCheck): void => {
    done.push(check);
    visit.onCheck(check);
  };
  const names = Object.keys(parts.settings.get().listeners) as ListenerName[];
  const listenerChecks = names.map(
    (name): Check =>
      () =>
        listener(name, parts),
  );
  for (const check of parts.stopped ?? []) tell(check);
  const ofRunning = parts.certificates ? [certificate(parts.certificates)] : [];
  for (const check of [...listenerChecks, ...ofRunning, ...checks]) {
    if (visit.signal.aborted) return done;
    tell(await check(parts));
  }
  await checkProvider(parts, { onCheck: tell, signal: visit.signal });
  return done;
}

async function checkProvider(
  parts: DoctorParts,
  { onCheck: tell, signal }: DoctorVisit,
): Promise<void> {
  if (parts.stopped && parts.settings.get().provider.kind === 'practice') {
    const detail = 'the practice provider runs with Mailroom';
    tell({ id: 'provider', title: 'Provider', state: 'skipped', detail });
    return;
  }
  const provider = {
    settings: parts.settings.get(),
    // One that cannot be read was told above, and fails the sign-in below.
    password: await parts.secrets.get(providerPasswordName).catch(() => null),
    hostname: parts.hostname(),
    mailTo: null,
  };
  await testProvider({
    ...provider,
    signal,
    onStep: (step) =>
      tell({ ...step, id: `provider.${step.id}`, title: `Provider: ${step.title.toLowerCase()}` }),
  });
}

async function listener(name: ListenerName, parts: DoctorParts): Promise<DoctorCheck> {
  const { enabled, port, host } = parts.settings.get().listeners[name];
  const base = { id: `listener.${name}`, title: `Port for ${name}` } as const;
  if (!enabled) return { ...base, state: 'skipped', detail: 'switched off' };
  const status = parts.services
    .statuses()
    .find(({ id }) => id.replace(/^smtp\./, '') === name)?.status;
  if (status?.state === 'running')
    return { ...base, state: 'ok', detail: `listens on ${status.port ?? port}` };
  if (status?.state === 'degraded')
    return { ...base, state: 'warning', detail: status.detail ?? `listens on ${port}` };
  return { ...base, ...(await portTrouble(name, { port, host, status })) };
}

/** Who has the port of a listener that does not listen, or what else keeps it from it. */
async function portTrouble(
  name: ListenerName,
  { port, host, status }: { port: number; host: string; status: ServiceStatus | undefined },
): Promise<Pick<DoctorCheck, 'state' | 'detail' | 'remedy'>> {
  const remedy = `Choose another port: mailroom settings set listeners.${name}.port NUMBER`;
  const availability = await portAvailability(port, host);
  if (availability.state === 'taken')
    return { state: 'failed', detail: holderWords(port, await portHolder(port)), remedy };
  if (availability.state === 'refused') {
    const detail = `This computer does not let Mailroom use port ${port}.`;
    return { state: 'failed', detail, remedy };
  }
  if (status?.state === 'stopped') return { state: 'ok', detail: `port ${port} is free` };
  return { state: 'failed', detail: status?.detail ?? 'is not started', remedy };
}

const certificate =
  (certificates: Pick<Parts['certificates'], 'status'>): Check =>
  () => {
    const base = { id: 'certificate', title: 'Certificate' } as const;
    const { state, detail } = certificates.status;
    if (state === 'running') return { ...base, state: 'ok', detail: 'is in force' };
    return {
      ...base,
      state: state === 'degraded' ? 'warning' : 'failed',
      detail: detail ?? state,
      remedy: 'Look at the certificate in the settings.',
    };
  };

function addresses(): DoctorCheck {
  const own = ownAddresses();
  const base = { id: 'addresses', title: 'Addresses for mail programs' } as const;
  if (own.length > 0) return { ...base, state: 'ok', detail: own.join(', ') };
  return {
    ...base,
    state: 'warning',
    detail: 'This computer has no address in a network.',
    remedy: 'Connect it to the office network; programs on this computer can use 127.0.0.1.',
  };
}

async function disk({ dataFolder, settings }: DoctorParts): Promise<DoctorCheck> {
  const stat = await fs.promises.statfs(nearestFolder(dataFolder));
  const free = stat.bavail * stat.bsize;
  const least = settings.get().limits.minFreeDiskBytes;
  const base = { id: 'disk', title: 'Disk space', detail: `${sizeWords(free)} free` } as const;
  const remedy = 'Free some space: new mail is refused when the disk is nearly full.';
  if (free < least) return { ...base, state: 'failed', remedy };
  return free < least * 2 ? { ...base, state: 'warning', remedy } : { ...base, state: 'ok' };
}

const sizeWords = (octets: number): string =>
  octets < 1024 ** 3
    ? `${(octets / 1024 ** 2).toFixed(0)} MB`
    : `${(octets / 1024 ** 3).toFixed(1)} GB`;

/** The folder, or the first one above it that is there. */
const nearestFolder = (folderPath: string): string =>
  fs.existsSync(folderPath) || path.dirname(folderPath) === folderPath
    ? folderPath
    : nearestFolder(path.dirname(folderPath));

/** A clock far in the past means that certificates look invalid and mail gets wrong dates. */
function clock({ clock: time }: DoctorParts): DoctorCheck {
  const now = new Date(time.now());
  const base = { id: 'clock', title: 'Clock', detail: now.toISOString() } as const;
  const isSane = now.getUTCFullYear() >= 2026 && now.getUTCFullYear() < 2100;
  return isSane
    ? { ...base, state: 'ok' }
    : { ...base, state: 'failed', remedy: 'Set date and time of this computer.' };
}

function folder({ dataFolder }: DoctorParts): DoctorCheck {
  const base = { id: 'folder', title: 'Data folder' } as const;
  if (!fs.existsSync(dataFolder))
    return { ...base, state: 'ok', detail: `${dataFolder} will be made at the first start` };
  if (!isWritable(dataFolder))
    return {
      ...base,
      state: 'failed',
      detail: `${dataFolder} cannot be written.`,
      remedy: 'Let the user who runs Mailroom write there.',
    };
  const isOpen = process.platform !== 'win32' && (fs.statSync(dataFolder).mode & 0o077) !== 0;
  if (!isOpen) return { ...base, state: 'ok', detail: dataFolder };
  return {
    ...base,
    state: 'warning',
    detail: `${dataFolder} can be read by other users of this computer.`,
    remedy: `Run: chmod 700 ${dataFolder}`,
  };
}

async function secrets({ secrets: store }: DoctorParts): Promise<DoctorCheck> {
  const base = { id: 'secrets', title: 'Provider password' } as const;
  try {
    await store.get(providerPasswordName);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ...base, state: 'warning', detail };
  }
  const place = store.isProtected
    ? 'kept by the operating system'
    : 'kept in a file that only this user of the computer can read';
  return { ...base, state: 'ok', detail: place };
}

function users({ users: people }: DoctorParts): DoctorCheck {
  const count = people.list().filter(({ enabled }) => enabled).length;
  const base = {
    id: 'users',
    title: 'People and devices',
    detail: `${count} may sign in`,
  } as const;
  return count > 0
    ? { ...base, state: 'ok' }
    : { ...base, state: 'warning', remedy: 'Add one: mailroom users add NAME' };
}

/** Programs that forward connections make everybody look like this computer (promise 2). */
function forwarders({ settings }: DoctorParts): DoctorCheck {
  const base = { id: 'forwarders', title: 'Forwarding programs' } as const;
  const found = runningForwarders();
  const isConfigured = settings.get().popAuth.proxies.length > 0;
  if (found.length === 0 || isConfigured)
    return {
      ...base,
      state: 'ok',
      detail: found.length === 0 ? 'none seen' : 'their addresses are set as proxies',
    };
  return {
    ...base,
    state: 'warning',
    detail: `${found.join(', ')} runs here. If it forwards mail connections, everybody behind it looks like this computer.`,
    remedy: 'Then set its address as a proxy: mailroom settings set popAuth.proxies 127.0.0.1,::1',
  };
}

const forwarderNames = /^(stunnel4?|haproxy|sslh|socat|rinetd|redir|nginx|tcpproxy)$/;

/** Linux only: elsewhere the system does not tell without help. */
function runningForwarders(): string[] {
  if (process.platform !== 'linux') return [];
  const names = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(nameOfProcess);
  return [...new Set(names.filter((name) => forwarderNames.test(name)))];
}

function nameOfProcess(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    // It ended while we looked.
    return '';
  }
}

function isWritable(folderPath: string): boolean {
  try {
    fs.accessSync(folderPath, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function journal({ journal: file, stopped }: DoctorParts): DoctorCheck {
  const base = { id: 'journal', title: 'Journal' } as const;
  if (stopped) return { ...base, state: 'skipped', detail: 'is written while Mailroom runs' };
  if (file.fault === null) return { ...base, state: 'ok', detail: 'is written' };
  return {
    ...base,
    state: 'failed',
    detail: file.fault,
    remedy: 'Look at the disk and at who may write the data folder.',
  };
}

function queue({ services, stopped }: DoctorParts): DoctorCheck {
  const base = { id: 'queue', title: 'Queue' } as const;
  if (stopped) return { ...base, state: 'skipped', detail: 'works while Mailroom runs' };
  const status = services.statuses().find(({ id }) => id === 'queue')?.status;
  if (status?.state === 'running') return { ...base, state: 'ok', detail: 'takes mail' };
  return {
    ...base,
    state: 'failed',
    detail: status?.detail ?? 'is not started',
    remedy: 'Look at the disk and at who may write the data folder.',
  };
}

function popAuth({ windows, stopped }: DoctorParts): DoctorCheck {
  const base = { id: 'popauth', title: 'POPAUTH database' } as const;
  if (stopped) return { ...base, state: 'skipped', detail: 'works while Mailroom runs' };
  if (windows.isAvailable) return { ...base, state: 'ok', detail: 'is written' };
  return {
    ...base,
    state: 'failed',
    detail: 'It cannot be read or written, so checking mail lets nobody send.',
    remedy: 'Look at the disk and at who may write the data folder.',
  };
}
