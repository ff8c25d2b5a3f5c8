/** Makes a message fit what the provider offered, or says why it cannot go. Pure but for a look at the body. */
import { blocks } from '../lifecycle/blocks.ts';
import { inAsciiDomain } from '../net/ascii-domain.ts';
import { ownVerdict } from './failures.ts';
import type { DeliveryFailure, LargeBody, OutgoingMessage } from './route.ts';
import type { SendEnvelope } from './smtp-client.ts';

/** What an address must not hold where it stands in a command; the library writes no quoted `<` or `>`. */
const unwritable = /[\p{Cc}<>]|^\s|\s$|^$/u;
const isAscii = (text: string): boolean => !/[^\0-\x7f]/.test(text);

/** RFC 6531 §3.6: the message needs SMTPUTF8 and the provider has none. */
export const noSmtpUtf8 = ownVerdict(
  '5.6.7',
  'The provider does not take addresses or headers with letters outside ASCII.',
);

/** RFC 3463 5.1.7 and 5.1.3: such an address could smuggle a command, so it is never written. */
export function addressFault(message: OutgoingMessage): DeliveryFailure | null {
  return message.sender !== '' && unwritable.test(message.sender)
    ? ownVerdict('5.1.7', 'The sender address cannot be written in SMTP.')
    : null;
}

/** The verdict on a recipient's address, or null where it can be written: it costs the others nothing. */
export function recipientFault(address: string, takesUtf8: boolean): DeliveryFailure | null {
  if (unwritable.test(address))
    return { ...ownVerdict('5.1.3', 'The address cannot be written in SMTP.'), stage: 'rcpt' };
  return takesUtf8 || isPlain(address) ? null : { ...noSmtpUtf8, stage: 'rcpt' };
}

/** One whose internationalised part is only the domain needs no SMTPUTF8: that has an ASCII form. */
const isPlain = (address: string): boolean => isAscii(inAsciiDomain(address));

/** RFC 6531 §3.6: without SMTPUTF8 at the next hop, a message that needs it for its sender or header is returned. */
export async function needsSmtpUtf8(
  message: OutgoingMessage,
  body: Buffer | LargeBody,
): Promise<boolean> {
  if (!isPlain(message.sender)) return true;
  if (!message.smtpUtf8) return false;
  const start = Buffer.isBuffer(body) ? body : await beginning(body);
  const headerEnd = start.indexOf('\r\n\r\n');
  const header = headerEnd < 0 ? start : start.subarray(0, headerEnd);
  return header.some((octet) => octet > 0x7f);
}

/**
 * The library's envelope. RFC 6152 §3 would have an 8-bit body converted or returned where 8BITMIME lacks.
 * It is sent as it is: conversion breaks signatures, servers without 8BITMIME have passed 8-bit for thirty
 * years, and a returned mail helps nobody. DSN parameters go only to a provider that offers DSN.
 */
export function envelopeOf(
  message: OutgoingMessage,
  use: { readonly dsn: boolean; readonly smtpUtf8: boolean },
): SendEnvelope {
  const addressOf = use.smtpUtf8 ? (address: string): string => address : inAsciiDomain;
  const dsn = use.dsn ? dsnOf(message) : null;
  return {
    from: message.sender === '' ? false : addressOf(message.sender),
    to: message.recipients.map(({ address }) => addressOf(address)),
    size: message.sizeBytes,
    use8BitMime: message.bodyType === '8bitmime',
    smtpUtf8: use.smtpUtf8 && message.smtpUtf8,
    ...(dsn === null ? {} : { dsn }),
  };
}

/** All recipients of a transaction share NOTIFY and ORCPT: the queue splits them so. */
function dsnOf({
  dsn,
  recipients,
}: OutgoingMessage): Exclude<SendEnvelope['dsn'], undefined> | null {
  const { notify, orcpt } = recipients[0]?.dsn ?? {};
  const parameters = {
    ...(dsn?.ret === undefined ? {} : { ret: dsn.ret }),
    ...(dsn?.envid === undefined ? {} : { envid: dsn.envid }),
    ...(notify === undefined ? {} : { notify: [...notify] }),
    ...(orcpt === undefined ? {} : { orcpt }),
  };
  return Object.keys(parameters).length === 0 ? null : parameters;
}

/** Enough for the header of any message that came in here. */
async function beginning(body: LargeBody): Promise<Buffer> {
  const block = blocks.take();
  try {
    return Buffer.from(block.subarray(0, await body.read(block, 0)));
  } finally {
    blocks.give(block);
  }
}
