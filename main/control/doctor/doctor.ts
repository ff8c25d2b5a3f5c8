/** Looks at everything that tends to go wrong, and says cause and remedy for each. */
import type { DoctorCheckId } from '../../contract/codes.ts';
import type { ListenerName } from '../../contract/settings.ts';
import { messageOf } from '../../contract/thrown.ts';
import { practiceFault } from '../../relay/practice/practice-fault.ts';
import { providerPasswordName } from '../../relay/upstream/smarthost.ts';
import { testProvider } from '../../relay/upstream/test-provider.ts';
import { blocked, plaintext, trusted } from './access-checks.ts';
import type { Check, DoctorCheck, DoctorParts } from './check.ts';
import { addresses, clock, disk, folder } from './computer-checks.ts';
import { forwarders } from './forwarders-check.ts';
import { listener, practiceTrouble } from './listener-check.ts';
import {
  certificate,
  journal,
  popAuth,
  queue,
  secrets,
  sending,
  settingsFile,
  users,
} from './relay-checks.ts';

type Named = readonly [DoctorCheckId, Check];

const checks: readonly Named[] = [
  ['addresses', addresses],
  ['disk', disk],
  ['clock', clock],
  ['folder', folder],
  ['secrets', secrets],
  ['users', users],
  ['forwarders', forwarders],
  ['plaintext', plaintext],
  ['trusted', trusted],
  ['blocks', blocked],
  ['journal', journal],
  ['queue', queue],
  ['sending', sending],
  ['popauth', popAuth],
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
  const listenerChecks = names.map((name): Named => [
    `listener.${name}`,
    () => listener(name, parts),
  ]);
  for (const check of parts.stopped ?? []) tell(check);
  const ofRunning = parts.certificates ? [certificate(parts.certificates)] : [];
  const ofSettings = settingsFile(parts.settingsNotice?.() ?? null);
  const all: readonly Named[] = [
    ...ofSettings.map((check): Named => ['settings', check]),
    ...listenerChecks,
    ...ofRunning.map((check): Named => ['certificate', check]),
    ...checks,
  ];
  for (const [id, check] of all) {
    if (visit.signal.aborted) return done;
    tell(await looked(id, check, parts));
  }
  await checkProvider(parts, { onCheck: tell, signal: visit.signal });
  return done;
}

/** One that breaks says so in its place: what else is wrong must be seen all the same. */
async function looked(id: DoctorCheckId, check: Check, parts: DoctorParts): Promise<DoctorCheck> {
  try {
    return await check(parts);
  } catch (error) {
    const detail = `"${id}" could not be looked at: ${messageOf(error)}`;
    return { id, title: 'One check', state: 'failed', detail };
  }
}

async function checkProvider(
  parts: DoctorParts,
  { onCheck: tell, signal }: DoctorVisit,
): Promise<void> {
  const untested = await untestable(parts);
  if (untested !== null) {
    tell(untested);
    return;
  }
  await testProvider({
    settings: parts.settings.get(),
    // One that cannot be read was told above, and fails the sign-in below.
    password: await parts.secrets.get(providerPasswordName).catch(() => null),
    hostname: parts.hostname(),
    mailTo: null,
    signal,
    onStep: (step) =>
      tell({ ...step, id: `provider.${step.id}`, title: `Provider: ${step.title.toLowerCase()}` }),
  });
}

/** What is said of a practice provider that does not run, in the place of a test; null where a test can tell. */
async function untestable({
  settings,
  services,
  stopped,
}: DoctorParts): Promise<DoctorCheck | null> {
  const { provider, practice } = settings.get();
  if (provider.kind !== 'practice') return null;
  const base = { id: 'provider', title: 'Provider' } as const;
  const detail = 'the practice provider runs with Mailroom';
  if (stopped) return { ...base, state: 'skipped', detail };
  const fault = practiceFault(services);
  // Whoever has its port may answer there.
  return fault === null ? null : { ...base, ...(await practiceTrouble(practice.port, fault)) };
}
