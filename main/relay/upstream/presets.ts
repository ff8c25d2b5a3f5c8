/**
 * Providers that offices use, as data: where to connect and what to know. Host, port and encryption are from
 * nodemailer's list (MIT-0) and Thunderbird's ISPDB; a provider whose values neither has is not here.
 */
import type { ProviderPresetView } from '../../contract/providers.ts';

/** One provider. */
export interface ProviderPreset extends ProviderPresetView {
  /** Domains of its addresses, lower-case; empty where customers bring their own. */
  readonly domains: readonly string[];
}

/** At once, where nothing is known: what most providers bear. */
export const usualConnections = 2;

type Server = readonly [host: string, port: 465 | 587 | 2525];

const preset = (
  id: string,
  name: string,
  [host, port]: Server,
  more: Partial<ProviderPreset> = {},
): ProviderPreset => ({
  id,
  name,
  domains: [],
  host,
  port,
  tls: port === 465 ? 'implicit' : 'starttls',
  user: 'address',
  maxConnections: usualConnections,
  limits: null,
  note: null,
  needsOAuth: false,
  ...more,
});

const appPassword =
  'Switch on two-step verification, make an app password in the account, and type that one.';
const perhapsAppPassword = 'If the usual password is refused, make an app password in the account.';
const apiKey = 'Make the user name and password for SMTP in the provider’s console.';

