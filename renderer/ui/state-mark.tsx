/** A state as shape, colour and word: readable without colour, and without the word in a glance. */
import type { ReactNode } from 'react';

export type Tone = 'good' | 'attention' | 'error' | 'info' | 'paused' | 'busy' | 'idle';

/** Each tone has a shape of its own: round, triangle, octagon, square, bars, open ring, dot. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  good: (
    <>
      <circle cx="8" cy="8" r="7.500" fill="currentColor" />
      <path
        d="M4.600 8.300l2.300 2.300 4.500-5"
        stroke="var(--surface)"
        strokeWidth="1.800"
        fill="none"
      />
    </>
  ),
  attention: (
    <>
      <path d="M8 .8l7.600 14H.4z" fill="currentColor" />
      <path d="M8 5.500v4.500M8 12v.9" stroke="var(--surface)" strokeWidth="1.800" />
    </>
  ),
  error: (
    <>
      <path d="M5 .5h6l4.500 4.500v6L11 15.500H5L.5 11V5z" fill="currentColor" />
      <path
        d="M5.300 5.300l5.400 5.400M10.700 5.300l-5.400 5.400"
        stroke="var(--surface)"
        strokeWidth="1.800"
      />
    </>
  ),
  info: (
    <>
      <rect x=".8" y=".8" width="14.400" height="14.400" rx="2.500" fill="currentColor" />
      <path d="M8 7v5M8 4v1" stroke="var(--surface)" strokeWidth="1.800" />
    </>
  ),
  paused: <path d="M3.500 2h3v12h-3zM9.500 2h3v12h-3z" fill="currentColor" />,
  busy: (
    <circle
      cx="8"
      cy="8"
      r="6"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.200"
      strokeDasharray="27 11"
    />
  ),
  idle: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.800" />,
};

const colours: Readonly<Record<Tone, string>> = {
  good: 'tone-good',
  attention: 'tone-attention',
  error: 'tone-error',
  info: 'tone-info',
  paused: 'tone-attention',
  busy: 'tone-info',
  idle: 'tone-idle',
};

export function StateShape({
  tone,
  size = 16,
}: {
  readonly tone: Tone;
  readonly size?: number;
}): ReactNode {
  return (
    <svg
      className={colours[tone]}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shapes[tone]}
    </svg>
  );
}

export function StateMark({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className="state-mark">
      <StateShape tone={tone} />
      <span>{children}</span>
    </span>
  );
}
