/** What the search found: the place, and around the found words what stands there. */
import type { KeyboardEvent, ReactNode } from 'react';
import { hrefOf } from '../shell/route.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { refusalNumber } from './refusal-number.ts';
import type { Found, Piece } from './search.ts';

const listClass = 'help-results';

/** The links of the list that stands there now, best first. */
export const resultLinks = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(`.${listClass} a`),
];

export function Results({
  wanted,
  found,
}: {
  readonly wanted: string;
  readonly found: readonly Found[];
}): ReactNode {
  const { words } = useWords();
  const refusal = refusalNumber(wanted);
  const isNumberAlone = refusal !== null && wanted.trim().length <= refusal.length + 2;
  if (isNumberAlone) return <Refusal number={refusal} />;
  return (
    <section className="stack" aria-label={words.help.results}>
      {refusal === null ? null : <Refusal number={refusal} />}
      <p className="soft" role="status">
        {words.help.found(found.length)}
      </p>
      {found.length === 0 ? (
        <p>
          {words.help.nothingHint} <a href={hrefOf('help/messages')}>{words.help.allMessages}</a>
        </p>
      ) : null}
      <ol className={listClass} onKeyDown={moveFocus}>
        {found.map(({ place, title, heading, snippet }) => (
          <li key={place}>
            <a href={hrefOf(`help/${place}`)}>
              <strong>
                <Pieces pieces={title} />
                {heading.length > 0 ? ' › ' : null}
                <Pieces pieces={heading} />
              </strong>
              <span className="soft">
                <Pieces pieces={snippet} />
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Who types the number of an error message here wants to know about that one refusal. */
function Refusal({ number }: { readonly number: string }): ReactNode {
  const { words } = useWords();
  return (
    <div className={listClass} role="status">
      <Notice
        tone="info"
        title={words.help.refusal(number)}
        actions={
          <ButtonLink look="primary" place={`mail/${number}`}>
            {words.help.refusalWhy}
          </ButtonLink>
        }
      />
    </div>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  return pieces.map(({ text, isFound }, index) =>
    isFound ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}

/** Up and Down go through the list; Up from the first goes back to the field. */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = resultLinks();
  const next = links.indexOf(document.activeElement as HTMLElement) + step;
  event.preventDefault();
  if (next < 0) document.querySelector<HTMLElement>('.help-search input')?.focus();
  else links[next]?.focus();
}
