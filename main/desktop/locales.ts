/** Language tags of the OS as the page can use them: a PC set to "C" or POSIX names none that Intl takes. Pure. */

const fallback = 'en-US';

/** The tags that are well-formed, in their order; never empty. */
export function usableTags(tags: readonly string[]): readonly string[] {
  const usable = tags.flatMap((tag) => {
    try {
      return Intl.NumberFormat.supportedLocalesOf([tag]);
    } catch {
      return [];
    }
  });
  return usable.length > 0 ? usable : [fallback];
}
