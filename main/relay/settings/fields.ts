/** What single settings may hold, each with the words for what it does not take. */
import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { isPrivateNetwork, parseNetwork } from '../net/address.ts';
import { asciiDomain, inAsciiDomain } from '../net/ascii-domain.ts';

/** A whole number, both bounds within. */
export const whole = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
/** More than nothing, fractions too. */
export const amount = (max: number) => z.number().check(z.gt(0), z.lte(max));
/** A TCP port. */
export const port = whole(1, 65_535);
/** An address, or a network as CIDR. */
export const network = z
  .string()
  .check(
    z.refine(
      (text) => parseNetwork(text) !== null,
      'is no address or network; write for example 192.168.1.20 or 192.168.1.0/24',
    ),
  );
// No control characters: these texts reach protocol lines, where a line break would add a command.
const oneLine = z.regex(/^[^\x00-\x1f\x7f]*$/, 'may not hold line breaks or control characters');
/** A line of text; it may be empty. */
export const word = z.string().check(z.maxLength(255), oneLine);
/** A name that a person gives. */
export const name = z.string().check(z.minLength(1), z.maxLength(64), oneLine);
/** The path of a file; empty for none. */
export const file = z.string().check(z.maxLength(4_096), oneLine);
/** A domain, kept as it goes over the wire (RFC 5890: A-labels), in small letters. */
export const domain = z
  .string()
  .check(
    z.overwrite(asciiDomain),
    z.maxLength(253),
    z.regex(
      /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/,
      'is no domain; write for example example.com, in small letters',
    ),
  );
/** An address, or the domain of many. */
export const sender = word.check(
  z.overwrite((text) => (text.includes('@') ? inAsciiDomain(text) : asciiDomain(text))),
  z.regex(/^\S+$/, 'is no address or domain; write for example joe@example.com or example.com'),
);
/** Where to listen: an address of this PC, or empty for all of them. */
export const host = z
  .string()
  .check(
    z.refine(
      (text) => text === '' || isIP(text) !== 0,
      'is no address of this PC; write for example 127.0.0.1, or nothing for all addresses',
    ),
  );
/** What one provider gives to one customer: more are strangers. */
const publicBits = { 4: 24, 6: 48 } as const;
/** A network whose devices send without a sign-in. */
export const officeNetwork = network.check(
  z.refine((text) => {
    const parsed = parseNetwork(text);
    return (
      parsed === null || isPrivateNetwork(parsed) || parsed.prefixBits >= publicBits[parsed.family]
    );
  }, 'is too wide: it would let strangers send; write the office’s own addresses, for example 192.168.1.0/24'),
);
/** A list of them. */
export const texts = (item: z.ZodMiniType<string, string>) => z.readonly(z.array(item));
/** A server's name or address. A colon is an IPv6 address's; behind a name it would be the port, a setting of its own. */
export const server = word.check(
  z.refine(
    (text) => /^[\p{L}\p{N}_.-]*$/u.test(text) || isIP(text) === 6,
    'is no server name; write for example smtp.example.com',
  ),
);

/** SHA-256 of a certificate, in pairs of hex digits; empty for none. */
export const fingerprint = z
  .string()
  .check(
    z.regex(
      /^([0-9A-F]{2}(:[0-9A-F]{2}){31})?$/i,
      'is no SHA-256 fingerprint; it is 32 pairs of hex digits with colons between',
    ),
  );

/** The name by which this PC greets others; empty for the system's. */
export const hostname = word.check(
  z.regex(/^[A-Za-z0-9.-]*$/, 'is no host name; write for example mail.example.com'),
);
