/** The provider: how the way out stands, where mail goes, the practice provider; `provider/change` changes it. */
import type { ReactNode } from 'react';
import { useRoute } from '../shell/route.ts';
import { Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { ChangeProvider } from './change-provider.tsx';
import { Practice } from './practice.tsx';
import { PresentProvider } from './present-provider.tsx';
import { RouteCard } from './route-card.tsx';
import './page.css';

export function ProviderPage(): ReactNode {
  const { words } = useWords();
  const { rest } = useRoute();
  if (rest[0] === 'change') return <ChangeProvider />;
  return (
    <Page title={words.shell.pages.provider} lead={words.provider.lead} helpTopic="provider">
      <RouteCard />
      <PresentProvider />
      <Practice />
    </Page>
  );
}
