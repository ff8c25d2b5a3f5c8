/**
 * What is wrong, as incidents with a beginning and an end: a notice is for an incident, never for a message.
 * Pure over what it is told; showing is the notices' business.
 */
import type { NoticeKind } from '../contract/desktop.ts';
import type { JournalEntry } from '../contract/journal.ts';
import type { ProblemView, StatusView } from '../contract/status.ts';

/** One trouble, from its beginning to its end. */
export interface Incident {
  /** The same trouble has the same key. */
  readonly key: string;
  readonly kind: NoticeKind;
  /** The sentence that window and tray show. */
  readonly text: string;
  /** The page that helps. */
  readonly place: string;
}

/** What a look at the relay changed. */
export interface IncidentChange {
  readonly begun: readonly Incident[];
  /** Keys of incidents whose trouble is gone. */
  readonly ended: readonly string[];
}

/** What comes one by one (a returned message, a block) is one incident until this long nothing more came. */
const quietMs = 15 * 60_000;

/** Of a kind at once: an attack from a hundred addresses is no hundred notices, and window and tray tell the rest. */
const mostAtOnce = 3;

/** Events of which no later status tells. */
const kindsOfEvents: Readonly<Record<string, NoticeKind>> = {
  'queue.bounced': 'bounced',
  'queue.expired': 'bounced',
  'sign-in.blocked': 'blocked',
  'tls.certificate-bad': 'certificate',
};

const placesOfEvents: Readonly<Partial<Record<NoticeKind, string>>> = {
  blocked: 'security',
  bounced: 'mail',
  certificate: 'security',
};

/** The incidents that are open; times are epoch ms. */
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
    for (const [key, begunAt] of this.#begunAt)
      if (now - begunAt >= quietMs) this.#begunAt.delete(key);
    const begun = (present ?? []).filter((incident) => this.#begin(incident, now, true));
    // Returned mail stays returned: its notice is there for who comes back to the desk in an hour.
    const isGone = ended.filter(([, { incident }]) => incident.kind !== 'bounced');
    return { begun, ended: isGone.map(([key]) => key) };
  }

  onEntry(entry: JournalEntry): IncidentChange {
    if (entry.event === 'sign-in.unblocked')
      return { begun: [], ended: this.#end(({ key }) => key === blockKey(entry)) };
    if (entry.event === 'tls.certificate-made')
      return { begun: [], ended: this.#end(({ kind }) => kind === 'certificate') };
    const incident = ofEntry(entry);
    const isNews = incident !== null && this.#begin(incident, entry.at, false);
    return { begun: isNews ? [incident] : [], ended: [] };
  }

  /** True when a person should be told now. */
  #begin(incident: Incident, now: number, isOfStatus: boolean): boolean {
    const { key } = incident;
    const isKnown = this.#open.has(key);
    const isCrowded = this.open.filter(({ kind }) => kind === incident.kind).length >= mostAtOnce;
    this.#open.set(key, { incident, lastAt: now, isOfStatus });
    const before = this.#begunAt.get(key);
    if (isKnown || isCrowded || (before !== undefined && now - before < quietMs)) return false;
    this.#begunAt.set(key, now);
    return true;
  }

  #end(isOver: (incident: Incident) => boolean): string[] {
    const ended = this.open.filter(isOver).map(({ key }) => key);
    for (const key of ended) this.#open.delete(key);
    return ended;
  }
}

/** Problems of the status, by what they are about; what no notice is for is left to window and tray. */
function ofStatus({ problems }: StatusView): Incident[] {
  return problems.flatMap(({ code, text, place }) => {
    const kind = kindOfProblem(code);
    return kind === null ? [] : [{ key: keyOf(kind, { code, text }), kind, text, place }];
  });
}

/**
 * Two listeners are two incidents; the provider's route is one, at whatever stage it fails. Lost people and lost
 * settings are told each for itself; all else that a disk does to us is one trouble.
 */
function keyOf(kind: NoticeKind, { code, text }: Pick<ProblemView, 'code' | 'text'>): string {
  if (kind === 'listener') return text;
  return /^(settings|users)\./.test(code) ? code : kind;
}

function kindOfProblem(code: string): NoticeKind | null {
  if (code === 'route.paused') return null;
  if (code.startsWith('route.')) return 'route';
  if (code.startsWith('listener.') || code === 'service.failed') return 'listener';
  if (/^(queue|popauth|journal|settings|users)\./.test(code)) return 'disk';
  return code.startsWith('tls.') ? 'certificate' : null;
}

function ofEntry(entry: JournalEntry): Incident | null {
  const { event, text } = entry;
  const kind = Object.hasOwn(kindsOfEvents, event) ? kindsOfEvents[event] : undefined;
  if (kind === undefined) return null;
  const key = kind === 'blocked' ? blockKey(entry) : kind;
  return { key, kind, text, place: placesOfEvents[kind] ?? 'overview' };
}

/** The address or the user that is shut out; each is let in again for itself. */
const blockKey = ({ data }: JournalEntry): string => `blocked:${String(data?.['subject'])}`;
