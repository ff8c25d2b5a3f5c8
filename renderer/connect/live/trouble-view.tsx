/** What is wrong with this person's program now, what to change, and the one click that helps. */
import type { ReactNode } from 'react';
import { isSaidOverSmtp, withoutStatus } from '../../../main/contract/reply-words.ts';
import { useTls } from '../../link/office-facts.ts';
import { useAsk } from '../../link/use-ask.ts';
import { useLive } from '../../link/use-live.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { NotYet } from '../../ui/not-yet.tsx';
import { ErrorNotice, Notice, RawReply } from '../../ui/notice.tsx';
import { HelpLink } from '../../ui/surface.tsx';
import { useWords } from '../../words/words-context.tsx';
import { CertificateFile } from '../files/certificate-file.tsx';
import type { StepRole } from '../model/screen.ts';
import type { Way } from '../offer/offer.ts';
import { stepList, tellTrouble } from './trouble-words.ts';
import type { Trouble } from './watch.ts';

export interface TroubleViewProps {
  readonly trouble: Trouble;
  readonly person: string;
  readonly way: Way;
  readonly numbersFor: (role: StepRole) => readonly number[];
}

export function TroubleView({ trouble, person, way, numbersFor }: TroubleViewProps): ReactNode {
  const { words, format } = useWords();
  const w = words.connect.live;
  const { title, text, role } = tellTrouble(trouble, { person, way, words: w });
  const numbers = role === null ? [] : numbersFor(role);
  const isOurs = trouble.kind === 'checked-now-send' || trouble.kind === 'waits';
  const when = [
    format.timeWithSeconds(trouble.at),
    ...(trouble.count > 1 ? [w.times(trouble.count)] : []),
  ].join(', ');
  return (
    <Notice
      tone={isOurs ? 'attention' : 'error'}
      title={
        <>
          {title} <span className="soft">{when}</span>
        </>
      }
      actions={<Remedy trouble={trouble} person={person} />}
    >
      <p>
        {text} {numbers.length === 0 ? null : <StepLinks numbers={numbers} />}
      </p>
      {trouble.isSure ? null : <p className="soft">{w.maybe(trouble.peer, person)}</p>}
      <Cause text={trouble.cause} />
    </Notice>
  );
}

/** The other server's words as they are; our own as a sentence. */
function Cause({ text }: { readonly text: string }): ReactNode {
  const { say } = useWords();
  if (text === '') return null;
  if (isSaidOverSmtp(text)) return <RawReply text={text} />;
  return <p className="soft">{say(withoutStatus(text))}</p>;
}

/** "See steps 5 and 9." One press shows the first of them. */
function StepLinks({ numbers }: { readonly numbers: readonly number[] }): ReactNode {
  const { words } = useWords();
  const w = words.connect.live;
  const show = (): void => {
    const step = document.getElementById(`step-${numbers[0]}`);
    step?.scrollIntoView({ block: 'center' });
    step?.focus();
  };
  return (
    <button type="button" className="text-button" onClick={show}>
      {w.look(stepList(numbers, w))}
    </button>
  );
}

function Remedy({ trouble, person }: Pick<TroubleViewProps, 'trouble' | 'person'>): ReactNode {
  const { words } = useWords();
  const w = words.connect.live;
  if (trouble.kind === 'blocked') return <Unblock person={person} peer={trouble.peer} />;
  if (trouble.kind === 'certificate-refused') return <TrustRemedy />;
  if (trouble.kind === 'switched-off')
    return (
      <ButtonLink isSmall place={`people/${encodeURIComponent(person)}`}>
        {w.showPerson(person)}
      </ButtonLink>
    );
  if (trouble.kind === 'waits' || trouble.kind === 'returned')
    return (
      <ButtonLink isSmall place="mail">
        {w.showMail}
      </ButtonLink>
    );
  return null;
}

function TrustRemedy(): ReactNode {
  const { words } = useWords();
  const tls = useTls().value;
  return (
    <>
      <CertificateFile pem={tls?.authorityPem ?? null} />
      <HelpLink
        topic="certificates"
        about={words.connect.live.troubles['certificate-refused'].title}
      />
    </>
  );
}

function Unblock({ person, peer }: { readonly person: string; readonly peer: string }): ReactNode {
  const { words } = useWords();
  const { ask, isBusy, error } = useAsk();
  const w = words.connect.live;
  const { value: blocks, error: unread } = useLive('blocks:list', {}, [
    'sign-in',
    'blocks',
    'tick',
  ]);
  if (blocks === null) return <NotYet error={unread} />;
  const mine = blocks.filter(({ subject }) => subject === person || subject === peer);
  const lift = async (): Promise<void> => {
    for (const { subject } of mine) await ask('blocks:remove', { subject });
  };
  if (mine.length === 0) return <p>{w.troubles.blocked.lifted}</p>;
  return (
    <>
      <Button isSmall isBusy={isBusy} onClick={() => void lift()}>
        {w.unblock}
      </Button>
      <ErrorNotice error={error} />
    </>
  );
}
