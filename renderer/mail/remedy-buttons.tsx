/** What a person can do about a refusal, one click each; the recommended one first. */
import type { ReactNode } from 'react';
import type { BlockView } from '../../main/contract/people.ts';
import { firstError } from '../link/first-error.ts';
import { usePeople, useTrusted } from '../link/office-facts.ts';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button, ButtonLink, type ButtonLook } from '../ui/button.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { placeOfPerson } from '../people/people-list.tsx';
import { remediesFor, trustedAs, type Remedy, type RefusalFacts } from './remedies.ts';
import { TrustButton } from './trust-device.tsx';

export function RemedyButtons({ facts }: { readonly facts: RefusalFacts }): ReactNode {
  const { words } = useWords();
  const answers = [
    usePeople(),
    useTrusted(),
    useLive('blocks:list', {}, ['blocks', 'sign-in', 'settings', 'tick']),
  ] as const;
  const [{ value: users }, { value: trusted }, { value: blocks }] = answers;
  const w = words.mail.remedies;
  if (users === null || trusted === null || blocks === null)
    return <NotYet error={firstError(answers)} />;
  const remedies = remediesFor(facts, { users, trusted, blocks });
  const trustedName = trustedAs(facts, trusted);
  return (
    <div className="stack tight">
      {trustedName === null ? null : (
        <Notice tone="good" title={w.isTrusted(trustedName)}>
          <p>{w.isTrustedHint}</p>
        </Notice>
      )}
      {remedies.length === 0 ? null : <h3>{w.title}</h3>}
      <div className="buttons">
        {remedies.map((remedy, index) => (
          <RemedyButton
            key={remedy.kind === 'unblock' ? remedy.block.subject : remedy.kind}
            {...{ remedy, facts }}
            look={index === 0 ? 'primary' : 'secondary'}
          />
        ))}
      </div>
    </div>
  );
}

interface RemedyProps {
  readonly remedy: Remedy;
  readonly facts: RefusalFacts;
  readonly look: ButtonLook;
}

function RemedyButton({ remedy, facts, look }: RemedyProps): ReactNode {
  const { words } = useWords();
  const w = words.mail.remedies;
  switch (remedy.kind) {
    case 'unblock':
      return <Unblock block={remedy.block} look={look} />;
    case 'connect':
      return (
        <ButtonLink look={look} icon="connect" place={connectPlace(remedy.user)}>
          {remedy.user === null ? w.connectAnybody : w.connect(remedy.user)}
        </ButtonLink>
      );
    case 'trust':
    case 'widen':
      return <TrustButton {...{ remedy, facts, look }} />;
    case 'people':
      return (
        <ButtonLink
          look={look}
          place={remedy.user === null ? 'people' : placeOfPerson(remedy.user)}
        >
          {remedy.user === null ? w.people : w.person(remedy.user)}
        </ButtonLink>
      );
    case 'diagnostics':
      return (
        <ButtonLink look={look} place="diagnostics">
          {w.diagnostics}
        </ButtonLink>
      );
  }
}

const connectPlace = (user: string | null): string =>
  user === null ? 'connect' : `connect?user=${encodeURIComponent(user)}`;

function Unblock({
  block,
  look,
}: {
  readonly block: BlockView;
  readonly look: ButtonLook;
}): ReactNode {
  const { words, format } = useWords();
  const { ask, isBusy, error } = useAsk();
  const announce = useAnnounce();
  const { subject, until } = block;
  const w = words.mail.remedies;
  const unblock = async (): Promise<void> => {
    if ((await ask('blocks:remove', { subject })).ok) announce(w.unblocked(subject));
  };
  return (
    <>
      <span className="soft">{w.blockedUntil(subject, format.time(until))}</span>
      <Button look={look} icon="key" isBusy={isBusy} onClick={() => void unblock()}>
        {w.unblock(subject)}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
