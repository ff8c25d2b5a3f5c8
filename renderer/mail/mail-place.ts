/** Where the mail page stands, as its address says: `mail?kind=refused`, `mail?state=held`, `mail/ID`. Pure. */
import type { HistoryKind } from '../../main/contract/history.ts';
import type { MessageState } from '../../main/contract/mail.ts';
import type { Route } from '../shell/route.ts';

export type MailKind = 'waiting' | HistoryKind;
export const mailKinds: readonly MailKind[] = ['waiting', 'sent', 'bounced', 'refused'];
export const messageStates: readonly MessageState[] = ['waiting', 'sending', 'held'];

export interface MailPlace {
  readonly kind: MailKind;
  /** Only of what waits; null shows all. */
  readonly state: MessageState | null;
  /** What stands open: id of a message or a refusal, or a row's key where it has none. */
  readonly id: string | null;
  readonly text: string;
}

export function parseMailPlace({ rest, query }: Pick<Route, 'rest' | 'query'>): MailPlace {
  const id = rest[0] === undefined || rest[0] === '' ? null : rest[0];
  const kind = mailKinds.find((one) => one === query.get('kind'));
  const state = messageStates.find((one) => one === query.get('state')) ?? null;
  return { kind: kind ?? kindOf(id), state, id, text: query.get('text') ?? '' };
}

/** The list that a bare id is most likely in. */
const kindOf = (id: string | null): MailKind => (isRefusalId(id) ? 'refused' : 'waiting');

/** `R-7K2F4`, as a refused mail program was told it. */
export const isRefusalId = (id: string | null): boolean => /^R-\w+$/i.test(id ?? '');

/** For `go` and links. */
export function mailPlace({ kind, state, id, text }: MailPlace): string {
  const query = new URLSearchParams({
    kind,
    ...(state === null ? {} : { state }),
    ...(text === '' ? {} : { text }),
  });
  return `mail${id === null ? '' : `/${encodeURIComponent(id)}`}?${query.toString()}`;
}
