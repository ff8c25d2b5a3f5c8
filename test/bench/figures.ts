/** What was measured, as rows; shown as one aligned table, or written as JSON. */
import fs from 'node:fs';

export interface Figure {
  readonly part: string;
  readonly what: string;
  /** Null where it could not be measured on this system. */
  readonly value: number | null;
  readonly unit: string;
}

/** Three digits that count: nobody reads more, and no run repeats more. */
export function readable(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '-';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Lines of equal columns; the part is named in its first row only. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ part, what, value, unit }, index) => [
    figures[index - 1]?.part === part ? '' : part,
    what,
    readable(value),
    unit,
  ]);
  const head = ['part', 'what', 'value', 'unit'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 2 ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function writeJson(file: string, figures: readonly Figure[]): void {
  const system = { node: process.version, platform: process.platform, arch: process.arch };
  fs.writeFileSync(file, `${JSON.stringify({ ...system, figures }, null, 2)}\n`);
}
