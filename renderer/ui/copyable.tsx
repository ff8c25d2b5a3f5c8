/** A value that goes to the clipboard with one click. */
import { useEffect, useState, type ReactNode } from 'react';
import { useRelay } from '../link/relay-context.tsx';
import { useWords } from '../words/words-context.tsx';
import { useAnnounce } from './announce.tsx';
import { Button } from './button.tsx';

const shownForMs = 1_600;

export function CopyButton({
  text,
  what,
}: {
  readonly text: string;
  readonly what: string;
}): ReactNode {
  const { bridge } = useRelay();
  const { words } = useWords();
  const announce = useAnnounce();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = window.setTimeout(() => setOutcome(null), shownForMs);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const result = await bridge.request('desktop:copy', { text });
    const next = result.ok ? 'copied' : 'notCopied';
    setOutcome(next);
    // The button keeps its name, so its words are not read out.
    announce(words.common[next]);
  };
  return (
    <Button
      look="plain"
      isSmall
      icon={outcome === null ? 'copy' : outcome === 'copied' ? 'check' : 'close'}
      aria-label={words.common.copyValue(what)}
      onClick={() => void copy()}
    >
      {words.common[outcome ?? 'copy']}
    </Button>
  );
}

export function Copyable({
  text,
  what,
}: {
  readonly text: string;
  readonly what: string;
}): ReactNode {
  return (
    <span className="copyable">
      <code>{text}</code>
      <CopyButton text={text} what={what} />
    </span>
  );
}
