import assert from 'node:assert/strict';
import test from 'node:test';
import type { DeliveryStage } from '../../../main/contract/mail.ts';
import { classify } from '../../../main/relay/upstream/classify.ts';
import { connectFailure } from '../../../main/relay/upstream/failures.ts';
import type { DeliveryFailure } from '../../../main/relay/upstream/route.ts';

/** A reply as the provider says it, or `!CODE` for an error of the connection. */
function failureOf(stage: DeliveryStage, said: string): DeliveryFailure {
  const isError = said.startsWith('!');
  return {
    stage,
    responseCode: isError || said === '' ? null : Number(said.slice(0, 3)),
    enhancedCode: /^\d{3} ([245]\.\d+\.\d+)/.exec(said)?.[1] ?? null,
    reply: isError ? 'It broke.' : said,
    errorCode: isError ? said.slice(1) : null,
  };
}

type Row = readonly [DeliveryStage, said: string, expected: string];

const table: readonly Row[] = [
  // Transport: nothing here is about a message.
  ['resolve', '!ENOTFOUND', 'pause network network'],
  ['resolve', '!EAI_AGAIN', 'pause network network'],
  ['connect', '!ECONNREFUSED', 'pause network network'],
  ['connect', '!ETIMEDOUT', 'pause network network'],
  ['connect', '!ECONNECTION', 'pause network network'],
  ['connect', '554 5.7.1 go away', 'pause busy provider'],
  ['connect', '421 too many connections', 'pause busy provider'],
  ['connect', '550 EHLO refused', 'pause busy provider'],
  ['tls', '!ETLS', 'pause tls us'],
  ['tls', '!CERT_HAS_EXPIRED', 'pause tls us'],
  ['tls', '!EPIN', 'pause tls us'],
  ['tls', '!ERR_SSL_WRONG_VERSION_NUMBER', 'pause tls us'],
  // Nobody said anything about TLS: a server that restarts, or the line.
  ['tls', '!ECONNRESET', 'pause network network'],
  ['tls', '!ETIMEDOUT', 'pause network network'],
  ['tls', '454 4.7.0 TLS not available', 'pause tls us'],
  ['tls', '502 5.5.1 not implemented', 'pause tls us'],
  // Sign-in.
  ['auth', '535 5.7.8 wrong', 'pause sign-in us'],
  ['auth', '550 5.7.30 Basic authentication is not supported', 'pause sign-in us'],
  ['auth', '534 5.7.9 Application-specific password required', 'pause sign-in us'],
  ['auth', '500 what?', 'pause sign-in us'],
  ['auth', '432 4.7.12 a password transition is needed', 'pause sign-in us'],
  ['auth', '432 4.3.2 Concurrent connections limit exceeded', 'pause busy provider'],
  ['auth', '454 4.7.0 temporary', 'pause busy provider'],
  ['auth', '421 4.7.0 try later', 'pause busy provider'],
  ['auth', '538 5.7.11 Encryption required', 'pause tls us'],
  ['auth', '!EPLAINTEXT', 'pause sign-in us'],
  ['auth', '!ENOPASSWORD', 'pause sign-in us'],
  ['auth', '!ENOAUTH', 'pause sign-in us'],
  ['auth', '!ETIMEDOUT', 'pause network network'],
  ['auth', '!ECONNECTION', 'pause network network'],
  // Our standing, told at a mail command.
  ['mail', '530 5.7.0 Authentication required', 'pause sign-in us'],
  ['mail', '530 5.7.0 Must issue a STARTTLS command first', 'pause tls us'],
  ['mail', '530 5.7.57 Client not authenticated to send mail', 'pause sign-in us'],
  ['mail', '535 5.7.8 no', 'pause sign-in us'],
  ['mail', '550 5.7.1 Authentication required', 'pause sign-in us'],
  ['mail', '503 5.5.4 Error: send AUTH command first', 'pause sign-in us'],
  ['mail', '554 5.7.1 Your account has been suspended', 'pause sign-in us'],
  ['rcpt', '530 5.7.0 Authentication required', 'pause sign-in us'],
  ['data', '535 5.7.139 Authentication unsuccessful', 'pause sign-in us'],
  ['mail', '550 5.7.30 Basic authentication is not supported', 'pause sign-in us'],
  ['rcpt', '550 5.7.57 Client was not authenticated', 'pause sign-in us'],
  ['mail', '554 5.7.9 Mechanism too weak', 'pause sign-in us'],
  ['rcpt', '550 5.7.12 Sender was not authenticated by organization', 'give-up recipient'],
  // Of one recipient, or for a while.
  ['rcpt', '550 5.2.1 The account that you tried to reach is disabled', 'give-up recipient'],
  ['mail', '451 4.7.1 Your account is locked for a minute', 'retry provider'],
  ['mail', '421 4.3.2 shutting down', 'pause busy provider'],
  ['rcpt', '421 4.7.0 slow down', 'pause busy provider'],
  ['data', '421 4.3.0 after the dot', 'retry provider'],
  ['data', '550 5.4.5 Daily SMTP relay limit reached', 'retry us'],
  ['data', '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException', 'retry us'],
  ['data', '554 5.2.2 mailbox full', 'retry us'],
  ['data', '432 4.3.2 Concurrent connections limit exceeded', 'retry provider'],
  ['rcpt', '550 5.7.68 Direct Send not allowed', 'retry us'],
  ['rcpt', '550 5.7.64 TenantAttribution', 'retry us'],
  ['mail', '554 5.7.1 Hourly sending limit exceeded', 'retry us'],
  ['mail', '550 5.7.1 You have exceeded your daily sending limit', 'retry us'],
  ['rcpt', '550 rate limit exceeded', 'retry us'],
  ['data', '554 5.7.1 The number of messages per hour exceeds the allowed limit', 'retry us'],
  // In like words, but about a full mailbox or the size of this mail.
  ['rcpt', '550 5.2.2 Mailbox quota exceeded', 'give-up recipient'],
  ['rcpt', '550 Mailbox quota exceeded', 'give-up recipient'],
  ['rcpt', '554 5.2.2 the mail quota of the user is exceeded', 'give-up recipient'],
  ['rcpt', '452 4.2.2 Mailbox quota exceeded', 'retry provider'],
  ['data', '552 5.3.4 Message size limit exceeded', 'give-up message'],
  ['data', '552 message size limit exceeded', 'give-up message'],
  ['mail', '552 5.2.3 Message exceeds maximum mail size limit', 'give-up message'],
  ['rcpt', '554 5.7.1 <a@b.c>: Relay access denied', 'retry us'],
  ['rcpt', '550 relay not permitted', 'retry us'],
  ['rcpt', '554 5.7.1 Client host [192.0.2.1] blocked using a list', 'retry us'],
  // The sender and the message.
  ['mail', '550 5.7.60 not allowed to send as this sender', 'give-up message'],
  ['mail', '553 5.1.7 bad sender address', 'give-up message'],
  ['mail', '552 5.3.4 too big', 'give-up message'],
  ['mail', '451 4.3.0 later', 'retry provider'],
  ['mail', '500 5.5.2 what?', 'retry provider'],
  ['data', '554 5.6.0 spam', 'give-up message'],
  ['data', '550 5.7.1 content rejected', 'give-up message'],
  ['data', '552 message size exceeds limit', 'give-up message'],
  ['data', '503 5.5.1 need RCPT', 'retry provider'],
  ['data', '451 4.7.1 greylisted', 'retry provider'],
  ['data', '!ECONNECTION', 'retry network'],
  ['data', '!ETIMEDOUT', 'retry network'],
  ['data', '!EPROTOCOL', 'retry network'],
  ['mail', '!ECONNECTION', 'retry network'],
  // Recipients, one by one.
  ['rcpt', '550 5.1.1 no such user', 'give-up recipient'],
  ['rcpt', '550 no such user', 'give-up recipient'],
  ['rcpt', '501 5.1.3 bad address syntax', 'give-up recipient'],
  ['rcpt', '450 4.2.1 busy', 'retry provider'],
  ['rcpt', '452 4.5.3 too many recipients', 'retry provider'],
  ['rcpt', '552 too many recipients', 'retry provider'],
  ['rcpt', '552 5.2.2 mailbox full', 'give-up recipient'],
  ['rcpt', '552 5.3.4 message too big for this recipient', 'give-up recipient'],
  ['rcpt', '550 4.7.1 says two things', 'retry provider'],
  // No SMTP at all.
  ['rcpt', '999 5.1.1 hello', 'retry provider'],
  ['data', '250 what?', 'retry provider'],
];

