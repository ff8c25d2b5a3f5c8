/** The number of a refusal, as people copy it out of an error message: `R-7K2F4`, perhaps with brackets. */
export function refusalNumber(text: string): string | null {
  const match = /^\(?(r-[2-9a-hj-km-np-z]{5})\)?$/i.exec(text.trim());
  return match?.[1]?.toUpperCase() ?? null;
}
