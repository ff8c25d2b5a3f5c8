import type { FoundProvider } from '../contract/providers.ts';

const sources = {
  preset: 'from Mailroom’s list',
  autoconfig: 'published by the provider',
  mx: 'by where its mail comes in',
  guess: 'a guess: this server answers',
} as const;

/** What every shell takes as it stands. A published name may be `OFFICE\joe`, or worse. */
const plainWord = /^[\p{L}\p{N}_][\p{L}\p{N}_@.+-]*$/u;

/** What was found for an address, with the command that sets it. Pure. */
export function describeFound({ name, source, provider, ...found }: FoundProvider): string {
  const { host, port, tls, user } = provider;
  const isPlain = plainWord.test(user);
  return [
    `${name} (${sources[source]})`,
    `  mailroom provider set --host ${host} --port ${port} --tls ${tls} --user ${isPlain ? user : 'NAME'}`,
    ...(isPlain || user === '' ? [] : [`  NAME stands for: ${user}`]),
    ...(found.note === null ? signIn(found) : [`  ${found.note}`]),
    ...(found.limits === null ? [] : [`  Limits: ${found.limits}`]),
  ].join('\n');
}

const signIn = ({ needsOAuth }: Pick<FoundProvider, 'needsOAuth'>): string[] =>
  needsOAuth
    ? ['  It takes no password, only a sign-in in the browser: Mailroom cannot send through it.']
    : [];
