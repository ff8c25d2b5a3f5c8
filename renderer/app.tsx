/** The window: language, frame, and the page that the route names. */
import { useEffect, type ReactNode } from 'react';
import { topicOfPage } from './help/page-topics.ts';
import { pages, SetupWizard } from './pages.ts';
import { useRelay } from './link/relay-context.tsx';
import { SavingProvider } from './mail/saving-many.tsx';
import { DesktopProvider, useDesktop } from './shell/desktop-context.tsx';
import { Frame } from './shell/frame.tsx';
import { go, parseRoute, useRoute } from './shell/route.ts';
import { isPage } from './shell/page-names.ts';
import { AnnounceProvider } from './ui/announce.tsx';
import { closeDialogs, showOverDialog } from './ui/dialog.tsx';
import { WordsProvider } from './words/words-context.tsx';

export function App(): ReactNode {
  return (
    <DesktopProvider>
      <Spoken />
    </DesktopProvider>
  );
}

function Spoken(): ReactNode {
  const { info, preferences } = useDesktop();
  return (
    <WordsProvider info={info} preferences={preferences}>
      <AnnounceProvider>
        <SavingProvider>
          <Shown />
        </SavingProvider>
      </AnnounceProvider>
    </WordsProvider>
  );
}

function Shown(): ReactNode {
  const { bridge } = useRelay();
  const { page } = useRoute();
  const { preferences } = useDesktop();
  useEffect(() => bridge.onPush('window:open', ({ place }) => open(place)), [bridge]);
  // The first start begins with the wizard; the person may leave it, so it is asked once.
  useEffect(() => {
    if (preferences.wizard !== null && window.location.hash === '') go('setup');
  }, []);
  if (page === 'setup') return <SetupWizard />;
  const Current = isPage(page) ? pages[page] : pages.overview;
  return (
    <Frame>
      <Current />
    </Frame>
  );
}

/** Asked from outside the page. Help (F1) comes over a dialog, so that nothing that is typed in it is lost. */
function open(place: string): void {
  const { page } = parseRoute(window.location.hash);
  if (place === 'help' && showOverDialog(topicOfPage(page) ?? 'first-steps')) return;
  closeDialogs();
  go(place);
}
