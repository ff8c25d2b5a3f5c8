import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

/** A letter whose octets must come through as they are. */
export interface Letter {
  readonly name: string;
  /** Also its subject. */
  readonly id: string;
  readonly content: Buffer;
}

const anyOctet = Array.from({ length: 255 }, (_, at) => at + 1).filter(
  (octet) => octet !== 0x0a && octet !== 0x0d,
);
const attachment = randomBytes(7_500_000)
  .toString('base64')
  .replace(/(.{76})/g, '$1\r\n');

const bodies: Readonly<Record<string, string>> = {
  'lines of dots': '.\r\n..\r\n...\r\n.x\r\n. .\r\n.\r\n\r\n.\r\n',
  '8-bit text': 'Gr\xc3\xbc\xc3\x9fe, na\xefve \xff\xfe\r\nFrom the start of a line\r\n',
  // Not longer: fetchmail breaks lines of more than 8,192 octets itself.
  'long lines': [998, 999, 1_500, 4_096, 8_000]
    .map((length) => `.${'x'.repeat(length - 1)}\r\n`)
    .join(''),
  'an empty body': '',
  'empty lines at the end': 'text with spaces at the end  \t \r\n\r\n\r\n\r\n',
  'every octet but NUL, CR and LF': `${Buffer.from(anyOctet).toString('latin1')}\r\n`.repeat(20),
  'a 10 MB attachment': `${attachment}\r\n`,
};

/** What a mail system must not change: each from joe to ann. */
export const letters: readonly Letter[] = Object.entries(bodies).map(([name, body], at) => {
  const id = `letter-${at + 1}`;
  const header = [
    'From: joe@office.example',
    'To: ann@office.example',
    `Subject: ${id}`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    `Message-ID: <${id}@office.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  return { name, id, content: Buffer.from(`${header.join('\r\n')}\r\n\r\n${body}`, 'latin1') };
});

/** Without the trace lines on top that mail systems add (RFC 5321 §4.4); tells those too. */
export function withoutTrace(content: Buffer): { trace: string; letter: Buffer } {
  const text = content.toString('latin1');
  const trace = /^(?:(?:Received|Return-Path|Delivered-To):.*\r\n(?:[ \t].*\r\n)*)*/.exec(text)![0];
  return { trace, letter: content.subarray(trace.length) };
}

/** Octet for octet, apart from trace lines. Short words where they differ: the letters are long. */
export function assertSameLetter(content: Buffer, { name, content: wanted }: Letter): void {
  const { letter } = withoutTrace(content);
  const at = letter.findIndex((octet, index) => octet !== wanted[index]);
  if (at < 0) assert.equal(letter.length, wanted.length, `${name}: the length`);
  else
    assert.fail(
      `${name} differs at octet ${at}: ${show(letter, at)} instead of ${show(wanted, at)}`,
    );
}

const show = (octets: Buffer, at: number): string =>
  JSON.stringify(octets.subarray(Math.max(0, at - 20), at + 20).toString('latin1'));
