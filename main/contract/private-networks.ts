/** RFC 1918, 3927, 6598, 4193, 4291: addresses that no stranger has, as networks (CIDR). */
export const privateNetworks: readonly string[] = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10'],
  ...['127.0.0.0/8', '::1', 'fc00::/7', 'fe80::/10'],
];
