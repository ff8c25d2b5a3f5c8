/** Plain Node as the host of the relay: a checkout, a test, a service without the app. */
import { FileSecretStore } from './relay/settings/file-secret-store.ts';
import { certificateProgramIn } from './certificate-ahead.ts';
import { makeApart, type CertificateProgram } from './relay/tls/certificate-maker.ts';
import type { ServeHost } from './serve-relay.ts';

/** `codeFolder` is that of the entries, out/main; `ahead` makes the first certificate. */
export const plainHost = (
  codeFolder: string,
  ahead: CertificateProgram | null = null,
): ServeHost => ({
  command: 'npx mailroom',
  // Without the app nobody keeps secrets for us: they lie in a file that only this user can read.
  secrets: (dataFolder) => Promise.resolve(new FileSecretStore(dataFolder)),
  makeCertificates: makeApart(certificateProgramIn(codeFolder), ahead),
  exit: (code) => process.exit(code),
});
