/** The packages inside with their licences, as the build wrote them beside the page. */
import { useEffect, useState, type ReactNode } from 'react';
import { Notice } from '../ui/notice.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Card, Loading } from '../ui/surface.tsx';
import { useWords } from '../words/words-context.tsx';

interface Package {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or ''. */
  readonly licence: string;
  readonly text: string;
}

type Packages = readonly Package[] | 'loading' | 'unreadable';

/** Read when the page is opened: nobody else needs its 150 kB. */
function usePackages(): Packages {
  const [packages, setPackages] = useState<Packages>('loading');
  useEffect(() => {
    fetch('./licences.json')
      .then((response) => response.json() as Promise<readonly Package[]>)
      .then(setPackages, () => setPackages('unreadable'));
  }, []);
  return packages;
}

export function Inside(): ReactNode {
  const { words } = useWords();
  const packages = usePackages();
  const [text, setText] = useState('');
  const w = words.about;
  if (packages === 'loading') return <Loading />;
  if (packages === 'unreadable') return <Notice tone="attention" title={w.unreadable} />;
  const wanted = text.trim().toLowerCase();
  const shown = packages.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <Card title={w.inside}>
      <p className="soft">{w.insideLead(packages.length)}</p>
      <div className="list-tools">
        <SearchField label={w.search} value={text} onText={setText} />
      </div>
      {shown.length === 0 ? <p>{w.none}</p> : null}
      <ul className="plain-list packages">
        {shown.map((one) => (
          <li key={`${one.name} ${one.version}`}>
            <OnePackage {...one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OnePackage({ name, version, licence, text }: Package): ReactNode {
  const { words } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {name} <span className="soft">{[version, licence].filter(Boolean).join(' · ')}</span>
      </summary>
      {isOpen ? (
        <pre className="raw" tabIndex={0}>
          {text || words.about.noText}
        </pre>
      ) : null}
    </details>
  );
}
