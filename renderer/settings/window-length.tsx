/** How long somebody may send after checking mail. */
import { useMemo, type ReactNode } from 'react';
import { useSection } from '../link/use-section.ts';
import { Card } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';
import { NumberForm } from './number-form.tsx';

export function WindowLength(): ReactNode {
  const { words } = useWords();
  const { value } = useSection('popAuth');
  const w = words.settings.window;
  const fields = useMemo(
    () => [{ key: 'windowMinutes', label: w.length, hint: w.lengthHint, unit: w.unit }] as const,
    [w],
  );
  return (
    <Card title={w.title}>
      <p className="soft">{w.lead}</p>
      {value?.enabled === false ? <p>{w.off}</p> : null}
      <NumberForm section="popAuth" fields={fields} />
    </Card>
  );
}
