/** users, windows, blocks, trust. */
import type { WindowView } from '../contract/people.ts';
import type { TrustedNetwork } from '../contract/settings.ts';
import { isPrivateNetwork, parseNetwork } from '../relay/net/address.ts';
import { suggestPassword } from '../relay/users/suggest-password.ts';
import { ask } from './ask.ts';
import {
  CommandError,
  listOption,
  numberOption,
  textOption,
  word,
  type Command,
  type CommandContext,
  type Commands,
} from './command.ts';
import { duration, size, table, time } from './output.ts';
import { readNewPassword, readPassword } from './password.ts';

/** It would stand in the shell's history and in the list of processes. */
const noPasswordArgument =
  'A password is never an argument: others could read it. Type it at the prompt, or pipe it in.';

/** The commands `users`, `windows`, `blocks` and `trust`, by their words. */
export const peopleCommands: Commands = {
  'users add': {
    usage: 'users add NAME [--alias ADDRESS,...] [--suggest]',
    summary: 'adds a person or device; asks for the password, or makes one with --suggest',
    onExtraWord: noPasswordArgument,
    async run(context) {
      const name = word(context, 0);
      const isSuggested = context.options['suggest'] === true;
      const password = isSuggested
        ? suggestPassword()
        : await readNewPassword(context, `Password for ${name}: `);
      const user = await ask(context, 'users:add', {
        name,
        password,
        aliases: listOption(context, 'alias'),
      });
      const shown = isSuggested ? ` The password is ${password}` : '';
      context.print(isSuggested ? { ...user, password } : user, `${user.name} was added.${shown}`);
    },
  },
  'users list': {
    usage: 'users list',
    summary: 'shows all people and devices',
    async run(context) {
      const users = await ask(context, 'users:list', {});
      const rows = users.map((user) => [
        user.name,
        user.enabled ? 'yes' : 'no',
        time(user.lastSignInAt),
        user.lastSignInFrom ?? '-',
        user.aliases.join(', '),
      ]);
      context.print(
        users,
        users.length === 0
          ? 'Nobody yet. Add one: mailroom users add joe'
          : table(['name', 'enabled', 'last sign-in', 'from', 'aliases'], rows),
      );
    },
  },
  'users remove': {
    usage: 'users remove NAME',
    summary: 'removes a user with mailbox and windows',
    async run(context) {
      const name = word(context, 0);
      const { messages } = await ask(context, 'users:mailbox', { name });
      const mail = `${messages} ${messages === 1 ? 'message' : 'messages'}`;
      context.print(
        await ask(context, 'users:remove', { name }),
        `${name} was removed, with mailbox (${mail}) and windows.`,
      );
    },
  },
  'users password': {
    usage: 'users password NAME',
    summary: 'sets a new password; open windows of the user are closed',
    onExtraWord: noPasswordArgument,
    async run(context) {
      const name = word(context, 0);
      const password = await readNewPassword(context, `New password for ${name}: `);
      context.print(
        await ask(context, 'users:set-password', { name, password }),
        `${name} has a new password.`,
      );
    },
  },
  'users enable': enabling(true),
  'users disable': enabling(false),
  'users alias': {
    usage: 'users alias NAME [ADDRESS ...]',
    summary: 'sets the further addresses of a user; none clears them',
    async run(context) {
      const name = word(context, 0);
      const aliases = context.words
        .slice(1)
        .flatMap((part) => part.split(','))
        .filter((part) => part !== '');
      context.print(
        await ask(context, 'users:set-aliases', { name, aliases }),
        `${name} has ${aliases.length} aliases.`,
      );
    },
  },
  'users apop': {
    usage: 'users apop NAME [--off]',
    summary:
      'lets an old printer use APOP and CRAM-MD5; keeps the password readable on this computer',
    onExtraWord: noPasswordArgument,
    async run(context) {
      const name = word(context, 0);
      const isOff = context.options['off'] === true;
      const password = isOff ? null : await readPassword(context, `Password of ${name}: `);
      context.print(
        await ask(context, 'users:set-challenge-sign-in', { name, password }),
        `APOP is ${isOff ? 'off' : 'on'} for ${name}.`,
      );
    },
  },
  'windows list': {
    usage: 'windows list',
    summary: 'shows which addresses may send now, and how long',
    async run(context) {
      const windows = await ask(context, 'windows:list', {});
      const rows = windows.map((row) => [
        ...[row.address, row.user, time(row.grantedAt), duration(row.expiresAt - Date.now())],
        ...[String(row.relayed), row.source],
      ]);
      const head = ['address', 'user', 'checked mail', 'time left', 'sent', 'opened by'];
      context.print(
        windows,
        windows.length === 0
          ? 'No window is open: nobody checked mail lately.'
          : [table(head, rows), ...windows.flatMap(sharedBy)].join('\n'),
      );
    },
  },
  'windows open': {
    usage: 'windows open ADDRESS --user NAME',
    summary: 'lets an address send as if its user had checked mail',
    async run(context) {
      const address = word(context, 0);
      const user = textOption(context, 'user') ?? '';
      context.print(
        await ask(context, 'windows:open', { address, user }),
        `${address} may send now, for ${user}.`,
      );
    },
  },
  'windows close': {
    usage: 'windows close ADDRESS [--user NAME]',
    summary: 'closes the windows of an address',
    async run(context) {
      const address = word(context, 0);
      const result = await ask(context, 'windows:close', {
        address,
        user: textOption(context, 'user'),
      });
      if (result.count === 0)
        throw new CommandError(
          `No window is open for ${address}. See the open ones with "mailroom windows list".`,
        );
      context.print(result, `${result.count} closed.`);
    },
  },
  'windows clear': {
    usage: 'windows clear',
    summary: 'closes all windows',
    async run(context) {
      const result = await ask(context, 'windows:clear', {});
      context.print(result, `${result.count} closed.`);
    },
  },
  'blocks list': {
    usage: 'blocks list',
    summary: 'shows who is shut out after failed sign-ins',
    async run(context) {
      const blocks = await ask(context, 'blocks:list', {});
      const rows = blocks.map((row) => [
        row.subject,
        row.kind,
        String(row.failures),
        duration(row.until - Date.now()),
      ]);
      context.print(
        blocks,
        blocks.length === 0
          ? 'Nobody is blocked.'
          : table(['who', 'kind', 'failures', 'time left'], rows),
      );
    },
  },
  'blocks remove': {
    usage: 'blocks remove ADDRESS|NAME',
    summary: 'lets them try again',
    async run(context) {
      const subject = word(context, 0);
      context.print(await ask(context, 'blocks:remove', { subject }), `${subject} may try again.`);
    },
  },
  'trust list': {
    usage: 'trust list',
    summary: 'shows the addresses that send without signing in',
    async run(context) {
      const networks = await ask(context, 'trust:list', {});
      const rows = networks.map((row) => [
        row.name,
        row.network,
        row.allowedSenders.join(', ') || 'any',
        row.recipientDomains.join(', ') || 'any',
        row.messagesPerHour === 0 ? 'any' : String(row.messagesPerHour),
        row.maxSizeBytes === 0 ? 'any' : size(row.maxSizeBytes),
      ]);
      context.print(
        networks,
        networks.length === 0
          ? 'Nothing is trusted: everybody signs in or checks mail first.'
          : table(['name', 'network', 'senders', 'recipients', 'per hour', 'size'], rows),
      );
    },
  },
  'trust add': {
    usage:
      'trust add NAME NETWORK [--senders A,...] [--recipients DOMAIN,...] [--per-hour N] [--max-mb N]',
    summary: 'lets a device or network send without signing in',
    async run(context) {
      const network = trustedIn(context);
      context.print(
        await ask(context, 'trust:add', { network }),
        `${network.network} may send without signing in.`,
      );
    },
  },
  'trust set': {
    usage:
      'trust set NAME NETWORK [--rename NAME] [--senders A,...] [--recipients DOMAIN,...] [--per-hour N] [--max-mb N]',
    summary: 'changes what a trusted device or network may do; what is not said is without limit',
    async run(context) {
      const given = trustedIn(context);
      const network = { ...given, name: textOption(context, 'rename') ?? given.name };
      context.print(
        await ask(context, 'trust:set', { name: given.name, network }),
        `${network.name} was changed.`,
      );
    },
  },
  'trust remove': {
    usage: 'trust remove NAME',
    summary: 'takes that back',
    async run(context) {
      const name = word(context, 0);
      context.print(await ask(context, 'trust:remove', { name }), `${name} is trusted no more.`);
    },
  },
};

