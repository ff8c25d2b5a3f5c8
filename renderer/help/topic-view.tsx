/** One topic: its text, beside it its headings and what to read next. */
import { useEffect, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { go, hrefOf } from '../shell/route.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { Blocks, headingId } from './blocks.tsx';
import { related } from './related.ts';
import type { Texts } from './search.ts';
import { groupOf, type Topic } from './topics.ts';

export function TopicView({
  topic,
  heading,
  texts,
}: {
  readonly topic: Topic;
  /** Shown first; '' is the beginning. */
  readonly heading: string;
  readonly texts: Texts;
}): ReactNode {
  useShown(topic, heading);
  return (
    <div className="help-topic">
      <article className="help-text">
        <Blocks blocks={texts[topic].blocks} />
      </article>
      <aside className="no-print">
        <Headings topic={topic} texts={texts} />
        <Related topic={topic} texts={texts} />
      </aside>
    </div>
  );
}

/** Scrolls to the place after the page was drawn, and after its title took the focus. */
function useShown(topic: Topic, heading: string): void {
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const element = heading === '' ? null : document.getElementById(headingId(heading));
      if (element === null) document.getElementById('content')?.scrollTo(0, 0);
      else {
        element.scrollIntoView();
        element.focus({ preventScroll: true });
      }
    });
    return () => window.clearTimeout(timer);
  }, [topic, heading]);
}

function Headings({ topic, texts }: { readonly topic: Topic; readonly texts: Texts }): ReactNode {
  const { words } = useWords();
  const headings = texts[topic].blocks.filter((block) => block.kind === 'heading');
  if (headings.length < 2) return null;
  return (
    <nav className="stack tight" aria-label={words.help.onThisPage}>
      <h2>{words.help.onThisPage}</h2>
      <ul className="plain-list">
        {headings.map(({ id, text, depth }) => (
          <li key={id} className={depth === 3 ? 'help-inner' : undefined}>
            <a href={hrefOf(`help/${topic}#${id}`)}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Related({ topic, texts }: { readonly topic: Topic; readonly texts: Texts }): ReactNode {
  const { words } = useWords();
  return (
    <nav className="stack tight" aria-label={words.help.related}>
      <h2>{words.help.related}</h2>
      <ul className="plain-list">
        {related[topic].map((other) => (
          <li key={other}>
            <a href={hrefOf(`help/${other}`)}>{texts[other].title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where the topic stands in the contents. */
export function TopicLead({ topic }: { readonly topic: Topic }): ReactNode {
  const { words } = useWords();
  return (
    <>
      <a href={hrefOf('help')}>{words.help.contents}</a>
      {' › '}
      {words.help.groups[groupOf(topic)]}
    </>
  );
}

export function TopicActions({ topic }: { readonly topic: Topic }): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const savePdf = async (): Promise<void> => {
    const result = await ask('desktop:save-pdf', { suggestedName: `mailroom-${topic}.pdf` });
    if (result.ok && result.value) announce(words.common.savedAs(result.value.savedAs));
  };
  return (
    <>
      <Button onClick={goBack}>{words.common.back}</Button>
      <Button icon="print" isBusy={isBusy} onClick={() => void ask('desktop:print', {})}>
        {words.common.print}
      </Button>
      <Button isBusy={isBusy} onClick={() => void savePdf()}>
        {words.common.savePdf}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}

/** To where the person came from; a window that was opened here has nowhere to go but the contents. */
function goBack(): void {
  if (window.history.length > 1) window.history.back();
  else go('help');
}
