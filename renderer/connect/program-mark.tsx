/** A mark for each program, drawn by us: what it runs on, with an envelope, in a colour of its own. No logos. */
import type { ReactNode } from 'react';
import type { ProgramId } from '../words/en/connect-programs.ts';
import type { ProgramGroup } from './model/program.ts';

type Shape = 'window' | 'old-window' | 'cloud' | 'mac' | 'phone' | 'tux' | 'printer' | 'gear';

const shapes: Readonly<Record<ProgramGroup, Shape>> = {
  windows: 'window',
  mac: 'mac',
  phone: 'phone',
  linux: 'tux',
  scanner: 'printer',
  software: 'gear',
};
const ownShapes: Readonly<Partial<Record<ProgramId, Shape>>> = {
  'outlook-express': 'old-window',
  'new-outlook': 'cloud',
};

/** Strokes on a field of 32 by 32. */
const paths: Readonly<Record<Shape, string>> = {
  window: 'M4 6h24v20H4zM4 10.500h24M10 14.500h12v8H10zM10 15l6 4.500 6-4.500',
  'old-window': 'M4 5h24v17H4zM13 22v4M19 22v4M9 27h14M10 9.500h12v8H10zM10 10l6 4.500 6-4.500',
  cloud:
    'M9 24h14a5.500 5.500 0 0 0 1-11A8 8 0 0 0 8.500 14 5 5 0 0 0 9 24zM12 16h8v5h-8zM12 16.500l4 3 4-3',
  mac: 'M4 5h24v17H4zM16 22v4M11 27h10M10 9.500h12v8H10zM10 10l6 4.500 6-4.500M4 19.500h24',
  phone: 'M10 3h12v26H10zM14.500 26h3M12.500 10h7v6h-7zM12.500 10.500l3.500 3 3.500-3',
  tux: 'M4 6h24v20H4zM8 11l4 3-4 3M14 18h5M20 9h4v3h-4z',
  printer: 'M9 13V5h14v8M9 22H5v-9h22v9h-4M9 18h14v9H9zM12 21h8M12 24h8',
  gear: 'M11 8l-7 8 7 8M21 8l7 8-7 8M18 6l-4 20',
};

/** Twelve hues; each program has its place, so that its neighbours differ. */
const hues: readonly ProgramId[] = [
  'outlook-classic',
  'iphone',
  'thunderbird',
  'software',
  'em-client',
  'claws',
  'apple-mail',
  'outlook-express',
  'gmail-android',
  'outlook-mac',
  'thunderbird-android',
  'new-outlook',
];

export function ProgramMark({
  id,
  group,
}: {
  readonly id: ProgramId;
  readonly group: ProgramGroup;
}): ReactNode {
  const hue = hues.indexOf(id);
  return (
    <svg
      className="program-mark"
      data-hue={hue < 0 ? 0 : hue % 6}
      width="40"
      height="40"
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <rect className="program-mark-ground" width="32" height="32" rx="7" />
      <path
        d={paths[ownShapes[id] ?? shapes[group]]}
        transform="translate(3.200 3.200) scale(0.8)"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.900"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
