/** All topics by group, and above them those that are needed most. */
import type { ReactNode } from 'react';
import { hrefOf } from '../shell/route.ts';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Texts } from './search.ts';
import { topicGroups, type Topic, type TopicGroup } from './topics.ts';

const often: readonly Topic[] = [
  'first-steps',
  'smtp-auth',
  'relaying-denied',
  'messages',
  'outlook',
  'scanners',
];

export function Contents({ texts }: { readonly texts: Texts }): ReactNode {
  const { words } = useWords();
  return (
    <>
      <section className="stack tight">
        <h2>{words.help.often}</h2>
        <ul className="help-often">
          {often.map((topic) => (
            <li key={topic}>
              <a href={hrefOf(`help/${topic}`)}>
                <strong>{texts[topic].title}</strong>
                <span className="soft">{texts[topic].summary}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack tight">
        <h2>{words.help.contents}</h2>
        <div className="help-groups">
          {(Object.keys(topicGroups) as TopicGroup[]).map((group) => (
            <Card key={group} title={words.help.groups[group]}>
              <ul className="plain-list">
                {topicGroups[group].map((topic) => (
                  <li key={topic}>
                    <a href={hrefOf(`help/${topic}`)}>{texts[topic].title}</a>
                  </li>
                ))}
              </ul>
            </Card>
          ))}
        </div>
      </section>
    </>
  );
}
