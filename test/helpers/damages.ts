/** What can happen to a command line on its way, the same for every protocol of lines. */

export interface Damage {
  readonly name: string;
  /** Octets as latin1, each piece a packet of its own. */
  readonly packets: (command: string) => readonly string[];
  /** `same`: it is still that command. */
  readonly kind: 'same' | 'glued' | 'too-long' | 'not-ascii' | 'control';
}

/** A space that a parser may not trip over: after the verb, or at the end of a lone one. */
const withTail = (command: string, tail: string): string =>
  command.includes(' ') ? command + tail : `${command} ${tail}`;

/** `longOctets` is more than a line may have; `probe` is a command that is glued behind. */
export const damagesOf = (longOctets: number, probe: string): readonly Damage[] => [
  { name: 'as it should be', kind: 'same', packets: (command) => [`${command}\r\n`] },
  {
    name: 'split octet by octet',
    kind: 'same',
    packets: (command) => `${command}\r\n`.match(/[^]/g) ?? [],
  },
  { name: 'split in its line end', kind: 'same', packets: (command) => [`${command}\r`, '\n'] },
  { name: 'with a bare LF', kind: 'same', packets: (command) => [`${command}\n`] },
  {
    name: 'in small letters',
    kind: 'same',
    packets: (command) => [
      `${command.replace(/^[A-Z]+( FROM| TO)?/, (verb) => verb.toLowerCase())}\r\n`,
    ],
  },
  {
    name: 'glued to the next one',
    kind: 'glued',
    packets: (command) => [`${command}\r\n${probe}\r\n`],
  },
  {
    name: 'too long',
    kind: 'too-long',
    packets: (command) => [`${withTail(command, 'x'.repeat(longOctets))}\r\n`],
  },
  {
    name: 'too long, in pieces',
    kind: 'too-long',
    packets: (command) => [
      ...(withTail(command, 'x'.repeat(longOctets)).match(/.{1,700}/g) ?? []),
      '\r\n',
    ],
  },
  {
    name: 'not ASCII',
    kind: 'not-ascii',
    packets: (command) => [`${withTail(command, '\xff\xfe')}\r\n`],
  },
  {
    name: 'with a NUL inside',
    kind: 'control',
    packets: (command) => [`${withTail(command, 'a\0b')}\r\n`],
  },
];

/** A generator that gives the same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A line with some of its octets changed, left out, doubled, or others put in. */
export function mutated(line: string, random: (below: number) => number): string {
  let octets = line;
  for (let changes = random(4); changes > 0; changes -= 1) {
    const at = random(octets.length + 1);
    const octet = String.fromCharCode(random(256));
    const kinds = [
      octets.slice(0, at) + octet + octets.slice(at + 1),
      octets.slice(0, at) + octets.slice(at + 1 + random(3)),
      octets.slice(0, at) + octets.slice(0, random(20)) + octets.slice(at),
      octets.slice(0, at) + octet.repeat(random(40)) + octets.slice(at),
    ];
    octets = kinds[random(kinds.length)] ?? octets;
  }
  return octets;
}
