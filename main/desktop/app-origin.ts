/** Where the page comes from, and the scheme for it. Small: it must be loaded before Electron is ready. */
import { protocol } from 'electron';

export const appOrigin = 'app://mailroom';

const done = Symbol.for('mailroom.app-scheme');

/** Must run before Electron is ready; the second call does nothing. */
export function registerAppScheme(): void {
  if (Reflect.has(globalThis, done)) return;
  Reflect.set(globalThis, done, true);
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}
