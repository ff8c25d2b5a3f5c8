/** Changes the provider: find it, sign in, test what is not saved yet, save. */
import { useState, type ReactNode } from 'react';
import type { FoundProvider } from '../../main/contract/providers.ts';
import type { ProviderSettings } from '../../main/contract/settings.ts';
import { useAsk } from '../link/use-ask.ts';
import { useLive } from '../link/use-live.ts';
import { go } from '../shell/route.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { BackLink } from '../ui/back-link.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { NotYet } from '../ui/not-yet.tsx';
import { Card, Page } from '../ui/surface.tsx';
import { useIsHere } from '../ui/use-is-here.ts';
import { useWords } from '../words/words-context.tsx';
import { Credentials } from './credentials.tsx';
import { fieldLabel } from './field-label.ts';
import { FindProvider } from './find-provider.tsx';
import { MoreProviderSettings } from './more-provider-settings.tsx';
import { ServerForm } from './provider-form.tsx';
import { ProviderTest } from './provider-test.tsx';
import { TestMail } from './test-mail.tsx';
import { forgetTyped, useTypedProvider, type Typing } from './typed-provider.ts';

export function ChangeProvider(): ReactNode {
  const { words } = useWords();
  const { value: present, error } = useLive('provider:show', {}, ['relay']);
  const w = words.provider.change;
  return (
    <Page
      title={w.title}
      helpTopic="provider"
      above={<BackLink place="provider">{w.back}</BackLink>}
    >
      {present === null ? <NotYet error={error} /> : <Form present={present} />}
    </Page>
  );
}

/** Whom to greet the provider as: nothing of it is saved before the button. */
function Form({
  present: { hasPassword, ...present },
}: {
  readonly present: ProviderSettings & { readonly hasPassword: boolean };
}): ReactNode {
  const { words } = useWords();
  const typing = useTypedProvider(present);
  const { draft, address, isShown, type, change } = typing;
  const take = (found: FoundProvider | null): void => {
    type({ isShown: true });
    // What was found is checked the usual way, on the same host too.
    if (found) change({ ...found.provider, fingerprint: '' });
    else if (draft.user === '') change({ user: address });
  };
  return (
    <>
      <Card title={words.provider.change.whichTitle}>
        <FindProvider
          {...{ address, server: draft }}
          isMain={!isShown}
          onAddress={(typed) => type({ address: typed })}
          onFound={take}
        />
      </Card>
      {isShown ? <Details {...{ typing, hasPassword }} storedFor={present.host} /> : null}
    </>
  );
}

function Details({
  typing: { draft, password, address, type, change },
  hasPassword,
  storedFor,
}: {
  readonly typing: Typing;
  readonly hasPassword: boolean;
  /** The server that the stored password belongs to. */
  readonly storedFor: string;
}): ReactNode {
  const { words } = useWords();
  const given = password === '' ? undefined : password;
  return (
    <>
      <Card title={words.provider.find.values}>
        <ServerForm server={draft} onChange={change} />
      </Card>
      <Card title={words.provider.change.signInTitle}>
        <Credentials
          {...{ host: draft.host, user: draft.user, password }}
          onUser={(user) => change({ user })}
          onPassword={(typed) => type({ password: typed })}
        />
      </Card>
      <MoreProviderSettings {...{ draft, hasPassword, storedFor }} onChange={change} />
      <TestCard
        {...{ draft, address }}
        password={given}
        onPin={(fingerprint) => change({ fingerprint })}
      />
      <Save draft={draft} password={given} />
    </>
  );
}

function TestCard({
  draft,
  password,
  address,
  onPin,
}: {
  readonly draft: ProviderSettings;
  readonly password: string | undefined;
  /** Of the office at the provider, or ''. */
  readonly address: string;
  readonly onPin: (fingerprint: string) => void;
}): ReactNode {
  const { words } = useWords();
  const [mailTo, setMailTo] = useState<string | null>(null);
  const w = words.provider.change;
  return (
    <Card title={w.testTitle}>
      <p className="soft">{w.testLead}</p>
      <TestMail suggestion={address} onChange={setMailTo} />
      <ProviderTest provider={draft} {...{ password, mailTo, onPin }} />
    </Card>
  );
}

/** Nothing of what was typed is left: it is saved, or given up. */
function leave(): void {
  forgetTyped();
  go('provider');
}

function Save({
  draft,
  password,
}: {
  readonly draft: ProviderSettings;
  readonly password: string | undefined;
}): ReactNode {
  const { words } = useWords();
  const announce = useAnnounce();
  const { ask, isBusy, error } = useAsk();
  const isHere = useIsHere();
  const save = async (): Promise<void> => {
    const saved = await ask('provider:set', { provider: draft, password });
    if (!saved.ok) return;
    announce(words.provider.change.saved);
    if (isHere.current) leave();
    else forgetTyped();
  };
  return (
    <div className="stack save-bar">
      <ErrorNotice error={error} about={fieldLabel(error, words)} />
      <div className="buttons">
        <Button look="primary" isBusy={isBusy} onClick={() => void save()}>
          {words.provider.change.save}
        </Button>
        {/* What is being saved is not given up. */}
        <Button disabled={isBusy} onClick={leave}>
          {words.common.cancel}
        </Button>
      </div>
    </div>
  );
}
