/** The preferences of a first start, what is read of kept ones, and how a change is checked at the border. Pure. */
import * as z from 'zod';
import {
  noticeKinds,
  type NoticeKind,
  type Preferences,
  type PreferencesChange,
} from '../contract/desktop.ts';

const allNotices = Object.fromEntries(noticeKinds.map((kind) => [kind, true])) as Record<
  NoticeKind,
  boolean
>;

/** What counts on a PC where nobody has chosen anything yet. */
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

/** Each preference that cannot be read counts as in a first start; the others stay. */
export const preferencesShape = z
  .strictObject({
    language: z.enum(['system', 'en', 'de']),
    theme: z.enum(['system', 'light', 'dark']),
    startAtSignIn: z.boolean(),
    keepAwake: z.boolean(),
    notices: z.partialRecord(z.enum(noticeKinds), z.boolean()),
    closeExplained: z.boolean(),
    wizard: z
      .strictObject({
        page: z.string().max(60),
        draft: z.record(z.string().max(60), shortText),
      })
      .nullable(),
  })
  .partial();

/** The preferences with this change in them. */
export function changed(now: Preferences, change: PreferencesChange): Preferences {
  return { ...now, ...given(change), notices: { ...now.notices, ...given(change.notices ?? {}) } };
}

/**
 * What is kept, each preference for itself: one that this version does not understand is as at a first start, and
 * takes none of the others along.
 */
export function keptPreferences(kept: unknown): Preferences {
  const sound = Object.entries(z.record(z.string(), z.unknown()).safeParse(kept).data ?? {}).filter(
    ([name, value]) => preferencesShape.safeParse({ [name]: value }).success,
  );
  return changed(firstPreferences, preferencesShape.parse(Object.fromEntries(sound)));
}

/** Without the keys that are only there as `undefined`. */
function given<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
