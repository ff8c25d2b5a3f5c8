/** What content stands on: page, card, empty space, facts. */
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { topicOfPage } from '../help/page-topics.ts';
import type { HelpPlace } from '../help/topics.ts';
import { hrefOf, useRoute } from '../shell/route.ts';
import { useWords } from '../words/words-context.tsx';
import { Icon } from './icon.tsx';
import { useKeptFocus } from './use-kept-focus.ts';

/** One page of the window. Its heading takes the focus, so that keyboard and screen reader begin there. */
export function Page({
  title,
  helpTopic,
  actions,
  lead,
  above,
  fills = false,
  children,
}: {
  readonly title: string;
  /** Of a part of the window; else it is the topic about the page. */
  readonly helpTopic?: HelpPlace;
  readonly actions?: ReactNode;
  readonly lead?: ReactNode;
  /** Over the heading: the way back to the page that this one belongs to. */
  readonly above?: ReactNode;
  /** As high as the window, for lists that scroll by themselves. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const route = useRoute();
  const topic = helpTopic ?? topicOfPage(route.page);
  const heading = useBeginning(title);
  return (
    <div className={`page stack ${fills ? 'fills' : ''}`}>
      <header className="page-head">
        <div className="stack tight">
          {above}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <p className="soft">{lead}</p> : null}
        </div>
        <div className="buttons no-print">
          {actions}
          {topic ? <HelpLink topic={topic} about={title} /> : null}
        </div>
      </header>
      {children}
    </div>
  );
}

/** For the heading of a page that begins: at its top, with the focus there. */
function useBeginning(title: string): RefObject<HTMLHeadingElement | null> {
  const { words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // Before it is seen: else a page would begin where the one before it was scrolled to.
  useLayoutEffect(() => {
    if (!isInUse()) document.getElementById('content')?.scrollTo(0, 0);
  }, [title]);
  useEffect(() => {
    if (!isInUse()) heading.current?.focus({ preventScroll: true });
    document.title = `${title} – ${words.common.appName}`;
  }, [title, words]);
  return heading;
}

/** A title that changes while somebody types or chooses below it must not take them away from there. */
const isInUse = (): boolean =>
  document.activeElement?.matches('#content :is(input, select, textarea)') === true;

export function HelpLink({
  topic,
  about,
}: {
  readonly topic: HelpPlace;
  readonly about?: string;
}): ReactNode {
  const { words } = useWords();
  return (
    <a
      className="button plain"
      href={hrefOf(`help/${topic}`)}
      aria-label={about ? words.common.helpAbout(about) : undefined}
    >
      <Icon name="help" size={16} />
      {words.common.help}
    </a>
  );
}

export function Card({
  title,
  actions,
  children,
}: {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const box = useKeptFocus<HTMLElement>();
  return (
    <section className="card" ref={box}>
      {title || actions ? (
        <header>
          {title ? <h2>{title}</h2> : <span />}
          {actions ? <div className="buttons">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/** Name and value pairs. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [string, ReactNode])[];
}): ReactNode {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="empty">{children}</div>;
}

export function Loading(): ReactNode {
  const { words } = useWords();
  return (
    <div className="empty loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {words.common.loading}
    </div>
  );
}
