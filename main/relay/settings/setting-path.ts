/** Reads and changes one setting by its dotted path, for the command line. Pure. */
import { failed, ok, type Result } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import { isGroup, replaceAt } from './setting-differences.ts';

/** The value at `listeners.relay.port`, or of everything for ''. */
export function getSetting(settings: Settings, dotted: string): Result<unknown> {
  let value: unknown = settings;
  for (const key of dotted === '' ? [] : dotted.split('.')) {
    // Not Object.hasOwn: the length of a list is no setting.
    if (value === null || typeof value !== 'object' || !isOwn(value, key)) return unknown(dotted);
    value = (value as Record<string, unknown>)[key];
  }
  return ok(value);
}

/**
 * A copy with one setting changed. The text is read as the kind of value that stands there now; lists
 * take JSON or a comma-separated line. A section takes JSON too: what is not said there stays as it is.
 */
export function changeSetting(settings: Settings, dotted: string, text: string): Result<Settings> {
  const current = getSetting(settings, dotted);
  if (!current.ok) return current;
  const value = parseLike(current.value, text);
  if (value === undefined)
    return failed(
      'settings.invalid',
      `"${text}" cannot be the value of ${dotted}.`,
      `Write a value like the one shown by "mailroom settings get ${dotted}".`,
    );
  return ok(replaceAt(settings, dotted.split('.'), value) as Settings);
}

function parseLike(current: unknown, text: string): unknown {
  if (typeof current === 'string') return text;
  if (typeof current === 'boolean') return switches.get(text.trim().toLowerCase());
  if (typeof current === 'number') return text.trim() === '' ? undefined : finite(Number(text));
  if (Array.isArray(current) && !text.trim().startsWith('['))
    return text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => (typeof current[0] === 'number' ? Number(part) : part));
  try {
    return filled(current, JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function filled(current: unknown, given: unknown): unknown {
  if (!isGroup(current) || !isGroup(given)) return given;
  const said = Object.entries(given).map(([key, value]) => [key, filled(current[key], value)]);
  return { ...current, ...(Object.fromEntries(said) as object) };
}

const switches = new Map([
  ['true', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['off', false],
  ['no', false],
]);

const isOwn = (node: object, key: string): boolean =>
  Object.prototype.propertyIsEnumerable.call(node, key);

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);

const unknown = (dotted: string): Result<never> =>
  failed(
    'settings.unknown',
    `There is no setting ${dotted}.`,
    'See all with "mailroom settings get".',
  );
