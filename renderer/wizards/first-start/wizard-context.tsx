/** Where the wizard stands and what was typed, for its pages. */
import { createContext, useContext } from 'react';
import type { Draft } from './draft.ts';
import type { StepName } from './steps.ts';
import type { KeptProgress } from './use-progress.ts';

export interface WizardState {
  readonly step: StepName;
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly go: KeptProgress['go'];
  /** Ends the wizard and shows this place. */
  readonly finish: (place: string) => void;
  /** The provider's password while the wizard is open; never kept. */
  readonly password: string;
  readonly setPassword: (password: string) => void;
}

export const WizardContext = createContext<WizardState | null>(null);

export function useWizard(): WizardState {
  const state = useContext(WizardContext);
  if (!state) throw new Error('useWizard outside the wizard');
  return state;
}
