/** What clients may say, and what they may be sent, at random. */
import { apopDigest } from '../../../main/relay/users/challenge.ts';
import type { ModelSession } from './pop3-model.ts';
import { base64 } from './pop3-stand.ts';

const textLines = [
  '.',
  '..',
  '.a',
  '',
  'a: 1',
  '\xe4\xff',
  'From x',
  'x'.repeat(1_000),
  ' .',
  '\t',
];

/** Says things that are right, wrong, too long, too late, in any order. */
export class RandomTalk {
  readonly random: () => number;
  readonly #passwords: ReadonlyMap<string, string>;

  constructor(random: () => number, passwords: ReadonlyMap<string, string>) {
    this.random = random;
    this.#passwords = passwords;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  /** Up to a dozen lines, most of them for the state in which the session is. */
  lines(model: ModelSession): string[] {
    const count = 1 + Math.floor(this.random() * 10);
    const lines: string[] = [];
    while (lines.length < count) {
      const share = model.state === 'transaction' ? 0.93 : 0.2;
      lines.push(...(this.random() < share ? [this.inside(model)] : this.#outside(model)));
    }
    return lines;
  }

  /** A command of the transaction state, or nearly. */
  inside(model: ModelSession): string {
    const one = (): string => this.#number(model);
    const count = this.pick([0, 1, 2, 5, 100, '99999999999', 'x', '-1']);
    return this.pick([
      ...['STAT', 'LIST', 'UIDL', 'NOOP', 'RSET', 'CAPA', 'noop', 'list', 'STAT 1', 'XTND', ''],
      ...[`LIST ${one()}`, `UIDL ${one()}`, `TOP ${one()} ${count}`, `TOP ${one()}`],
      ...[`RETR ${one()}`, `RETR ${one()}`, `retr ${one()}`, `RETR ${one()}`],
      ...[`DELE ${one()}`, `DELE ${one()}`, `DELE  1`, 'RETR', 'LIST 1 2'],
      ...['X'.repeat(300), `RETR 1${' '.repeat(5_000)}`],
    ]);
  }

  /** Commands whose answers are all told beforehand, octet by octet. */
  plainly(model: ModelSession): string {
    const one = (): string => this.#number(model);
    return this.pick([
      ...[`RETR ${one()}`, `RETR ${one()}`, `DELE ${one()}`, `TOP ${one()} 3`],
      ...['STAT', 'LIST', 'RSET'],
    ]);
  }

  /** A letter with CRLF, with or without header and last line end. */
  text(): string {
    const count = this.pick([0, 1, 5, 30, 30, 200, 3_000]);
    const body = Array.from({ length: count }, () => this.pick(textLines));
    const head = this.random() < 0.8 ? ['Subject: x', ''] : [];
    const ends = ['', '\r\n', '\r\n', '\r\n.', '\r\n.\r\n'];
    return [...head, ...body].join('\r\n') + this.pick(ends);
  }

  #number({ messages }: ModelSession): string {
    return String(this.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 0, -1, messages.length, 99_999]));
  }

  #outside({ timestamp }: ModelSession): readonly string[] {
    const user = this.pick(['joe', 'ann', 'nobody']);
    const right = this.#passwords.get(user) ?? '';
    const password = this.random() < 0.8 ? right : 'guess';
    const plain = base64(`\0${user}\0${password}`);
    return this.pick([
      [`USER ${user}`, `PASS ${password}`],
      [`user  ${user} `, 'NOOP', `pass ${password}`],
      [`USER ${user}`, 'PASS guess', `PASS ${password}`],
      ...[[`AUTH PLAIN ${plain}`], ['AUTH PLAIN', plain], ['AUTH PLAIN', '*'], ['AUTH PLAIN', '%']],
      ['AUTH LOGIN', base64(user), base64(password)],
      [`AUTH LOGIN ${base64(user)}`, base64(password)],
      ...[['AUTH LOGIN', '*'], ['AUTH LOGIN', base64(user), '!!'], ['AUTH'], ['AUTH NTLM']],
      [`APOP ${user} ${apopDigest(timestamp, password)}`],
      ...[['USER'], ['PASS x'], ['PASS'], ['UTF8'], ['CAPA'], ['QUIT'], ['X'.repeat(254)]],
      ...[['QUIT now'], ['AUTH PLAIN', 'X'.repeat(5_000)]],
    ]);
  }
}
