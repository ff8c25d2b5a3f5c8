/** The frame of the window: navigation beside the page, and what concerns every page above it. */
import type { MouseEvent, ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { useMedia } from '../ui/use-media.ts';
import { useWords } from '../words/words-context.tsx';
import { AwayNotice, useFrameStatus, useSilence } from './away-notice.tsx';
import { useDesktop } from './desktop-context.tsx';
import { pageGroups, type PageName } from './page-names.ts';
import { notedPlace } from './noted-places.ts';
import { hrefOf, useRoute } from './route.ts';
import './frame.css';

export function Frame({ children }: { readonly children: ReactNode }): ReactNode {
  const { words } = useWords();
  return (
    <div className="frame">
      <a className="skip-link" href="#content" onClick={skipToContent}>
        {words.common.skipToContent}
      </a>
      <Navigation />
      <main id="content">
        <FrameNotices />
        {children}
      </main>
    </div>
  );
}

/** The hash is the route: followed as a link, this one would leave the page. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content h1')?.focus();
}

/** A longer number would cover the icon that it belongs to. */
const most = 99;

function Navigation(): ReactNode {
  const { words, format } = useWords();
  const { page } = useRoute();
  const status = useFrameStatus().value;
  const waiting = status ? status.queue.waiting + status.queue.sending + status.queue.held : 0;
  // Icons alone: their words come where the pointer rests.
  const isStrip = useMedia('(max-width: 46rem)');
  const badges: Partial<Record<PageName, number>> = { mail: waiting };
  return (
    <nav aria-label={words.shell.navigation}>
      <div className="brand">
        <BrandMark />
        <span>{words.common.appName}</span>
      </div>
      {pageGroups.map((group) => (
        <ul key={group[0]}>
          {group.map((name) => (
            <li key={name}>
              <a
                href={hrefOf(page === name ? name : notedPlace(name))}
                aria-current={page === name ? 'page' : undefined}
                title={isStrip ? words.shell.pages[name] : undefined}
              >
                <Icon name={name} />
                <span className="grow">{words.shell.pages[name]}</span>
                {badges[name] ? (
                  <span className="badge">
                    {isStrip && badges[name] > most ? `${most}+` : format.number(badges[name])}
                  </span>
                ) : null}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

/** An envelope on its way out. */
function BrandMark(): ReactNode {
  return (
    <svg width="26" height="26" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="7" fill="var(--accent-ground)" />
      <path
        d="M7 11.500h13.500v10H7zM7 12l6.700 5.500 6.800-5.500M23.500 13.500h2.500M23.500 16.500h3.500M23.500 19.500h2.500"
        fill="none"
        stroke="#fff"
        strokeWidth="1.800"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

function FrameNotices(): ReactNode {
  const { words } = useWords();
  const { info, preferences } = useDesktop();
  const { page } = useRoute();
  const isAnswering = useSilence() === null;
  const showsWizard = preferences.wizard !== null && page !== 'setup';
  return (
    <div className="frame-notices no-print">
      <AwayNotice />
      {info.relay === 'attached' && isAnswering ? (
        <Notice tone="info">{words.shell.attached}</Notice>
      ) : null}
      {showsWizard ? (
        <Notice
          tone="info"
          title={words.shell.setupOpen}
          actions={
            <ButtonLink look="primary" place="setup">
              {words.shell.continueWizard}
            </ButtonLink>
          }
        />
      ) : null}
    </div>
  );
}
