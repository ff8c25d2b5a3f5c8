/** A conversation as plain text, for support: the usual C: for the program and S: for Mailroom. Pure. */
import type { SessionTranscript } from '../../main/contract/sessions.ts';

export function transcriptText({ session, lines }: SessionTranscript): string {
  const user = session.user === '' ? '' : ` as ${session.user}`;
  const head = `${session.listener} from ${session.peer}${user}, ${new Date(session.startedAt).toISOString()}`;
  const said = lines.map(
    ({ at, direction, line }) => `${timeOf(at)} ${direction === 'in' ? 'C:' : 'S:'} ${line}`,
  );
  return [head, ...said, ''].join('\n');
}

/** UTC, so that it can be laid beside other logs. */
const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 23);

/** The id of a refusal in a reply, `(R-7K2F4)`, or null. */
export const refusalIn = (line: string): string | null =>
  /\((R-[0-9A-Z]+)\)/.exec(line)?.[1] ?? null;
