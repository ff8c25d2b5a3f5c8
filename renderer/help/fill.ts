/**
 * Fills what the program knows better than a text: `{{settings.popAuth.windowMinutes}}` is what is in force,
 * `{{ports.relay}}` a port, `{{default...}}` what a new office starts with, `{{words...}}` a label of the window, `{{pages...}}` the name
 * of a page. So the help names no port, label or figure that is not so. Pure.
 */
import { defaultSettings, type Settings } from '../../main/contract/settings.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';
import { facts } from './facts.ts';

export interface Known {
  /** In force; the defaults where the relay does not answer. */
  readonly settings: Settings;
  readonly words: Words;
  readonly format: Pick<Format, 'number' | 'size'>;
  /** Of this PC. */
  readonly here: { readonly server: string; readonly dataFolder: string };
}

export type Fill = (text: string) => string;

type Plain = string | number | boolean;

/** What nothing knows stays as it is, with its braces; the tests know no such place. */
export function fillWith({ settings, words, format, here }: Known): Fill {
  const { pages } = words.shell;
  const ports = portsOf(settings);
  const sources = { settings, default: defaultSettings, ports, words, pages, facts, here };
  const shown = (value: Plain): string =>
    typeof value === 'number' ? format.number(value) : String(value);
  const shapes: Readonly<Record<string, (values: readonly Plain[]) => string>> = {
    size: ([octets]) => format.size(Number(octets)),
    '': (values) => values.map(shown).join(', '),
  };
  return (text) =>
    text.replace(
      /\{\{(?:(\w+) )?([\w.-]+)\}\}/g,
      (whole, shape: string | undefined, path: string) => {
        const values = valuesAt(sources, path);
        return values === null ? whole : (shapes[shape ?? '']?.(values) ?? whole);
      },
    );
}

/** As texts: a port is written without the separators of large numbers. */
const portsOf = ({ listeners }: Settings): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(listeners).map(([name, { port }]) => [name, String(port)]));

/** What stands at a dotted path; a single value as a list of one; null where there is none. */
function valuesAt(sources: object, path: string): readonly Plain[] | null {
  let value: unknown = sources;
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.every(isPlain) ? values : null;
}

const isPlain = (value: unknown): value is Plain =>
  ['string', 'number', 'boolean'].includes(typeof value);
