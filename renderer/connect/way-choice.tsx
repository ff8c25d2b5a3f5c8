/** Signing in when sending, or checking mail first: where the program can do both, the person chooses. */
import { useId, type ReactNode } from 'react';
import { go } from '../shell/route.ts';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';
import type { Edition, Program } from './model/program.ts';
import type { Way } from './offer/offer.ts';
import { placeWith, type ConnectPlace } from './place.ts';

export interface WayChoiceProps {
  readonly program: Program;
  readonly edition: Edition;
  readonly place: ConnectPlace;
  readonly way: Way;
  readonly windowMinutes: number;
}

export function WayChoice(props: WayChoiceProps): ReactNode {
  const { program, edition, way, windowMinutes } = props;
  const { words } = useWords();
  const w = words.connect.page.ways;
  if (edition.ways.length > 1)
    return (
      <div className="way-choice no-print">
        <WaySegments {...props} />
        <div className="row">
          <p className="soft way-hint">{way === 'auth' ? w.authHint : w.popHint(windowMinutes)}</p>
          <HelpLink topic={way === 'pop' ? 'pop-before-smtp' : 'smtp-auth'} about={w.legend} />
        </div>
      </div>
    );
  return (
    <p className="soft no-print">
      {w.onlyAuth} {otherWay(program, edition, w)}
    </p>
  );
}

/** What is left for who wants POP before SMTP all the same; nothing for what never checks mail. */
function otherWay(
  { editions }: Program,
  edition: Edition,
  w: Words['connect']['page']['ways'],
): string {
  if (editions.some(({ ways }) => ways.includes('pop'))) return w.elsewhere;
  return edition.abilities('auth').pop.length === 0 ? '' : w.byHand;
}

function WaySegments({ place, way }: WayChoiceProps): ReactNode {
  const { words } = useWords();
  const name = useId();
  const w = words.connect.page.ways;
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{w.legend}</legend>
      {(['auth', 'pop'] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name={name}
            checked={way === one}
            onChange={() => go(placeWith(place, { way: one }))}
          />
          <span>{w[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}
