/** Requests about users, windows, blocks and trusted networks. */
import * as z from 'zod';
import { failed, ok, type Result } from '../contract/result.ts';
import { isSameNetwork, parseAddressKey } from '../relay/net/address.ts';
import { suggestPassword } from '../relay/users/suggest-password.ts';
import type { TrustedNetwork } from '../contract/settings.ts';
import type { Windows } from '../relay/popauth/windows.ts';
import type { Users } from '../relay/users/users.ts';
import type { Area } from './handler.ts';
import type { Parts } from './parts.ts';
import { systemCode } from './system-code.ts';

const none = z.strictObject({});
const name = z.string().min(1).max(255);
const named = z.strictObject({ name });
const password = z.string().max(1_024);
const aliases = z.array(z.string().max(320)).max(200);

/** The list of people and devices. Works with the relay stopped. */
export const userReads = ({
  users,
}: {
  readonly users: Pick<Users, 'list'>;
}): Pick<Area<'users'>, 'users:list'> => ({
  'users:list': { parse: none, run: () => ok(users.list()) },
});

/** People and devices: reading and changing. */
export const userHandlers = ({
  users,
  mailboxes,
}: Pick<Parts, 'users' | 'mailboxes'>): Area<'users'> => ({
  ...userReads({ users }),
  'users:add': {
    parse: z.strictObject({ name, password, aliases: aliases.optional() }),
    run: ({ aliases: given = [], ...user }) => users.add({ ...user, aliases: given }),
  },
  'users:suggest-password': { parse: none, run: () => ok({ password: suggestPassword() }) },
  'users:remove': {
    parse: named,
    run: async ({ name: user }) => {
      const removed = await users.remove(user);
      if (!removed.ok) return removed;
      return mailboxes
        .remove(user.toLowerCase())
        .then(() => ok(null), mailboxLeft(user.toLowerCase()));
    },
  },
  'users:mailbox': {
    parse: named,
    run: async ({ name: user }) => {
      const known = users.get(user);
      if (!known) return unknownUser(user);
      return mailboxes.measure(known.name).then(ok, mailboxUnreadable(known.name));
    },
  },
  'users:set-password': {
    parse: z.strictObject({ name, password }),
    run: (args) => users.setPassword(args.name, args.password),
  },
  'users:set-enabled': {
    parse: z.strictObject({ name, enabled: z.boolean() }),
    run: (args) => users.setEnabled(args.name, args.enabled),
  },
  'users:set-aliases': {
    parse: z.strictObject({ name, aliases }),
    run: (args) => users.setAliases(args.name, args.aliases),
  },
  'users:set-challenge-sign-in': {
    parse: z.strictObject({ name, password: password.nullable() }),
    run: (args) => users.setChallengeSignIn(args.name, args.password),
  },
});

const unknownUser = (user: string) =>
  failed('users.unknown', `There is no user ${user}.`, 'See the names with "mailroom users list".');

/** Who gets that name next would find the mail. */
const mailboxLeft = (user: string) => (error: unknown) =>
  failed(
    'users.mailbox-left',
    `${user} was removed, but the mailbox could not be deleted (${systemCode(error)}).`,
    'Delete the folder that bears the name, under "mailboxes" in the data folder.',
  );

const mailboxUnreadable = (user: string) => (error: unknown) =>
  failed(
    'users.mailbox-unreadable',
    `The mailbox of ${user} cannot be read (${systemCode(error)}).`,
    'Look at the disk and at who may read the folder.',
  );

const disabledUser = (user: string) =>
  failed(
    'windows.disabled-user',
    `${user} is disabled, and may not send.`,
    'Enable the user first.',
  );

const noAddress = (text: string) =>
  failed('windows.bad-address', `"${text}" is no IP address.`, 'Write it like 192.168.1.20.');

/** Who may send now, and opening and closing by hand. */
export const windowHandlers = ({ windows, users }: Parts): Area<'windows'> => ({
  'windows:list': { parse: none, run: () => ok(windows.list()) },
  'windows:open': {
    parse: z.strictObject({ address: z.string().max(100), user: name }),
    run: ({ address, user }) => {
      const key = parseAddressKey(address);
      if (key === null) return noAddress(address);
      const known = users.get(user);
      if (!known) return unknownUser(user);
      if (!known.enabled) return disabledUser(known.name);
      const outcome = windows.grant({ address: key, user: known.name, source: 'operator' });
      if (outcome === 'granted' || outcome === 'renewed') return ok(null);
      const [message, hint] = notOpened[outcome];
      return failed(`windows.${outcome}`, message, hint);
    },
  },
  'windows:close': {
    parse: z.strictObject({ address: z.string().max(100), user: name.optional() }),
    run: ({ address, user }) => {
      const key = parseAddressKey(address);
      return key === null
        ? noAddress(address)
        : closed(windows, windows.close(key, user?.toLowerCase()));
    },
  },
  'windows:clear': { parse: none, run: () => closed(windows, windows.clear()) },
});

