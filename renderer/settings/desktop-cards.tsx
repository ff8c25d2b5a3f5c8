/** What belongs to this computer and its person: start, sleep, notices, looks. In force at once. */
import type { ReactNode } from 'react';
import { noticeKinds, type DesktopRequests, type Theme } from '../../main/contract/desktop.ts';
import { languages, type LanguageChoice } from '../../main/contract/languages.ts';
import { useAsk } from '../link/use-ask.ts';
import { useDesktop } from '../shell/desktop-context.tsx';
import { Switch } from '../ui/choice.tsx';
import { SelectField } from '../ui/field.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

type Change = DesktopRequests['desktop:set-preferences']['args'];

/** Unlike `prefer` it shows what the system refuses. */
function usePrefer(): {
  readonly set: (change: Change) => Promise<unknown>;
  readonly error: ReactNode;
} {
  const { ask, error } = useAsk();
  return {
    set: (change) => ask('desktop:set-preferences', change),
    error: <ErrorNotice error={error} />,
  };
}

export function ThisComputer(): ReactNode {
  const { words } = useWords();
  const { info, preferences } = useDesktop();
  const { set, error } = usePrefer();
  const w = words.settings.start;
  return (
    <Card title={w.title}>
      {info.canStartAtSignIn ? (
        <Switch
          label={w.atSignIn}
          hint={w.atSignInHint}
          isOn={preferences.startAtSignIn}
          onToggle={(startAtSignIn) => set({ startAtSignIn })}
        />
      ) : (
        <Notice tone="info" title={w.cannot} />
      )}
      <Switch
        label={w.awake}
        hint={w.awakeHint}
        isOn={preferences.keepAwake}
        onToggle={(keepAwake) => set({ keepAwake })}
      />
      {error}
    </Card>
  );
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const choices: readonly LanguageChoice[] = ['system', ...languages];

export function Looks(): ReactNode {
  const { words } = useWords();
  const { preferences } = useDesktop();
  const { set, error } = usePrefer();
  const w = words.settings.looks;
  return (
    <Card title={w.title}>
      <div className="columns">
        <SelectField
          label={w.theme}
          value={preferences.theme}
          options={themes.map((value) => ({ value, label: w.themes[value] }))}
          onPick={(theme) => void set({ theme })}
        />
        <SelectField
          label={w.language}
          value={preferences.language}
          options={choices.map((value) => ({ value, label: w.languages[value] }))}
          onPick={(language) => void set({ language })}
        />
      </div>
      {error}
    </Card>
  );
}

export function Notices(): ReactNode {
  const { words } = useWords();
  const { preferences } = useDesktop();
  const { set, error } = usePrefer();
  const { notices } = preferences;
  const w = words.settings.notices;
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      {noticeKinds.map((kind) => (
        <Switch
          key={kind}
          label={w.kinds[kind]}
          isOn={notices[kind]}
          onToggle={(isOn) => set({ notices: { [kind]: isOn } })}
        />
      ))}
      {error}
    </Card>
  );
}
