/** A part that runs: started and stopped by the ServiceManager, one command at a time. */

/** `degraded`: it works, but something needs a person. */
export type ServiceState = 'stopped' | 'starting' | 'running' | 'degraded' | 'failed' | 'stopping';

/** How a service is, for the screens. */
export interface ServiceStatus {
  readonly state: ServiceState;
  /** Plain words about a degraded or failed state: cause and remedy. */
  readonly detail?: string;
  /** For example EADDRINUSE. */
  readonly errorCode?: string;
  /** Port that it listens on, where it has one. */
  readonly port?: number;
}

/** Ends a subscription; calling it again does nothing. */
export type Unsubscribe = () => void;

/** A part with a life of its own. Its status is always true, whoever asks. */
export interface Service {
  readonly id: string;
  readonly status: ServiceStatus;
  /** Resolves when running; rejects with a ServiceFault when it cannot. */
  start(): Promise<void>;
  /** Stops accepting at once, lets work under way end within `deadlineMs`, then cuts it. */
  stop(deadlineMs: number): Promise<void>;
  onStatus(listener: (status: ServiceStatus) => void): Unsubscribe;
}
