/** Words of another program in a sentence: in the window's language and, beside them, in English. */
import type { ReactNode } from 'react';
import { useWords } from '../words/words-context.tsx';
import { isUnsure, type Label } from './model/label.ts';

export function LabelText({ label }: { readonly label: Label }): ReactNode {
  const { language } = useWords();
  const german = language === 'de' ? label.de : undefined;
  return (
    <span className="ui-label">
      <b lang={german === undefined ? 'en' : 'de'}>{german ?? label.en}</b>
      {isUnsure(label, language) ? <Unsure /> : null}
      {german === undefined || german === label.en ? null : (
        <>
          {' '}
          <span className="ui-label-english" lang="en">
            ({label.en})
          </span>
        </>
      )}
    </span>
  );
}

/** Menus one below the other; the English way stands whole beside the German one. */
export function PathText({ path }: { readonly path: readonly Label[] }): ReactNode {
  const { language } = useWords();
  const isGerman = language === 'de' && path.some(({ de, en }) => de !== undefined && de !== en);
  return (
    <span className="ui-label">
      <Crumbs texts={path.map(({ en, de }) => (language === 'de' ? (de ?? en) : en))} />
      {path.some((label) => isUnsure(label, language)) ? <Unsure /> : null}
      {isGerman ? (
        <>
          {' '}
          <span className="ui-label-english" lang="en">
            ({path.map(({ en }) => en).join(' ▸ ')})
          </span>
        </>
      ) : null}
    </span>
  );
}

function Crumbs({ texts }: { readonly texts: readonly string[] }): ReactNode {
  return texts.map((text, index) => (
    <span key={index}>
      {index === 0 ? null : <span className="crumb"> ▸ </span>}
      <b>{text}</b>
    </span>
  ));
}

function Unsure(): ReactNode {
  const { words } = useWords();
  return (
    <span className="unsure" title={words.connect.page.maybe}>
      ≈<span className="visually-hidden"> ({words.connect.page.maybe})</span>
    </span>
  );
}
