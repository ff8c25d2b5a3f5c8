/**
 * The rule of the house: who may send. One pure function that decides from facts alone; nothing else
 * in the program allows mail. It owns no state, reads no clock and no store.
 */
import type { WindowView } from '../../contract/people.ts';
import type { RelayDecision, RelayFacts, AllowReason, RefuseReason } from './facts.ts';
import type { WindowLookup } from './windows.ts';

/**
 * Decides for one recipient at RCPT. The order is the rule:
 * a failed sign-in is told and never masked by a window, by trust or by a local recipient; a sign-in
 * counts everywhere; a trusted network needs no window; then the open windows; last, outside mail for
 * people here. Everything else is refused.
 *
 * All listeners are one here: RFC 6409 §4.3 lets a submission server take other proof than AUTH, and
 * programs that check mail before they send are often set to port 587 by hand.
 */
export function decideRelay(facts: RelayFacts): RelayDecision {
  if (facts.signIn.state === 'failed')
    return refuse({ kind: failures[facts.signIn.why ?? 'wrong'] });
  if (facts.signIn.state === 'user') {
    const { user, method } = facts.signIn;
    return allow({ kind: 'signed-in', user, method });
  }
  const relay = decideByAddress(facts);
  if (relay.verdict === 'allow') return relay;
  if (facts.recipient.isLocal && facts.acceptOutsideMail) return allow({ kind: 'outside-mail' });
  return relay;
}

const failures = {
  wrong: 'sign-in-failed',
  blocked: 'blocked',
  unchecked: 'sign-in-unchecked',
} as const;

function decideByAddress(facts: RelayFacts): RelayDecision {
  // The address of a proxy says nothing about who is behind it (promise 2).
  if (facts.isProxy) return refuse({ kind: 'proxy' });
  if (facts.trusted !== null) return decideByTrust(facts, facts.trusted);
  if (facts.windows.state === 'unavailable') return refuse({ kind: 'store-unavailable' });
  const open = facts.windows.open.filter((row) => facts.now < row.expiresAt);
  if (open.length === 0) return refuse(withoutWindow(facts.windows));
  const isOwner = ({ user }: WindowView): boolean => facts.senderOwners.includes(user);
  const owners = open.filter(isOwner);
  if (facts.strictSender && owners.length === 0) return refuse({ kind: 'sender-not-owned' });
  // Where several share an address, whose the sender is sends most likely, and is named first.
  const others = open.filter((row) => !isOwner(row));
  const fitting = facts.strictSender ? owners : [...owners, ...others];
  const users = fitting.map((row) => row.user);
  const expiresAt = Math.max(...fitting.map((row) => row.expiresAt));
  return allow({ kind: 'window', users, expiresAt });
}

/** Which of the windows that are over was the last one decides what is said. */
function withoutWindow({ open, lastEnd }: Extract<WindowLookup, { state: 'known' }>): RefuseReason {
  const expiredAt = Math.max(0, ...open.map((row) => row.expiresAt));
  if (expiredAt > (lastEnd?.at ?? 0)) return { kind: 'window-expired', expiredAt };
  if (lastEnd === undefined) return { kind: 'no-window' };
  return lastEnd.how === 'closed'
    ? { kind: 'window-closed', closedAt: lastEnd.at }
    : { kind: 'window-expired', expiredAt: lastEnd.at };
}

function decideByTrust(
  facts: RelayFacts,
  trusted: NonNullable<RelayFacts['trusted']>,
): RelayDecision {
  const network = trusted.name;
  const { allowedSenders, recipientDomains, messagesPerHour } = trusted;
  if (allowedSenders.length > 0 && !matchesAny(facts.sender, allowedSenders))
    return refuse({ kind: 'trusted-sender', network });
  if (recipientDomains.length > 0 && !matchesAny(facts.recipient.address, recipientDomains))
    return refuse({ kind: 'trusted-recipient', network });
  if (messagesPerHour > 0 && facts.trustedMessagesLastHour >= messagesPerHour)
    return refuse({ kind: 'trusted-rate', network, messagesPerHour });
  return allow({ kind: 'trusted', network });
}

/** An entry is a whole address, or a domain with or without `@` in front. */
function matchesAny(address: string, entries: readonly string[]): boolean {
  const lower = address.toLowerCase();
  const at = lower.lastIndexOf('@');
  return entries.some((entry) => {
    const wanted = entry.toLowerCase();
    if (wanted.lastIndexOf('@') > 0) return wanted === lower;
    return at >= 0 && wanted.replace(/^@/, '') === lower.slice(at + 1);
  });
}

const allow = (reason: AllowReason): RelayDecision => ({ verdict: 'allow', reason });
const refuse = (reason: RefuseReason): RelayDecision => ({ verdict: 'refuse', reason });
