/** Who it is for, and which program: cards in groups, all of them links. Arrow keys go from card to card. */
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import { go, hrefOf } from '../shell/route.ts';
import { SelectField } from '../ui/field.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Program, ProgramGroup } from './model/program.ts';
import { placeWith, type ConnectPlace } from './place.ts';
import { programGroups, programs } from './programs/index.ts';
import { ProgramMark } from './program-mark.tsx';

export function Picker({
  place: given,
  users,
  person = users[0],
}: {
  readonly place: ConnectPlace;
  readonly users: readonly UserView[];
  /** Whom it is for; undefined where the place names nobody who is here. */
  readonly person: UserView | undefined;
}): ReactNode {
  const { words } = useWords();
  const cards = useRef<HTMLDivElement>(null);
  // Named in every link: who is added later must not become the one whose page is open.
  const place = { ...given, user: person?.name ?? null };
  return (
    <>
      <PersonPicker place={place} users={users} />
      <div ref={cards} className="stack" onKeyDown={(event) => moveFocus(event, cards.current)}>
        {programGroups.map((group) => (
          <section key={group} className="stack tight" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>{words.connect.programs.groups[group]}</h2>
            <ProgramCards group={group} place={place} />
          </section>
        ))}
      </div>
    </>
  );
}

export function PersonPicker({
  place,
  users,
}: {
  readonly place: ConnectPlace;
  readonly users: readonly UserView[];
}): ReactNode {
  const { words } = useWords();
  return (
    <SelectField
      label={words.connect.page.person}
      value={place.user ?? users[0]?.name ?? ''}
      options={users.map(({ name }) => ({ value: name, label: name }))}
      onPick={(user) => go(placeWith(place, { user }))}
    />
  );
}

function ProgramCards({
  group,
  place,
}: {
  readonly group: ProgramGroup;
  readonly place: ConnectPlace;
}): ReactNode {
  return (
    <ul className="program-cards">
      {programs
        .filter((program) => program.group === group)
        .map((program) => (
          <li key={program.id}>
            <ProgramCard program={program} place={place} />
          </li>
        ))}
    </ul>
  );
}

export function ProgramCard({
  program,
  place,
}: {
  readonly program: Program;
  readonly place: ConnectPlace;
}): ReactNode {
  const { words } = useWords();
  const { names, hints } = words.connect.programs;
  const hint = hints[program.id];
  // Way and encryption belong to the program that was shown before.
  const fresh = { program: program.id, edition: null, way: 'auth', isPlain: false } as const;
  return (
    <a className="program-card" href={hrefOf(placeWith(place, fresh))}>
      <ProgramMark id={program.id} group={program.group} />
      <span className="program-card-words">
        <strong>{names[program.id]}</strong>
        {hint === '' ? null : <span className="soft">{hint}</span>}
      </span>
    </a>
  );
}

/** Left and right go one card; up and down to the card above or below. */
function moveFocus(event: KeyboardEvent, hold: HTMLElement | null): void {
  const cards = [...(hold?.querySelectorAll<HTMLElement>('.program-card') ?? [])];
  const at = cards.findIndex((card) => card === document.activeElement);
  const target = at < 0 ? null : targetOf(event.key, at, cards);
  if (target === null) return;
  event.preventDefault();
  target.focus();
}

function targetOf(key: string, at: number, cards: readonly HTMLElement[]): HTMLElement | null {
  if (key === 'ArrowRight') return cards[at + 1] ?? null;
  if (key === 'ArrowLeft') return cards[at - 1] ?? null;
  if (key === 'Home') return cards[0] ?? null;
  if (key === 'End') return cards.at(-1) ?? null;
  const down = key === 'ArrowDown';
  const here = cards[at]?.getBoundingClientRect();
  if ((!down && key !== 'ArrowUp') || !here) return null;
  const others = down ? cards.slice(at + 1) : cards.slice(0, at).reverse();
  const row = others.find((card) => card.getBoundingClientRect().top !== here.top);
  if (!row) return null;
  const rowTop = row.getBoundingClientRect().top;
  const inRow = others.filter((card) => card.getBoundingClientRect().top === rowTop);
  const distance = (card: HTMLElement): number =>
    Math.abs(card.getBoundingClientRect().left - here.left);
  return inRow.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
