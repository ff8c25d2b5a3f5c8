import type { CheckId, ProblemCode } from './codes.ts';
import type { RefusedWhy } from './history.ts';
import type { QueueCounts, RouteState } from './mail.ts';
import type { ListenerName } from './settings.ts';

/** One running part, as the screens see it. */
export interface ServiceView {
  readonly id: string;
  readonly state: 'stopped' | 'starting' | 'running' | 'degraded' | 'failed' | 'stopping';
  readonly detail?: string;
  readonly port?: number;
}

/** The id of the service that a listener is. */
export const serviceIdOf = (name: ListenerName): string =>
  name === 'pop3' || name === 'pop3s' ? name : `smtp.${name}`;

/** Everything that a glance should tell. Times are epoch ms. */
export interface StatusView {
  readonly version: string;
  readonly startedAt: number;
  readonly dataFolder: string;
  readonly addresses: readonly string[];
  readonly services: readonly ServiceView[];
  readonly queue: QueueCounts;
  readonly route: RouteState;
  readonly provider: string;
  /** Mail goes to the practice provider: nothing leaves this computer. */
  readonly isPractice: boolean;
  /** Addresses with an open window, each once; none while the POPAUTH database fails and no window counts. */
  readonly openWindows: number;
  readonly users: number;
  /** What needs a person, worst first: cause and remedy. */
  readonly problems: readonly ProblemView[];
}

/** One thing that needs a person. Window, tray, notice and command line say the same words. */
export interface ProblemView {
  /** Its help topic is found by it. */
  readonly code: ProblemCode;
  /** `error`: mail does not flow or may be lost to people; `attention`: it flows, but look. */
  readonly level: 'error' | 'attention';
  readonly text: string;
  /** What to do, one sentence; '' where the text says it. */
  readonly remedy: string;
  /** The provider's or system's own words, or null. */
  readonly raw: string | null;
  /** Page of the window that mends it, for example `provider`. */
  readonly place: string;
}

/** How programs in the office reach this PC. */
export interface NetworkView {
  /** Name of this PC in greetings and certificate. */
  readonly hostname: string;
  readonly addresses: readonly {
    readonly address: string;
    /** Network interface as the system calls it. */
    readonly via: string;
    /** Of a VPN, a container or a virtual machine: rarely what clients can reach. */
    readonly isVirtual: boolean;
    /** Lent by the router (DHCP), so that it may change; null where the system does not say. */
    readonly isLent: boolean | null;
  }[];
  readonly ports: readonly PortView[];
}

/** One door as it is now. */
export interface PortView {
  readonly listener: ListenerName;
  readonly enabled: boolean;
  readonly port: number;
  readonly state: 'listening' | 'taken' | 'refused' | 'off' | 'failed';
  /** Who holds a taken port, in words; null where it is ours or nobody knows. */
  readonly holder: string | null;
  readonly detail: string | null;
}

/** A certificate for people to compare; times are epoch ms, null where they cannot be read. */
export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly validFrom: number | null;
  readonly validTo: number | null;
  /** SHA-256, hex with colons. */
  readonly fingerprint: string;
}

/** Made by this program's office authority, or brought by the owner. */
export type CertificateSource = 'office' | 'own';

/** What the doors encrypt with. */
export interface TlsView {
  /** Null: no certificate is in force, and no listener offers encryption. */
  readonly certificate: CertificateView | null;
  /** Of the one in force. */
  readonly source: CertificateSource;
  /** Whether an own one is set; where it is bad, another is in force and `fault` says why. */
  readonly isOwnSet: boolean;
  /** Cause and remedy, or null. */
  readonly fault: string | null;
  /** The office authority's certificate for people to import, PEM; null where an own one is used, or it cannot be read. */
  readonly authorityPem: string | null;
}

/** One check of the doctor, one step of the provider test or of the search for a provider. */
export interface CheckView<Id extends CheckId = CheckId> {
  readonly id: Id;
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
  readonly remedy?: string;
  /** The other server's own words, one line. */
  readonly raw?: string;
  /** What the other server showed, good or not. */
  readonly certificate?: CertificateView;
}

/** Why a message was refused, in plain words. */
export interface RefusalView {
  readonly id: string;
  readonly at: number;
  readonly who: string;
  readonly from: string;
  readonly recipient: string;
  readonly why: RefusedWhy;
  /** Name of the trusted device or network that was over its bounds; else ''. */
  readonly network: string;
  readonly missing: string;
  readonly remedy: string;
  /**
   * What this refusal adds to its reason, with what helps: when the time ended, its limit, no encryption, the
   * other kind of IP address. Or ''.
   */
  readonly more: string;
}

/** What the practice provider does, and what it got, newest first. */
export interface PracticeView {
  readonly behaviour: string;
  readonly isUsed: boolean;
  readonly folder: string;
  readonly messages: readonly {
    readonly file: string;
    readonly receivedAt: number;
    readonly sender: string;
    readonly recipients: readonly string[];
    readonly subject: string;
  }[];
}