for (const [stage, said, expected] of table)
  test(`classify: ${stage} "${said}" is ${expected}`, () => {
    const { disposition, blame, pauseKind } = classify(failureOf(stage, said));
    const got =
      disposition === 'pause-route' ? `pause ${pauseKind} ${blame}` : disposition + ` ${blame}`;
    assert.equal(got, expected);
  });

for (const status of ['5.3.4', '5.6.7', '5.1.3'])
  test(`classify: our own verdict ${status} gives up and says our words`, () => {
    const failure = {
      ...failureOf('mail', ''),
      enhancedCode: status,
      reply: `${status} It cannot go.`,
    };
    const { disposition, cause } = classify(failure);
    assert.deepEqual([disposition, cause], ['give-up', 'It cannot go.']);
  });

test('classify: whatever the stage and code, only 5xx about mail gives up, and words are never empty', () => {
  const stages = ['resolve', 'connect', 'tls', 'auth', 'mail', 'rcpt', 'data'] as const;
  for (const stage of stages)
    for (let code = 0; code < 1000; code += 1) {
      const { disposition, cause, remedy } = classify({
        ...failureOf(stage, `${code} x`),
        responseCode: code,
      });
      const mayGiveUp = ['mail', 'rcpt', 'data'].includes(stage) && code >= 500 && code < 600;
      assert.ok(disposition !== 'give-up' || mayGiveUp, `${stage} ${code}`);
      assert.ok(cause !== '' && remedy !== '');
    }
});

