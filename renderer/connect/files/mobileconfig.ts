/**
 * A configuration profile for Mail on iPhone, iPad and Mac (Apple's Device Management, payloads
 * com.apple.mail.managed and com.apple.security.root). It holds no password: the device asks for it. Pure.
 */
import type { Filling } from '../model/program.ts';
import { derOfPem } from './pem.ts';

export interface ProfileWords {
  readonly title: string;
  readonly description: string;
}

export interface ProfileParts {
  readonly filling: Filling;
  /** The office authority's certificate, PEM; null where devices trust the certificate anyway. */
  readonly authorityPem: string | null;
  readonly words: ProfileWords;
  /** A new UUID each time it is called. */
  readonly uuid: () => string;
}

type Value = string | number | boolean | Data | readonly Dict[];
/** Base64. */
interface Data {
  readonly base64: string;
}
type Dict = Readonly<Record<string, Value>>;

/** The file's text, an XML property list. */
export function mobileconfig(parts: ProfileParts): string {
  const { filling, authorityPem, words, uuid } = parts;
  const identifier = `app.mailroom.${filling.user}`;
  const certificate = authorityPem === null ? [] : [certificateOf(authorityPem, identifier, uuid)];
  const profile: Dict = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuid(),
    PayloadDisplayName: words.title,
    PayloadDescription: words.description,
    PayloadRemovalDisallowed: false,
    PayloadContent: [account(parts, identifier), ...certificate],
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<plist version="1.0">${dict(profile)}</plist>`,
    '',
  ].join('\n');
}

function account({ filling, words, uuid }: ProfileParts, identifier: string): Dict {
  const { server, pop, smtp, user, address, isAddressKnown } = filling;
  return {
    PayloadType: 'com.apple.mail.managed',
    PayloadVersion: 1,
    PayloadIdentifier: `${identifier}.mail`,
    PayloadUUID: uuid(),
    PayloadDisplayName: words.title,
    EmailAccountDescription: 'Mailroom',
    EmailAccountType: 'EmailTypePOP',
    // Left out, the device asks for it.
    ...(isAddressKnown ? { EmailAddress: address } : {}),
    IncomingMailServerAuthentication: 'EmailAuthPassword',
    IncomingMailServerHostName: server,
    IncomingMailServerPortNumber: pop.port,
    IncomingMailServerUseSSL: pop.tls !== 'none',
    IncomingMailServerUsername: user,
    OutgoingMailServerAuthentication: 'EmailAuthPassword',
    OutgoingMailServerHostName: server,
    OutgoingMailServerPortNumber: smtp.port,
    OutgoingMailServerUseSSL: smtp.tls !== 'none',
    OutgoingMailServerUsername: user,
    OutgoingPasswordSameAsIncomingPassword: true,
  };
}

const certificateOf = (pem: string, identifier: string, uuid: () => string): Dict => ({
  PayloadType: 'com.apple.security.root',
  PayloadVersion: 1,
  PayloadIdentifier: `${identifier}.certificate`,
  PayloadUUID: uuid(),
  PayloadDisplayName: 'Mailroom',
  PayloadCertificateFileName: 'mailroom-office.crt',
  PayloadContent: { base64: derOfPem(pem) },
});

const dict = (entries: Dict): string =>
  `<dict>${Object.entries(entries)
    .map(([key, value]) => `<key>${key}</key>${valueXml(value)}`)
    .join('')}</dict>`;

function valueXml(value: Value): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  return 'base64' in value
    ? `<data>${value.base64}</data>`
    : `<array>${value.map(dict).join('')}</array>`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);
