/** The facts from which the rule of the house decides (popauth/rule.ts), as they are at this moment. */
import type { Settings, TrustedNetwork } from '../../contract/settings.ts';
import type { Clock } from '../lifecycle/clock.ts';
import { anyNetworkContains, narrowestNetwork } from '../net/address.ts';
import type { RelayFacts } from '../popauth/facts.ts';
import type { WindowLookup, Windows } from '../popauth/windows.ts';
import type { SettingsReader } from '../settings/settings-store.ts';
import type { Users } from '../users/users.ts';
import { HourlyCount } from './hourly-count.ts';
import type { SmtpSession, Transaction } from './session.ts';

/** Where the facts are. */
export interface FactSourceOptions {
  readonly settings: SettingsReader;
  readonly users: Pick<Users, 'ownsSender'>;
  readonly windows: Pick<Windows, 'openFor'>;
  readonly clock: Clock;
}

/** Gathers facts, and knows how much each trusted network sent. */
export class FactSource {
  /** Messages of each trusted network, by its name. */
  readonly sentByNetwork: HourlyCount;
  readonly #options: FactSourceOptions;

  constructor(options: FactSourceOptions) {
    this.#options = options;
    this.sentByNetwork = new HourlyCount(options.clock);
  }

  factsOf(
    session: SmtpSession,
    transaction: Transaction,
    recipient: RelayFacts['recipient'],
  ): RelayFacts {
    const settings = this.#options.settings.get();
    const { peer, listener, signIn } = session;
    const { sender } = transaction;
    const { enabled, strictSender } = settings.popAuth;
    const windows = enabled ? this.#options.windows.openFor(peer) : noWindows;
    const trusted = this.trustedOf(session);
    return {
      peer,
      listener,
      signIn,
      windows,
      trusted,
      trustedMessagesLastHour: trusted ? this.sentByNetwork.lastHour(trusted.name) : 0,
      sender,
      senderOwners: this.#ownersAmong(windows, sender),
      recipient,
      strictSender,
      acceptOutsideMail: settings.access.acceptOutsideMail,
      isProxy: isProxy(settings, session),
      takesPasswords: takesPasswords(settings, session),
      opensWindows: enabled,
      now: this.#options.clock.now(),
    };
  }

  /** The narrowest trusted network that the peer is in, or null. */
  trustedOf(session: SmtpSession): TrustedNetwork | null {
    const { trusted } = this.#options.settings.get().access;
    return trusted.length === 0 ? null : narrowestNetwork(trusted, session.peer);
  }

  /** Users with an open window who own the sender. */
  #ownersAmong(windows: WindowLookup, sender: string): readonly string[] {
    if (windows.state !== 'known') return [];
    const users = windows.open.map(({ user }) => user);
    return users.filter((user) => this.#options.users.ownsSender(user, sender));
  }
}

/** Where POP before SMTP is switched off. */
const noWindows: WindowLookup = { state: 'known', open: [] };

const isProxy = (settings: Settings, session: SmtpSession): boolean =>
  settings.popAuth.proxies.length > 0 && anyNetworkContains(settings.popAuth.proxies, session.peer);

const takesPasswords = ({ access }: Settings, { isSecure, peer }: SmtpSession): boolean =>
  isSecure || anyNetworkContains(access.plaintextSignIn, peer);
