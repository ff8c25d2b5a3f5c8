/** Versions of a program, where its windows differ. Links, so that each version has its own place. */
import type { ReactNode } from 'react';
import { hrefOf } from '../shell/route.ts';
import { useWords } from '../words/words-context.tsx';
import type { Edition, Program } from './model/program.ts';
import { placeWith, type ConnectPlace } from './place.ts';

export function EditionTabs({
  program,
  edition,
  place,
}: {
  readonly program: Program;
  readonly edition: Edition;
  readonly place: ConnectPlace;
}): ReactNode {
  const { words } = useWords();
  const { editions } = words.connect.programs;
  if (program.editions.length < 2) return null;
  return (
    <nav className="edition-tabs" aria-label={words.connect.page.version}>
      <span className="soft no-print">{words.connect.page.version}</span>
      <ul>
        {program.editions.map(({ id }) => (
          <li key={id}>
            <a
              href={hrefOf(placeWith(place, { edition: id }))}
              aria-current={id === edition.id ? 'true' : undefined}
            >
              {editions[id]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
