/** The help as one page: the search above, and below it what was found, a topic, or the contents. */
import { useMemo, type ReactNode } from 'react';
import { go, useRoute, type Route } from '../shell/route.ts';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { Contents } from './contents.tsx';
import { Results } from './results.tsx';
import { SearchBox } from './search-box.tsx';
import { HelpSearch } from './search.ts';
import { TopicActions, TopicLead, TopicView } from './topic-view.tsx';
import { isTopic, type Topic } from './topics.ts';
import { useHelpTexts } from './use-help-texts.ts';
import './help.css';

export function HelpCenter(): ReactNode {
  const { words } = useWords();
  const route = useRoute();
  const { own, other } = useHelpTexts();
  const wanted = route.query.get('q') ?? '';
  const isSearch = wanted.trim() !== '';
  const search = useMemo(
    () => (isSearch ? new HelpSearch(own, other) : null),
    [isSearch, own, other],
  );
  const { topic, heading, isUnknown } = readPlace(route);
  const isTopicPage = topic !== null && search === null;
  return (
    <Page
      title={isTopicPage ? own[topic].title : words.shell.pages.help}
      lead={isTopicPage ? <TopicLead topic={topic} /> : words.help.lead}
      actions={isTopicPage ? <TopicActions topic={topic} /> : undefined}
    >
      <SearchBox wanted={wanted} onWanted={searchFor(topic !== null)} />
      {isUnknown ? <Notice tone="info" title={words.help.unknownTopic} /> : null}
      {search !== null ? <Results wanted={wanted} found={search.find(wanted)} /> : null}
      {isTopicPage ? <TopicView topic={topic} heading={heading} texts={own} /> : null}
      {search === null && topic === null ? <Contents texts={own} /> : null}
    </Page>
  );
}

/** From a topic the search is a new place, so that Back leads to the topic; else it replaces the one before. */
const searchFor =
  (isTopic: boolean) =>
  (wanted: string): void => {
    const place = wanted === '' ? 'help' : `help?q=${encodeURIComponent(wanted)}`;
    if (isTopic) go(place);
    else window.location.replace(`#/${place}`);
  };

/** `help/TOPIC` or `help/TOPIC#HEADING`. */
function readPlace({ rest }: Route): { topic: Topic | null; heading: string; isUnknown: boolean } {
  const [id = '', heading = ''] = (rest[0] ?? '').split('#', 2);
  const topic = isTopic(id) ? id : null;
  return { topic, heading, isUnknown: id !== '' && topic === null };
}
