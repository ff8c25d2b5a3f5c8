/** Each recipient with its state, the reason in plain words, and the other server's words folded away. */
import type { ReactNode } from 'react';
import type { RecipientState } from '../../main/contract/mail.ts';
import { RawReply } from '../ui/notice.tsx';
import { StateShape, type Tone } from '../ui/state-mark.tsx';
import { useWords } from '../words/words-context.tsx';
import type { RecipientLine } from './recipient-lines.ts';

const tones: Readonly<Record<RecipientState, Tone>> = {
  waiting: 'idle',
  delivered: 'good',
  failed: 'error',
};

/** More of them scroll by themselves. */
const mostInSight = 6;

export function Recipients({ lines }: { readonly lines: readonly RecipientLine[] }): ReactNode {
  const { words } = useWords();
  const title = words.mail.detail.recipients;
  // What can be done with the message stands below them, and must not be far.
  const many = lines.length > mostInSight ? { tabIndex: 0, 'data-many': '' } : {};
  return (
    <div className="stack tight">
      <h3>{title}</h3>
      <ul className="recipients" aria-label={title} {...many}>
        {lines.map((line) => (
          <Recipient key={line.address} line={line} />
        ))}
      </ul>
    </div>
  );
}

function Recipient({ line }: { readonly line: RecipientLine }): ReactNode {
  const { say } = useWords();
  return (
    <li>
      <StateShape tone={tones[line.state]} size={18} />
      <div className="stack tight">
        <div>
          <span className="selectable">{line.address}</span>{' '}
          <span className="soft">
            <Sum line={line} />
          </span>
        </div>
        {line.cause === '' ? null : <p>{say(line.cause)}</p>}
        {line.raw === null ? null : <RawReply text={line.raw} />}
      </div>
    </li>
  );
}

/** State, time and number of attempts in a few words. */
function Sum({ line }: { readonly line: RecipientLine }): ReactNode {
  const { words, format } = useWords();
  const { state, at, attempts } = line;
  const w = words.mail.detail;
  if (state === 'delivered' && at !== null) return w.deliveredAt(format.time(at));
  if (state === 'failed' && at !== null) return w.returnedAt(format.time(at));
  const tried = attempts === null ? '' : attempts === 0 ? w.notTried : w.tried(attempts);
  return [w.recipientStates[state], tried].filter(Boolean).join(', ');
}
