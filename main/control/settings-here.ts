/** Makes the settings of another PC those of this one: what lies in its files or at its addresses is not here. */
import fs from 'node:fs';
import path from 'node:path';
import type { ListenerName, Settings } from '../contract/settings.ts';
import { isLoopback, parseAddressKey } from '../relay/net/address.ts';
import { isOwnAddress } from '../relay/net/own-addresses.ts';

/** `now` are those in force on this PC. */
export function settingsHere(
  settings: Settings,
  now: Settings,
): { readonly settings: Settings; readonly missing: readonly string[] } {
  const places = Object.entries(settings.listeners) as [ListenerName, { readonly host: string }][];
  const away = places.filter(([, { host }]) => !isHere(host));
  const listeners = Object.fromEntries(
    away.map(([name]) => [name, { ...settings.listeners[name], host: now.listeners[name].host }]),
  );
  return {
    settings: {
      ...withoutOtherFiles(settings),
      listeners: { ...settings.listeners, ...listeners },
    },
    missing: [...new Set(away.map(([, { host }]) => host))],
  };
}

/** An own certificate lies in files of the old PC: where they are not here too, ours is used. */
function withoutOtherFiles(settings: Settings): Settings {
  const { certificateFile, keyFile } = settings.tls;
  const areHere = [certificateFile, keyFile].every(
    (file) => path.isAbsolute(file) && fs.existsSync(file),
  );
  return areHere ? settings : { ...settings, tls: { certificateFile: '', keyFile: '' } };
}

/** Whether anybody can listen there: else all of the backup would be refused, and it cannot be changed. */
function isHere(host: string): boolean {
  const wanted = parseAddressKey(host);
  if (wanted === null || ['0.0.0.0', '::'].includes(wanted) || isLoopback(wanted)) return true;
  return isOwnAddress(wanted);
}
