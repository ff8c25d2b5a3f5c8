/** Mozilla's config-v1.1 format: the first outgoing server in it that encrypts. Pure. */
import { XMLParser } from 'fast-xml-parser';

/** An outgoing server as a provider publishes it. */
export interface PublishedServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
  /** As published: a literal, or with `%EMAILADDRESS%` and its kin; '' where none is said. */
  readonly username: string;
  /** Offers a sign-in in the browser and no password. */
  readonly needsOAuth: boolean;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  // Entities of a document type could be made to grow without end.
  processEntities: false,
  isArray: (name) => ['outgoingServer', 'authentication'].includes(name),
});

/** Null for what is no such file, or has no server that encrypts. Never throws. */
export function parseAutoconfig(text: string): PublishedServer | null {
  const servers = outgoingServers(text);
  for (const server of servers) {
    const parsed = parseServer(server);
    if (parsed !== null) return parsed;
  }
  return null;
}

function outgoingServers(text: string): readonly unknown[] {
  try {
    const document = parser.parse(text) as Tree;
    const list = child(child(document, 'clientConfig'), 'emailProvider')?.['outgoingServer'];
    return Array.isArray(list) ? list : [];
  } catch {
    // A web page instead of a configuration: most servers answer unknown addresses with one.
    return [];
  }
}

type Tree = Readonly<Record<string, unknown>>;

const child = (tree: Tree | null, name: string): Tree | null => {
  const value = tree?.[name];
  return typeof value === 'object' && value !== null ? (value as Tree) : null;
};

const hostPattern = /^[a-z0-9]([a-z0-9.-]{0,251})[a-z0-9]$/i;

function parseServer(raw: unknown): PublishedServer | null {
  const server = typeof raw === 'object' && raw !== null ? (raw as Tree) : {};
  const text = (name: string): string => {
    const value = server[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const host = text('hostname');
  const port = Number(text('port'));
  const tls = { SSL: 'implicit', STARTTLS: 'starttls' }[text('socketType')];
  if (server['@type'] !== 'smtp' || !hostPattern.test(host)) return null;
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return null;
  if (tls !== 'implicit' && tls !== 'starttls') return null;
  const methods = Array.isArray(server['authentication']) ? server['authentication'] : [];
  const needsOAuth = methods.length > 0 && methods.every((method) => method === 'OAuth2');
  return { host: host.toLowerCase(), port, tls, username: text('username'), needsOAuth };
}

/** The user name for this address: `%EMAILADDRESS%`, `%EMAILLOCALPART%`, `%EMAILDOMAIN%` filled in. */
export function userFor(username: string, address: string): string {
  const at = address.lastIndexOf('@');
  if (username === '') return address;
  return username
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', address.slice(0, at))
    .replaceAll('%EMAILDOMAIN%', address.slice(at + 1));
}
