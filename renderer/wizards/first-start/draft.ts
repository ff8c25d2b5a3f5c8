/** What was typed in the wizard and is not saved yet. Kept as plain strings; never a password. Pure. */
import type { WizardProgress } from '../../../main/contract/desktop.ts';
import type { ProviderSettings } from '../../../main/contract/settings.ts';
import { isStep, type StepName } from './steps.ts';

export interface Draft {
  readonly kind: ProviderSettings['kind'];
  /** The office's e-mail address at the provider. */
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly tls: ProviderSettings['tls'];
  readonly user: string;
  readonly maxConnections: number;
  /** What is known of the found provider, in the relay's words; '' for nothing. */
  readonly note: string;
  readonly limits: string;
}

export const emptyDraft: Draft = {
  kind: 'smarthost',
  ...{ address: '', host: '', port: 587, tls: 'starttls', user: '' },
  ...{ maxConnections: 2, note: '', limits: '' },
};

export function progressOf(page: StepName, draft: Draft): WizardProgress {
  return {
    page,
    draft: Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, String(value)])),
  };
}

/** What an earlier start of the window left; unknown or damaged values fall back to the empty draft. */
export function restore(progress: WizardProgress | null): { page: StepName; draft: Draft } {
  const { page = 'welcome', draft: kept = {} } = progress ?? {};
  const number = (key: string, fallback: number): number => {
    const value = Number(kept[key]);
    return Number.isInteger(value) && value > 0 ? value : fallback;
  };
  const tls = kept['tls'];
  return {
    page: isStep(page) ? page : 'welcome',
    draft: {
      kind: kept['kind'] === 'practice' ? 'practice' : 'smarthost',
      address: kept['address'] ?? '',
      host: kept['host'] ?? '',
      port: number('port', emptyDraft.port),
      tls: tls === 'implicit' || tls === 'none' ? tls : 'starttls',
      user: kept['user'] ?? '',
      maxConnections: number('maxConnections', emptyDraft.maxConnections),
      note: kept['note'] ?? '',
      limits: kept['limits'] ?? '',
    },
  };
}

/** The provider's settings that the draft stands for. */
export function providerOf(draft: Draft): Partial<ProviderSettings> {
  if (draft.kind === 'practice') return { kind: 'practice' };
  const { host, port, tls, user, maxConnections } = draft;
  return {
    ...{ kind: 'smarthost', host, port, tls, user, maxConnections, fingerprint: '' },
    auth: user === '' ? 'none' : 'auto',
  };
}
