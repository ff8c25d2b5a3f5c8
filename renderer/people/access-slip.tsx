/** What a new person needs: name, password, server. To copy, to print, to hand over. */
import type { ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { Button } from '../ui/button.tsx';
import { Copyable, CopyButton } from '../ui/copyable.tsx';
import { Facts } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

export function AccessSlip({
  name,
  password,
}: {
  readonly name: string;
  readonly password: string;
}): ReactNode {
  const { words } = useWords();
  const { ask } = useAsk();
  const network = useLive('network:show', {}, ['relay', 'settings']).value;
  const server = network?.addresses.find(({ isVirtual }) => !isVirtual)?.address ?? '127.0.0.1';
  const { name: nameLabel, password: passwordLabel, server: serverLabel } = words.people;
  const text = [
    `${serverLabel}: ${server}`,
    `${nameLabel}: ${name}`,
    `${passwordLabel}: ${password}`,
  ].join('\n');
  return (
    <section className="card slip" aria-label={words.people.slip(name)}>
      <h2>{words.people.slip(name)}</h2>
      <p className="soft no-print">{words.people.slipOnce}</p>
      <Facts
        facts={[
          [serverLabel, <Copyable key="s" text={server} what={serverLabel} />],
          [nameLabel, <Copyable key="n" text={name} what={nameLabel} />],
          [passwordLabel, <Copyable key="p" text={password} what={passwordLabel} />],
        ]}
      />
      <div className="buttons no-print">
        <CopyButton text={text} what={words.people.slip(name)} />
        <Button icon="print" isSmall onClick={() => void ask('desktop:print', {})}>
          {words.common.print}
        </Button>
      </div>
    </section>
  );
}
