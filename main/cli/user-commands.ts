/** users. */
import { messageCount } from '../contract/mail.ts';
import type { UserView } from '../contract/people.ts';
import { checkName, comparedName } from '../relay/users/user-names.ts';
import { suggestPassword } from '../relay/users/suggest-password.ts';
import { ask } from './ask.ts';
import {
  CommandError,
  listOption,
  word,
  type Command,
  type CommandContext,
  type Commands,
} from './command.ts';
import { table, time } from './output.ts';
import { noPasswordArgument, readNewPassword, readPassword } from './password.ts';

/** The commands `users`, by their words. */
export const userCommands: Commands = {
  'users add': {
    usage: 'users add NAME [--alias ADDRESS,...] [--suggest]',
    summary: 'adds a person or device; asks for the password, or makes one with --suggest',
    onExtraWord: noPasswordArgument,
    async run(context) {
      const name = word(context, 0);
      const isSuggested = context.options['suggest'] === true;
      await checkIsFree(context, name);
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
      const nobody = 'Nobody yet. Add one: mailroom users add joe';
      context.print(users, users.length === 0 ? nobody : userTable(users));
    },
  },
  'users remove': {
    usage: 'users remove NAME',
    summary: 'removes a user with mailbox and windows',
    async run(context) {
      const name = word(context, 0);
      const mailbox = await mailboxOf(context, name);
      context.print(
        await ask(context, 'users:remove', { name }),
        `${name} was removed, with ${mailbox} and windows.`,
      );
    },
  },
  'users password': {
    usage: 'users password NAME',
    summary: 'sets a new password; open windows of the user are closed',
    onExtraWord: noPasswordArgument,
    async run(context) {
      const name = word(context, 0);
      // Says that there is no such user before a password is typed twice for nothing.
      await mailboxOf(context, name);
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
    usage: 'users alias NAME [ADDRESS ...] [--none]',
    summary: 'sets all further addresses of a user; --none takes them away',
    async run(context) {
      const name = word(context, 0);
      const typed = context.words.slice(1).flatMap((part) => part.split(','));
      // An address that is typed twice is one, as it is kept.
      const aliases = [...new Set(typed.filter((part) => part !== '').map(comparedName))];
      // Who only wants to see the addresses, or whose script has none in hand, must not lose them.
      if ((aliases.length === 0) !== (context.options['none'] === true))
        throw new CommandError(
          `Name the addresses that ${name} is to have: mailroom users alias ${name} ADDRESS ... (or --none alone, to take all away). "mailroom users list" shows those of now.`,
          2,
        );
      context.print(
        await ask(context, 'users:set-aliases', { name, aliases }),
        `${name} has ${aliases.length === 1 ? '1 alias' : `${aliases.length} aliases`}.`,
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
      // Says that there is no such user before a password is typed for nothing.
      await mailboxOf(context, name);
      const password = isOff ? null : await readPassword(context, `Password of ${name}: `);
      context.print(
        await ask(context, 'users:set-challenge-sign-in', { name, password }),
        `APOP is ${isOff ? 'off' : 'on'} for ${name}.`,
      );
    },
  },
};

/** APOP has a column where anybody has it: the password of who has it can be read on this computer. */
function userTable(users: readonly UserView[]): string {
  const hasApop = users.some(({ challengeSignIn }) => challengeSignIn);
  const rows = users.map((user) => [
    user.name,
    user.enabled ? 'yes' : 'no',
    ...(hasApop ? [user.challengeSignIn ? 'on' : '-'] : []),
    time(user.lastSignInAt),
    user.lastSignInFrom ?? '-',
    user.aliases.join(', '),
  ]);
  const head = ['name', 'enabled', ...(hasApop ? ['APOP'] : []), 'last sign-in', 'from', 'aliases'];
  return table(head, rows);
}

/** `mailbox (3 messages)`; one that cannot be read keeps nobody from doing something about its user. */
async function mailboxOf(context: CommandContext, name: string): Promise<string> {
  try {
    const { messages } = await ask(context, 'users:mailbox', { name });
    return `mailbox (${messageCount(messages)})`;
  } catch (error) {
    if (error instanceof CommandError && error.code === 'users.mailbox-unreadable')
      return 'mailbox';
    throw error;
  }
}

/** A name that cannot be, or is taken, is told before a password is typed twice for nothing. */
async function checkIsFree(context: CommandContext, name: string): Promise<void> {
  const fault = checkName(name.toLowerCase());
  if (fault !== null) throw new CommandError(`${fault.message} ${fault.hint ?? ''}`.trim());
  // A stopped relay's list could be read, but nobody can be added to it.
  (await context.connect()).close();
  const users = await ask(context, 'users:list', {});
  if (users.some((user) => user.name === name.toLowerCase()))
    throw new CommandError(
      `There is already a user ${name}. A new password: mailroom users password ${name.toLowerCase()}`,
    );
}

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
