/** All mail: what waits, was sent, came back, was refused; searched as one types, each explained. */
import { useEffect, useState, type ReactNode } from 'react';
import { useStatus } from '../link/office-facts.ts';
import { useNotedPlace } from '../shell/noted-places.ts';
import { go, useRoute } from '../shell/route.ts';
import { SearchField } from '../ui/search-field.tsx';
import { Segments } from '../ui/segments.tsx';
import { Page } from '../ui/surface.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { Split } from '../ui/split.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { useWords } from '../words/words-context.tsx';
import { HistoryList } from './history-list.tsx';
import { mailKinds, mailPlace, parseMailPlace, type MailPlace } from './mail-place.ts';
import { MessageDetail } from './message-detail.tsx';
import { RefusalDetail } from './refusal-detail.tsx';
import { WaitingList } from './waiting-list.tsx';
import './page.css';

export function MailPage(): ReactNode {
  const { words } = useWords();
  const place = parseMailPlace(useRoute());
  const [text, setText] = useState(place.text);
  useEffect(() => setText(place.text), [place.text]);
  useNotedPlace('mail', mailPlace({ ...place, id: null, text }));
  const open = (change: Partial<MailPlace>): void => go(mailPlace({ ...place, ...change }));
  const w = words.mail;
  return (
    <Page title={words.shell.pages.mail} helpTopic="mail-lists" fills>
      <Tabs
        label={w.lists}
        value={place.kind}
        tabs={mailKinds.map((value) => ({ value, label: <KindLabel kind={value} /> }))}
        onPick={(kind) => open({ kind, state: null, id: null })}
      >
        <div className="list-tools">
          <SearchField label={w.search} value={text} onText={setText} />
          {place.kind === 'waiting' ? (
            <Segments
              label={w.states}
              value={place.state ?? 'all'}
              options={[
                { value: 'all', label: w.stateFilters.all },
                { value: 'waiting', label: w.stateFilters.waiting },
                { value: 'held', label: w.stateFilters.held },
              ]}
              onPick={(state) => open({ state: state === 'all' ? null : state, id: null })}
            />
          ) : null}
        </div>
        <Lists key={place.kind} {...{ place, text, open }} />
      </Tabs>
    </Page>
  );
}

function KindLabel({ kind }: { readonly kind: MailPlace['kind'] }): ReactNode {
  const { words, format } = useWords();
  const queue = useStatus().value?.queue;
  const waiting = queue ? queue.waiting + queue.sending + queue.held : 0;
  return (
    <>
      {words.mail.kinds[kind]}{' '}
      {kind === 'waiting' && waiting > 0 ? (
        <span className="tab-count">{format.number(waiting)}</span>
      ) : null}
    </>
  );
}

/** The list, and what stands open. */
function Lists({
  place,
  text,
  open,
}: {
  readonly place: MailPlace;
  readonly text: string;
  readonly open: (change: Partial<MailPlace>) => void;
}): ReactNode {
  const settled = useSettled(text);
  const { id, kind } = place;
  return (
    <Split
      id={id}
      open={(next) => open({ id: next })}
      list={(list) => {
        const props = { ...list, place, text: settled };
        return kind === 'waiting' ? (
          <WaitingList {...props} />
        ) : (
          <HistoryList kind={kind} {...props} />
        );
      }}
      detail={(detail) =>
        kind === 'refused' ? (
          <RefusalDetail {...detail} />
        ) : (
          <MessageDetail key={detail.id} {...detail} />
        )
      }
    />
  );
}
