/** What tends to go wrong with Mailroom itself: certificate, password of the provider, people, what is written. */
import { messageOf } from '../../contract/thrown.ts';
import { wantsSignIn } from '../../relay/upstream/sign-in.ts';
import { providerPasswordName } from '../../relay/upstream/smarthost.ts';
import type { Parts } from '../parts.ts';
import type { Check, DoctorCheck, DoctorParts } from './check.ts';

/** Whether the certificate that mail programs see is in force. */
export const certificate =
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

/** Whether the password of the provider can be read, and who keeps it. */
export async function secrets({ secrets: store, settings }: DoctorParts): Promise<DoctorCheck> {
  const base = { id: 'secrets', title: 'Provider password' } as const;
  const { provider } = settings.get();
  try {
    const isKept = (await store.get(providerPasswordName)) !== null;
    if (!isKept && provider.kind === 'smarthost' && wantsSignIn(provider))
      return {
        ...base,
        state: 'failed',
        detail: 'No password for the provider is kept here.',
        remedy: 'Enter the provider’s password again.',
      };
    if (!isKept) return { ...base, state: 'ok', detail: 'none is kept, and none is needed' };
  } catch (error) {
    const detail = messageOf(error);
    return { ...base, state: 'warning', detail };
  }
  const place = store.isProtected
    ? 'kept by the operating system'
    : 'kept in a file that only this user of the computer can read';
  return { ...base, state: 'ok', detail: place };
}

/** What became of a settings file that was damaged; nothing where all was well. */
export const settingsFile = (notice: string | null): readonly Check[] =>
  notice === null
    ? []
    : [() => ({ id: 'settings', title: 'Settings', state: 'failed', detail: notice })];

/** Whether anybody may sign in, and nobody is missing. */
export function users({ users: people }: DoctorParts): DoctorCheck {
  const base = { id: 'users', title: 'People and devices' } as const;
  const { damage = null } = people;
  if (damage !== null) return { ...base, state: 'failed', detail: damage };
  const count = people.list().filter(({ enabled }) => enabled).length;
  const detail = `${count} may sign in`;
  return count > 0
    ? { ...base, detail, state: 'ok' }
    : { ...base, detail, state: 'warning', remedy: 'Add one: mailroom users add NAME' };
}

/** Whether the journal is written. */
export function journal({ journal: file, stopped }: DoctorParts): DoctorCheck {
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

/** Whether mail is taken in, and none was lost to damage. */
export function queue({ services, queue: mail, stopped }: DoctorParts): DoctorCheck {
  const base = { id: 'queue', title: 'Queue' } as const;
  if (stopped) return { ...base, state: 'skipped', detail: 'works while Mailroom runs' };
  const status = services.statuses().find(({ id }) => id === 'queue')?.status;
  const damage = mail?.damage() ?? null;
  if (status?.state === 'running' && damage !== null) {
    const remedy = 'Look at the journal and the disk, then start Mailroom again.';
    return { ...base, state: 'warning', detail: damage, remedy };
  }
  if (status?.state === 'running') return { ...base, state: 'ok', detail: 'takes mail' };
  return {
    ...base,
    state: 'failed',
    detail: status?.detail ?? 'is not started',
    remedy: 'Look at the disk and at who may write the data folder.',
  };
}

/** Whether mail goes out, or into the mailboxes here: what takes mail all the same looks well while it waits. */
export function sending({ queue: way }: DoctorParts): DoctorCheck {
  const base = { id: 'sending', title: 'Sending' } as const;
  if (!way) return { ...base, state: 'skipped', detail: 'works while Mailroom runs' };
  const route = way.route();
  if (route.state === 'paused' && route.by === 'fault')
    return {
      ...base,
      state: 'failed',
      detail: `Mail waits: ${route.cause}`,
      remedy: route.remedy,
      ...(route.reply === null ? {} : { raw: route.reply }),
    };
  const trouble = way.trouble();
  if (trouble !== null)
    return { ...base, state: 'failed', detail: trouble, remedy: 'Check this computer’s disk.' };
  if (route.state === 'open') return { ...base, state: 'ok', detail: 'is not paused' };
  return {
    ...base,
    state: 'warning',
    detail: 'Sending is paused.',
    remedy: 'Resume it with "mailroom queue resume" to send what waits.',
  };
}

/** Whether checking mail lets people send. */
export function popAuth({ windows, stopped }: DoctorParts): DoctorCheck {
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