test('classify: what we do not do ourselves has the remedy that fits', () => {
  const remedies: [string, RegExp][] = [
    ['!EPLAINTEXT', /Choose STARTTLS or TLS, or allow it/],
    ['!ENOAUTH', /If it needs no sign-in, choose none/],
    ['!ENOPASSWORD', /user name and password again/],
  ];
  for (const [said, remedy] of remedies)
    assert.match(classify(failureOf('auth', said)).remedy, remedy);
});

test('classify: an app password and a wrong certificate name get their own remedy', () => {
  const google = classify(failureOf('auth', '534 5.7.9 Application-specific password required'));
  assert.match(google.remedy, /app password/);
  const name = classify(failureOf('tls', '!ERR_TLS_CERT_ALTNAME_INVALID'));
  assert.match(name.cause, /another server name/);
});

const told: readonly Row[] = [
  ['connect', '!ECONNREFUSED', 'The provider’s server does not answer on this port.'],
  ['connect', '!EPROTOCOL', 'What answers on this port is no server for outgoing mail.'],
  ['connect', '!ENETUNREACH', 'The provider’s server cannot be reached.'],
  ['tls', '!EPIN', 'The provider shows another certificate than the pinned one.'],
  ['tls', '!CERT_HAS_EXPIRED', 'The provider’s certificate has expired.'],
  [
    'tls',
    '!DEPTH_ZERO_SELF_SIGNED_CERT',
    'The provider’s certificate comes from an issuer that this computer does not know.',
  ],
  ['tls', '!ERR_SSL_NO_PROTOCOLS', 'The encrypted connection to the provider could not be made.'],
  ['mail', '553 5.1.7 no', 'The provider refused the sender address or the message.'],
  ['data', '552 too big', 'The message is larger than the provider takes.'],
  ['mail', '554 5.3.4 too big', 'The message is larger than the provider takes.'],
  ['data', '554 5.6.0 spam', 'The provider refused the message.'],
];

for (const [stage, said, cause] of told)
  test(`classify: ${stage} "${said}" is told as: ${cause}`, () => {
    assert.equal(classify(failureOf(stage, said)).cause, cause);
  });

test('a password is to be typed again only where a wrong one may be the cause', () => {
  const remedyOf = (said: string): string => classify(failureOf('auth', said)).remedy;
  const again = /^Type the provider’s user name and password again/;
  assert.match(remedyOf('535 5.7.8 wrong'), again);
  assert.match(remedyOf('535 5.7.139 Authentication unsuccessful, credentials incorrect'), again);
  for (const said of [
    '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
  ])
    assert.match(remedyOf(said), /^Ask whoever looks after the account to allow it/, said);
});

const beforeMail: readonly [what: Record<string, string>, stage: string][] = [
  [{ code: 'EDNS' }, 'resolve'],
  [{ code: 'ESOCKET', originalCode: 'ENOTFOUND' }, 'resolve'],
  // No name server answers: so it is without internet.
  [{ code: 'ECONNECTION', originalCode: 'EAI_AGAIN' }, 'resolve'],
  [{ code: 'EPROTOCOL', command: 'AUTH PLAIN' }, 'auth'],
  [{ code: 'ECONNECTION', command: 'STARTTLS' }, 'tls'],
  [{ code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' }, 'tls'],
  [{ code: 'EPROTOCOL', message: 'Greeting: 554 no TLS', response: '554 no TLS' }, 'connect'],
];
for (const [what, stage] of beforeMail)
  test(`${JSON.stringify(what)} is a failure at ${stage}`, () => {
    assert.equal(connectFailure(what).stage, stage);
  });
