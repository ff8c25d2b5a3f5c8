/** Page 8: start with the computer. On when the person goes on, unless switched off here. */
import { type ReactNode } from 'react';
import { useAsk } from '../../../link/use-ask.ts';
import { useDesktop } from '../../../shell/desktop-context.tsx';
import { Switch } from '../../../ui/choice.tsx';
import { ErrorNotice, Notice } from '../../../ui/notice.tsx';
import { Card } from '../../../ui/surface.tsx';
import { useWords } from '../../../words/words-context.tsx';
import { useWizard } from '../wizard-context.tsx';
import { WizardPage } from '../wizard-page.tsx';

export function StartStep(): ReactNode {
  const { words } = useWords();
  const { draft, change } = useWizard();
  const { info, preferences } = useDesktop();
  const { ask, isBusy, error } = useAsk();
  const w = words.wizard.start;
  const { atSignIn, cannot, awake, awakeHint } = words.settings.start;
  const next = async (): Promise<boolean> => {
    const startAtSignIn = info.canStartAtSignIn && draft.startsAtSignIn;
    return (await ask('desktop:set-preferences', { startAtSignIn })).ok;
  };
  return (
    <WizardPage
      {...{ title: w.title, lead: w.lead, helpTopic: 'start-with-computer', isBusy }}
      onNext={next}
      canSkip
    >
      <Card>
        {info.canStartAtSignIn ? (
          <Switch
            label={atSignIn}
            hint={w.recommended}
            isOn={draft.startsAtSignIn}
            onToggle={(startsAtSignIn) => change({ startsAtSignIn })}
          />
        ) : (
          <Notice tone="info" title={cannot} />
        )}
        <Switch
          label={awake}
          hint={awakeHint}
          isOn={preferences.keepAwake}
          onToggle={(keepAwake) => ask('desktop:set-preferences', { keepAwake })}
        />
      </Card>
      <ErrorNotice error={error} />
    </WizardPage>
  );
}
