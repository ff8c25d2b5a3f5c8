/** Whether something on this computer forwards connections, so that others look like it. */
import fs from 'node:fs';
import type { DoctorCheck, DoctorParts } from './check.ts';

/** Programs that forward connections make everybody look like this computer (promise 2). */
export function forwarders({ settings }: DoctorParts): DoctorCheck {
  const base = { id: 'forwarders', title: 'Forwarding programs' } as const;
  const found = runningForwarders();
  const isConfigured = settings.get().popAuth.proxies.length > 0;
  if (found.length === 0 || isConfigured)
    return {
      ...base,
      state: 'ok',
      detail: found.length === 0 ? 'none seen' : 'their addresses are set as proxies',
    };
  return {
    ...base,
    state: 'warning',
    detail: `${found.join(', ')} runs here. If it forwards mail connections, everybody behind it looks like this computer.`,
    remedy: 'Then set its address as a proxy: mailroom settings set popAuth.proxies 127.0.0.1,::1',
  };
}

const forwarderNames = /^(stunnel4?|haproxy|sslh|socat|rinetd|redir|nginx|tcpproxy)$/;

/** Linux only: elsewhere the system does not tell without help. */
function runningForwarders(): string[] {
  if (process.platform !== 'linux') return [];
  const names = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(nameOfProcess);
  return [...new Set(names.filter((name) => forwarderNames.test(name)))];
}

function nameOfProcess(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    // It ended while we looked.
    return '';
  }
}
