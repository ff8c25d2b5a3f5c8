/** What was typed in the wizard and is not saved yet. Kept as plain strings; never a password. Pure. */
import type { WizardProgress } from '../../../main/contract/desktop.ts';
import type { FoundProvider } from '../../../main/contract/providers.ts';
import { providerAuthMethods, type ProviderSettings } from '../../../main/contract/settings.ts';
import { isSameHost, untrusted } from '../../../main/contract/new-server.ts';
import { isStep, type StepName } from './steps.ts';

export interface Draft {
  readonly kind: ProviderSettings['kind'];
  /** The office's e-mail address at the provider. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly tls: ProviderSettings['tls'];
  readonly user: string;
  readonly fingerprint: string;
  /** How to sign in where there is a user; what the wizard does not show stays as it was set elsewhere. */
  readonly auth: ProviderSettings['auth'];
  readonly allowPlaintextPassword: boolean;
  readonly maxConnections: number;
  /** Where the server comes from and what to know of it; null when it was filled in by hand. */
  readonly found: FoundProvider | null;
  /** Whose form is filled in and not sent yet. */
  readonly personName: string;
  readonly personAddress: string;
  /** The same of a device that is to be trusted. */
  readonly deviceName: string;
  readonly deviceAddress: string;
  readonly startsAtSignIn: boolean;
  /** What the live check counts began then (epoch ms); 0: not yet. */
  readonly liveSince: number;
  /** The pages that were left out: they are not done. */
  readonly skipped: readonly StepName[];
}

export const emptyDraft: Draft = {
  kind: 'smarthost',
  ...{ address: '', host: '', port: 587, tls: 'starttls', user: '', fingerprint: '' },
  ...{ auth: 'auto', allowPlaintextPassword: false, maxConnections: 2 },
  ...{ found: null, personName: '', personAddress: '', startsAtSignIn: true, liveSince: 0 },
  ...{ deviceName: '', deviceAddress: '', skipped: [] },
};

/** Set up once more: what is in force now stands in the fields. */
export function beginAgain(provider: ProviderSettings, startsAtSignIn: boolean): WizardProgress {
  const { kind, host, port, tls, user, fingerprint, maxConnections } = provider;
  const { auth, allowPlaintextPassword } = provider;
  const known = { port, tls, fingerprint, auth, allowPlaintextPassword, maxConnections };
  return progressOf('welcome', {
    ...{ ...emptyDraft, startsAtSignIn, kind, host, user },
    // Nobody chose the rest where there was no server yet.
    ...(host === '' ? {} : known),
    address: user.includes('@') ? user : '',
  });
}

export function progressOf(page: StepName, draft: Draft): WizardProgress {
  const texts = Object.entries(draft).map(([key, value]): [string, string] => [
    key,
    key === 'found' ? JSON.stringify(value) : String(value),
  ]);
  return { page, draft: Object.fromEntries(texts) };
}

/** What an earlier start of the window left; unknown or damaged values fall back to the empty draft. */
export function restore(progress: WizardProgress | null): { page: StepName; draft: Draft } {
  const { page = 'welcome', draft: kept = {} } = progress ?? {};
  const tls = kept['tls'];
  return {
    page: isStep(page) ? page : 'welcome',
    draft: {
      kind: kept['kind'] === 'practice' ? 'practice' : 'smarthost',
      address: kept['address'] ?? '',
      host: kept['host'] ?? '',
      port: wholeOf(kept['port'], emptyDraft.port),
      tls: tls === 'implicit' || tls === 'none' ? tls : 'starttls',
      user: kept['user'] ?? '',
      fingerprint: kept['fingerprint'] ?? '',
      auth: providerAuthMethods.find((one) => one === kept['auth']) ?? emptyDraft.auth,
      allowPlaintextPassword: kept['allowPlaintextPassword'] === 'true',
      maxConnections: wholeOf(kept['maxConnections'], emptyDraft.maxConnections),
      found: foundIn(kept['found']),
      personName: kept['personName'] ?? '',
      personAddress: kept['personAddress'] ?? '',
      deviceName: kept['deviceName'] ?? '',
      deviceAddress: kept['deviceAddress'] ?? '',
      startsAtSignIn: kept['startsAtSignIn'] !== 'false',
      liveSince: wholeOf(kept['liveSince'], 0),
      skipped: (kept['skipped'] ?? '').split(',').filter(isStep),
    },
  };
}

function wholeOf(text: string | undefined, fallback: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

/** Our own words of an earlier day: damaged, they are forgotten. */
function foundIn(text = 'null'): FoundProvider | null {
  try {
    const found = JSON.parse(text) as Partial<FoundProvider> | null;
    return typeof found?.name === 'string' && typeof found.source === 'string'
      ? (found as FoundProvider)
      : null;
  } catch {
    return null;
  }
}

/** What was trusted and known of one server is not true of another. */
export function changed(draft: Draft, part: Partial<Draft>): Draft {
  const next = { ...draft, ...part };
  if (isSameHost(draft, next)) return next;
  const found = next.found === draft.found ? null : next.found;
  return { ...next, ...untrusted, auth: emptyDraft.auth, found };
}

/** The provider's settings that the draft stands for. */
export function providerOf(draft: Draft): Partial<ProviderSettings> {
  if (draft.kind === 'practice') return { kind: 'practice' };
  const { host, port, tls, user, maxConnections, fingerprint, auth } = draft;
  const { allowPlaintextPassword } = draft;
  return {
    ...{ kind: 'smarthost', host, port, tls, user, maxConnections, fingerprint },
    ...{ allowPlaintextPassword, auth: user === '' ? 'none' : auth === 'none' ? 'auto' : auth },
  };
}
