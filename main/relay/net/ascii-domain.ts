/** Names of domains beyond ASCII (müller.example) in the form that mail carries and that is compared. Pure. */
import { domainToASCII } from 'node:url';

const ascii = /^[\x00-\x7f]*$/;

/** The ASCII form of a domain (RFC 5891); what is in ASCII or no domain comes back as it is. */
export const asciiDomain = (text: string): string =>
  ascii.test(text) ? text : domainToASCII(text) || text;

/** An address with its domain in ASCII; the part before the @ stays as it is. */
export function inAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return at === 0 ? address : address.slice(0, at) + asciiDomain(address.slice(at));
}
