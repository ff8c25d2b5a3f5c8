/** Addresses from MAIL and RCPT in the form that the queue keeps. Pure. */
import { domainToASCII } from 'node:url';
import { reply, type Reply } from './reply.ts';

/** The address with its domain in ASCII, or the reply that refuses it. */
export type AddressOutcome =
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly reply: Reply };

const ascii = /^[\x00-\x7f]*$/;

/** RFC 5321 §4.1.2. */
const dotString = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** RFC 5321 §4.1.2: the same mailbox with the fewest quotes; one person's address must not look like two. */
function plainLocal(local: string): string {
  if (!local.startsWith('"')) return local;
  const bare = local.slice(1, -1).replace(/\\(.)/g, '$1');
  return dotString.test(bare) ? bare : local;
}

/** RFC 3463 §3.2: whose address is wrong, the recipient's or the sender's. */
export type AddressSide = 'recipient' | 'sender';

/**
 * Turns the domain back into its ASCII form (smtp-server hands over Unicode, which no next hop takes)
 * and refuses a non-ASCII local part where the client did not say SMTPUTF8 (RFC 6531 §3.5: 553, X.6.7).
 */
export function asciiAddress(
  raw: string,
  isSmtpUtf8: boolean,
  side: AddressSide = 'recipient',
): AddressOutcome {
  const at = raw.lastIndexOf('@');
  if (at < 0) return { ok: true, address: raw };
  const local = plainLocal(raw.slice(0, at));
  if (ascii.test(raw)) return { ok: true, address: `${local}${raw.slice(at)}` };
  const domain = domainToASCII(raw.slice(at + 1));
  if (domain === '') {
    const status = side === 'sender' ? '5.1.7' : '5.1.3';
    return { ok: false, reply: reply(553, status, 'This domain name is not valid') };
  }
  if (!ascii.test(local) && !isSmtpUtf8)
    return { ok: false, reply: reply(553, '5.6.7', 'This address needs the SMTPUTF8 parameter') };
  return { ok: true, address: `${local}@${domain}` };
}

/** Lower-case ASCII domain of an address, '' where it has none. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}

/**
 * What old scanners send, as RFC 5321 wants it: angle brackets added, spaces around the address taken away, a bare
 * local part qualified with `domain`. Other lines come back as they are.
 */
export function repairAddressCommand(line: string, domain: string): string {
  const parts = /^(MAIL|RCPT)\s+(FROM|TO)\s*:\s*(?:<\s*([^<>]*?)\s*>|([^\s<>]+))(.*)$/i.exec(line);
  if (!parts) return line;
  const [, verb = '', side = '', bracketed, bare = '', rest = ''] = parts;
  const address = bracketed ?? bare;
  const isWhole = address === '' || address.includes('@') || address.toLowerCase() === 'postmaster';
  return `${verb} ${side}:<${isWhole ? address : `${address}@${domain}`}>${rest}`;
}

/** What the library takes in no address, and what stands for it meanwhile: of the private use area, so in no address. */
const standIns = { ' ': '\ue000', _: '\ue001', '.': '\ue002' } as const;
const standIn = /[\ue000-\ue002]/;

/** Command word, perhaps a source route, and a local part in quotes. */
const quotedPath = /^([^:<>]*:\s*<(?:@[^<>:\s]*:)?)("(?:[^"\\<>]|\\[^<>])*"@)/;
/** The same with any local part. */
const pathLocal = /^([^:<>]*:\s*<(?:@[^<>:\s]*:)?)([^<>@\s]+@)/;
/** Up to the last @ of the path, and the domain behind it. */
const pathDomain = /^([^:<>]*:\s*<[^<>]*@)([^<>@\s]+>)/;
/** Dots that begin or end a local part, or stand together: no program may make such addresses, and people have them. */
const oddDots = /^"?\.+|\.{2,}|\.+(?="?@)/g;

/**
 * Hides from the library what it takes in no address: the spaces of a local part in quotes (RFC 5321 §4.1.2), dots
 * where they belong only in quotes, and underscores in a domain, which no host name may have (RFC 1123 §2.1) and which
 * Windows gives to PCs and old devices all the same. Null where nothing is to hide. `showHidden` brings back those and
 * no others: a line that has a stand-in is not touched.
 */
export function hideFromLibrary(line: string): string | null {
  if (standIn.test(line)) return null;
  const hiding =
    (what: keyof typeof standIns) =>
    (_whole: string, before: string, part: string): string =>
      before + part.replaceAll(what, standIns[what]);
  const hidden = line
    .replace(quotedPath, hiding(' '))
    .replace(
      pathLocal,
      (_whole, before: string, part: string) =>
        before + part.replace(oddDots, (dots) => dots.replaceAll('.', standIns['.'])),
    )
    .replace(pathDomain, hiding('_'));
  return hidden === line ? null : hidden;
}

/** The address as it was before `hideFromLibrary`. */
export const showHidden = (address: string): string =>
  Object.entries(standIns).reduce((text, [what, hid]) => text.replaceAll(hid, what), address);

/** Whether a line may have something to hide. Most have not. */
export const isAwkward = (line: Buffer | string): boolean =>
  awkward.some((text) => line.includes(text));
const awkward = ['"', '_', '..', '<.', ':.', '.@'];

/** A name may look like an address; beside a second one in brackets nobody can tell which of the two is shown. */
function addressesInPart(part: string): readonly string[] {
  const bracketed = [...part.matchAll(/<([^<>]*)>/g)].map(([, address = '']) => address.trim());
  return bracketed.length > 0 ? bracketed : [part.trim()];
}

/** The addresses in a From header field, comments and display names left out (RFC 5322 §3.4), domains as ASCII. */
export function addressesInFrom(value: string): readonly string[] {
  // A quote that never ends takes the rest: looked for again from each mark on, 256 KB would take minutes.
  const plain = value.replace(/"(?:[^"\\]|\\.)*(?:"|$)/gs, ' ').replace(/\([^()]*\)/g, ' ');
  // Each author counts: a bare address beside a bracketed one is shown to readers too.
  return plain
    .split(',')
    .flatMap(addressesInPart)
    .filter((part) => part.includes('@'))
    .map((address) => {
      const outcome = asciiAddress(address, true);
      return outcome.ok ? outcome.address : address;
    });
}
