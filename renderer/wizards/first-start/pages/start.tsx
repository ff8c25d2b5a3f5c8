/** Page 8: start with the computer. On when the person goes on, unless switched off here. */
import { useState, type ReactNode } from 'react';
import { useDesktop } from '../../../shell/desktop-context.tsx';
import { Switch } from '../../../ui/choice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function StartStep(): ReactNode {
  const { words } = useWords();
  const { info, preferences, prefer } = useDesktop();
  const [startsAtSignIn, setStartsAtSignIn] = useState(info.canStartAtSignIn);
  const w = words.wizard.start;
  const next = async (): Promise<boolean> => {
    await prefer({ startAtSignIn: startsAtSignIn });
    return true;
  };
  return (
    <WizardPage title={w.title} lead={w.lead} helpTopic="start-with-computer" onNext={next}>
      <Card>
        {info.canStartAtSignIn ? (
          <Switch
            label={w.atSignIn}
            hint={w.atSignInHint}
            isOn={startsAtSignIn}
            onToggle={setStartsAtSignIn}
          />
        ) : (
          <Notice tone="info" title={w.cannot} />
        )}
        <Switch
          label={w.awake}
          hint={w.awakeHint}
          isOn={preferences.keepAwake}
          onToggle={(keepAwake) => void prefer({ keepAwake })}
        />
      </Card>
    </WizardPage>
  );
}
