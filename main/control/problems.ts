/** What needs a person right now, worst first, in plain words. Pure over the parts' present state. */
import type { RouteState } from '../contract/mail.ts';
import type { CheckView, ProblemView, ServiceView } from '../contract/status.ts';
import type { ServiceStatus } from '../relay/lifecycle/service.ts';
import type { LastTest } from './last-test.ts';
import type { Parts } from './parts.ts';

/** Where it looks. */
export interface TroubledParts {
  readonly services: Pick<Parts['services'], 'statuses'>;
  readonly queue: Pick<Parts['queue'], 'route' | 'trouble' | 'damage'>;
  readonly journal: Pick<Parts['journal'], 'fault'>;
  readonly windows: Pick<Parts['windows'], 'isAvailable'>;
  readonly certificates: Pick<Parts['certificates'], 'status'>;
  readonly settingsNotice: Parts['settingsNotice'];
  readonly users: Pick<Parts['users'], 'damage'>;
  readonly lastTest: Pick<LastTest, 'failed'>;
}

/** Errors before what only wants attention; none where all is well. */
export function problemsOf(parts: TroubledParts): readonly ProblemView[] {
  const services = parts.services.statuses().map(({ id, status }) => ({ id, ...status }));
  const problems = [
    ...services.flatMap(serviceProblem),
    ...settingsProblem(parts.settingsNotice()),
    ...usersProblem(parts.users.damage),
    ...damageProblem(parts.queue.damage()),
    ...routeProblem(parts.queue.route()),
    ...testProblem(parts.lastTest.failed, parts.queue.route()),
    ...stuckProblem(parts.queue.trouble()),
    ...(parts.windows.isAvailable ? [] : [popAuthProblem]),
    ...journalProblem(parts.journal.fault),
    ...certificateProblem(parts.certificates.status),
  ];
  return problems.sort((a, b) => rank[a.level] - rank[b.level]);
}

const rank = { error: 0, attention: 1 } as const;

function serviceProblem({ id, state, detail }: ServiceView): ProblemView[] {
  if (state !== 'failed' && state !== 'degraded') return [];
  const isListener = /^(smtp\.|pop3)/.test(id);
  const base = { raw: null, remedy: '', text: detail ?? `${id}: ${state}` };
  if (isListener) return [{ ...base, code: 'listener.failed', level: 'error', place: 'security' }];
  if (id === 'queue')
    return [{ ...base, code: 'queue.disk', level: 'error', place: 'diagnostics' }];
  return [{ ...base, code: 'service.failed', level: 'attention', place: 'diagnostics' }];
}

function routeProblem(route: RouteState): ProblemView[] {
  if (route.state === 'open') return [];
  if (route.by === 'operator')
    return [
      {
        ...{ code: 'route.paused', level: 'attention', text: 'Sending is paused.' },
        ...{
          remedy: 'Resume it with "mailroom queue resume" to send what waits.',
          raw: null,
          place: 'mail',
        },
      },
    ];
  const { stage, cause, remedy, reply } = route;
  return [
    {
      ...{ code: `route.${stage}`, level: 'error', text: `Mail waits: ${cause}` },
      ...{ remedy, raw: reply, place: 'provider' },
    },
  ];
}

/** Where mail waits already, that says more. */
function testProblem(step: CheckView | null, route: RouteState): ProblemView[] {
  if (step === null || (route.state === 'paused' && route.by === 'fault')) return [];
  const text = `The provider failed its last test: ${step.detail}`;
  const base = { code: 'provider.test-failed', level: 'attention', place: 'provider' } as const;
  return [{ ...base, text, remedy: step.remedy ?? '', raw: step.raw ?? null }];
}

/** What was lost is in the folder of the queue, and in the journal. */
function damageProblem(damage: string | null): ProblemView[] {
  if (damage === null) return [];
  const remedy = 'Look at the journal and the disk, then start Mailroom again.';
  const base = { code: 'queue.damaged', level: 'attention', place: 'diagnostics' } as const;
  return [{ ...base, text: damage, remedy, raw: null }];
}

/** Mail that was taken and that no provider can bring on its way. */
function stuckProblem(trouble: string | null): ProblemView[] {
  if (trouble === null) return [];
  const base = { code: 'queue.stuck', level: 'error', place: 'mail' } as const;
  return [{ ...base, text: trouble, remedy: 'Check this computer’s disk.', raw: null }];
}

/** Mail may go to another provider than the office believes, or to none. */
function settingsProblem(notice: string | null): ProblemView[] {
  if (notice === null) return [];
  const base = { code: 'settings.damaged', level: 'error', place: 'settings' } as const;
  return [{ ...base, text: notice, remedy: '', raw: null }];
}

/** Who is missing in it can neither fetch mail nor send. */
function usersProblem(damage: string | null): ProblemView[] {
  if (damage === null) return [];
  const base = { code: 'users.damaged', level: 'error', place: 'people' } as const;
  return [{ ...base, text: damage, remedy: '', raw: null }];
}

const popAuthProblem: ProblemView = {
  ...{ code: 'popauth.unavailable', level: 'error', place: 'diagnostics', raw: null },
  text: 'The POPAUTH database cannot be read or written, so checking mail lets nobody send.',
  remedy: 'Look at the disk and the data folder. Signing in when sending still works.',
};

/** Another one is in use, or none: then the listeners say so themselves. */
function certificateProblem({ state, detail }: ServiceStatus): ProblemView[] {
  if (state !== 'degraded' || detail === undefined) return [];
  return [
    {
      ...{ code: 'tls.certificate', level: 'attention', text: detail },
      ...{ remedy: '', raw: null, place: 'security' },
    },
  ];
}

function journalProblem(fault: string | null): ProblemView[] {
  if (fault === null) return [];
  return [
    {
      ...{ code: 'journal.unwritable', level: 'attention', text: fault },
      ...{ remedy: '', raw: null, place: 'diagnostics' },
    },
  ];
}
