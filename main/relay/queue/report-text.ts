/** Small ways with text that reports share. Pure. */

/** Words of others must not become header lines or fields. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 900);

/** RFC 3464 §2.1.2: fields are ASCII; only RFC 6533's form may hold more. */
export const asciiLine = (text: string): string => oneLine(text).replace(/[^ -~]+/g, '?');

/** Holds printable ASCII and spaces only. */
export const isAscii = (text: string): boolean => !/[^ -~]/.test(text);
