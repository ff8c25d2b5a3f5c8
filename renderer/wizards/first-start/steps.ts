/** The pages of the first wizard in their order. One decision a page. Pure. */
export const stepNames = [
  'welcome',
  'provider',
  'sign-in',
  'who-may-send',
  'network',
  'people',
  'encryption',
  'start',
  'connect',
  'live',
] as const;

export type StepName = (typeof stepNames)[number];

export const isStep = (name: string): name is StepName =>
  (stepNames as readonly string[]).includes(name);

/** The step so many places on; stays within the wizard. */
export function stepFrom(step: StepName, by: number): StepName {
  const at = stepNames.indexOf(step) + by;
  return stepNames[Math.max(0, Math.min(stepNames.length - 1, at))] ?? step;
}
