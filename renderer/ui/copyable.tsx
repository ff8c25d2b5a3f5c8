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
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), shownForMs);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    const result = await bridge.request('desktop:copy', { text });
    setCopied(result.ok);
  };
  return (
    <Button
      look="plain"
      isSmall
      icon={isCopied ? 'check' : 'copy'}
      aria-label={words.common.copyValue(what)}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{isCopied ? words.common.copied : words.common.copy}</span>
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
