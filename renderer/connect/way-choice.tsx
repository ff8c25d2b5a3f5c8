/** Signing in when sending, or checking mail first: where the program can do both, the person chooses. */
import type { ReactNode } from 'react';
import { go } from '../shell/route.ts';
import { Segments } from '../ui/segments.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Words } from '../words/words.ts';
import type { Edition, Program } from './model/program.ts';
import type { Office } from './offer/office.ts';
import type { Way } from './offer/offer.ts';
import { placeWith, type ConnectPlace } from './place.ts';

export interface WayChoiceProps {
  readonly program: Program;
  readonly edition: Edition;
  readonly place: ConnectPlace;
  readonly way: Way;
  readonly popAuth: Office['popAuth'];
}

export function WayChoice({ program, edition, place, way, popAuth }: WayChoiceProps): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.ways;
  if (edition.ways.length > 1)
    return (
      <div className="way-choice no-print">
        <Segments
          label={w.legend}
          value={way}
          options={(['auth', 'pop'] as const).map((one) => ({ value: one, label: w[one] }))}
          onPick={(picked) => go(placeWith(place, { way: picked }))}
        />
        <div className="row">
          <p className="soft way-hint">
            {way === 'auth' ? w.authHint : w.popHint(words.common.minutes(popAuth.windowMinutes))}
          </p>
          <HelpLink topic={way === 'pop' ? 'pop-before-smtp' : 'smtp-auth'} about={w.legend} />
        </div>
      </div>
    );
  return (
    <p className="soft no-print">
      {w.onlyAuth} {popAuth.enabled ? otherWay(program, edition, w) : null}
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
