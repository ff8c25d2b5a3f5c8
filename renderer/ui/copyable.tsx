/** A value that goes to the clipboard with one click. */
import { useEffect, useState, type ReactNode } from 'react';
import { useRelay } from '../link/relay-context.tsx';
import { useWords } from '../words/words-context.tsx';
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
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = window.setTimeout(() => setOutcome(null), shownForMs);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const result = await bridge.request('desktop:copy', { text });
    setOutcome(result.ok ? 'copied' : 'notCopied');
  };
  return (
    <Button
      look="plain"
      isSmall
      icon={outcome === null ? 'copy' : outcome === 'copied' ? 'check' : 'close'}
      aria-label={words.common.copyValue(what)}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{words.common[outcome ?? 'copy']}</span>
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
