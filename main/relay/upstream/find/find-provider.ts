/**
 * Finds the outgoing server of an e-mail address: our presets, then what the provider publishes, then where
 * its mail comes in (MX), then likely names. Reads only; the person sees where it came from and may change it.
 */
import type { FoundProvider } from '../../../contract/providers.ts';
import type { ProviderTlsMode } from '../../../contract/settings.ts';
import { asciiDomain } from '../../net/ascii-domain.ts';
import {
  findPreset,
  presets,
  userNameFor,
  usualConnections,
  type ProviderPreset,
} from '../presets.ts';
import { parseAutoconfig, userFor } from './autoconfig.ts';

/** What the search needs of the world; tests give their own. */
export interface ProviderSources {
  /** Text behind an https address, or null (not there, too large, too slow). Never rejects. */
  fetchText(url: string, signal: AbortSignal): Promise<string | null>;
  /** Mail exchangers, most preferred first; empty where there are none. Never rejects. */
  mailExchangers(domain: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Whether a mail server with a good certificate answers there and encrypts. Never rejects. */
  answers(candidate: Candidate, signal: AbortSignal): Promise<boolean>;
}

/** A server that may be the right one. */
export interface Candidate {
  readonly host: string;
  readonly port: number;
  readonly tls: Exclude<ProviderTlsMode, 'none'>;
}

/** Where is looked, in this order. */
export type FindStep = 'preset' | 'autoconfig' | 'mx' | 'guess';

/** What the search may ask, and who follows it. */
export interface FindOptions {
  readonly sources: ProviderSources;
  readonly signal: AbortSignal;
  /** Told when a step begins. */
  readonly onStep: (step: FindStep) => void;
}

/** `address` has a domain. Null when nothing was found, or the search was stopped. */
export async function findProvider(
  address: string,
  { sources, signal, onStep }: FindOptions,
): Promise<FoundProvider | null> {
  const domain = asciiDomain(address.slice(address.lastIndexOf('@') + 1).toLowerCase());
  const steps: readonly [FindStep, () => Promise<FoundProvider | null>][] = [
    ['preset', () => Promise.resolve(fromPreset(findPreset(address), address, 'preset'))],
    ['autoconfig', () => published(domain, address, { sources, signal })],
    ['mx', () => byExchanger(domain, address, { sources, signal })],
    ['guess', () => guess(domain, address, { sources, signal })],
  ];
  for (const [step, look] of steps) {
    if (signal.aborted) return null;
    onStep(step);
    const found = await look();
    if (found !== null) return found;
  }
  return null;
}

type Search = Pick<FindOptions, 'sources' | 'signal'>;

function fromPreset(
  preset: ProviderPreset | null,
  address: string,
  source: 'preset' | 'mx',
): FoundProvider | null {
  if (preset === null) return null;
  const { name, host, port, tls, maxConnections, note, limits, needsOAuth } = preset;
  const user = userNameFor(preset, address);
  return {
    ...{ source, name, note, limits, needsOAuth },
    provider: { kind: 'smarthost', host, port, tls, user, auth: 'auto', maxConnections },
  };
}

/**
 * The provider's own file, then Mozilla's collection. Over https only: an answer that anybody on the way
 * can change would lead the office's password to them.
 */
async function published(
  domain: string,
  address: string,
  { sources, signal }: Search,
): Promise<FoundProvider | null> {
  const urls = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml?emailaddress=${encodeURIComponent(address)}`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
    `https://autoconfig.thunderbird.net/v1.1/${domain}`,
  ];
  // Asked together, since a wrong one takes its whole time-out; the first in this order that answers wins.
  const texts = await Promise.all(urls.map((url) => sources.fetchText(url, signal)));
  for (const [index, text] of texts.entries()) {
    const config = text === null ? null : parseAutoconfig(text);
    if (config === null) continue;
    const name = new URL(urls[index] ?? '').hostname;
    const found = withoutPreset('autoconfig', name, config, userFor(config.username, address));
    return { ...found, needsOAuth: config.needsOAuth };
  }
  return null;
}

/** A server of which nothing is known but where it is. */
const withoutPreset = (
  source: 'autoconfig' | 'guess',
  name: string,
  { host, port, tls }: Candidate,
  user: string,
): FoundProvider => ({
  ...{ source, name, note: null, limits: null, needsOAuth: false },
  provider: {
    ...{ kind: 'smarthost', host, port, tls, user, auth: 'auto' },
    maxConnections: usualConnections,
  },
});

async function byExchanger(
  domain: string,
  address: string,
  search: Search,
): Promise<FoundProvider | null> {
  const [exchanger] = await search.sources.mailExchangers(domain, search.signal);
  if (exchanger === undefined) return null;
  for (const base of basesOf(exchanger)) {
    if (base === domain) continue;
    const preset = hostedBy(exchanger) ?? findPreset(`x@${base}`);
    const found = fromPreset(preset, address, 'mx') ?? (await published(base, address, search));
    if (found !== null) return { ...found, source: 'mx', name: preset?.name ?? exchanger };
  }
  return null;
}

/** Exchangers of providers whose customers bring their own domains, so that no address shows them. */
const hosts: readonly (readonly [suffix: string, preset: string])[] = [
  ['outlook.com', 'microsoft-365'],
  ['mx.microsoft', 'microsoft-365'],
  ['google.com', 'google-workspace'],
  ['googlemail.com', 'google-workspace'],
  ['kundenserver.de', 'ionos'],
  ['ionos.de', 'ionos'],
  ['messagingengine.com', 'fastmail'],
];

function hostedBy(exchanger: string): ProviderPreset | null {
  const host = exchanger.toLowerCase().replace(/\.$/, '');
  const entry = hosts.find(([suffix]) => host.endsWith(`.${suffix}`));
  return presets.find(({ id }) => id === entry?.[1]) ?? null;
}

/**
 * `mx1.mail.example.co.uk` belongs to `example.co.uk`; without a list of public suffixes, the likely ones.
 * Never what looks like a suffix: whoever owns `autoconfig.co.uk` must not answer for a whole country.
 */
export function basesOf(host: string): readonly string[] {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  return [3, 2]
    .filter((count) => labels.length >= count)
    .map((count) => labels.slice(-count))
    .filter((base) => base.length > 2 || !suffixLike.test(base[0] ?? ''))
    .map((base) => base.join('.'));
}

const suffixLike = /^(co|com|org|net|ac|edu|gov|gob|gouv|or|ne|gv|nhs|ltd|plc|me|asso|nom)$/;

async function guess(
  domain: string,
  address: string,
  { sources, signal }: Search,
): Promise<FoundProvider | null> {
  const candidates = [`smtp.${domain}`, `mail.${domain}`, domain].flatMap((host): Candidate[] => [
    { host, port: 465, tls: 'implicit' },
    { host, port: 587, tls: 'starttls' },
  ]);
  const answers = await Promise.all(candidates.map((one) => sources.answers(one, signal)));
  const found = candidates[answers.indexOf(true)];
  return found === undefined ? null : withoutPreset('guess', found.host, found, address);
}
