/** Line icons of one weight, drawn here. Decoration: the word beside them says what they mean. */
import type { ReactNode } from 'react';

const paths = {
  overview: 'M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z',
  mail: 'M2.5 4.5h15v11h-15zM2.5 5.5l7.5 6 7.5-6',
  activity: 'M2 10h4l2-6 4 12 2-6h4',
  people:
    'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2.4-5 5.5-5s5.5 2 5.5 5M13.5 9a2.5 2.5 0 0 0 0-5M15 12.4c1.8.7 3 2.3 3 4.6',
  connect: 'M7 3v4M13 3v4M5 7h10v3a5 5 0 0 1-10 0zM10 15v3',
  provider: 'M5 16h9.5a3.5 3.5 0 0 0 .6-7A5.5 5.5 0 0 0 4.6 10 3 3 0 0 0 5 16z',
  security:
    'M10 2l6.5 2.5v5c0 4-2.7 7-6.5 8.5-3.8-1.500-6.500-4.500-6.500-8.500v-5zM7 10l2.200 2.200 4-4.200',
  diagnostics:
    'M10 17.500c-7-4-8-8-7.500-10.500C3.200 3.500 8 2.500 10 6c2-3.500 6.800-2.500 7.500 1 .5 2.500-.5 6.500-7.500 10.500zM4 10h3l1.500-2.500 2.500 5 1.500-2.500h3.500',
  settings: 'M3 6h9M16 6h1M3 14h1M8 14h9M14 4v4M6 12v4',
  help: 'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM7.800 7.800a2.200 2.200 0 1 1 3.200 2c-.7.400-1 .8-1 1.700M10 14.200v.1',
  about: 'M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM10 9v5M10 6.200v.1',
  copy: 'M7 7h10v10H7zM13 7V3H3v10h4',
  check: 'M4 10.500l4 4 8-9',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM12.500 12.500L17 17',
  pause: 'M6 4v12M14 4v12',
  play: 'M6 4l10 6-10 6z',
  send: 'M2.500 10L17.500 3l-5 14.500-3-6z',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6z',
  trash: 'M4 5h12M8 5V3h4v2M5.500 5l1 12h7l1-12',
  add: 'M10 4v12M4 10h12',
  key: 'M12.500 9.500a3.500 3.500 0 1 0-3-3L3 13v4h4v-2h2v-2h1z',
  chevron: 'M8 5l5 5-5 5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({
  name,
  size = 18,
}: {
  readonly name: IconName;
  readonly size?: number;
}): ReactNode {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
