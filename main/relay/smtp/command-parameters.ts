/** ESMTP parameters of MAIL and RCPT: which are known, and what those for reports (DSN) say. Pure. */
import { reply, type Reply } from './reply.ts';
import type { Transaction } from './session.ts';

/** Upper-case names; a name without value is `true`. */
export type CommandParameters = Readonly<Record<string, string | true>>;

const known = {
  MAIL: new Set(['SIZE', 'BODY', 'SMTPUTF8', 'RET', 'ENVID', 'AUTH']),
  RCPT: new Set(['NOTIFY', 'ORCPT']),
};

/** RFC 3461 §4.4 and §4.2: longer ones the next server may refuse, when it is too late to tell who sent. */
const longest = { ENVID: 100, ORCPT: 500 } as const;

/**
 * What is wrong with the parameters of a command, or null: smtp-server takes any, of any length. RFC 5321
 * §4.1.1.11: 555 for one that is not known.
 */
export function parameterFault(
  command: 'MAIL' | 'RCPT',
  parameters: CommandParameters,
): Reply | null {
  for (const name in parameters)
    if (!known[command].has(name)) return reply(555, '5.5.4', 'This parameter is not known here');
  for (const [name, most] of Object.entries(longest)) {
    const value = parameters[name];
    if (typeof value === 'string' && value.length > most)
      return reply(501, '5.5.4', `${name} may have ${most} characters at most`);
  }
  return null;
}

/** RET and ENVID of MAIL (RFC 3461 §4.3, §4.4). */
export function dsnOf(parameters: CommandParameters): Pick<Transaction, 'dsn'> {
  const ret = String(parameters['RET'] ?? '').toUpperCase();
  const envid = parameters['ENVID'];
  const dsn: { ret?: 'FULL' | 'HDRS'; envid?: string } = {};
  if (ret === 'FULL' || ret === 'HDRS') dsn.ret = ret;
  if (typeof envid === 'string') dsn.envid = envid;
  return dsn.ret === undefined && dsn.envid === undefined ? {} : { dsn };
}

type NotifyWord = 'NEVER' | 'SUCCESS' | 'FAILURE' | 'DELAY';
const notifyWords: readonly string[] = ['NEVER', 'SUCCESS', 'FAILURE', 'DELAY'];

/**
 * NOTIFY and ORCPT of RCPT (RFC 3461 §4.1, §4.2). A stranger gets no notice of success: it would go, with a subject of
 * his, to whomever he names as sender, through the office's provider.
 */
export function recipientDsnOf(
  parameters: CommandParameters,
  isStranger: boolean,
): {
  dsn?: { notify?: readonly NotifyWord[]; orcpt?: string };
} {
  const { NOTIFY: notify, ORCPT: orcpt } = parameters;
  if (typeof notify !== 'string' && typeof orcpt !== 'string') return {};
  const dsn: { notify?: readonly NotifyWord[]; orcpt?: string } = {};
  if (typeof notify === 'string') dsn.notify = notifyOf(notify, isStranger);
  if (typeof orcpt === 'string') dsn.orcpt = orcpt;
  return { dsn };
}

function notifyOf(said: string, isStranger: boolean): readonly NotifyWord[] {
  const isWord = (word: string): word is NotifyWord => notifyWords.includes(word);
  const words = said.toUpperCase().split(',').filter(isWord);
  const wanted = isStranger ? words.filter((word) => word !== 'SUCCESS') : words;
  return wanted.length === 0 ? ['NEVER'] : wanted;
}
