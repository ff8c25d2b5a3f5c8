/** provider, practice. */
import {
  practiceBehaviours,
  providerAuthMethods,
  providerTlsModes,
  type ProviderSettings,
} from '../contract/settings.ts';
import type { Requests } from '../contract/requests.ts';
import { someNames } from '../contract/some-names.ts';
import { ask } from './ask.ts';
import { printCheck } from './checks.ts';
import { describeProvider } from './describe-provider.ts';
import {
  choiceOption,
  CommandError,
  textOption,
  wholeOption,
  type Command,
  type CommandContext,
  type Commands,
  type OnPush,
} from './command.ts';
import { table, time } from './output.ts';
import { notAnArgument, readPassword } from './password.ts';

const providerOptions = `[--host NAME] [--port N] [--tls ${providerTlsModes.join('|')}] [--auth ${providerAuthMethods.join('|')}] [--user NAME] [--fingerprint SHA256] [--connections N] [--allow-plaintext] [--no-password]`;

/** The commands `provider` (but for `find`) and `practice`, by their words. */
export const providerCommands: Commands = {
  'provider show': {
    usage: 'provider show',
    summary: 'shows where mail is forwarded to',
    async run(context) {
      const provider = await ask(context, 'provider:show', {});
      context.print(provider, describeProvider(provider));
    },
  },
  'provider set': {
    usage: `provider set ${providerOptions}`,
    onExtraWord: notAnArgument,
    summary:
      'sets the provider; asks for its password when a user or another server is given, and with --no-password keeps the saved one',
    async run(context) {
      const provider = providerFrom(context);
      if (Object.keys(provider).length === 0)
        throw new CommandError(
          'Nothing to set. Write for example: mailroom provider set --host smtp.example.com --user office@example.com',
          2,
        );
      const set = await withPassword(context, 'provider:set', (password) =>
        ask(context, 'provider:set', { provider, ...password }),
      );
      const kept = context.options['no-password'] === true ? ' The saved password stays.' : '';
      context.print(set, `The provider is set.${kept} ${await nextStep(context)}`);
    },
  },
  'provider test': {
    usage: `provider test [--mail-to ADDRESS] ${providerOptions}`,
    onExtraWord: notAnArgument,
    summary:
      'tries the provider step by step, with these settings in place of the saved ones: name, connection, TLS, sign-in, test mail',
    async run(context) {
      const provider = providerFrom(context);
      const mailTo = textOption(context, 'mail-to');
      const onPush: OnPush = (name, value) => {
        if (name === 'check' && !context.isJson) printCheck(value as never);
      };
      const steps = await withPassword(context, 'provider:test', (password) =>
        ask(context, 'provider:test', { provider, mailTo, ...password }, onPush),
      );
      if (context.isJson) context.print(steps, '');
      if (steps.some(({ state }) => state === 'failed'))
        throw new CommandError('The provider cannot be used like this yet: see the step above.');
      if (!context.isJson) context.print(steps, testWords(steps));
    },
  },
  'practice on': practising(true),
  'practice off': practising(false),
  'practice list': {
    usage: 'practice list',
    summary: 'shows what the practice provider got',
    async run(context) {
      const practice = await ask(context, 'practice:list', {});
      const rows = practice.messages.map((message) => [
        time(message.receivedAt),
        message.sender || '<>',
        someNames(message.recipients),
        message.subject,
      ]);
      context.print(
        practice,
        rows.length === 0
          ? 'It got nothing yet.'
          : `${table(['received', 'from', 'to', 'subject'], rows)}\n\nThe messages are in ${practice.folder}`,
      );
    },
  },
};

/** That a server answers says little: one that wants a sign-in says so only when it gets mail. */
const testWords = (steps: Requests['provider:test']['result']): string =>
  steps.some(({ id, state }) => (id === 'auth' || id === 'mail') && state === 'ok')
    ? 'The provider works.'
    : 'The provider answers. Whether it takes mail, a test mail shows: mailroom provider test --mail-to ADDRESS';

