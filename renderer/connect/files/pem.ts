/** The first certificate of a PEM text as base64 of its DER form (RFC 7468); '' where there is none. Pure. */
export const derOfPem = (pem: string): string =>
  /-----BEGIN CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END CERTIFICATE-----/
    .exec(pem)?.[1]
    ?.replace(/\s+/g, '') ?? '';
