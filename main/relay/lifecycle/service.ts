/** A part that runs: started and stopped by the ServiceManager, one command at a time. */

export type ServiceState = 'stopped' | 'starting' | 'running' | 'degraded' | 'failed' | 'stopping';

export interface ServiceStatus {
  readonly state: ServiceState;
  /** Plain words about a degraded or failed state: cause and remedy. */
  readonly detail?: string;
  /** For example EADDRINUSE. */
  readonly errorCode?: string;
  /** Port that it listens on, where it has one. */
  readonly port?: number;
}

export type Unsubscribe = () => void;

export interface Service {
  readonly id: string;
  readonly status: ServiceStatus;
  /** Resolves when running; rejects with a ServiceFault when it cannot. */
  start(): Promise<void>;
  /** Stops accepting at once, lets work under way end within `deadlineMs`, then cuts it. */
  stop(deadlineMs: number): Promise<void>;
  onStatus(listener: (status: ServiceStatus) => void): Unsubscribe;
}
