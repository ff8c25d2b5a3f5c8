import type { QueueCounts, RouteState } from './mail.ts';

/** One running part, as the screens see it. */
export interface ServiceView {
  readonly id: string;
  readonly state: 'stopped' | 'starting' | 'running' | 'degraded' | 'failed' | 'stopping';
  readonly detail?: string;
  readonly port?: number;
}

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
  readonly openWindows: number;
  readonly users: number;
  /** What needs a person, worst first: cause and remedy. */
  readonly problems: readonly string[];
}

/** One check of the doctor, or one step of the provider test. */
export interface CheckView {
  readonly id: string;
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
  readonly remedy?: string;
}

/** Why a message was refused, in plain words. */
export interface RefusalView {
  readonly id: string;
  readonly at: number;
  readonly who: string;
  readonly from: string;
  readonly recipient: string;
  readonly missing: string;
  readonly remedy: string;
}

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
