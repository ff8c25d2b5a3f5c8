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

/** A failure of a transaction, by the command that was under way. */
export function sendFailure(raw: unknown): DeliveryFailure {
  const error = raw as LibraryError;
  return failureAt(sendStage(error), error);
}

function connectStage({ code, originalCode, command, message }: LibraryError): DeliveryStage {
  if (code === 'EDNS' || originalCode === 'ENOTFOUND' || originalCode === 'EAI_AGAIN')
    return 'resolve';
  if (code === 'EAUTH' || command?.startsWith('AUTH') === true) return 'auth';
  const looksLikeTls =
    /CERT|SELF_SIGNED|UNABLE_TO_|SSL|TLS/.test(originalCode ?? '') ||
    /certificate|SSL routines|TLS/i.test(message ?? '');
  return code === 'ETLS' || command === 'STARTTLS' || looksLikeTls ? 'tls' : 'connect';
}

function sendStage({ command }: LibraryError): DeliveryStage {
  if (command === 'MAIL FROM' || command === 'API') return 'mail';
  return command === 'RCPT TO' ? 'rcpt' : 'data';
}

function failureAt(stage: DeliveryStage, error: LibraryError): DeliveryFailure {
  const said = error.response ?? '';
  const words = said === '' ? (error.message ?? '') : said;
  const reply = words
    .replace(/[\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 500);
  const isTooLarge =
    error.code === 'EMESSAGE' && error.responseCode === undefined && stage === 'mail';
  return {
    stage,
    responseCode: error.responseCode ?? null,
    enhancedCode: isTooLarge
      ? '5.3.4'
      : (/^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1] ?? null),
    reply: isTooLarge ? 'The message is larger than the provider takes.' : reply,
    errorCode: error.originalCode ?? error.code ?? null,
  };
}
