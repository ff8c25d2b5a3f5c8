import { Emitter } from './emitter.ts';
import type { Service, ServiceStatus, Unsubscribe } from './service.ts';

/** Keeps a service's status and tells listeners; what starting and stopping mean is the subclass's. */
export abstract class ServiceBase implements Service {
  abstract readonly id: string;
  readonly #changed = new Emitter<ServiceStatus>();
  #status: ServiceStatus = { state: 'stopped' };

  get status(): ServiceStatus {
    return this.#status;
  }

  abstract start(): Promise<void>;
  abstract stop(deadlineMs: number): Promise<void>;

  onStatus(listener: (status: ServiceStatus) => void): Unsubscribe {
    return this.#changed.on(listener);
  }

  protected setStatus(status: ServiceStatus): void {
    this.#status = status;
    this.#changed.emit(status);
  }
}
