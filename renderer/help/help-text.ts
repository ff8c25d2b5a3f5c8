/** A topic as data: what `parse-topic` makes of its Markdown, and what page and search work on. */
import type { HelpPlace } from './topics.ts';

/** Where a link of the help may lead. There is no other kind. */
export type LinkTarget =
  | { readonly kind: 'topic'; readonly place: HelpPlace }
  /** A page of the window, for example `people`. */
  | { readonly kind: 'page'; readonly place: string }
  /** Opened in the browser, if main's allow-list has it. */
  | { readonly kind: 'web'; readonly url: string };

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly target: LinkTarget; readonly children: readonly Inline[] }
  | { readonly kind: 'break' };

export type Block =
  | { readonly kind: 'heading'; readonly depth: 2 | 3; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly isOrdered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  /** A quotation in Markdown: something to mark well. */
  | { readonly kind: 'tip'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  /** Lines to type or to read as they are. */
  | { readonly kind: 'lines'; readonly text: string };

export interface HelpText {
  readonly title: string;
  /** One sentence for the contents. */
  readonly summary: string;
  /** Words that people search for and that the text does not say. */
  readonly keywords: string;
  readonly blocks: readonly Block[];
}

/** What stands under one heading; before the first one, its id is ''. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** The text cut at its headings, small ones too. */
export function sectionsOf({ blocks }: Pick<HelpText, 'blocks'>): readonly Section[] {
  const sections: { id: string; heading: string; blocks: Block[] }[] = [
    { id: '', heading: '', blocks: [] },
  ];
  for (const block of blocks)
    if (block.kind === 'heading') sections.push({ id: block.id, heading: block.text, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  return sections;
}

/** Blocks as plain words, for search and its snippets. */
export const wordsOf = (blocks: readonly Block[]): string => blocks.map(wordsOfBlock).join(' ');

function wordsOfBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'lines':
      return block.text;
    case 'paragraph':
      return plain(block.children);
    case 'list':
      return block.items.map(wordsOf).join(' ');
    case 'tip':
      return wordsOf(block.blocks);
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plain).join(' · ')).join(' ');
  }
}

export const plain = (nodes: readonly Inline[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'break') return ' ';
      return 'text' in node ? node.text : plain(node.children);
    })
    .join('');
