/** The search's eyes on the real internet: https, DNS, and a look at a mail server. Each is bounded in time. */
import dns from 'node:dns';
import { defaultSettings } from '../../../contract/settings.ts';
import { clientFor, limitSetUp, openConnection, smarthostTimeouts } from '../smarthost.ts';
import type { Candidate, ProviderSources } from './find-provider.ts';

const fetchLimitMs = 8_000;
const probeLimitMs = 6_000;
/** Published configurations are a few KiB. */
const mostOctets = 256 * 1024;
const mostRedirects = 5;

/**
 * `hostname` is what we call ourselves where a server is tried; `nameServers` are asked for mail exchangers where a
 * test wants others than the system's.
 */
export function internetSources(
  hostname: string,
  nameServers: readonly string[] | null = null,
): ProviderSources {
  return {
    fetchText,
    mailExchangers: (domain, signal) => mailExchangers(domain, { nameServers, signal }),
    answers: (candidate, signal) => answers(candidate, hostname, signal),
  };
}

async function answers(
  candidate: Candidate,
  hostname: string,
  signal: AbortSignal,
): Promise<boolean> {
  const provider = { ...defaultSettings.provider, kind: 'smarthost' as const, ...candidate };
  const client = clientFor(provider, hostname, {
    ...smarthostTimeouts,
    ...{ connectMs: probeLimitMs, greetingMs: probeLimitMs, silenceMs: probeLimitMs },
  });
  const endLimit = limitSetUp(client, probeLimitMs);
  const stop = (): void => void client.emit('error', new Error('Stopped'));
  signal.addEventListener('abort', stop);
  try {
    return (await openConnection(client)) === null;
  } finally {
    endLimit();
    signal.removeEventListener('abort', stop);
    client.close();
  }
}

/** Name servers that say nothing are asked again and again by the system: not for longer than this. */
async function mailExchangers(
  domain: string,
  {
    nameServers,
    signal,
  }: { readonly nameServers: readonly string[] | null; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const resolver = new dns.promises.Resolver();
  if (nameServers !== null) resolver.setServers(nameServers);
  const cancel = (): void => resolver.cancel();
  const limit = setTimeout(cancel, probeLimitMs);
  signal.addEventListener('abort', cancel);
  const found = await resolver.resolveMx(domain).catch(() => []);
  clearTimeout(limit);
  signal.removeEventListener('abort', cancel);
  return found
    .filter(({ exchange }) => exchange !== '')
    .sort((a, b) => a.priority - b.priority)
    .map(({ exchange }) => exchange);
}

async function fetchText(url: string, signal: AbortSignal): Promise<string | null> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(fetchLimitMs)]);
    const response = await fetchEncrypted(url, limit);
    if (response?.ok !== true || !response.body) return null;
    const chunks: Uint8Array[] = [];
    let octets = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      octets += chunk.length;
      if (octets > mostOctets) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    // Nothing there, no network, a bad certificate: for the search all the same.
    return null;
  }
}

/**
 * Follows redirects one by one: a single step over plain http, be it to https again, and who is on the way says where
 * the office's password goes. Null for that, and where there is no end to them.
 */
async function fetchEncrypted(url: string, signal: AbortSignal): Promise<Response | null> {
  let at = new URL(url);
  for (let steps = 0; steps <= mostRedirects && at.protocol === 'https:'; steps += 1) {
    const headers = { accept: 'text/xml' };
    const response = await fetch(at, { signal, headers, redirect: 'manual' });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null) return response;
    await response.body?.cancel();
    at = new URL(next, at);
  }
  return null;
}
