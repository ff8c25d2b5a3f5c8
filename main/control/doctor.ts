/** Looks at everything that tends to go wrong, and says cause and remedy for each. */
import fs from 'node:fs';
import type { DoctorCheckId } from '../contract/codes.ts';
import type { ListenerName } from '../contract/settings.ts';
import type { CheckView } from '../contract/status.ts';
import type { ServiceStatus } from '../relay/lifecycle/service.ts';
import { ownAddresses } from '../relay/net/own-addresses.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import { testProvider } from '../relay/upstream/test-provider.ts';
import type { Parts } from './parts.ts';

type DoctorCheck = CheckView<DoctorCheckId>;
type Check = (parts: Parts) => DoctorCheck | Promise<DoctorCheck>;

const checks: readonly Check[] = [
  addresses,
  disk,
  clock,
  folder,
  secrets,
  users,
  forwarders,
  journal,
];

export interface DoctorVisit {
  readonly onCheck: (check: DoctorCheck) => void;
  /** Ends it: what was not looked at yet is left out, or told as skipped. */
  readonly signal: AbortSignal;
}

/** Runs all checks in order; each is told as soon as it is known. */
export async function runDoctor(
  parts: Parts,
  { onCheck, signal }: DoctorVisit,
): Promise<readonly DoctorCheck[]> {
  const done: DoctorCheck[] = [];
  const tell = (check: DoctorCheck): void => {
    done.push(check);
    onCheck(check);
  };
  for (const check of listeners(parts)) tell(check);
  for (const check of checks) {
    if (signal.aborted) return done;
    tell(await check(parts));
  }
  const password = await parts.secrets.get(providerPasswordName);
  const provider = {
    settings: parts.settings.get(),
    password,
    hostname: parts.hostname(),
    mailTo: null,
  };
  await testProvider({
    ...provider,
    signal,
    onStep: (step) =>
      tell({ ...step, id: `provider.${step.id}`, title: `Provider: ${step.title.toLowerCase()}` }),
  });
  return done;
}

function listeners({ services, settings }: Parts): DoctorCheck[] {
  const known = settings.get().listeners;
  const isListener = (id: string): id is ListenerName => Object.hasOwn(known, id);
  return services.statuses().flatMap(({ id: service, status }) => {
    const id = service.replace(/^smtp\./, '');
    return isListener(id) ? [listenerCheck(id, status)] : [];
  });
}

function listenerCheck(id: ListenerName, status: ServiceStatus): DoctorCheck {
  const base = { id: `listener.${id}`, title: `Port for ${id}` } as const;
  if (status.state === 'running')
    return { ...base, state: 'ok', detail: `listens on ${status.port ?? '?'}` };
  return {
    ...base,
    state: 'failed',
    detail: status.detail ?? status.state,
    remedy: `Choose another port: mailroom settings set listeners.${id}.port NUMBER`,
  };
}

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

async function disk({ dataFolder, settings }: Parts): Promise<DoctorCheck> {
  const stat = await fs.promises.statfs(dataFolder);
  const free = stat.bavail * stat.bsize;
  const isEnough = free > settings.get().limits.minFreeDiskBytes * 2;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GB free`;
  const base = { id: 'disk', title: 'Disk space', detail } as const;
  return isEnough
    ? { ...base, state: 'ok' }
    : {
        ...base,
        state: 'warning',
        remedy: 'Free some space: new mail is refused when the disk is nearly full.',
      };
}

/** A clock far in the past means that certificates look invalid and mail gets wrong dates. */
function clock({ clock: time }: Parts): DoctorCheck {
  const now = new Date(time.now());
  const base = { id: 'clock', title: 'Clock', detail: now.toISOString() } as const;
  const isSane = now.getUTCFullYear() >= 2026 && now.getUTCFullYear() < 2100;
  return isSane
    ? { ...base, state: 'ok' }
    : { ...base, state: 'failed', remedy: 'Set date and time of this computer.' };
}

function folder({ dataFolder }: Parts): DoctorCheck {
  const base = { id: 'folder', title: 'Data folder' } as const;
  const isOpen = process.platform !== 'win32' && (fs.statSync(dataFolder).mode & 0o077) !== 0;
  if (!isOpen) return { ...base, state: 'ok', detail: dataFolder };
  return {
    ...base,
    state: 'warning',
    detail: `${dataFolder} can be read by other users of this computer.`,
    remedy: `Run: chmod 700 ${dataFolder}`,
  };
}

function secrets({ secrets: store }: Parts): DoctorCheck {
  const base = { id: 'secrets', title: 'Provider password' } as const;
  if (store.isProtected) return { ...base, state: 'ok', detail: 'kept by the operating system' };
  return {
    ...base,
    state: 'ok',
    detail: 'kept in a file that only this user of the computer can read',
  };
}

function users({ users: people }: Parts): DoctorCheck {
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
function forwarders({ settings }: Parts): DoctorCheck {
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

function journal({ journal: file }: Parts): DoctorCheck {
  const base = { id: 'journal', title: 'Journal' } as const;
  if (file.fault === null) return { ...base, state: 'ok', detail: 'is written' };
  return {
    ...base,
    state: 'failed',
    detail: file.fault,
    remedy: 'Look at the disk and at who may write the data folder.',
  };
}
