/** What the search for a provider came to: from where, what to know, and what will not work. */
import type { ReactNode } from 'react';
import type { FoundProvider } from '../../main/contract/providers.ts';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';

export type Outcome = FoundProvider | 'nothing' | 'stopped';

/** Pure. */
export function sentenceFor(outcome: Outcome, { provider }: Words): string {
  const { find } = provider;
  return typeof outcome === 'string' ? find[outcome] : find.source[outcome.source](outcome.name);
}

export function FoundNotice({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { words, say } = useWords();
  const w = words.provider.find;
  const title = sentenceFor(outcome, words);
  if (typeof outcome === 'string')
    return <Notice tone={outcome === 'nothing' ? 'attention' : 'info'} title={title} />;
  const { source, note, limits, needsOAuth } = outcome;
  return (
    <>
      <Notice tone={source === 'guess' ? 'attention' : 'good'} title={title}>
        {note === null || needsOAuth ? null : <p>{say(note)}</p>}
        {limits === null ? null : <p className="soft">{w.limits(say(limits))}</p>}
      </Notice>
      {needsOAuth ? <Notice tone="error" title={w.oauth} /> : null}
    </>
  );
}
