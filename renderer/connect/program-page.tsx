/** The page of one program for one person: values, way, numbered steps with drawings, troubles, live line. */
import { useState, type ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { BackLink } from '../ui/back-link.tsx';
import { InlineSelect } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Card, Page } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { EditionTabs } from './edition-tabs.tsx';
import { FilesCard } from './files/files-card.tsx';
import { LiveLine } from './live/live-line.tsx';
import type { LabelLanguage } from './model/label.ts';
import type { Program } from './model/program.ts';
import { NewAccount } from './new-account.tsx';
import { Obstacles } from './obstacles.tsx';
import { PageTools } from './page-tools.tsx';
import { placeWith } from './place.ts';
import { Steps } from './steps.tsx';
import { TroubleTable } from './trouble/trouble-table.tsx';
import { Unfit } from './unfit.tsx';
import { useFilling, type Filled, type Given } from './use-filling.ts';
import { ValuesCard } from './values-card.tsx';
import { WayChoice } from './way-choice.tsx';

export interface ProgramPageProps extends Given {
  readonly users: readonly UserView[];
}

export function ProgramPage(props: ProgramPageProps): ReactNode {
  const { words } = useWords();
  const { program, person, users } = props;
  const filled = useFilling(props);
  const name = words.connect.programs.names[program.id];
  const title = program.isUnfit === true ? name : words.connect.page.pageTitle(name, person.name);
  const fresh = { program: null, edition: null, way: 'auth', isPlain: false } as const;
  return (
    <Page
      title={title}
      above={
        <BackLink place={placeWith(props.place, fresh)}>{words.connect.page.otherProgram}</BackLink>
      }
      helpTopic={program.topic}
      actions={<PageTools title={title} />}
    >
      {person.enabled ? null : (
        <Notice tone="attention" title={words.connect.page.disabledPerson(person.name)} />
      )}
      <EditionTabs program={program} edition={filled.edition} place={props.place} />
      {program.isUnfit === true ? (
        <Unfit program={program} filled={filled} place={props.place} />
      ) : (
        <Fitting {...props} filled={filled} />
      )}
      <TroubleTable
        ids={program.signs}
        way={filled.way}
        mayCheckFirst={props.office.popAuth.enabled}
      />
      {program.isUnfit === true ? null : (
        <LiveLine
          key={person.name}
          {...{ person, users, way: filled.way, screens: filled.screens }}
          usesPop={filled.edition.abilities(filled.way).pop.length > 0}
        />
      )}
    </Page>
  );
}

function Fitting(props: ProgramPageProps & { readonly filled: Filled }): ReactNode {
  const { program, person, users, office, place, filled } = props;
  const { edition, way, offered, filling, server, servers } = filled;
  const files = <FilesCard {...{ program, filling }} authorityPem={office.tls.authorityPem} />;
  // On a phone the file saves twenty steps.
  const isApple = program.topic === 'apple-mail';
  return (
    <div className="connect-columns">
      <div className="connect-values">
        <ValuesCard
          {...{ place, program, users, server, servers, offered, way }}
          user={person.name}
        />
      </div>
      <div className="connect-main stack">
        <WayChoice {...{ program, edition, place, way }} popAuth={office.popAuth} />
        {offered.ok ? (
          <>
            {isApple ? files : null}
            <StepsCard program={program} filled={filled} />
            {isApple ? null : files}
          </>
        ) : (
          <Obstacles obstacles={offered.obstacles} />
        )}
      </div>
    </div>
  );
}

function StepsCard({
  program,
  filled: { edition, way, screens },
}: {
  readonly program: Program;
  readonly filled: Filled;
}): ReactNode {
  const { words, language } = useWords();
  const [picked, setPicked] = useState<LabelLanguage | null>(null);
  const pictureLanguage = language === 'en' ? 'en' : (picked ?? language);
  const w = words.connect.page;
  return (
    <Card
      title={w.steps}
      actions={
        language === 'en' ? null : <PictureLanguage value={pictureLanguage} onPick={setPicked} />
      }
    >
      {edition.notes?.map((id) => (
        <p key={id}>{words.connect.notes.notes[id]}</p>
      ))}
      {edition.newAccount ? <NewAccount widgets={edition.newAccount} /> : null}
      <Steps of={`${program.id} ${edition.id} ${way}`} {...{ screens, pictureLanguage }} />
    </Card>
  );
}

/** Outlook may be English in an office that is not. */
function PictureLanguage({
  value,
  onPick,
}: {
  readonly value: LabelLanguage;
  readonly onPick: (language: LabelLanguage) => void;
}): ReactNode {
  const { words } = useWords();
  const w = words.connect.page;
  return (
    <InlineSelect<LabelLanguage>
      label={w.labels}
      value={value}
      options={[
        { value: 'de', label: w.german },
        { value: 'en', label: w.english },
      ]}
      onPick={onPick}
    />
  );
}
