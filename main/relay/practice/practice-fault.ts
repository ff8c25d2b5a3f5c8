import type { ServiceManager } from '../lifecycle/service-manager.ts';
import { practiceId } from './practice-provider.ts';

/** Why the practice provider does not have its port, in words for a person; null where it has it. */
export function practiceFault(services: Pick<ServiceManager, 'statuses'>): string | null {
  const status = services.statuses().find(({ id }) => id === practiceId)?.status;
  if (status?.state === 'running') return null;
  return status?.detail ?? 'The practice provider runs only while Mailroom does.';
}
