import type { ReactNode } from 'react';
import { Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function AboutPage(): ReactNode {
  const { words } = useWords();
  return <Page title={words.shell.pages.about}>{null}</Page>;
}
