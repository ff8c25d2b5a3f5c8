/**
 * What is wrong, as incidents with a beginning and an end: a notice is for an incident, never for a message.
 * Pure over what it is told; showing is the notices' business.
 */
import type { NoticeKind } from '../contract/desktop.ts';
import type { JournalEntry } from '../contract/journal.ts';
import type { ServiceView, StatusView } from '../contract/status.ts';

export interface Incident {
  /** The same trouble has the same key. */
  readonly key: string;
  readonly kind: NoticeKind;
  /** The sentence that window and tray show. */
  readonly text: string;
  /** The page that helps. */
  readonly place: string;
}

export interface IncidentChange {
  readonly begun: readonly Incident[];
  /** Keys of incidents that are over. */
  readonly ended: readonly string[];
}

/** What comes one by one (a returned message, a block) is one incident until this long nothing more came. */
const quietMs = 15 * 60_000;

/** Events of which no later status tells. */
const kindsOfEvents: Readonly<Record<string, NoticeKind>> = {
  'queue.bounced': 'bounced',
  'queue.expired': 'bounced',
  'sign-in.blocked': 'blocked',
  'tls.certificate-bad': 'certificate',
  'journal.lost': 'disk',
};

const placesOfKinds: Readonly<Record<NoticeKind, string>> = {
  route: 'overview',
  listener: 'overview',
  blocked: 'security',
  bounced: 'mail',
  disk: 'overview',
  certificate: 'security',
};

export class Incidents {
  readonly #open = new Map<string, { incident: Incident; lastAt: number; isOfStatus: boolean }>();
  /** When a key last began: trouble that comes and goes is told once in a while, not each time. */
  readonly #begunAt = new Map<string, number>();

  get open(): readonly Incident[] {
    return [...this.#open.values()].map(({ incident }) => incident);
  }

  /** A new status; null while the relay is away, which ends nothing. `now` is epoch ms. */
  onStatus(status: StatusView | null, now: number): IncidentChange {
    const present = status === null ? null : ofStatus(status);
    const ended = [...this.#open].filter(([key, { lastAt, isOfStatus }]) =>
      isOfStatus
        ? present !== null && !present.some((one) => one.key === key)
        : now - lastAt > quietMs,
    );
    for (const [key] of ended) this.#open.delete(key);
    const begun = (present ?? []).filter((incident) => this.#begin(incident, now, true));
    return { begun, ended: ended.map(([key]) => key) };
  }

  onEntry(entry: JournalEntry): IncidentChange {
    if (entry.event === 'sign-in.unblocked') return { begun: [], ended: this.#endKind('blocked') };
    if (entry.event === 'tls.certificate-made')
      return { begun: [], ended: this.#endKind('certificate') };
    const incident = ofEntry(entry);
    const isNews = incident !== null && this.#begin(incident, entry.at, false);
    return { begun: isNews ? [incident] : [], ended: [] };
  }

  /** True when a person should be told now. */
  #begin(incident: Incident, now: number, isOfStatus: boolean): boolean {
    const { key } = incident;
    const isKnown = this.#open.has(key);
    this.#open.set(key, { incident, lastAt: now, isOfStatus });
    const before = this.#begunAt.get(key);
    if (isKnown || (before !== undefined && now - before < quietMs)) return false;
    this.#begunAt.set(key, now);
    return true;
  }

  #endKind(kind: NoticeKind): string[] {
    const keys = [...this.#open].filter(([, { incident }]) => incident.kind === kind);
    for (const [key] of keys) this.#open.delete(key);
    return keys.map(([key]) => key);
  }
}

function ofStatus(status: StatusView): Incident[] {
  const found: Incident[] = [];
  const { route, problems } = status;
  for (const service of status.services)
    if (service.state === 'failed' || service.state === 'degraded')
      found.push(incident(kindOf(service), `service:${service.id}`, sentence(service, problems)));
  if (route.state === 'paused' && route.by === 'fault') {
    const inWindow = problems.find((problem) => problem.includes(route.cause));
    found.push(incident('route', 'route', inWindow ?? route.cause));
  }
  return found;
}

const incident = (kind: NoticeKind, key: string, text: string): Incident => ({
  key,
  kind,
  text,
  place: placesOfKinds[kind],
});

const kindOf = ({ id }: ServiceView): NoticeKind => (id === 'queue' ? 'disk' : 'listener');

/** The words of the window where it has some. */
const sentence = ({ id, detail, state }: ServiceView, problems: readonly string[]): string =>
  problems.find(
    (problem) => problem.startsWith(`${id}:`) || (detail && problem.includes(detail)),
  ) ?? `${id}: ${detail ?? state}`;

function ofEntry({ event, peer, text }: JournalEntry): Incident | null {
  const kind = Object.hasOwn(kindsOfEvents, event) ? kindsOfEvents[event] : undefined;
  if (kind === undefined) return null;
  return incident(kind, kind === 'blocked' ? `blocked:${peer ?? ''}` : kind, text);
}
