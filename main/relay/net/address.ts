/**
 * Address keys: the one form in which peer addresses are compared, so that ::ffff:192.0.2.7 and
 * 192.0.2.7 are one, and every spelling of an IPv6 address too.
 */

/** Canonical text of an IP address: IPv4 dotted, IPv6 compressed and lower-case, no zone, never ::ffff:. */
export type AddressKey = string & { readonly addressKey: unique symbol };
