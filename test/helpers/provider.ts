import { defaultSettings, type ProviderSettings } from '../../main/contract/settings.ts';
import { classify } from '../../main/relay/upstream/classify.ts';
import type {
  DeliveryFailure,
  LargeBody,
  OutgoingMessage,
  SendOutcome,
  UpstreamConnection,
} from '../../main/relay/upstream/route.ts';
import { Smarthost, type SmarthostTimeouts } from '../../main/relay/upstream/smarthost.ts';

/** Settings of a provider on this computer, without encryption and sign-in unless told. */
export const providerAt = (
  port: number,
  change: Partial<ProviderSettings> = {},
): ProviderSettings => ({
  ...defaultSettings.provider,
  kind: 'smarthost',
  host: '127.0.0.1',
  port,
  tls: 'none',
  auth: 'none',
  ...change,
});

/** A Smarthost with these settings; `password` is what the secret store holds. */
export function smarthostWith(
  provider: ProviderSettings,
  options: { password?: string; timeouts?: Partial<SmarthostTimeouts> } = {},
): Smarthost {
  return new Smarthost({
    settings: { get: () => ({ ...defaultSettings, provider }), onChange: () => () => undefined },
    secrets: { get: () => Promise.resolve(options.password ?? null) },
    hostname: () => 'relay.office.example',
    ...(options.timeouts ? { timeouts: options.timeouts } : {}),
  });
}

/** Connects, or fails the test with the reason. */
export async function connected(smarthost: Smarthost): Promise<UpstreamConnection> {
  const result = await smarthost.connect();
  if (result.outcome === 'failed') throw new Error(JSON.stringify(result.failure));
  return result.connection;
}

/** A message for the provider; a text becomes its body as latin1. */
export function outgoing(
  change: Partial<Omit<OutgoingMessage, 'body'>> & { text?: string } = {},
): OutgoingMessage {
  const { text = 'Subject: hello\r\n\r\nHello.\r\n', ...rest } = change;
  const body = Buffer.from(text, 'latin1');
  return {
    id: 'm1',
    sender: 'joe@myclient.com',
    recipients: [{ address: 'ann@example.org' }],
    sizeBytes: body.length,
    bodyType: '7bit',
    smtpUtf8: false,
    body: () => Promise.resolve(body),
    ...rest,
  };
}

/** `delivered` or `CODE status disposition` for each recipient, or for the whole. */
export function told(result: SendOutcome): string[] {
  const words = (failure: DeliveryFailure): string =>
    `${failure.stage} ${failure.responseCode ?? failure.errorCode ?? failure.enhancedCode ?? ''} ${classify(failure).disposition}`;
  if (result.outcome === 'failed') return [words(result.failure)];
  return result.recipients.map((one) =>
    one.outcome === 'delivered' ? 'delivered' : words(one.failure),
  );
}

/** A body that is read as it is sent, at most so many octets at a time; `fails` behind its end. */
export function largeBody(
  octets: Buffer,
  { pieceBytes = 8_191, fails = false } = {},
): { readonly body: () => Promise<LargeBody>; readonly isClosed: () => boolean } {
  let isClosed = false;
  const body: LargeBody = {
    async read(block, offset) {
      // A disk takes its time.
      await new Promise((resolve) => setImmediate(resolve));
      if (fails && offset >= octets.length) throw new Error('EIO');
      return octets.copy(block, 0, offset, Math.min(octets.length, offset + pieceBytes));
    },
    close() {
      isClosed = true;
    },
  };
  return { body: () => Promise.resolve(body), isClosed: () => isClosed };
}
