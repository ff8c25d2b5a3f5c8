/** The subject of a mail as a person reads it. Pure. */

/**
 * The first Subject of this header, on one line; '' where there is none. Encoded words (RFC 2047) are decoded; what
 * cannot be stays as it is.
 */
export function subjectIn(header: string): string {
  const field = /^Subject:(.*(?:\r?\n[ \t].*)*)/im.exec(header)?.[1] ?? '';
  // §6.2: the space between two encoded words belongs to the writing, not to the text.
  const text = field.replace(/\?=\s+(?==\?)/g, '?=').replace(encodedRun, decodedRun);
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

const encodedWord = /=\?([^?\s]+)\?([bq])\?([^?\r\n]*)\?=/gi;
const encodedRun = /(?:=\?[^?\s]+\?[bq]\?[^?\r\n]*\?=)+/gi;

/** Programs cut between words within a letter: neighbours of one charset are put together before they are read. */
function decodedRun(run: string): string {
  const pieces: { charset: string; octets: Buffer }[] = [];
  for (const [, charset = '', encoding = '', text = ''] of run.matchAll(encodedWord)) {
    const octets = /b/i.test(encoding) ? Buffer.from(text, 'base64') : quoted(text);
    const last = pieces.at(-1);
    if (last?.charset === charset) last.octets = Buffer.concat([last.octets, octets]);
    else pieces.push({ charset, octets });
  }
  try {
    // RFC 2231 §5: a language may stand behind the charset.
    return pieces
      .map(({ charset, octets }) => new TextDecoder(charset.replace(/\*.*/, '')).decode(octets))
      .join('');
  } catch {
    // A charset that nobody here knows.
    return run;
  }
}

/** RFC 2047 §4.2. */
const quoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
