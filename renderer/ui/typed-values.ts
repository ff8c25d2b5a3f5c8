/** What people type into fields for numbers and lists, as values. Pure. */

/** A point or comma that parts thousands: nobody types three decimals here. */
const parting = /(?<=^[1-9]\d{0,2}(?:[.,]\d{3})*)[.,](?=\d{3}(?!\d))/g;

/** The number that a person typed, with a point or a comma; `1.000` is a thousand. NaN for none. Pure. */
export const numberOf = (text: string): number =>
  text.trim() === '' ? NaN : Number(text.trim().replace(parting, '').replace(',', '.'));

/** The entries of such a text: people part them by lines, commas, or spaces. Pure. */
export const entriesOf = (text: string): readonly string[] =>
  text
    .split(/[\s,;]+/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
