/**
 * Steps from one shape of config.json to the next, applied in order; each is pure and has a file of its
 * own in migrations/. A new file starts with the newest shape and passes none of them.
 */
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Migration, Shape } from './migrations/migration.ts';
import { numberTheSettings } from './migrations/to-1.ts';

/** Step n leads from version n to n + 1; the last one leads to the shape that this program writes. */
export const migrations: readonly Migration[] = [numberTheSettings];

/**
 * Brings an older shape up to date. Fails with `settings.too-new` for one of a newer program, and with
 * `settings.damaged` where the version is no version.
 */
export function migrate(raw: Shape, steps: readonly Migration[] = migrations): Result<Shape> {
  const version = raw['version'] ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0)
    return failed('settings.damaged', 'The settings have no valid version number.');
  if (version > steps.length)
    return failed(
      'settings.too-new',
      `These settings were written by a newer Mailroom (their version is ${version}, this program knows ${steps.length}).`,
      'Install the newer Mailroom again, or start with another data folder.',
    );
  return ok(steps.slice(version).reduce((shape, step) => step(shape), raw));
}
