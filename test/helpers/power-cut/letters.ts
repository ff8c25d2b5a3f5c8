/** The mail of an office, each letter known by its content. */

/** What was sent, and to whom. */
export interface Letter {
  readonly id: string;
  readonly recipients: readonly string[];
  readonly content: Buffer;
  /** What the relay calls it; null until it was answered 250. */
  queueId: string | null;
}

/** Recipients of each letter in turn: taken, taken late, refused for good, a mailbox here. */
const mixes = [['fine'], ['ann'], ['fine', 'gone'], ['late'], ['fine', 'ann'], ['gone']];
/** Octets of each letter in turn: the largest has a file of its own. */
const sizes = [700, 3_000, 9_000, 1_500, 40_000, 900, 6_000, 120_000, 2_000, 400, 600_000];

/** The letter of this number in a row of them. */
export const letterOf = (id: string, number: number): Letter => ({
  id,
  recipients: (mixes[number % mixes.length] ?? []).map((kind) =>
    kind === 'ann' ? 'ann@office.test' : `${kind}-${id}@far.test`,
  ),
  content: contentOf(id, sizes[number % sizes.length] ?? 0),
  queueId: null,
});

/** '' where it is none of ours. */
export const idOf = (content: Buffer): string =>
  /^X-Test: (\S+)/m.exec(content.toString('latin1', 0, 4_000))?.[1] ?? '';

/** No two lines alike, some with a dot in front, and octets that are no ASCII. */
function contentOf(id: string, sizeBytes: number): Buffer {
  const head = [
    ...[
      `X-Test: ${id}`,
      'From: <joe@office.test>',
      `Subject: ${id}`,
      `Message-ID: <${id}@office.test>`,
    ],
    ...['Date: Fri, 27 Nov 2026 10:00:00 +0000', '', ''],
  ].join('\r\n');
  const lines: string[] = [];
  for (let octets = head.length; octets < sizeBytes; octets += 72)
    lines.push(`${lines.length % 7 === 0 ? '.' : ''}${id} ${lines.length} \xe9 `.padEnd(70, 'x'));
  return Buffer.from(`${head}${lines.map((line) => `${line}\r\n`).join('')}`, 'latin1');
}
