/** What the page may ask of this PC: the shape of each request's arguments, and what it does. */
import * as z from 'zod';
import type { DesktopRequestName, DesktopRequests } from '../contract/desktop.ts';
import { failed, ok, type Result } from '../contract/result.ts';
import { messageOf } from '../contract/thrown.ts';
import { job, type Jobs } from '../control/jobs.ts';
import type { DesktopTools, Saved } from './desktop-tools.ts';
import { allowedLink } from './links.ts';
import { preferencesShape } from './preferences.ts';

/** Tells the page how far its request is. */
export type Push = (name: string, value: unknown) => void;

interface Handler<K extends DesktopRequestName> {
  readonly parse: z.ZodType<DesktopRequests[K]['args']>;
  readonly run: (
    args: DesktopRequests[K]['args'],
    push: Push,
  ) => Promise<Result<DesktopRequests[K]['result']>> | Result<DesktopRequests[K]['result']>;
}
/** A request without a handler, or a handler without a parser, does not compile. */
export type Handlers = { readonly [K in DesktopRequestName]: Handler<K> };

const none = z.strictObject({});
const fileName = z.string().min(1).max(200);

/** The handlers of all requests. */
export const desktopHandlers = (tools: DesktopTools, jobs: Jobs): Handlers => ({
  ...preferenceHandlers(tools),
  ...fileHandlers(tools, jobs),
  ...pageHandlers(tools),
});

const preferenceHandlers = (
  tools: DesktopTools,
): Pick<Handlers, 'desktop:info' | 'desktop:preferences' | 'desktop:set-preferences'> => ({
  'desktop:info': { parse: none, run: async () => ok(await tools.info()) },
  'desktop:preferences': { parse: none, run: () => ok(tools.preferences()) },
  'desktop:set-preferences': {
    parse: preferencesShape,
    run: async (change) => {
      try {
        return await tools.changePreferences(change);
      } catch (error) {
        return failed(
          'desktop.not-saved',
          `This could not be saved: ${messageOf(error)}`,
          'Nothing was changed. Check that the disk is not full.',
        );
      }
    },
  },
});

const fileHandlers = (
  tools: DesktopTools,
  jobs: Jobs,
): Pick<
  Handlers,
  | 'desktop:save-text'
  | 'desktop:save-message'
  | 'desktop:save-messages'
  | 'desktop:save-pdf'
  | 'desktop:pick-file'
  | 'desktop:pick-place'
  | 'desktop:show-data-folder'
> => ({
  'desktop:save-text': {
    parse: z.strictObject({ suggestedName: fileName, text: z.string().max(5_000_000) }),
    run: ({ suggestedName, text }) => saved(tools.saveText(suggestedName, text)),
  },
  'desktop:save-message': {
    parse: z.strictObject({ id: z.string().min(1).max(64) }),
    run: ({ id }) => tools.saveMessage(id),
  },
  'desktop:save-messages': {
    parse: z.strictObject({ ids: z.array(z.string().min(1).max(64)).min(1).max(100_000), job }),
    run: ({ ids, job: name }, push) =>
      jobs.run(name, { onEnd: () => undefined }, (signal) =>
        tools.saveMessages(ids, {
          signal,
          onSaved: (count) => push('messages:saved', { count }),
        }),
      ),
  },
  'desktop:save-pdf': {
    parse: z.strictObject({ suggestedName: fileName }),
    run: ({ suggestedName }) => saved(tools.savePdf(suggestedName)),
  },
  'desktop:pick-file': {
    parse: z.strictObject({ purpose: z.enum(['certificate', 'key', 'backup']) }),
    run: async ({ purpose }) => ok(await tools.pickFile(purpose)),
  },
  'desktop:pick-place': {
    parse: z.strictObject({ suggestedName: fileName }),
    run: async ({ suggestedName }) => ok(await tools.pickPlace(suggestedName)),
  },
  'desktop:show-data-folder': { parse: none, run: () => done(tools.showDataFolder()) },
});

const pageHandlers = (
  tools: DesktopTools,
): Pick<Handlers, 'desktop:copy' | 'desktop:open-link' | 'desktop:print' | 'desktop:quit'> => ({
  'desktop:copy': {
    parse: z.strictObject({ text: z.string().max(1_000_000) }),
    run: ({ text }) => done(tools.copy(text)),
  },
  'desktop:open-link': {
    parse: z.strictObject({ url: z.string().max(2_000) }),
    run: ({ url }) => {
      const link = allowedLink(url);
      return link === null
        ? failed('desktop.link-refused', 'Mailroom does not open this address.')
        : done(tools.openLink(link));
    },
  },
  'desktop:print': {
    parse: none,
    run: async () => {
      const fault = await tools.print();
      return fault === null
        ? ok(null)
        : failed(
            'desktop.not-printed',
            `It was not printed: ${fault}.`,
            'Check the printer, or save it as PDF.',
          );
    },
  },
  'desktop:quit': {
    parse: none,
    run: () => {
      tools.quit();
      return ok(null);
    },
  },
});

const done = async (work: Promise<void>) => ok(await work.then(() => null));

/** A file that cannot be written is an expected outcome of saving. */
async function saved(work: Saved): Promise<Result<{ readonly savedAs: string } | null>> {
  try {
    return ok(await work);
  } catch (error) {
    return notSaved(error);
  }
}

/** The words for a file that could not be written. */
export const notSaved = (error: unknown): Result<never> =>
  failed(
    'desktop.not-saved',
    `The file could not be written: ${messageOf(error)}`,
    'Choose another folder.',
  );
