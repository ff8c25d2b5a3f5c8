/** Whether a listener listens; where it, or the practice provider, does not, who has its port. */
import type { ListenerName } from '../../contract/settings.ts';
import { serviceIdOf } from '../../contract/status.ts';
import type { ServiceStatus } from '../../relay/lifecycle/service.ts';
import { holderWords, portAvailability, portHolder } from '../../relay/net/ports.ts';
import type { DoctorCheck, DoctorParts } from './check.ts';

/** Of this listener. */
export async function listener(name: ListenerName, parts: DoctorParts): Promise<DoctorCheck> {
  const { enabled, port, host } = parts.settings.get().listeners[name];
  const base = { id: `listener.${name}`, title: `Port for ${name}` } as const;
  if (!enabled) return { ...base, state: 'skipped', detail: 'switched off' };
  const status = parts.services.statuses().find(({ id }) => id === serviceIdOf(name))?.status;
  if (status?.state === 'running')
    return { ...base, state: 'ok', detail: `listens on ${status.port ?? port}` };
  if (status?.state === 'degraded')
    return { ...base, state: 'warning', detail: status.detail ?? `listens on ${port}` };
  return { ...base, ...(await portTrouble(name, { port, host, status })) };
}

/** Who has the port of a practice provider that does not run, or the fault that keeps it from it. */
export async function practiceTrouble(
  port: number,
  fault: string,
): Promise<Pick<DoctorCheck, 'state' | 'detail' | 'remedy'>> {
  const { state } = await portAvailability(port, '127.0.0.1');
  if (state !== 'taken') return { state: 'failed', detail: fault };
  const remedy = 'Give it another port: mailroom settings set practice.port NUMBER';
  return { state: 'failed', detail: holderWords(port, await portHolder(port)), remedy };
}

/** Who has the port of a listener that does not listen, or what else keeps it from it. */
async function portTrouble(
  name: ListenerName,
  { port, host, status }: { port: number; host: string; status: ServiceStatus | undefined },
): Promise<Pick<DoctorCheck, 'state' | 'detail' | 'remedy'>> {
  const remedy = `Choose another port: mailroom settings set listeners.${name}.port NUMBER`;
  const availability = await portAvailability(port, host);
  if (availability.state === 'taken')
    return { state: 'failed', detail: holderWords(port, await portHolder(port)), remedy };
  // Another port would not help: the address went with a new router, or never was one of this computer.
  if (availability.state === 'refused' && availability.errorCode === 'EADDRNOTAVAIL')
    return {
      ...{ state: 'failed', detail: 'This computer does not have the address to listen on.' },
      remedy: `Choose another address, :: for all: mailroom settings set listeners.${name}.host ADDRESS`,
    };
  if (availability.state === 'refused') {
    const detail = `This computer does not let Mailroom use port ${port}.`;
    return { state: 'failed', detail, remedy };
  }
  if (status?.state === 'stopped') return { state: 'ok', detail: `port ${port} is free` };
  return { state: 'failed', detail: status?.detail ?? 'is not started', remedy };
}