/** All of them, in the order in which they are shown. */
export const presets: readonly ProviderPreset[] = [
  preset('microsoft-365', 'Microsoft 365', ['smtp.office365.com', 587], {
    domains: ['office365.com', 'onmicrosoft.com'],
    maxConnections: 3,
    limits: '3 connections, 30 messages a minute, 10,000 recipients a day',
    note: 'Sending with a password ("SMTP AUTH") is off by default in new tenants, and from the end of December 2026 in existing ones: the administrator must switch it on. The sender must be the account’s own address.',
  }),
  preset('outlook-com', 'Outlook.com, Hotmail', ['smtp-mail.outlook.com', 587], {
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'outlook.de', 'outlook.fr'],
    note: 'Takes no password any more since September 2024, only a sign-in in the browser. Use another provider for the office.',
    needsOAuth: true,
  }),
  preset('gmail', 'Gmail', ['smtp.gmail.com', 465], {
    domains: ['gmail.com', 'googlemail.com'],
    limits: 'about 500 messages a day',
    note: appPassword,
  }),
  preset('google-workspace', 'Google Workspace', ['smtp.gmail.com', 465], {
    limits: 'about 2,000 messages a day',
    note: `${appPassword} The administrator may have to allow it.`,
  }),
  preset(
    'google-workspace-relay',
    'Google Workspace relay service',
    ['smtp-relay.gmail.com', 465],
    {
      limits: '10,000 recipients a day and user',
      note: 'The administrator switches the relay service on, for this office’s internet address or with sign-in.',
    },
  ),
  preset('yahoo', 'Yahoo', ['smtp.mail.yahoo.com', 465], {
    domains: [
      'yahoo.com',
      'yahoo.de',
      'yahoo.fr',
      'yahoo.it',
      'yahoo.es',
      'yahoo.co.uk',
      'ymail.com',
      'rocketmail.com',
    ],
    note: appPassword,
  }),
  preset('aol', 'AOL', ['smtp.aol.com', 465], {
    domains: ['aol.com', 'aol.de', 'aol.fr', 'aol.it', 'aol.co.uk'],
    note: appPassword,
  }),
  preset('icloud', 'iCloud', ['smtp.mail.me.com', 587], {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    note: perhapsAppPassword,
  }),
  preset('gmx', 'GMX', ['mail.gmx.net', 465], {
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.eu', 'gmx.info', 'gmx.org', 'gmx.biz'],
    note: 'Allow access by mail programs (POP3/IMAP) in the account first.',
  }),
  preset('gmx-com', 'GMX.com', ['mail.gmx.com', 587], { domains: ['gmx.com'] }),
  preset('web-de', 'WEB.DE', ['smtp.web.de', 465], {
    domains: ['web.de'],
    user: 'local-part',
    note: 'Allow access by mail programs (POP3/IMAP) in the account first.',
  }),
  preset('t-online', 'T-Online', ['securesmtp.t-online.de', 465], {
    domains: ['t-online.de', 'magenta.de'],
    note: 'Needs the password for mail programs, which is set apart from the one for the web pages.',
  }),
  preset('ionos', '1&1 IONOS', ['smtp.1und1.de', 465], {
    domains: ['online.de', 'onlinehome.de', 'kundenserver.de', 'schlund.de'],
  }),
  preset('strato', 'STRATO', ['smtp.strato.de', 465], { domains: ['strato.de', 'rzone.de'] }),
  preset('vodafone-de', 'Vodafone, Arcor (Germany)', ['smtp.vodafonemail.de', 465], {
    domains: ['vodafonemail.de', 'arcor.de', 'kabelmail.de'],
  }),
  preset('posteo', 'Posteo', ['posteo.de', 465], {
    domains: ['posteo.de', 'posteo.net', 'posteo.at', 'posteo.ch', 'posteo.eu', 'posteo.org'],
  }),
  preset('bluewin', 'Swisscom (Bluewin)', ['smtpauths.bluewin.ch', 465], {
    domains: ['bluewin.ch', 'bluemail.ch'],
  }),
  preset('infomaniak', 'Infomaniak', ['mail.infomaniak.com', 587], {
    domains: ['ik.me', 'ikmail.com', 'etik.com'],
  }),
  preset('a1', 'A1 (Austria)', ['securemail.a1.net', 587], { domains: ['a1.net', 'aon.at'] }),
  preset('ovh', 'OVHcloud', ['ssl0.ovh.net', 465], { domains: ['ovh.net'] }),
  preset('gandi', 'Gandi', ['mail.gandi.net', 465], { domains: ['gandi.net'] }),
  preset('orange-fr', 'Orange (France)', ['smtp.orange.fr', 465], {
    domains: ['orange.fr', 'wanadoo.fr'],
  }),
  preset('free-fr', 'Free (France)', ['smtp.free.fr', 465], {
    domains: ['free.fr'],
    user: 'local-part',
  }),
  preset('libero', 'Libero', ['smtp.libero.it', 465], {
    domains: ['libero.it', 'iol.it', 'blu.it', 'inwind.it', 'giallo.it'],
  }),
  preset('aruba', 'Aruba', ['smtps.aruba.it', 465], { domains: ['aruba.it'] }),
  preset('fastmail', 'Fastmail', ['smtp.fastmail.com', 465], {
    domains: ['fastmail.com', 'fastmail.fm'],
    note: perhapsAppPassword,
  }),
  preset('zoho', 'Zoho Mail', ['smtp.zoho.com', 465], { domains: ['zoho.com', 'zohomail.com'] }),
  preset('zoho-eu', 'Zoho Mail (Europe)', ['smtp.zoho.eu', 465], {
    domains: ['zoho.eu', 'zohomail.eu'],
  }),
  preset('proton', 'Proton Mail', ['smtp.protonmail.ch', 587], {
    domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
    note: 'The usual password is not enough: look for an SMTP token in the account.',
  }),
  preset('runbox', 'Runbox', ['smtp.runbox.com', 465], { domains: ['runbox.com'] }),
  preset('one-com', 'one.com', ['send.one.com', 465]),
  preset('seznam', 'Seznam', ['smtp.seznam.cz', 465], {
    domains: ['seznam.cz', 'email.cz', 'post.cz', 'spoluzaci.cz'],
  }),
  preset('yandex', 'Yandex', ['smtp.yandex.ru', 465], { domains: ['yandex.ru'] }),
  preset(
    'amazon-ses-eu-central-1',
    'Amazon SES (Frankfurt)',
    ['email-smtp.eu-central-1.amazonaws.com', 465],
    { user: 'api-key', note: apiKey },
  ),
  preset(
    'amazon-ses-eu-west-1',
    'Amazon SES (Ireland)',
    ['email-smtp.eu-west-1.amazonaws.com', 465],
    { user: 'api-key', note: apiKey },
  ),
  preset(
    'amazon-ses-us-east-1',
    'Amazon SES (N. Virginia)',
    ['email-smtp.us-east-1.amazonaws.com', 465],
    { user: 'api-key', note: apiKey },
  ),
  preset('sendgrid', 'SendGrid', ['smtp.sendgrid.net', 587], {
    user: 'api-key',
    note: 'The user name is the word apikey, the password an API key.',
  }),
  preset('mailgun', 'Mailgun', ['smtp.mailgun.org', 465], { user: 'account', note: apiKey }),
  preset('brevo', 'Brevo', ['smtp-relay.brevo.com', 587], { user: 'account', note: apiKey }),
  preset('mailjet', 'Mailjet', ['in.mailjet.com', 587], { user: 'api-key', note: apiKey }),
  preset('postmark', 'Postmark', ['smtp.postmarkapp.com', 2525], { user: 'api-key', note: apiKey }),
  preset('smtp2go', 'SMTP2GO', ['mail.smtp2go.com', 2525], { user: 'account', note: apiKey }),
  preset('resend', 'Resend', ['smtp.resend.com', 465], { user: 'api-key', note: apiKey }),
];

const byDomain: ReadonlyMap<string, ProviderPreset> = new Map(
  presets.flatMap((entry) => entry.domains.map((domain) => [domain, entry] as const)),
);

/** The preset for an address by its domain or a domain above it (`x.onmicrosoft.com`), or null. */
export function findPreset(emailAddress: string): ProviderPreset | null {
  const labels = emailAddress
    .slice(emailAddress.lastIndexOf('@') + 1)
    .toLowerCase()
    .trim()
    .split('.');
  for (; labels.length >= 2; labels.shift()) {
    const found = byDomain.get(labels.join('.'));
    if (found) return found;
  }
  return null;
}

/** The user name to offer for an address, or '' where it cannot be known from it. */
export function userNameFor({ user }: ProviderPreset, emailAddress: string): string {
  if (user === 'address') return emailAddress;
  return user === 'local-part' ? emailAddress.slice(0, emailAddress.lastIndexOf('@')) : '';
}
