/** A program that does not work with a relay in the office: why, how to tell it, what to use. */
import type { ReactNode } from 'react';
import { Notice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { ProgramId } from '../words/en/connect-programs.ts';
import type { Program } from './model/program.ts';
import { ProgramCard } from './picker.tsx';
import type { ConnectPlace } from './place.ts';
import { programOf } from './programs/index.ts';
import { Steps } from './steps.tsx';
import type { Filled } from './use-filling.ts';

const instead: readonly ProgramId[] = ['outlook-classic', 'thunderbird', 'em-client'];

export function Unfit({
  program,
  filled,
  place,
}: {
  readonly program: Program;
  readonly filled: Filled;
  readonly place: ConnectPlace;
}): ReactNode {
  const { words, language } = useWords();
  const w = words.connect.page;
  return (
    <>
      <Notice tone="attention" title={w.unfit}>
        {filled.edition.notes?.map((id) => (
          <p key={id}>{words.connect.notes.notes[id]}</p>
        ))}
      </Notice>
      <Card title={w.instead}>
        <ul className="program-cards">
          {instead.map((id) => {
            const other = programOf(id);
            return other ? (
              <li key={id}>
                <ProgramCard program={other} place={place} />
              </li>
            ) : null;
          })}
        </ul>
      </Card>
      <Card title={w.steps}>
        <Steps
          of={`${program.id} ${filled.edition.id} ${filled.way}`}
          screens={filled.screens}
          pictureLanguage={language}
        />
      </Card>
    </>
  );
}
