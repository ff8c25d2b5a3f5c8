/**
 * The number of a refusal: `R-7K2F4`, however it is typed; in capitals it is also found in a whole message that
 * somebody pasted.
 */
export function refusalNumber(text: string): string | null {
  const match =
    /^\(?(r-[2-9a-hj-km-np-z]{5})\)?$/i.exec(text.trim()) ??
    /(?<![\p{L}\p{N}-])(R-[2-9A-HJ-KM-NP-Z]{5})(?![\p{L}\p{N}])/u.exec(text);
  return match?.[1]?.toUpperCase() ?? null;
}
