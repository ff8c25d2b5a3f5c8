/**
 * What an SMTP session may do, as values: send from, send to, send this message. Who may send is decided by the
 * rule of the house alone (popauth/rule.ts), from what fact-source.ts gathers; refusals are worded here.
 * Knows no socket and no library.
 */
import type { JournalWriter } from '../journal/journal.ts';
import type { RelayFacts, RefuseReason } from '../popauth/facts.ts';
import { refusalRecord } from '../popauth/explanation.ts';
import { explainRefusal, newRefusalId, refusalReply } from '../popauth/refusal.ts';
import { decideRelay } from '../popauth/rule.ts';
import type { Windows } from '../popauth/windows.ts';
import type { QueueIntake } from '../queue/queue.ts';
import type { Users } from '../users/users.ts';
import { addressesInFrom, asciiAddress, domainOf } from './addresses.ts';
import {
  dsnOf,
  parameterFault,
  recipientDsnOf,
  type CommandParameters,
} from './command-parameters.ts';
import { FactSource, type FactSourceOptions } from './fact-source.ts';
import type { HeaderFacts } from './header-block.ts';
import { diskFull, messageTooBig, reply, storageFailed, type Reply } from './reply.ts';
import { usersBehind, type SmtpSession, type Transaction } from './session.ts';

/** What the policy takes its facts from. */
export interface PolicyOptions extends FactSourceOptions {
  readonly users: Pick<Users, 'damage' | 'ownerOf' | 'ownsSender'>;
  readonly windows: Pick<Windows, 'openFor' | 'countRelayed' | 'list'>;
  readonly queue: Pick<QueueIntake, 'admission'>;
  readonly journal: JournalWriter;
}

const maxReceivedLines = 50;
const hasBeenHere: Reply = {
  ...reply(554, '5.4.6', 'This message has been through here already: a mail loop'),
  why: 'It has been through here already: it goes round in a circle. See whether some address forwards back to here.',
};
const tooManyServers: Reply = {
  ...reply(554, '5.4.6', 'Too many Received lines: a mail loop'),
  why: 'It came over so many servers that it must go round in a circle. See whether some address forwards back to itself.',
};

const noSuchUser = reply(550, '5.1.1', 'There is no such user here, check the address');
/** Whom a damaged list does not name may be a user all the same: that is no definite no (promise 4). */
const usersDamaged = reply(451, '4.3.0', 'The list of users here is damaged, try again later');

/** Who wrote it, by its From; where that is missing the sender is put there, and one without address is by nobody. */
function authorsOf({ from }: HeaderFacts, sender: string): readonly string[] {
  const authors = from.length === 0 ? [sender] : from.flatMap(addressesInFrom);
  return authors.length === 0 ? [''] : authors;
}

/** What a header has for an address may be anything, of any length. */
const shownAuthor = (author: string): string => author.slice(0, 320).replace(/\p{Cc}/gu, '?');

/** Each method answers with a value and writes its refusals into the journal, under their id. */
export class SmtpPolicy {
  readonly #options: PolicyOptions;
  readonly #facts: FactSource;

  constructor(options: PolicyOptions) {
    this.#options = options;
    this.#facts = new FactSource(options);
  }

  /** MAIL (RFC 5321 §4.1.1.2): opens the transaction, or says why not. */
  acceptSender(
    session: SmtpSession,
    rawAddress: string,
    parameters: CommandParameters,
  ): Reply | null {
    session.transaction = null;
    session.hasSaidMail = true;
    const wrong = parameterFault('MAIL', parameters);
    if (wrong) return wrong;
    const smtpUtf8 = parameters['SMTPUTF8'] === true;
    const outcome = asciiAddress(rawAddress, smtpUtf8, 'sender');
    if (!outcome.ok) return outcome.reply;
    const refusal = this.#refuseSize(session, Number(parameters['SIZE'] ?? 0));
    if (refusal) return refusal;
    session.transaction = {
      sender: outcome.address,
      smtpUtf8,
      bodyType: String(parameters['BODY']).toUpperCase() === '8BITMIME' ? '8bitmime' : '7bit',
      ...dsnOf(parameters),
      recipients: new Map(),
      reason: null,
    };
    return null;
  }

  /** RCPT: asks the rule of the house for this one recipient. */
  acceptRecipient(
    session: SmtpSession,
    rawAddress: string,
    parameters: CommandParameters,
  ): Reply | null {
    const { transaction } = session;
    if (!transaction) return reply(503, '5.5.1', 'Say MAIL first');
    const wrong = parameterFault('RCPT', parameters);
    if (wrong) return wrong;
    const outcome = asciiAddress(rawAddress, transaction.smtpUtf8);
    if (!outcome.ok) return outcome.reply;
    const { address } = outcome;
    const localUser = this.#options.users.ownerOf(address);
    const isOffice = localUser !== null || this.#isOfficeDomain(domainOf(address));
    const facts = this.#facts.factsOf(session, transaction, { address, isLocal: isOffice });
    const decision = decideRelay(facts);
    if (decision.verdict === 'refuse') return this.#refuse(session, facts, decision.reason);
    // Only somebody who may send learns who is a user here.
    if (isOffice && localUser === null)
      return this.#options.users.damage === null ? noSuchUser : usersDamaged;
    // Mail from outside proves nothing: what lets the others through says who it is.
    if (transaction.reason === null || transaction.reason.kind === 'outside-mail')
      transaction.reason = decision.reason;
    transaction.recipients.set(address.toLowerCase(), {
      address,
      localUser,
      ...recipientDsnOf(parameters, decision.reason.kind === 'outside-mail'),
    });
    return null;
  }

