/** Requests about the relay as a whole: status, refusals, journal, settings, doctor. */
import * as z from 'zod';
import { journalLevels, type JournalEntry } from '../contract/journal.ts';
import { languages } from '../contract/languages.ts';
import { isSameHost, untrusted } from '../contract/new-server.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import type { Settings } from '../contract/settings.ts';
import type { CheckView, RefusalView } from '../contract/status.ts';
import { ownAddresses } from '../relay/net/own-addresses.ts';
import { explainRecord } from '../relay/popauth/explanation.ts';
import { refusedWhy } from '../relay/history/history-row.ts';
import { parseSettings } from '../relay/settings/schema.ts';
import { changeSetting, getSetting } from '../relay/settings/setting-path.ts';
import type { DoctorParts } from './doctor/check.ts';
import { runDoctor } from './doctor/doctor.ts';
import type { Area } from './handler.ts';
import { job, type Jobs } from './jobs.ts';
import { searchSaid } from './journal-search.ts';
import type { LastTest } from './last-test.ts';
import type { Parts } from './parts.ts';
import { problemsOf } from './problems.ts';
import { applyWithPassword, passwordFor, type PasswordChange } from './provider-password.ts';

const none = z.strictObject({});

/** Whether mail flows, and what needs a person. */
export const statusHandlers = (
  parts: Parts,
  lastTest: Pick<LastTest, 'failed'>,
): Area<'status'> => ({
  'status:get': {
    parse: none,
    run: () => {
      const { provider, practice } = parts.settings.get();
      const isPractice = provider.kind === 'practice';
      return ok({
        version: parts.version,
        startedAt: parts.startedAt,
        dataFolder: parts.dataFolder,
        addresses: ownAddresses(),
        services: parts.services.statuses().map(({ id, status }) => ({ id, ...status })),
        queue: parts.queue.counts(),
        route: parts.queue.route(),
        provider: isPractice
          ? `practice provider on port ${practice.port}`
          : `${provider.host}:${provider.port}`,
        isPractice,
        openWindows: openAddresses(parts.windows),
        users: parts.users.list().length,
        problems: problemsOf({ ...parts, lastTest }),
      });
    },
  },
});

/** Several users may have checked mail from one address. */
const openAddresses = (windows: Pick<Parts['windows'], 'isAvailable' | 'list'>): number =>
  windows.isAvailable ? new Set(windows.list().map(({ address }) => address)).size : 0;

/** Explaining a refusal by its id. */
export const refusalHandlers = ({
  journal,
}: {
  readonly journal: Pick<Parts['journal'], 'find'>;
}): Area<'refusal'> => ({
  'refusal:explain': {
    parse: z.strictObject({ id: z.string().max(20) }),
    run: async ({ id }) => {
      const entry = await journal.find(id);
      if (entry?.event !== 'smtp.refused')
        return failed(
          'refusal.unknown',
          `No refusal has the id ${id}.`,
          'Read it from the error message, for example R-7K2F4. Of many refusals at once only the first are kept: then take the id of an early one.',
        );
      return ok(viewOf(entry));
    },
  },
});

function viewOf(entry: JournalEntry): RefusalView {
  const data = entry.data ?? {};
  const text = (key: string): string => String(data[key] ?? '');
  return {
    id: entry.id ?? '',
    at: entry.at,
    who: text('sender'),
    from: entry.peer ?? '',
    recipient: text('recipient'),
    why: refusedWhy(text('reason')),
    network: text('network'),
    ...explainRecord(data),
  };
}

/** The journal backwards. Works with the relay stopped. */
export const journalReads = ({
  journal,
}: {
  readonly journal: Pick<Parts['journal'], 'read' | 'scan' | 'recent'>;
}): Pick<Area<'journal'>, 'journal:read'> => ({
  'journal:read': {
    parse: z.strictObject({
      limit: z.int().min(1).max(10_000),
      text: z.string().max(320).optional(),
      level: z.enum(journalLevels).optional(),
      language: z.enum(languages).optional(),
    }),
    run: async ({ limit, text, level, language }) =>
      ok(
        text && language
          ? await searchSaid(journal, { limit, text, language, level: level ?? 'info' })
          : await journal.read({
              limit,
              ...(text === undefined ? {} : { text }),
              ...(level === undefined ? {} : { level }),
            }),
      ),
  },
});

/** The journal: reading, and following it. */
export const journalHandlers = ({ journal }: Parts): Area<'journal'> => ({
  ...journalReads({ journal }),
  'journal:follow': {
    parse: none,
    run: (_args, context) => {
      context.onEnd(journal.onEntry((entry) => void context.push('journal:entry', entry)));
      return ok(null);
    },
  },
});

/** One setting or all. Works with the relay stopped. */
export const settingsReads = ({
  settings,
}: Pick<Parts, 'settings'>): Pick<Area<'settings'>, 'settings:get'> => ({
  'settings:get': {
    parse: z.strictObject({ path: z.string().max(200) }),
    run: ({ path }) => getSetting(settings.get(), path),
  },
});

/** The settings: reading, and changing one. */
export const settingsHandlers = (parts: Parts): Area<'settings'> => ({
  ...settingsReads(parts),
  'settings:set': {
    parse: z.strictObject({ path: z.string().min(1).max(200), value: z.string().max(100_000) }),
    run: async ({ path, value }) => {
      const applied = await applyWithPassword(parts, {
        edit: (now) => changed(now, path, value),
        passwordIn: (next) => passwordAfter(parts, next),
      });
      // As after "provider set": a route that is paused for an hour would not be asked before.
      if (applied.ok && /^(provider|practice)(\.|$)/.test(path)) parts.queue.providerChanged();
      return applied;
    },
  },
});

/** What is not said about another host of the provider begins without what was trusted of the one before. */
function changed(now: Settings, path: string, value: string): Result<unknown> {
  const edited = changeSetting(now, path, value);
  const next = edited.ok ? parseSettings(edited.value) : edited;
  if (!next.ok || isSameHost(now.provider, next.value.provider)) return next;
  return changeSetting({ ...now, provider: { ...now.provider, ...untrusted } }, path, value);
}

/** A setting has no room for a password: where one is wanted, the hint says who asks for it. */
async function passwordAfter(parts: Parts, next: Settings): Promise<Result<PasswordChange>> {
  const password = await passwordFor(parts, next.provider, {});
  if (password.ok) return password;
  const hint = 'Use "mailroom provider set --host NAME", which asks for the new one.';
  return { ok: false, error: { ...password.error, hint } };
}

/** The visit of the doctor, each check told as it ends. */
export const doctorHandlers = (
  parts: DoctorParts,
  jobs: Jobs,
  lastTest?: Pick<LastTest, 'begin'>,
): Area<'doctor'> => ({
  'doctor:run': {
    parse: z.strictObject({ job }),
    run: async (args, context) => {
      const note = lastTest?.begin();
      const onCheck = (check: CheckView): void => void context.push('check', check);
      const checks = await jobs.run(args.job, context, (signal) =>
        runDoctor(parts, { onCheck, signal }),
      );
      const steps = checks.filter(({ id }) => id.startsWith('provider.'));
      if (steps.length > 0) note?.(steps);
      return ok(checks);
    },
  },
});
