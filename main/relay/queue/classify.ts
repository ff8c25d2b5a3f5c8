/**
 * What a failed delivery means: retry, give up, or pause the whole route. One pure function, in order:
 * transport first, then our own standing with the provider, then the message. Only a definite 5xx about
 * this message or recipient gives up (promise 4).
 */
import type { DeliveryFailure } from '../upstream/route.ts';

export type PauseKind = 'network' | 'sign-in' | 'tls' | 'busy';

export interface Classification {
  readonly disposition: 'retry' | 'give-up' | 'pause-route';
  readonly blame: 'us' | 'provider' | 'recipient' | 'message' | 'network';
  readonly pauseKind?: PauseKind;
  /** Plain words for a person. */
  readonly cause: string;
  readonly remedy: string;
}

export function classify(failure: DeliveryFailure): Classification {
  return (
    byConnection(failure) ??
    byStanding(failure) ??
    byReply(failure) ?? {
      disposition: 'retry',
      blame: 'provider',
      cause: 'The connection to the provider broke off while the mail was being sent.',
      remedy: 'Nothing to do: it is tried again.',
    }
  );
}

/** Stages before any mail: whatever fails there fails for every message. */
function byConnection({ stage, responseCode, errorCode }: DeliveryFailure): Classification | null {
  if (stage === 'resolve')
    return pause(
      'network',
      'network',
      'The provider’s server name was not found.',
      'Check the internet connection, and the server name in the provider settings.',
    );
  if (stage === 'connect')
    return responseCode === null
      ? pause(
          'network',
          'network',
          connectCause(errorCode),
          'Check the internet connection; then server name and port in the provider settings.',
        )
      : pause(
          'busy',
          'provider',
          'The provider’s server does not take connections now.',
          'Wait; if it lasts, ask the provider.',
        );
  if (stage === 'tls')
    return pause(
      'tls',
      'us',
      'The encrypted connection to the provider could not be made.',
      'Check the encryption setting and the port; run "mailroom provider test".',
    );
  if (stage === 'auth')
    return responseCode !== null && responseCode >= 400 && responseCode < 500
      ? pause(
          'busy',
          'provider',
          'The provider cannot check the sign-in just now.',
          'Wait; it is tried again.',
        )
      : pause(
          'sign-in',
          'us',
          'The provider refused our sign-in.',
          'Type the provider’s user name and password again with "mailroom provider set".',
        );
  return null;
}

/** Replies to mail commands that are about us, not about the message. */
function byStanding({
  stage,
  responseCode,
  enhancedCode,
  reply,
}: DeliveryFailure): Classification | null {
  if (responseCode === 421)
    return stage === 'data'
      ? null
      : pause(
          'busy',
          'provider',
          'The provider’s server is busy or limits our connections.',
          'Wait; it is tried again.',
        );
  const isAboutSignIn =
    responseCode === 530 ||
    responseCode === 535 ||
    responseCode === 538 ||
    (stage === 'mail' &&
      responseCode !== null &&
      responseCode >= 500 &&
      /auth(entication)? (is )?required|not authenticated|must authenticate/i.test(reply)) ||
    (responseCode !== null && /^5\.7\.(8|9|1[123]|30|139)$/.test(enhancedCode ?? ''));
  if (isAboutSignIn)
    return pause(
      'sign-in',
      'us',
      'The provider wants us to sign in before it takes mail.',
      'Set user name and password with "mailroom provider set".',
    );
  return null;
}

function byReply(failure: DeliveryFailure): Classification | null {
  const { stage, responseCode, enhancedCode, reply } = failure;
  if (responseCode === null)
    return enhancedCode?.startsWith('5.') === true
      ? {
          disposition: 'give-up',
          blame: 'message',
          cause: reply,
          remedy: 'Change the message and send it again.',
        }
      : null;
  // RFC 5321 §4.5.3.1.10: a 552 at RCPT means too many recipients, and counts as 452.
  const isTooMany =
    stage === 'rcpt' && responseCode === 552 && !/^5\.(2\.2|3\.4)$/.test(enhancedCode ?? '');
  if (responseCode < 500 || isTooMany)
    return {
      disposition: 'retry',
      blame: 'provider',
      cause: 'The provider asks us to try again later.',
      remedy: 'Nothing to do: it is tried again.',
    };
  if (stage === 'rcpt')
    return {
      disposition: 'give-up',
      blame: 'recipient',
      cause: 'The provider refused the recipient.',
      remedy: 'Check the recipient’s address, and read the provider’s words.',
    };
  return {
    disposition: 'give-up',
    blame: 'message',
    cause:
      stage === 'mail'
        ? 'The provider refused the sender address or the message.'
        : 'The provider refused the message.',
    remedy: 'Read the provider’s words; change the message or the sender address.',
  };
}

const connectCause = (errorCode: string | null): string =>
  errorCode === 'ECONNREFUSED'
    ? 'The provider’s server does not answer on this port.'
    : 'The provider’s server cannot be reached.';

const pause = (
  pauseKind: PauseKind,
  blame: Classification['blame'],
  cause: string,
  remedy: string,
): Classification => ({ disposition: 'pause-route', blame, pauseKind, cause, remedy });
