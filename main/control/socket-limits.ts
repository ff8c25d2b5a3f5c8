/** Longest request on the control socket, in octets: an act on 100,000 messages names each of them. */
export const maxLineOctets = 8 << 20;
