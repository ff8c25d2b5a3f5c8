/** Where the page comes from, and the scheme for it. Small: it must be loaded before Electron is ready. */
import { protocol } from 'electron';

/** The origin of every page of ours. */
export const appOrigin = 'app://mailroom';

/** Must run before Electron is ready, once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}
