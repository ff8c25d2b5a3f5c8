/** Which addresses the browser of this PC may be sent to. One table; everything else is refused. Pure. */
import { parseUrl } from './parse-url.ts';

/** Hosts whose pages the help and the provider pages name; their subdomains are not meant. */
const allowedHosts: readonly string[] = [
  'account.live.com',
  'account.microsoft.com',
  'account.apple.com',
  'accounts.google.com',
  'appleid.apple.com',
  'learn.microsoft.com',
  'login.yahoo.com',
  'myaccount.google.com',
  'support.apple.com',
  'support.google.com',
  'support.microsoft.com',
  'support.mozilla.org',
  'www.thunderbird.net',
];

/** The address to open, or null when it is refused: https, a host of the table, no name, no port. */
export function allowedLink(url: string): string | null {
  const parsed = parseUrl(url);
  if (parsed === null || parsed.protocol !== 'https:') return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.port !== '') return null;
  return allowedHosts.includes(parsed.hostname) ? parsed.href : null;
}
