/**
 * Finds the provider's server: by e-mail address, from the list, or by hand. Says where the answer came from.
 * Holds no server: what was found is handed over, and what stands in the fields is the page's.
 */
import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
} from 'react';
import type { FoundProvider } from '../../main/contract/providers.ts';
import { useJob, type Job } from '../link/use-job.ts';
import { useAnnounce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { fieldErrors } from '../ui/field-errors.ts';
import { TextField } from '../ui/field.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { useWords } from '../words/words-context.tsx';
import { FoundNotice, sentenceFor, type Outcome } from './found-notice.tsx';
import { PresetList } from './preset-list.tsx';
import type { ServerFields } from './provider-form.tsx';

export interface FindProviderProps {
  readonly address: string;
  /** What stands in the page's fields now. */
  readonly server: ServerFields & { readonly user: string };
  /** What was found earlier, to be shown again. */
  readonly found?: FoundProvider | null;
  /** The search is what the page is for, until there is a server. */
  readonly isMain?: boolean;
  /** For a button elsewhere that starts the search. */
  readonly formRef?: RefObject<HTMLFormElement | null> | undefined;
  readonly onAddress: (address: string) => void;
  /** Null: nothing was found, or the person wants to fill it in. `searched` is the address that was looked up. */
  readonly onFound: (found: FoundProvider | null, searched: string | null) => void;
}

export function FindProvider(props: FindProviderProps): ReactNode {
  const { address, server, found: earlier = null, isMain = false, formRef } = props;
  const { onAddress, onFound } = props;
  const { words } = useWords();
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<Outcome | null>(earlier);
  const job = useJob();
  /** Who chooses or types does not wait for the search any more: its answer must not undo that. */
  const choices = useRef(0);
  const { cancel } = job;
  const overtake = useCallback((): void => {
    choices.current += 1;
    cancel();
  }, [cancel]);
  const { host, port, tls, user } = server;
  useEffect(overtake, [overtake, host, port, tls, user]);
  const show = (found: Outcome, searched: string | null): void => {
    setOutcome(found);
    if (found !== 'stopped') onFound(found === 'nothing' ? null : found, searched);
    announce(sentenceFor(found, words));
  };
  const choose = (found: FoundProvider | null): void => {
    overtake();
    if (found === null) onFound(null, null);
    else show(found, null);
  };
  return (
    <div className="stack">
      <Search {...{ job, choices, address, onAddress, isMain, formRef }} onOutcome={show} />
      <div className="row find-others">
        <PresetList
          address={address}
          chosen={outcome === null || typeof outcome === 'string' ? null : { ...outcome, host }}
          onPick={choose}
        />
        <Button look="plain" onClick={() => choose(null)}>
          {words.provider.find.byHand}
        </Button>
      </div>
      {outcome === null ? null : <FoundNotice outcome={outcome} />}
    </div>
  );
}

interface SearchProps extends Pick<
  FindProviderProps,
  'address' | 'isMain' | 'formRef' | 'onAddress'
> {
  readonly job: Job;
  /** How often something was chosen past the search. */
  readonly choices: { readonly current: number };
  readonly onOutcome: (outcome: Outcome, searched: string) => void;
}

function Search(props: SearchProps): ReactNode {
  const { job, address, isMain, formRef, onAddress } = props;
  const { words, say } = useWords();
  const { look, step } = useLook(props);
  const w = words.provider.find;
  const errors = fieldErrors(job.error, ['address'], say);
  return (
    <form ref={formRef} className="stack" noValidate onSubmit={(event) => void look(event)}>
      <div className="row beside-field">
        <TextField
          label={w.address}
          hint={w.addressHint}
          error={errors.of('address')}
          type="email"
          value={address}
          onText={onAddress}
        />
        <Button
          look={isMain ? 'primary' : 'secondary'}
          type="submit"
          icon="search"
          isBusy={job.isBusy}
        >
          {job.isBusy ? w.finding : w.find}
        </Button>
        {job.isBusy ? <Button onClick={job.cancel}>{words.provider.stop}</Button> : null}
      </div>
      {step === '' ? null : (
        <p className="soft" role="status">
          {say(step)}…
        </p>
      )}
      <ErrorNotice error={errors.rest} />
    </form>
  );
}

/** Looks the address up; `step` is where it looks now, or ''. */
function useLook({ job, choices, address, onOutcome }: SearchProps): {
  readonly look: (event: SyntheticEvent) => Promise<void>;
  readonly step: string;
} {
  const [step, setStep] = useState('');
  const look = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    // A button elsewhere may begin it too.
    if (job.isBusy) return;
    const before = choices.current;
    const searched = address.trim();
    const result = await job.begin('provider:find', { address: searched }, ({ value }) =>
      setStep((value as { title: string }).title),
    );
    setStep('');
    if (result.ok && choices.current === before)
      onOutcome(result.value ?? (job.wasCancelled() ? 'stopped' : 'nothing'), searched);
  };
  return { look, step };
}
