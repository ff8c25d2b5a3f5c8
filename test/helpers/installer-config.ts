/** The configuration of the installers, typed: build/ is plain JavaScript. */
import type { Configuration } from 'electron-builder';

interface Installers {
  readonly config: Configuration;
  readonly writeLicences: () => void;
}

const load = async (file: string): Promise<Record<string, unknown>> =>
  (await import(`../../build/${file}`)) as Record<string, unknown>;

const [builder, licences] = await Promise.all([load('electron-builder.mjs'), load('licences.mjs')]);

export const { config, writeLicences } = {
  config: builder['default'],
  writeLicences: licences['writeLicences'],
} as Installers;
