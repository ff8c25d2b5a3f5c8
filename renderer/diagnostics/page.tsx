import type { ReactNode } from 'react';
import { Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function DiagnosticsPage(): ReactNode {
  const { words } = useWords();
  return <Page title={words.shell.pages.diagnostics}>{null}</Page>;
}