  /** Size in octets at which this transaction is cut: the general limit, or the trusted network's own. */
  maxSizeBytes(session: SmtpSession): number {
    const { settings } = this.#options;
    const limit = settings.get().limits.messageSizeBytes;
    const own =
      session.signIn.state === 'user' ? 0 : (this.#facts.trustedOf(session)?.maxSizeBytes ?? 0);
    return own > 0 ? Math.min(own, limit) : limit;
  }

  /** The header is in: loops (RFC 5321 §6.3), a device's number for this hour and, in strict mode, whose From it is. */
  acceptHeader(session: SmtpSession, header: HeaderFacts): Reply | null {
    if (header.hasOwnMark) return hasBeenHere;
    if (header.receivedLines > maxReceivedLines) return tooManyServers;
    const { transaction } = session;
    const reason = transaction?.reason;
    if (!transaction || !reason) return null;
    if (reason.kind === 'trusted') return this.#countTrusted(session, transaction);
    const { strictSender } = this.#options.settings.get().popAuth;
    if (!strictSender || reason.kind !== 'window') return null;
    const isOwn = (address: string): boolean =>
      reason.users.some((user) => this.#options.users.ownsSender(user, address));
    const other = authorsOf(header, transaction.sender).find((author) => !isOwn(author));
    if (other === undefined) return null;
    const foreign = { kind: 'sender-not-owned', author: shownAuthor(other) } as const;
    return this.#refuseWhole(session, transaction, foreign);
  }

  /**
   * Counted before the body comes: a device with many connections at once was let in on all of them at RCPT,
   * and must not send more over them than it may.
   */
  #countTrusted(session: SmtpSession, transaction: Transaction): Reply | null {
    const trusted = this.#facts.trustedOf(session);
    if (trusted === null) return null;
    const { name: network, messagesPerHour } = trusted;
    if (messagesPerHour > 0 && this.#facts.sentByNetwork.lastHour(network) >= messagesPerHour) {
      const reason = { kind: 'trusted-rate', network, messagesPerHour } as const;
      return this.#refuseWhole(session, transaction, reason);
    }
    transaction.uncount = this.#facts.sentByNetwork.add(network);
    return null;
  }

  /** A message that may be sent is not taken for what it is: a device tells nobody why. What has an id is told by that. */
  messageRefused({ peer, user }: SmtpSession, { why }: Reply): void {
    if (why === undefined) return;
    this.#options.journal.record({
      event: 'smtp.message-refused',
      level: 'notice',
      ...(user === '' ? {} : { user }),
      peer,
      text: `A message from ${peer} was not taken. ${why}`,
    });
  }

  /** The message is safe: counts it where somebody counts, and journals it. */
  messageSafe(session: SmtpSession, id: string, sizeBytes: number): void {
    const { windows, journal } = this.#options;
    const { transaction } = session;
    if (!transaction) return;
    const { reason, sender, recipients } = transaction;
    if (reason?.kind === 'window') windows.countRelayed(session.peer);
    const user = usersBehind(reason).join(',');
    journal.record({
      event: 'smtp.accepted',
      id,
      ...(user === '' ? {} : { user }),
      peer: session.peer,
      text: `Took a message from ${sender || '<>'} for ${recipients.size} recipient${recipients.size === 1 ? '' : 's'}.`,
      data: {
        sender,
        recipients: recipients.size,
        sizeBytes,
        listener: session.listener,
        way: reason?.kind ?? 'unknown',
      },
    });
  }

  #refuseSize(session: SmtpSession, declaredBytes: number): Reply | null {
    const maxSizeBytes = this.maxSizeBytes(session);
    if (declaredBytes > maxSizeBytes) {
      const refusal = messageTooBig(maxSizeBytes);
      this.messageRefused(session, refusal);
      return refusal;
    }
    const admission = this.#options.queue.admission(declaredBytes);
    if (admission === 'disk-nearly-full') return diskFull;
    return admission === 'unavailable' ? storageFailed : null;
  }

  /** Refused after its recipients were taken: all of them are named. */
  #refuseWhole(session: SmtpSession, transaction: Transaction, reason: RefuseReason): Reply {
    const address = [...transaction.recipients.keys()].join(', ');
    const facts = this.#facts.factsOf(session, transaction, { address, isLocal: false });
    return this.#refuse(session, facts, reason);
  }

  #refuse(session: SmtpSession, facts: RelayFacts, reason: RefuseReason): Reply {
    const id = newRefusalId();
    const { user } = session;
    const record = refusalRecord(facts, reason, this.#options.windows.list());
    this.#options.journal.record({
      event: 'smtp.refused',
      level: 'notice',
      id,
      ...(user === '' ? {} : { user }),
      peer: session.peer,
      text: `Refused a message from ${session.peer}. ${explainRefusal(reason.kind, facts).missing}`,
      data: { ...record, reason: reason.kind, signIn: session.signIn.state },
    });
    const isOtherFamily = record['isOtherFamily'] === true;
    const words = refusalReply(reason, id, { ...facts, isOtherFamily });
    return reply(words.responseCode, words.enhancedCode, words.text);
  }

  /** Without a domain: postmaster, who is asked for here (RFC 5321 §4.5.1) and at no other server. */
  #isOfficeDomain(domain: string): boolean {
    return domain === '' || this.#options.settings.get().office.domains.includes(domain);
  }
}
