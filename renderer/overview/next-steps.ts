/** What a fresh office still has to do, in order. Pure. */
export interface OfficeFacts {
  readonly isPractice: boolean;
  readonly users: number;
  /** Devices that are known by their address alone. */
  readonly trusted: number;
  /** Somebody has signed in, or a message was taken in, at some time. */
  readonly wasUsed: boolean;
}

export type NextStep = 'people' | 'program' | 'provider';

/** Empty once people are there, have signed in, and a real provider is set. */
export function nextSteps({
  isPractice,
  users,
  trusted,
  wasUsed,
}: OfficeFacts): readonly NextStep[] {
  const steps: NextStep[] = [];
  if (users + trusted === 0) steps.push('people');
  if (!wasUsed) steps.push('program');
  if (isPractice) steps.push('provider');
  return steps;
}
