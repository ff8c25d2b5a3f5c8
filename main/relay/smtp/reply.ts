/** SMTP replies as values. Owns their shape and the ones that several parts use; the wire is the adapter's. */

/** One reply: RFC 5321 §4.2 code, RFC 3463 status code, one line of text. */
export interface Reply {
  readonly code: number;
  readonly status: string;
  readonly text: string;
}

export const reply = (code: number, status: string, text: string): Reply => ({
  code,
  status,
  text,
});

/** An error of ours: no detail leaves the house. */
export const internalError = reply(451, '4.3.0', 'Something went wrong here, try again later');
export const storageFailed = reply(
  451,
  '4.3.0',
  'The message could not be stored, try again later',
);
export const diskFull = reply(452, '4.3.1', 'The disk is nearly full, try again later');
export const messageTooBig = (maxSizeBytes: number): Reply =>
  reply(552, '5.3.4', `The message is too big, at most ${maxSizeBytes} octets are taken`);
