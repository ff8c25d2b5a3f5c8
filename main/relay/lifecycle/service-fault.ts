import { messageOf } from '../../contract/thrown.ts';
import type { ServiceStatus } from './service.ts';

/** Why a service cannot run: cause and remedy in plain words, for the screen as they stand. */
export class ServiceFault extends Error {
  /** For example EADDRINUSE. */
  readonly code: string;

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ServiceFault';
    this.code = code;
  }
}

/** Turns the error of a failed listen into words for the owner. */
export function listenFault(error: NodeJS.ErrnoException, port: number): ServiceFault {
  const code = error.code ?? 'EUNKNOWN';
  const words = new Map([
    [
      'EADDRINUSE',
      `Port ${port} is in use by another program. Close that program or choose another port.`,
    ],
    [
      'EACCES',
      `This computer does not let Mailroom use port ${port}. Choose a port from 1024 up, or allow it in the system.`,
    ],
    [
      'EADDRNOTAVAIL',
      'This computer does not have the address to listen on. Choose another address.',
    ],
  ]);
  return new ServiceFault(
    code,
    words.get(code) ?? `Cannot listen on port ${port}: ${error.message}`,
    error,
  );
}

/** The status of a service that failed for what was thrown. */
export const faultStatus = (error: unknown): ServiceStatus => ({
  state: 'failed',
  detail: messageOf(error),
  ...(error instanceof ServiceFault ? { errorCode: error.code } : {}),
});
