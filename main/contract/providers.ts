/** Providers as the wizard offers them, and what was found out about one. */
import type { ProviderSettings, ProviderTlsMode } from './settings.ts';

/** A provider whose settings are known. */
export interface ProviderPresetView {
  /** Stable, kebab-case. */
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: Exclude<ProviderTlsMode, 'none'>;
  /** What to type as user name. */
  readonly user: 'address' | 'local-part' | 'api-key' | 'account';
  readonly maxConnections: number;
  /** What the provider is known to allow, or null. */
  readonly limits: string | null;
  /** What a person must know before typing a password, or null. */
  readonly note: string | null;
  /** The provider takes no password, or soon none, but only a sign-in in the browser. */
  readonly needsOAuth: boolean;
}

/** Where found settings come from, best first. */
export type ProviderSource = 'preset' | 'autoconfig' | 'mx' | 'guess';

/** The settings that belong to an e-mail address, and where they were found. */
export interface FoundProvider {
  readonly source: ProviderSource;
  /** For a person: the preset's name, or the host that said so. */
  readonly name: string;
  readonly provider: Pick<
    ProviderSettings,
    'kind' | 'host' | 'port' | 'tls' | 'user' | 'auth' | 'maxConnections'
  >;
  readonly note: string | null;
  readonly limits: string | null;
  readonly needsOAuth: boolean;
}
