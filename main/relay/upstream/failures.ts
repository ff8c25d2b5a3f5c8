/** Turns the sending library's errors into ours. Pure; the one place that knows its error fields. */
import type { DeliveryStage } from '../../contract/mail.ts';
import type { DeliveryFailure } from './route.ts';

interface LibraryError {
  readonly message?: string;
  readonly code?: string;
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** A failure before any mail: resolving, connecting, TLS or sign-in. */
export function connectFailure(raw: unknown): DeliveryFailure {
  const error = raw as LibraryError;
  return failureAt(connectStage(error), error);
}

/**
 * A failure of a sign-in that was under way. Its words go into journal and window: `hide` takes out what the
 * provider repeats of our secrets.
 */
export const signInFailure = (raw: unknown, hide: (words: string) => string): DeliveryFailure => {
  const error = raw as LibraryError;
  const { responseCode } = error;
  // EAUTH without a reply is the library's own refusal, for want of a usable method.
  return failureAt('auth', {
    ...withoutReply(error),
    ...(responseCode === undefined ? {} : { responseCode }),
    message: hide(error.message ?? ''),
    response: hide(error.response ?? ''),
  });
};

/**
 * A failure of a transaction, by the command that was under way; `isBodyBegun` tells the stage where the
 * connection itself failed.
 */
export function sendFailure(raw: unknown, isBodyBegun: boolean): DeliveryFailure {
  const error = raw as LibraryError;
  const stage = sendStage(error, isBodyBegun);
  return failureAt(stage, isOutOfTurn(error) ? withoutReply(error) : error);
}

/** A verdict of our own on a message that the provider cannot take; the RFC 3463 status leads the words. */
export const ownVerdict = (enhancedCode: string, words: string): DeliveryFailure => ({
  stage: 'mail',
  responseCode: null,
  enhancedCode,
  reply: `${enhancedCode} ${words}`,
  errorCode: null,
});

/** A refusal of our own before anything is sent. */
export const ownRefusal = (
  stage: DeliveryStage,
  errorCode: string,
  reply: string,
): DeliveryFailure => ({ stage, responseCode: null, enhancedCode: null, reply, errorCode });

function connectStage({
  code,
  originalCode,
  command,
  message = '',
  response = '',
}: LibraryError): DeliveryStage {
  if (code === 'EDNS' || originalCode === 'ENOTFOUND' || originalCode === 'EAI_AGAIN')
    return 'resolve';
  if (code === 'EAUTH' || command?.startsWith('AUTH') === true) return 'auth';
  const looksLikeTls =
    /CERT|SELF_SIGNED|UNABLE_TO_|SSL|TLS/.test(originalCode ?? '') ||
    // The message repeats what the provider said, and that may name anything.
    /certificate|SSL routines|TLS/i.test(message.replaceAll(response, ''));
  return code === 'ETLS' || command === 'STARTTLS' || looksLikeTls ? 'tls' : 'connect';
}

function sendStage({ command }: LibraryError, isBodyBegun: boolean): DeliveryStage {
  if (command === 'MAIL FROM' || command === 'API') return 'mail';
  if (command === 'RCPT TO') return 'rcpt';
  return command === 'DATA' || isBodyBegun ? 'data' : 'mail';
}

/**
 * Said to no command of ours: an unasked reply, or words cut off as the connection broke. No 5xx in it is a
 * definite no to this message. A 421 keeps its meaning (RFC 5321 §3.8).
 */
const isOutOfTurn = ({ command, responseCode }: LibraryError): boolean =>
  command === 'CONN' && responseCode !== 421;

function withoutReply({ message, code, originalCode, command }: LibraryError): LibraryError {
  return {
    ...(message === undefined ? {} : { message }),
    ...(code === undefined ? {} : { code }),
    ...(originalCode === undefined ? {} : { originalCode }),
    ...(command === undefined ? {} : { command }),
  };
}

function failureAt(stage: DeliveryStage, error: LibraryError): DeliveryFailure {
  const said = error.response ?? '';
  const isTooLarge =
    error.code === 'EMESSAGE' && error.responseCode === undefined && stage === 'mail';
  if (isTooLarge) return ownVerdict('5.3.4', 'The message is larger than the provider takes.');
  return {
    stage,
    responseCode: error.responseCode ?? null,
    // A reply of several lines repeats the status on each (RFC 2034 §4).
    enhancedCode: /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? null,
    reply: oneLine(said === '' ? withoutAdvice(error.message ?? '') : said),
    errorCode: error.originalCode ?? error.code ?? null,
  };
}

/** Node ends its words on a certificate with what who starts it may try. */
const withoutAdvice = (words: string): string =>
  words.replace(/; if the root CA is installed locally, .*$/s, '');

/** Words of others go into journal, reports and screens: one line, no control characters, bounded. */
export const oneLine = (words: string): string =>
  words
    .replace(/\r?\n\d{3}[ -](?:[245]\.\d{1,3}\.\d{1,3} )?/g, ' ')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500);
