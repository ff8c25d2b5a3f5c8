/** What the page calls the field that an error is about: the error stands below a long form. Pure. */
import type { AppError } from '../../main/contract/result.ts';
import type { Words } from '../words/words.ts';

/** Null where it is about none of the page's fields. */
export function fieldLabel(error: AppError | null, { provider: w }: Words): string | null {
  const labels: Readonly<Record<string, string>> = {
    ...{ host: w.host, port: w.port, tls: w.tls, user: w.user, password: w.password },
    ...{ maxConnections: w.change.connections, fingerprint: w.change.fingerprint },
    mailTo: w.testAddress,
  };
  return labels[error?.field?.split('.').at(-1) ?? ''] ?? null;
}
