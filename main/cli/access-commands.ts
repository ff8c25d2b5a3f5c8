/** windows, blocks, trust: who may send now, who may not sign in, who needs not to. */
import type { WindowView } from '../contract/people.ts';
import type { TrustedNetwork } from '../contract/settings.ts';
import type { ProblemView } from '../contract/status.ts';
import { isPrivateNetwork, parseNetwork } from '../relay/net/address.ts';
import { ask } from './ask.ts';
import {
  CommandError,
  listOption,
  numberOption,
  textOption,
  wholeOption,
  word,
  type CommandContext,
  type Commands,
} from './command.ts';
import { asTyped, duration, foldWords, size, table, time } from './output.ts';

/** The commands `windows`, `blocks` and `trust`, by their words. */
export const accessCommands: Commands = {
  'windows list': {
    usage: 'windows list',
    summary: 'shows which addresses may send now, and how long',
    async run(context) {
      const windows = await ask(context, 'windows:list', {});
      const problems = await uselessNow(context);
      const rows = windows.map((row) => [
        ...[row.address, row.user, time(row.grantedAt), duration(row.expiresAt - Date.now())],
        ...[String(row.relayed), row.source],
      ]);
      const head = ['address', 'user', 'checked mail', 'time left', 'sent', 'opened by'];
      const shown =
        windows.length === 0
          ? ['No window is open: no address may send because mail was checked there.']
          : [table(head, rows), ...windows.flatMap(sharedBy)];
      const told = windows.map((row) => ({ ...row, isPublic: isPublic(row) }));
      const useless = problems.map(({ text, remedy }) => warning(`${text} ${remedy}`));
      context.print({ windows: told, problems }, [...shown, ...useless].join('\n'));
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
      const user = textOption(context, 'user');
      const result = await ask(context, 'windows:close', { address, user });
      if (result.count === 0)
        throw new CommandError(
          `No window${user === undefined ? '' : ` of ${user}`} is open for ${address}. See the open ones with "mailroom windows list".`,
        );
      context.print(result, `${result.count} closed.`);
    },
  },
  'windows clear': {
    usage: 'windows clear',
    summary: 'closes all windows',
    async run(context) {
      const result = await ask(context, 'windows:clear', {});
      context.print(result, result.count === 0 ? 'No window was open.' : `${result.count} closed.`);
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
        row.by.join(', ') || '-',
        String(row.failures),
        duration(row.until - Date.now()),
      ]);
      context.print(
        blocks,
        blocks.length === 0
          ? 'Nobody is blocked.'
          : table(['who', 'kind', 'tried by or as', 'failures', 'time left'], rows),
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
        // Without one of its own the limit of all mail counts.
        row.maxSizeBytes === 0 ? 'usual' : size(row.maxSizeBytes),
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
        [`${network.network} may send without signing in.`, ...strangersIn(network.network)].join(
          '\n',
        ),
      );
    },
  },
  'trust set': {
    usage:
      'trust set NAME NETWORK [--rename NAME] [--senders A,...] [--recipients DOMAIN,...] [--per-hour N] [--max-mb N]',
    summary:
      'changes what a trusted device or network may do; what is not said has no limit of its own',
    async run(context) {
      const given = trustedIn(context);
      const network = { ...given, name: textOption(context, 'rename') ?? given.name };
      context.print(
        await ask(context, 'trust:set', { name: given.name, network }),
        [`${network.name} was changed.`, ...strangersIn(network.network)].join('\n'),
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
  network: networkIn(context),
  allowedSenders: listOption(context, 'senders'),
  recipientDomains: listOption(context, 'recipients'),
  messagesPerHour: wholeOption(context, 'per-hour', { least: 0, most: 1_000_000 }) ?? 0,
  // Up, since 0 is no limit.
  maxSizeBytes: Math.ceil(
    (numberOption(context, 'max-mb', { least: 0, most: 1_024 }) ?? 0) * 1_024 ** 2,
  ),
});

function networkIn(context: CommandContext): string {
  const network = word(context, 1);
  if (parseNetwork(network) !== null) return network;
  const remedy = 'Write for example 192.168.1.20 or 192.168.1.0/24.';
  throw new CommandError(`"${network}" is no address or network. ${remedy}`, 2);
}

/** Who is trusted sends without any proof: with a public address that may be anybody behind it. */
function strangersIn(text: string): string[] {
  const network = parseNetwork(text);
  if (network === null || isPrivateNetwork(network)) return [];
  return [
    warning(
      `${text} is on the internet: everybody behind it may send. See "mailroom trust list", "mailroom trust remove".`,
    ),
  ];
}

/** What makes the windows worth nothing, as `status` says it: they stand while their database fails. */
async function uselessNow(context: CommandContext): Promise<readonly ProblemView[]> {
  const { problems } = await ask(context, 'status:get', {});
  return problems.filter(({ code }) => code === 'popauth.unavailable');
}

/** Behind one public address there may be a whole street (pop-before-SMTP knows nothing but the address). */
function isPublic({ address }: WindowView): boolean {
  const network = parseNetwork(address);
  return network !== null && !isPrivateNetwork(network);
}

const sharedBy = (window: WindowView): string[] =>
  isPublic(window)
    ? [
        warning(
          `${window.address} is a public address: everybody behind it may send. With "mailroom settings set popAuth.strictSender true" only with the user’s own sender address.`,
        ),
      ]
    : [];

const warning = (text: string): string => foldWords(asTyped(`! ${text}`), { first: 0, others: 2 });
