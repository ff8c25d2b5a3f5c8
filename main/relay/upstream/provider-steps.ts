/** The words for each step of a provider test: what was found, or cause and remedy. Pure. */
import type tls from 'node:tls';
import type { ProviderStepId } from '../../contract/codes.ts';
import type { DeliveryStage } from '../../contract/mail.ts';
import type { ProviderSettings } from '../../contract/settings.ts';
import type { CertificateView, CheckView } from '../../contract/status.ts';
import { classify } from './classify.ts';
import { altNames, timeOf } from '../tls/check-certificate.ts';
import type { DeliveryFailure } from './route.ts';

/** One step as the screens show it. */
export type ProviderStep = CheckView<ProviderStepId>;

/** The steps in their order. */
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

/** What the other server said or showed, where there was something. */
type Shown = Pick<CheckView, 'raw' | 'certificate'>;

/** A step that went well. */
export const okStep = (id: ProviderStepId, detail: string, shown: Shown = {}): ProviderStep => ({
  id,
  title: titles[id],
  state: 'ok',
  detail,
  ...shown,
});

/** A step that was not needed or not reached. */
export const skippedStep = (id: ProviderStepId, detail: string): ProviderStep => ({
  id,
  title: titles[id],
  state: 'skipped',
  detail,
});

/** A failed step; `certificate` is the one that was refused. */
export function failedStep(
  failure: DeliveryFailure,
  provider: ProviderSettings,
  certificate: CertificateView | null = null,
): ProviderStep {
  const { cause, remedy, inTest = remedy } = classify(failure);
  const id = stepOf[failure.stage];
  const isSaidAlready = failure.reply === '' || failure.reply.includes(cause);
  return {
    id,
    title: titles[id],
    state: 'failed',
    detail: cause,
    remedy: portHint(failure, provider) ?? inTest,
    ...(isSaidAlready ? {} : { raw: failure.reply }),
    ...(certificate === null ? {} : { certificate }),
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

/** The certificate of a connection, for screens. */
export const certificateView = (certificate: tls.PeerCertificate): CertificateView => ({
  subject: nameIn(certificate.subject),
  issuer: nameIn(certificate.issuer),
  names: altNames(certificate.subjectaltname ?? ''),
  validFrom: timeOf(certificate.valid_from),
  validTo: timeOf(certificate.valid_to),
  fingerprint: certificate.fingerprint256,
});

/** Whose it is and how long, in one line. */
export function certificateWords({ subject, issuer, validTo }: CertificateView): string {
  if (validTo === null)
    return `Certificate of ${subject}, issued by ${issuer}, with dates that cannot be read`;
  const until = new Date(validTo).toISOString().slice(0, 10);
  return `Certificate of ${subject}, issued by ${issuer}, valid until ${until}`;
}

function nameIn(name: tls.Certificate | undefined): string {
  const text = name?.CN ?? name?.O ?? 'nobody named';
  return String(text)
    .replace(/[^ -~]+/g, '?')
    .slice(0, 200);
}