/** Told when it is stored: what was said to be closed is not open after a restart. */
async function closed(windows: Windows, count: number): Promise<Result<{ count: number }>> {
  await windows.stored();
  return ok({ count });
}

/** Why no window is opened by hand, and what to do. */
const notOpened = {
  'trusted-network': ['That address is trusted and needs no window.', 'See "mailroom trust list".'],
  proxy: [
    'That address is a proxy, and never gets a window.',
    'See "mailroom settings get popAuth".',
  ],
  'switched-off': ['POP before SMTP is switched off.', 'See "mailroom settings get popAuth".'],
  unavailable: [
    'The POPAUTH database cannot be written.',
    'Look at the disk and the data folder. Signing in when sending still works.',
  ],
} as const;

/** Who is blocked, and lifting a block. */
export const blockHandlers = ({ signIn }: Parts): Area<'blocks'> => ({
  'blocks:list': { parse: none, run: () => ok(signIn.blocks()) },
  'blocks:remove': {
    parse: z.strictObject({ subject: name }),
    run: ({ subject }) =>
      signIn.unblock(subject)
        ? ok(null)
        : failed('blocks.unknown', `${subject} is not blocked.`, 'See "mailroom blocks list".'),
  },
});

const trustedNetwork = z.strictObject({
  name,
  network: z.string(),
  allowedSenders: z.array(z.string()),
  recipientDomains: z.array(z.string()),
  messagesPerHour: z.number(),
  maxSizeBytes: z.number(),
});

/** The trusted networks. Works with the relay stopped. */
export const trustReads = ({
  settings,
}: Pick<Parts, 'settings'>): Pick<Area<'trust'>, 'trust:list'> => ({
  'trust:list': { parse: none, run: () => ok(settings.get().access.trusted) },
});

/** The trusted networks: reading and changing. */
export const trustHandlers = ({ settings, applySettings }: Parts): Area<'trust'> => {
  type List = readonly TrustedNetwork[];
  const change = (edit: (all: List) => Result<List>) =>
    applySettings(({ access, ...rest }) => {
      const trusted = edit(access.trusted);
      return trusted.ok ? ok({ ...rest, access: { ...access, trusted: trusted.value } }) : trusted;
    });
  const exchange = (wanted: string, to: List) =>
    change((all) => {
      const isMeant = ({ name: known }: TrustedNetwork): boolean =>
        known.toLowerCase() === wanted.toLowerCase();
      const others = all.filter((entry) => !isMeant(entry));
      if (others.length === all.length) return notTrusted(wanted);
      const twin = to.map((entry) => twinOf(entry, others)).find((found) => found !== null);
      return twin ?? ok(all.flatMap((entry) => (isMeant(entry) ? to : [entry])));
    });
  return {
    ...trustReads({ settings }),
    'trust:add': {
      parse: z.strictObject({ network: trustedNetwork }),
      run: ({ network }) => change((all) => twinOf(network, all) ?? ok([...all, network])),
    },
    'trust:set': {
      parse: z.strictObject({ name, network: trustedNetwork }),
      run: ({ name: wanted, network }) => exchange(wanted, [network]),
    },
    'trust:remove': {
      parse: named,
      run: ({ name: wanted }) => exchange(wanted, []),
    },
  };
};

/** Only one of them would count, and nobody could see which. */
function twinOf({ network }: TrustedNetwork, all: readonly TrustedNetwork[]) {
  const twin = all.find((entry) => isSameNetwork(entry.network, network));
  if (twin === undefined) return null;
  return failed(
    'settings.clash',
    `${network} is trusted already, as "${twin.name}".`,
    'Change that one, or take it back first.',
    'network',
  );
}

const notTrusted = (wanted: string) =>
  failed('trust.unknown', `Nothing trusted is called ${wanted}.`, 'See "mailroom trust list".');
