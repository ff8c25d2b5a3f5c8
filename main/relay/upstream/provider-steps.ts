/** The words for each step of a provider test: what was found, or cause and remedy. Pure. */
import type tls from 'node:tls';
import type { ProviderStepId } from '../../contract/codes.ts';
import type { DeliveryStage } from '../../contract/mail.ts';
import type { ProviderSettings } from '../../contract/settings.ts';
import type { CheckView } from '../../contract/status.ts';
import { classify } from '../queue/classify.ts';
import type { DeliveryFailure } from './route.ts';

export type ProviderStep = CheckView<ProviderStepId>;

export const stepIds: readonly ProviderStepId[] = ['name', 'connect', 'tls', 'auth', 'mail'];

const titles: Readonly<Record<ProviderStepId, string>> = {
  name: 'Server name',
  connect: 'Connection',
  tls: 'Encryption',
  auth: 'Sign-in',
  mail: 'Test mail',
};

const stepOf: Readonly<Record<DeliveryStage, ProviderStepId>> = {
  resolve: 'name',
  connect: 'connect',
  tls: 'tls',
  auth: 'auth',
  mail: 'mail',
  rcpt: 'mail',
  data: 'mail',
};

export const okStep = (id: ProviderStepId, detail: string): ProviderStep => ({
  id,
  title: titles[id],
  state: 'ok',
  detail,
});

export const skippedStep = (id: ProviderStepId, detail: string): ProviderStep => ({
  id,
  title: titles[id],
  state: 'skipped',
  detail,
});

/** A failed step; `found` is what is known beside the provider's words, as its certificate. */
export function failedStep(
  failure: DeliveryFailure,
  provider: ProviderSettings,
  found = '',
): ProviderStep {
  const { cause, remedy } = classify(failure);
  const id = stepOf[failure.stage];
  const said = failure.reply.includes(cause) ? '' : failure.reply;
  const detail = [cause, said, found].filter((words) => words !== '').join(' ');
  return {
    id,
    title: titles[id],
    state: 'failed',
    detail,
    remedy: portHint(failure, provider) ?? remedy,
  };
}

/** The two ways to encrypt are mixed up more often than anything else. */
function portHint(
  { stage }: DeliveryFailure,
  { port, tls: mode }: ProviderSettings,
): string | null {
  if (stage !== 'connect' && stage !== 'tls') return null;
  if (port === 465 && mode !== 'implicit')
    return 'Port 465 wants TLS from the start: choose "implicit".';
  if (port === 587 && mode === 'implicit') return 'Port 587 wants STARTTLS: choose "starttls".';
  return port === 25 && stage === 'connect'
    ? 'Many internet connections block port 25: use 587 or 465.'
    : null;
}

/** Names, times and fingerprint of a certificate, in one line. */
export function certificateWords(certificate: tls.PeerCertificate): string {
  const until = new Date(certificate.valid_to).toISOString().slice(0, 10);
  const subject = nameIn(certificate.subject);
  return `Certificate of ${subject}, issued by ${nameIn(certificate.issuer)}, valid until ${until}, SHA-256 fingerprint ${certificate.fingerprint256}`;
}

function nameIn(name: tls.Certificate | undefined): string {
  const text = name?.CN ?? name?.O ?? 'nobody named';
  return String(text)
    .replace(/[^ -~]+/g, '?')
    .slice(0, 200);
}
