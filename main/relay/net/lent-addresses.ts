/**
 * Which addresses of this PC were lent by the router (DHCP), so that they can be others tomorrow. The system is
 * asked once for all of them, and not again at once: on Windows an answer takes a second.
 */
import { askSystem } from '../lifecycle/ask-system.ts';
import { systemClock, type Clock } from '../lifecycle/clock.ts';
import type { OwnAddress } from './own-addresses.ts';

/** By address: lent or not; null, and none at all, where the system does not say. */
export type Lent = ReadonlyMap<string, boolean | null>;

/** The system that is asked, where a test wants another. */
export interface LentAddressesOptions {
  readonly clock?: Clock;
  readonly platform?: NodeJS.Platform;
  readonly ask?: (program: string, args: readonly string[]) => Promise<string | null>;
}

/** Leases are given for hours. */
const knownForMs = 60_000;

type Ask = NonNullable<LentAddressesOptions['ask']>;
type Way = (addresses: readonly OwnAddress[], ask: Ask) => Promise<Lent>;

/** Never rejects. */
export class LentAddresses {
  readonly #clock: Clock;
  readonly #ask: Ask;
  readonly #way: Way | null;
  #known: { readonly key: string; readonly at: number; readonly lent: Promise<Lent> } | null = null;

  constructor({ clock, platform, ask }: LentAddressesOptions = {}) {
    this.#clock = clock ?? systemClock;
    this.#ask = ask ?? askSystem;
    this.#way = ways[platform ?? process.platform] ?? null;
  }

  of(addresses: readonly OwnAddress[]): Promise<Lent> {
    if (this.#way === null || addresses.length === 0) return Promise.resolve(new Map());
    const key = addresses.map(({ address, via }) => `${address} ${via}`).join('\n');
    const now = this.#clock.monotonic();
    if (this.#known === null || this.#known.key !== key || now - this.#known.at >= knownForMs)
      this.#known = { key, at: now, lent: this.#way(addresses, this.#ask) };
    return this.#known.lent;
  }
}

const ways: Partial<Record<NodeJS.Platform, Way>> = {
  linux: async (addresses, ask) => {
    const text = await ask('ip', ['-o', 'addr', 'show']);
    if (text === null) return new Map();
    return new Map(addresses.map(({ address }) => [address, parseIpAddr(text, address)]));
  },
  darwin: async (addresses, ask) => {
    const packets = new Map<string, string | null>();
    for (const { via } of addresses)
      if (!packets.has(via)) packets.set(via, await ask('ipconfig', ['getpacket', via]));
    const isIn = (packet: string | null, address: string): boolean | null =>
      packet?.split('\n').some((line) => line.trim() === `yiaddr = ${address}`) ?? null;
    return new Map(
      addresses.map(({ address, via }) => [address, isIn(packets.get(via) ?? null, address)]),
    );
  },
  win32: async (_addresses, ask) => {
    const text = await ask('powershell.exe', ['-NoProfile', '-Command', windowsQuestion]);
    return text === null ? new Map() : parseNetIpAddress(text);
  },
};

// Without a double quote: those are read twice on their way into PowerShell.
const windowsQuestion =
  "Get-NetIPAddress | ForEach-Object { '{0} {1}' -f $_.IPAddress, $_.PrefixOrigin }";

/** From `ip -o addr show`: the word `dynamic` stands on lines of lent addresses. */
function parseIpAddr(text: string, address: string): boolean | null {
  const line = text.split('\n').find((one) => one.includes(` ${address}/`));
  return line === undefined ? null : / dynamic\b/.test(line);
}

/** From our question to PowerShell: an address and where it is from on each line. */
function parseNetIpAddress(text: string): Lent {
  const lines = text.split(/\r?\n/).map((line) => /^(\S+) (\w+)\s*$/.exec(line));
  return new Map(
    lines.flatMap((line) => (line?.[1] === undefined ? [] : [[line[1], line[2] === 'Dhcp']])),
  );
}