const trustedIn = (context: CommandContext): TrustedNetwork => ({
  name: word(context, 0),
  network: word(context, 1),
  allowedSenders: listOption(context, 'senders'),
  recipientDomains: listOption(context, 'recipients'),
  messagesPerHour: numberOption(context, 'per-hour', { least: 0, most: 1_000_000 }) ?? 0,
  maxSizeBytes: Math.round(
    (numberOption(context, 'max-mb', { least: 0, most: 1_024 }) ?? 0) * 1_024 ** 2,
  ),
});

function enabling(enabled: boolean): Command {
  const verb = enabled ? 'enable' : 'disable';
  return {
    usage: `users ${verb} NAME`,
    summary: enabled
      ? 'lets a user sign in again'
      : 'keeps a user from signing in and closes the windows',
    async run(context) {
      const name = word(context, 0);
      context.print(
        await ask(context, 'users:set-enabled', { name, enabled }),
        `${name} is ${verb}d.`,
      );
    },
  };
}

/** Behind one public address there may be a whole street (pop-before-SMTP knows nothing but the address). */
function sharedBy({ address }: WindowView): string[] {
  const network = parseNetwork(address);
  if (network === null || isPrivateNetwork(network)) return [];
  return [
    `! ${address} is a public address: everybody behind it may send. With "mailroom settings set popAuth.strictSender true" only with the user’s own sender address.`,
  ];
}
