/**
 * The colours of the window, in light and in dark: text on its ground has a contrast of at least 4.5:1, a mark of
 * 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). axe sees only what a page shows at that moment; a button under the pointer or
 * a selected row it sees by chance.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';

const css = fs.readFileSync(
  new URL('../../renderer/ui/styles/tokens.css', import.meta.url),
  'utf8',
);
const [ordinary = '', strong = ''] = css.split('@media (prefers-contrast: more)');

type Scheme = 'light' | 'dark';
type Colours = ReadonlyMap<string, Readonly<Record<Scheme, string>>>;

function coloursOf(sheet: string): Colours {
  const both = /--([\w-]+):\s*light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g;
  const one = /--([\w-]+):\s*(#[\da-f]{6});/g;
  return new Map([
    ...[...sheet.matchAll(one)].map(
      ([, name = '', colour = '']) => [name, { light: colour, dark: colour }] as const,
    ),
    ...[...sheet.matchAll(both)].map(
      ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
    ),
  ]);
}

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ['ground', 'surface', 'surface-sunken', 'surface-hover', 'accent-soft'];
/** Text or mark, the grounds on which it stands, and the least contrast. */
const pairs: readonly (readonly [front: string, grounds: readonly string[], least: number])[] = [
  ['text', [...grounds, 'good-soft', 'attention-soft', 'error-soft'], 4.5],
  ['text-soft', grounds, 4.5],
  ['accent', grounds, 4.5],
  ['on-accent', ['accent-ground', 'accent-hover', 'error-ground'], 4.5],
  ['good', ['surface', 'good-soft'], 4.5],
  ['attention', ['surface', 'attention-soft'], 4.5],
  ['error', ['surface', 'surface-hover', 'error-soft'], 4.5],
  ['line-strong', ['ground', 'surface'], 3],
  ['focus', grounds, 3],
];

function tooFaint(colours: Colours): string[] {
  const schemes: readonly Scheme[] = ['light', 'dark'];
  return pairs.flatMap(([front, behind, least]) =>
    behind.flatMap((ground) =>
      schemes.flatMap((scheme) => {
        const [above, below] = [colours.get(front)?.[scheme], colours.get(ground)?.[scheme]];
        assert.ok(above && below, `${front} or ${ground} is no colour of the tokens`);
        const found = contrast(above, below);
        return found >= least ? [] : [`${scheme}: ${front} on ${ground} is ${found.toFixed(2)}:1`];
      }),
    ),
  );
}

test('black on white is 21:1, and no colour differs from itself', () => {
  assert.equal(contrast('#000000', '#ffffff').toFixed(1), '21.0');
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
  assert.equal(contrast('#3b7de0', '#3b7de0'), 1);
});

test('text and marks stand out from their ground, under the pointer too', () => {
  assert.deepEqual(tooFaint(coloursOf(ordinary)), []);
});

test('who asks the system for more contrast has no less', () => {
  assert.deepEqual(tooFaint(new Map([...coloursOf(ordinary), ...coloursOf(strong)])), []);
});
