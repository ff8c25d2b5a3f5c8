/** Requests about the queue, the provider and the practice provider. */
import * as z from 'zod';
import { failed, ok, type Result } from '../contract/result.ts';
import type { ProviderSettings, Settings } from '../contract/settings.ts';
import type { QueueDesk } from '../relay/queue/queue.ts';
import { parseSettings } from '../relay/settings/schema.ts';
import { ownProviderFault } from '../relay/upstream/own-provider.ts';
import { providerPasswordName } from '../relay/upstream/smarthost.ts';
import { testProvider } from '../relay/upstream/test-provider.ts';
import type { Area } from './handler.ts';
import { job, type Jobs } from './jobs.ts';
import { listRange } from './activity-handlers.ts';
import { explained } from './explain-reply.ts';
import { searchHandlers } from './network-handlers.ts';
import type { Parts } from './parts.ts';

const none = z.strictObject({});
const id = z.string().min(1).max(64);
const ids = z.strictObject({ ids: z.array(id).max(100_000) });
const match = {
  text: z.string().max(320).optional(),
  state: z.enum(['waiting', 'sending', 'held']).optional(),
};
const unknownMessage = (wanted: string) =>
  failed(
    'queue.unknown',
    `There is no message ${wanted} waiting.`,
    'See "mailroom queue list"; it may have left already.',
  );

/** Looks at the queue and changes nothing: also without a running relay. */
export const queueReads = ({
  queue,
}: {
  readonly queue: Pick<QueueDesk, 'list' | 'ids' | 'get' | 'open'>;
}): Pick<Area<'queue'>, 'queue:list' | 'queue:ids' | 'queue:show' | 'queue:export'> => ({
  'queue:list': {
    parse: z.strictObject({ ...match, ...listRange, newestFirst: z.boolean().optional() }),
    run: (args) => ok(queue.list(args)),
  },
  'queue:ids': {
    parse: z.strictObject(match),
    run: (args) => ok({ ids: queue.ids(args) }),
  },
  'queue:show': {
    parse: z.strictObject({ id }),
    run: (args) => {
      const message = queue.get(args.id);
      return message ? ok(explained(message)) : unknownMessage(args.id);
    },
  },
  'queue:export': {
    parse: z.strictObject({ id }),
    run: async (args, context) => {
      const stream = await queue.open(args.id);
      if (stream === null) return unknownMessage(args.id);
      let sizeBytes = 0;
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sizeBytes += chunk.length;
        await context.push('queue:chunk', { base64: chunk.toString('base64') });
      }
      return ok({ sizeBytes });
    },
  },
});

/** The queue: reading, and what an operator does with messages. */
export const queueHandlers = ({ queue }: Parts): Area<'queue'> => ({
  ...queueReads({ queue }),
  'queue:retry': {
    parse: z.strictObject({ ids: z.array(id).optional() }),
    run: async (args) => ok({ count: await queue.retry(args.ids) }),
  },
  'queue:hold': { parse: ids, run: (args) => noted(counted(queue.hold(args.ids))) },
  'queue:release': { parse: ids, run: (args) => noted(counted(queue.release(args.ids))) },
  'queue:delete': { parse: ids, run: (args) => noted(counted(queue.remove(args.ids))) },
  'queue:pause': { parse: none, run: () => noted(queue.pause().then(() => null)) },
  'queue:resume': { parse: none, run: () => noted(queue.resume().then(() => null)) },
});

const counted = async (work: Promise<number>): Promise<{ count: number }> => ({
  count: await work,
});

/** A disk that takes no note is an expected failure. */
async function noted<T>(work: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return failed(
      'queue.not-noted',
      `This could not be noted on the disk (${code}).`,
      'Free some space, or check the disk; then try again.',
    );
  }
}

const provider = z.strictObject({
  kind: z.enum(['practice', 'smarthost']).optional(),
  host: z.string().optional(),
  port: z.number().optional(),
  tls: z.enum(['implicit', 'starttls', 'none']).optional(),
  fingerprint: z.string().optional(),
  auth: z.enum(['none', 'auto', 'plain', 'login', 'cram-md5']).optional(),
  user: z.string().optional(),
  allowPlaintextPassword: z.boolean().optional(),
  maxConnections: z.number().optional(),
}) as unknown as z.ZodType<Partial<ProviderSettings>>;

/** The provider's settings, and a test of them or of others. Works with the relay stopped. */
export const providerReads = (
  parts: Pick<Parts, 'settings' | 'secrets' | 'hostname'>,
  jobs: Jobs,
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
      mailTo: z.string().max(320).optional(),
      job,
    }),
    run: async (args, context) => {
      const checked = parseSettings(merged(parts.settings.get(), args.provider ?? {}));
      if (!checked.ok) return checked;
      const circle = ownProviderFault(checked.value);
      if (circle) return { ok: false, error: circle };
      const password = args.password ?? (await parts.secrets.get(providerPasswordName));
      const steps = await jobs.run(args.job, context, (signal) =>
        testProvider({
          settings: checked.value,
          password,
          hostname: parts.hostname(),
          mailTo: args.mailTo ?? null,
          onStep: (step) => void context.push('check', step),
          signal,
        }),
      );
      return ok(steps);
    },
  },
});

/** The provider: reading, changing, testing, finding. */
export const providerHandlers = (parts: Parts, jobs: Jobs): Area<'provider'> => ({
  ...searchHandlers(parts, jobs),
  ...providerReads(parts, jobs),
  'provider:set': {
    parse: z.strictObject({ provider, password: z.string().max(4_096).nullable().optional() }),
    run: async (args) => {
      const applied = await parts.applySettings((now) => ok(merged(now, args.provider)));
      if (!applied.ok) return applied;
      if (args.password === null) await parts.secrets.remove(providerPasswordName);
      else if (args.password !== undefined)
        await parts.secrets.set(providerPasswordName, args.password);
      parts.queue.providerChanged();
      return ok(null);
    },
  },
});

const merged = (settings: Settings, change: Partial<ProviderSettings>): Settings => ({
  ...settings,
  provider: { ...settings.provider, ...change },
});

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
      behaviour: z
        .enum([
          'accept',
          'refuse-recipients',
          'refuse-temporarily',
          'refuse-messages',
          'demand-sign-in',
          'refuse-sign-in',
          'demand-tls',
          'drop-connections',
        ])
        .optional(),
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
