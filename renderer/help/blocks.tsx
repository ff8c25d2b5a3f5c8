/** Draws a text. Only from data: no text of the help, nor anything filled into it, can become markup. */
import { createContext, Fragment, useContext, type MouseEvent, type ReactNode } from 'react';
import { useAsk } from '../link/use-ask.ts';
import { hrefOf } from '../shell/route.ts';
import { useWords } from '../words/words-context.tsx';
import { plain, type Block, type Inline, type LinkTarget } from './help-text.ts';

/** Ids of headings are apart from those of the window. */
export const headingId = (id: string): string => `help-${id}`;

/** Over a dialog the pages of the window are named and not linked: who went there would lose what is typed in it. */
export const OverDialog = createContext(false);

export function Blocks({ blocks }: { readonly blocks: readonly Block[] }): ReactNode {
  return blocks.map((block, index) => (
    <OneBlock key={index} block={block} above={headingAbove(blocks, index)} />
  ));
}

const headingAbove = (blocks: readonly Block[], at: number): string =>
  blocks.slice(0, at).findLast((block) => block.kind === 'heading')?.text ?? '';

function OneBlock({
  block,
  above,
}: {
  readonly block: Block;
  /** The heading that it stands under; '' where there is none. */
  readonly above: string;
}): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.depth === 2 ? 'h2' : 'h3';
      return (
        <Heading id={headingId(block.id)} tabIndex={-1}>
          {block.text}
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Inlines nodes={block.children} />
        </p>
      );
    case 'list':
      return <List block={block} />;
    case 'tip':
      return (
        <div className="notice info help-tip">
          <Blocks blocks={block.blocks} />
        </div>
      );
    case 'table':
      return <Table block={block} name={above} />;
    case 'lines':
      return (
        <pre className="raw" tabIndex={0}>
          {block.text}
        </pre>
      );
  }
}

function List({ block }: { readonly block: Extract<Block, { kind: 'list' }> }): ReactNode {
  const items = block.items.map((blocks, index) => (
    <li key={index}>
      <Blocks blocks={blocks} />
    </li>
  ));
  return block.isOrdered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

/** On a narrow window each row becomes a card; then each cell says of itself what it is. */
function Table({
  block,
  name,
}: {
  readonly block: Extract<Block, { kind: 'table' }>;
  readonly name: string;
}): ReactNode {
  const label = name === '' ? block.head.map(plain).join(', ') : name;
  return (
    <div className="table-wrap" role="region" aria-label={label} tabIndex={0}>
      <table className="table help-table">
        <thead>
          <tr>
            {block.head.map((cell, index) => (
              <th key={index} scope="col">
                <Inlines nodes={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index}>
                  <span className="help-cell-name" aria-hidden="true">
                    <Inlines nodes={block.head[index] ?? []} />
                  </span>
                  <Inlines nodes={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Inlines({ nodes }: { readonly nodes: readonly Inline[] }): ReactNode {
  return nodes.map((node, index) => (
    <Fragment key={index}>
      <OneInline node={node} />
    </Fragment>
  ));
}

function OneInline({ node }: { readonly node: Inline }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return <code>{node.text}</code>;
    case 'strong':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'break':
      return <br />;
    case 'link':
      return (
        <Link target={node.target}>
          <Inlines nodes={node.children} />
        </Link>
      );
  }
}

function Link({
  target,
  children,
}: {
  readonly target: LinkTarget;
  readonly children: ReactNode;
}): ReactNode {
  const { words, say } = useWords();
  const { ask, error } = useAsk();
  const isOverDialog = useContext(OverDialog);
  if (target.kind === 'topic') return <a href={hrefOf(`help/${target.place}`)}>{children}</a>;
  if (target.kind === 'page')
    return isOverDialog ? (
      <strong>{children}</strong>
    ) : (
      <a href={hrefOf(target.place)}>{children}</a>
    );
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    void ask('desktop:open-link', { url: target.url });
  };
  return (
    <>
      <a href={target.url} title={words.help.opensBrowser} onClick={open}>
        {children}
        <span className="visually-hidden"> ({words.help.opensBrowser})</span>
      </a>
      {/* In the midst of a sentence, where a notice would break the paragraph. */}
      {error === null ? null : (
        <strong role="alert">
          {' '}
          ({say(error.message)} {say(error.hint ?? '')})
        </strong>
      )}
    </>
  );
}
