/** What is in force in this office, as far as a mail program must know it. */
import type { Settings } from '../../../main/contract/settings.ts';
import type { NetworkView, TlsView } from '../../../main/contract/status.ts';

export interface Office {
  readonly network: NetworkView;
  readonly tls: TlsView;
  readonly listeners: Settings['listeners'];
  readonly access: Pick<Settings['access'], 'plaintextSignIn'>;
  readonly popAuth: Pick<Settings['popAuth'], 'enabled' | 'windowMinutes'>;
}
