/** A journal of an office's last day: what a start finds, so that lists and plots have something to show. */
import fs from 'node:fs';
import path from 'node:path';
import type { JournalEntry } from '../../main/contract/journal.ts';

export interface BusyOffice {
  readonly sent: number;
  readonly bounced: number;
  readonly refused: number;
  /** Hours over which it is spread, back from now. */
  readonly hours?: number;
}

const people = ['joe', 'anna', 'mia.bauer', 'scanner', 'lager'];
const names = ['ann', 'ben', 'cleo', 'dora', 'emil', 'info', 'office', 'billing'];
const domains = ['example.org', 'example.net', 'customer.example', 'tax-office.example'];
const reasons = ['no-window', 'window-expired', 'sign-in-failed', 'trusted-recipient'];

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length]!;
const idOf = (n: number): string => `M${(1_000_000 + n).toString(36).toUpperCase()}`;

function story(
  n: number,
): Pick<JournalEntry, 'id' | 'user' | 'peer'> & { recipient: string; sender: string } {
  const user = pick(people, n);
  return {
    id: idOf(n),
    user,
    peer: `192.168.1.${20 + (n % 5)}`,
    sender: `${user}@myclient.com`,
    recipient: `${pick(names, n * 7)}@${pick(domains, n * 3)}`,
  };
}

function sent(n: number, at: number): JournalEntry {
  const { sender, recipient, ...about } = story(n);
  const reply = `250 2.0.0 OK queued as ${idOf(n)}`;
  const text = `Delivered to ${recipient}: ${reply}`;
  return {
    at,
    level: 'info',
    event: 'queue.delivered',
    ...about,
    text,
    data: { sender, recipient, reply },
  };
}

function bounced(n: number, at: number): JournalEntry {
  const { sender, recipient, ...about } = story(n + 700_001);
  const cause = 'The provider refused the recipient.';
  const reply = `550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`;
  const data = { sender, recipient, cause, reply };
  return {
    at,
    level: 'notice',
    event: 'queue.bounced',
    ...about,
    text: `${recipient}: ${cause} ${reply}`,
    data,
  };
}

function refused(n: number, at: number): JournalEntry {
  const { sender, recipient, peer } = story(n + 5);
  const reason = pick(reasons, n);
  const id = `R-${(40_000_000 + n * 91).toString(36).toUpperCase().slice(-5)}`;
  const data = {
    kind: reason,
    reason,
    peer: peer ?? '',
    listener: 'relay',
    sender,
    recipient,
    signIn: 'none',
  };
  const from = peer === undefined ? {} : { peer };
  return {
    at,
    level: 'notice',
    event: 'smtp.refused',
    id,
    ...from,
    text: `Refused a message from ${peer ?? ''}.`,
    data,
  };
}

const makers = { sent, bounced, refused } as const;

/** Writes the journal files of a data folder that is not in use. */
export function writeBusyJournal(dataFolder: string, office: BusyOffice, now = Date.now()): void {
  const spanMs = (office.hours ?? 20) * 3_600_000;
  const entries = (['sent', 'bounced', 'refused'] as const).flatMap((kind) =>
    Array.from({ length: office[kind] }, (_, n) => {
      // Busier in the middle of the time than at its ends, as a working day is.
      const share = (n + 0.5) / office[kind];
      const at = now - spanMs * (0.5 + Math.sin((share - 0.5) * Math.PI) * 0.45);
      return makers[kind](n, Math.round(at));
    }),
  );
  entries.sort((a, b) => a.at - b.at);
  const folder = path.join(dataFolder, 'journal');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const days = new Map<string, string>();
  for (const entry of entries) {
    const day = new Date(entry.at).toISOString().slice(0, 10);
    days.set(day, `${days.get(day) ?? ''}${JSON.stringify(entry)}\n`);
  }
  for (const [day, lines] of days)
    fs.writeFileSync(path.join(folder, `${day}.jsonl`), lines, { mode: 0o600 });
}