function practising(use: boolean): Command {
  return {
    usage: use ? 'practice on [--behaviour HOW] [--delay SECONDS]' : 'practice off',
    summary: use
      ? `forwards to the practice provider, which keeps everything, unless it is told to misbehave; HOW is one of ${practiceBehaviours.join(', ')}`
      : 'forwards to the real provider again',
    async run(context) {
      const behaviour = choiceOption(context, 'behaviour', practiceBehaviours);
      const delaySeconds = wholeOption(context, 'delay', { least: 0, most: 600 });
      // What is not said is as usual: nobody looks for the misbehaviour of last week.
      const args = use
        ? { use, behaviour: behaviour ?? 'accept', delaySeconds: delaySeconds ?? 0 }
        : { use };
      const done = await ask(context, 'practice:set', args);
      const words = use
        ? [practiceWords(args), ...(await practiceDown(context))]
        : ['Mail goes to the provider.'];
      context.print(done, words.join('\n'));
    },
  };
}

/** Mail waits for one that does not have its port. */
async function practiceDown(context: CommandContext): Promise<string[]> {
  const { services } = await ask(context, 'status:get', {});
  const practice = services.find(({ id }) => id === 'practice provider');
  return practice?.state === 'failed' ? [`! It does not run yet: ${practice.detail ?? ''}`] : [];
}

/** What was set may not be in use yet. */
async function nextStep(context: CommandContext): Promise<string> {
  const { kind, host } = await ask(context, 'provider:show', {});
  if (kind !== 'practice') return 'Try it: mailroom provider test';
  const remedy =
    host === ''
      ? 'Name the server too: mailroom provider set --host smtp.example.com'
      : 'Forward to the provider again: mailroom practice off';
  return `But mail still goes to the practice provider. ${remedy}`;
}

/** `Mail goes to the practice provider, which will refuse recipients after 3 s.` */
function practiceWords({
  behaviour = 'accept',
  delaySeconds = 0,
}: Requests['practice:set']['args']): string {
  const does = behaviour === 'accept' ? '' : ` ${behaviour.replaceAll('-', ' ')}`;
  const after = delaySeconds === 0 ? '' : ` ${does === '' ? 'answer ' : ''}after ${delaySeconds} s`;
  const how = `${does}${after}`;
  return `Mail goes to the practice provider${how === '' ? '' : `, which will${how}`}.`;
}

interface GivenPassword {
  readonly password?: string;
  readonly keepsPassword?: boolean;
}

/**
 * A given user has a password of his own; another server wants one too, where the relay keeps one for this server.
 * With --no-password the saved one stays.
 */
async function withPassword<T>(
  context: CommandContext,
  request: 'provider:set' | 'provider:test',
  run: (given: GivenPassword) => Promise<T>,
): Promise<T> {
  if (context.options['no-password'] === true) return run({ keepsPassword: true });
  const read = async (prompt: string): Promise<GivenPassword> => ({
    password: await readPassword(context, prompt, request),
  });
  const user = textOption(context, 'user') ?? '';
  if (user !== '') return run(await read(`Password of ${user} at the provider: `));
  try {
    return await run({});
  } catch (error) {
    const isWanted = error instanceof CommandError && error.code === 'provider.password-needed';
    if (!isWanted) throw error;
    const given = await read(`${error.message}\nPassword: `).catch((none: unknown) => {
      // Nobody saw the prompt, which says why one is wanted.
      throw none instanceof CommandError ? because(error, none) : none;
    });
    return run(given);
  }
}

const because = (why: CommandError, none: CommandError): CommandError =>
  new CommandError(`${why.message} ${none.message}`, none.exitCode);

function providerFrom(context: CommandContext): Partial<ProviderSettings> {
  const host = textOption(context, 'host');
  const all = {
    ...(host === undefined ? {} : { kind: 'smarthost' as const }),
    host,
    port: wholeOption(context, 'port', { least: 1, most: 65_535 }),
    tls: choiceOption(context, 'tls', providerTlsModes),
    auth: choiceOption(context, 'auth', providerAuthMethods),
    user: textOption(context, 'user'),
    fingerprint: textOption(context, 'fingerprint'),
    maxConnections: wholeOption(context, 'connections', { least: 1, most: 100 }),
    allowPlaintextPassword: context.options['allow-plaintext'] === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
