/** What people type into fields for numbers and lists, as values. Pure. */

/** The number that a person typed, with a point or a comma; NaN for none. Pure. */
export const numberOf = (text: string): number =>
  text.trim() === '' ? NaN : Number(text.trim().replace(',', '.'));

/** The entries of such a text: people part them by lines, commas, or spaces. Pure. */
export const entriesOf = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
