/** What the parts of one drawn window share: the language of its words, and the numbers of the steps. */
import { createContext, useContext } from 'react';
import { numberOf, type NumberedScreen } from '../model/numbered.ts';
import type { LabelLanguage } from '../model/label.ts';
import type { Widget } from '../model/screen.ts';

export interface Drawing {
  readonly numbered: NumberedScreen;
  readonly language: LabelLanguage;
}

export const DrawingContext = createContext<Drawing | null>(null);

export function useDrawing(): {
  readonly language: LabelLanguage;
  readonly numberFor: (widget: Widget) => number | null;
} {
  const drawing = useContext(DrawingContext);
  if (!drawing) throw new Error('useDrawing outside Picture');
  const { numbered, language } = drawing;
  return { language, numberFor: (widget) => numberOf(numbered, widget) };
}
