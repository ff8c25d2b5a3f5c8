import type { ReactNode } from 'react';
import { Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function SettingsPage(): ReactNode {
  const { words } = useWords();
  return <Page title={words.shell.pages.settings}>{null}</Page>;
}
