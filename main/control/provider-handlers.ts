/** Requests about the provider and the practice provider. */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { isSameHost, untrusted } from '../contract/new-server.ts';
import type { Requests } from '../contract/requests.ts';
import { failed, ok, type AppError, type Result } from '../contract/result.ts';
import {
  practiceBehaviours,
  providerAuthMethods,
  providerKinds,
  providerTlsModes,
  type ProviderSettings,
  type Settings,
} from '../contract/settings.ts';
import { practiceFault } from '../relay/practice/practice-fault.ts';
import { parseSettings } from '../relay/settings/schema.ts';
import { ownProviderFault } from '../relay/upstream/own-provider.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import { testProvider } from '../relay/upstream/test-provider.ts';
import type { Area } from './handler.ts';
import { job, type Jobs } from './jobs.ts';
import { incompleteAddress, searchHandlers } from './network-handlers.ts';
import type { LastTest } from './last-test.ts';
import type { Parts } from './parts.ts';
import { applyWithPassword, passwordFor, passwordToTry } from './provider-password.ts';

const none = z.strictObject({});

const provider = z.strictObject({
  kind: z.enum(providerKinds).optional(),
  host: z.string().optional(),
  port: z.number().optional(),
  tls: z.enum(providerTlsModes).optional(),
  fingerprint: z.string().optional(),
  auth: z.enum(providerAuthMethods).optional(),
  user: z.string().optional(),
  allowPlaintextPassword: z.boolean().optional(),
  maxConnections: z.number().optional(),
}) as unknown as z.ZodType<Partial<ProviderSettings>>;

type ReadParts = Pick<Parts, 'settings' | 'secrets' | 'hostname'> & {
  /** Not where no relay runs. */
  readonly services?: Pick<Parts['services'], 'statuses'>;
};

/** The provider's settings, and a test of them or of others. Works with the relay stopped. */
export const providerReads = (
  parts: ReadParts,
  jobs: Jobs,
  lastTest?: Pick<LastTest, 'begin'>,
): Pick<Area<'provider'>, 'provider:show' | 'provider:test'> => ({
  'provider:show': {
    parse: none,
    run: async () =>
      ok({
        ...parts.settings.get().provider,
        hasPassword: (await parts.secrets.get(providerPasswordName)) !== null,
      }),
  },
  'provider:test': {
    parse: z.strictObject({
      provider: provider.optional(),
      password: z.string().max(4_096).optional(),
      keepsPassword: z.boolean().optional(),
      mailTo: z.string().max(320).optional(),
      job,
    }),
    run: async (args, context) => {
      const tested = settingsToTest(parts, args);
      if (!tested.ok) return tested;
      const password = await passwordToTry(parts, tested.value.provider, args);
      if (!password.ok) return password;
      const note = lastTest?.begin();
      const steps = await jobs.run(args.job, context, (signal) =>
        testProvider({
          settings: tested.value,
          password: password.value,
          hostname: parts.hostname(),
          mailTo: args.mailTo ?? null,
          onStep: (step) => void context.push('check', step),
          signal,
        }),
      );
      const isSaved = isDeepStrictEqual(tested.value.provider, parts.settings.get().provider);
      if (isSaved && args.password === undefined) note?.(steps);
      return ok(steps);
    },
  },
});

/** The settings in force with what is to be tried; fails where no test of them can tell anything. */
function settingsToTest(
  { settings, services }: Pick<ReadParts, 'settings' | 'services'>,
  { provider: change = {}, mailTo }: Requests['provider:test']['args'],
): Result<Settings> {
  const checked = parseSettings(merged(settings.get(), change));
  if (!checked.ok) return checked;
  const fault = ownProviderFault(checked.value) ?? addressFault(mailTo);
  if (fault) return { ok: false, error: fault };
  const isPractice = checked.value.provider.kind === 'practice';
  const down = isPractice && services ? practiceFault(services) : null;
  // Whoever has its port may answer there.
  return down === null ? checked : failed('settings.port-unavailable', down);
}

/** Whether a test mail can be sent there; undefined asks for none. */
function addressFault(mailTo: string | undefined): AppError | null {
  if (mailTo === undefined || /^[^@\s]+@[^@\s]+$/.test(mailTo)) return null;
  const fault = incompleteAddress(mailTo, 'mailTo');
  return mailTo === '' ? { ...fault, message: 'The address for the test mail is missing.' } : fault;
}

/** The provider: reading, changing, testing, finding. */
export const providerHandlers = (
  parts: Parts,
  jobs: Jobs,
  lastTest: Pick<LastTest, 'begin' | 'forget'>,
): Area<'provider'> => ({
  ...searchHandlers(parts, jobs),
  ...providerReads(parts, jobs, lastTest),
  'provider:set': {
    parse: z.strictObject({
      provider,
      password: z.string().max(4_096).nullable().optional(),
      keepsPassword: z.boolean().optional(),
    }),
    run: async ({ provider: change, ...given }) => {
      const applied = await applyWithPassword(parts, {
        edit: (now) => ok(merged(now, change)),
        passwordIn: (next) => passwordFor(parts, next.provider, given),
      });
      if (!applied.ok) return applied;
      // With nothing but the password changed, too.
      lastTest.forget();
      parts.queue.providerChanged();
      return applied;
    },
  },
});

function merged(settings: Settings, change: Partial<ProviderSettings>): Settings {
  const { provider } = settings;
  const isOther = !isSameHost(provider, { host: change.host ?? provider.host });
  return { ...settings, provider: { ...provider, ...(isOther ? untrusted : {}), ...change } };
}

/** What the practice provider holds. Works with the relay stopped. */
export const practiceReads = ({
  settings,
  practice,
  practiceFolder,
}: Pick<Parts, 'settings' | 'practiceFolder'> & {
  readonly practice: Pick<Parts['practice'], 'list'>;
}): Pick<Area<'practice'>, 'practice:list'> => ({
  'practice:list': {
    parse: none,
    run: async () => {
      const { practice: how, provider: used } = settings.get();
      const messages = await practice.list();
      return ok({
        behaviour: how.behaviour,
        isUsed: used.kind === 'practice',
        folder: practiceFolder,
        messages,
      });
    },
  },
});

/** The practice provider: reading, and how it behaves. */
export const practiceHandlers = (parts: Parts): Area<'practice'> => ({
  ...practiceReads(parts),
  'practice:set': {
    parse: z.strictObject({
      use: z.boolean().optional(),
      behaviour: z.enum(practiceBehaviours).optional(),
      delaySeconds: z.number().optional(),
    }),
    run: async ({ use, behaviour, delaySeconds }): Promise<Result<null>> => {
      const applied = await parts.applySettings((now) => {
        const kind = use === undefined ? now.provider.kind : use ? 'practice' : 'smarthost';
        if (kind === 'smarthost' && now.provider.host === '')
          return failed(
            'provider.missing',
            'No provider is set yet.',
            'Set one with "mailroom provider set --host NAME".',
          );
        const practice = {
          ...now.practice,
          ...(behaviour === undefined ? {} : { behaviour }),
          ...(delaySeconds === undefined ? {} : { delaySeconds }),
        };
        return ok({ ...now, practice, provider: { ...now.provider, kind } });
      });
      if (applied.ok) parts.queue.providerChanged();
      return applied;
    },
  },
});
