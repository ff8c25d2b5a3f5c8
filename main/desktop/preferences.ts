/** The preferences of a first start, and how a change is checked at the border. Pure. */
import * as z from 'zod';
import { noticeKinds, type NoticeKind, type Preferences } from '../contract/desktop.ts';

const allNotices = Object.fromEntries(noticeKinds.map((kind) => [kind, true])) as Record<
  NoticeKind,
  boolean
>;

export const firstPreferences: Preferences = {
  language: 'system',
  theme: 'system',
  // The wizard asks; it comes on with its last page.
  startAtSignIn: false,
  keepAwake: false,
  notices: allNotices,
  closeExplained: false,
  wizard: { page: 'welcome', draft: {} },
};

const shortText = z.string().max(4_000);

export const preferencesShape = z
  .strictObject({
    language: z.enum(['system', 'en', 'de']),
    theme: z.enum(['system', 'light', 'dark']),
    startAtSignIn: z.boolean(),
    keepAwake: z.boolean(),
    notices: z.record(z.enum(noticeKinds), z.boolean()),
    closeExplained: z.boolean(),
    wizard: z
      .strictObject({
        page: z.string().max(60),
        draft: z.record(z.string().max(60), shortText),
      })
      .nullable(),
  })
  .partial();

/** Without the keys that are only there as `undefined`. */
export function givenOf(change: z.infer<typeof preferencesShape>): Partial<Preferences> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
