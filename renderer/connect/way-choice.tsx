/** Signing in when sending, or checking mail first: where the program can do both, the person chooses. */
import type { ReactNode } from 'react';
import { go } from '../shell/route.ts';
import { Choices, Tick } from '../ui/choice.tsx';
import { HelpLink } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import type { Edition, Program } from './model/program.ts';
import type { Way } from './offer/offer.ts';
import { placeWith, type ConnectPlace } from './place.ts';

export function WayChoice({
  program,
  edition,
  place,
  way,
  windowMinutes,
}: {
  readonly program: Program;
  readonly edition: Edition;
  readonly place: ConnectPlace;
  readonly way: Way;
  readonly windowMinutes: number;
}): ReactNode {
  const { words } = useWords();
  const w = words.connect.page.ways;
  const isElsewhere = program.editions.some(({ ways }) => ways.includes('pop'));
  return (
    <div className="stack tight no-print">
      {edition.ways.length > 1 ? (
        <Choices
          legend={w.legend}
          value={way}
          choices={[
            { value: 'auth', title: w.auth, hint: w.authHint },
            { value: 'pop', title: w.pop, hint: w.popHint(windowMinutes) },
          ]}
          onPick={(picked) => go(placeWith(place, { way: picked }))}
        />
      ) : (
        <p className="soft">
          {w.onlyAuth} {isElsewhere ? w.elsewhere : w.byHand}
        </p>
      )}
      <div className="row">
        {program.canBePlain && !(program.group === 'scanner' && way === 'pop') ? (
          <Tick
            label={
              <>
                {w.plain}
                <br />
                <span className="soft">{w.plainHint}</span>
              </>
            }
            isOn={place.isPlain}
            onToggle={(isPlain) => go(placeWith(place, { isPlain }))}
          />
        ) : null}
        <span className="grow" />
        <HelpLink topic={way === 'pop' ? 'pop-before-smtp' : 'smtp-auth'} about={w.legend} />
      </div>
    </div>
  );
}
