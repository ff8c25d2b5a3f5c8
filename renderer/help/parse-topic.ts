/**
 * Reads the Markdown of a topic into data. What the help has no use for (raw HTML, pictures, links to
 * anywhere) comes out as plain text, so that no text can ever become markup of the page. Pure.
 */
import { Lexer, type Token, type Tokens } from 'marked';
import type { Fill } from './fill.ts';
import type { Block, HelpText, Inline } from './help-text.ts';
import { linkTarget } from './link-target.ts';

/**
 * A topic begins with `---`, `summary: ...`, `keywords: ...`, `---` and `# Title`. Throws where it does not,
 * or where a heading has no id; the tests read all topics.
 */
export function parseTopic(source: string, fill: Fill): HelpText {
  const text = source.replaceAll('\r\n', '\n');
  const match = /^---\nsummary: (.+)\nkeywords: (.+)\n---\n+# (.+)\n/.exec(text);
  if (!match) throw new Error('A topic begins with summary, keywords and # Title.');
  const [head, summary = '', keywords = '', title = ''] = match;
  const tokens = new Lexer({ gfm: true }).lex(text.slice(head.length));
  return {
    title: fill(title),
    summary: fill(summary),
    keywords,
    blocks: blocksOf(tokens, fill),
  };
}

const blocksOf = (tokens: readonly Token[], fill: Fill): Block[] =>
  tokens.flatMap((token) => blockOf(token, fill) ?? []);

function blockOf(token: Token, fill: Fill): Block | null {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return headingOf(token as Tokens.Heading, fill);
    case 'list':
      return listOf(token as Tokens.List, fill);
    case 'blockquote':
      return { kind: 'tip', blocks: blocksOf((token as Tokens.Blockquote).tokens, fill) };
    case 'table':
      return tableOf(token as Tokens.Table, fill);
    case 'code':
      return { kind: 'lines', text: fill((token as Tokens.Code).text) };
    default:
      // Paragraphs, the text of list items, and raw HTML, which is shown as it is typed.
      return { kind: 'paragraph', children: inlinesOf(token, fill) };
  }
}

function headingOf({ depth, text }: Tokens.Heading, fill: Fill): Block {
  const match = /^(.+?) \{#([a-z0-9-]+)\}$/.exec(text);
  if (!match || (depth !== 2 && depth !== 3))
    throw new Error(`A heading is ## or ###, and ends with its id: ${text} {#id}`);
  return { kind: 'heading', depth, id: match[2] ?? '', text: fill(match[1] ?? '') };
}

function listOf({ ordered, start, items }: Tokens.List, fill: Fill): Block {
  return {
    kind: 'list',
    isOrdered: ordered,
    start: start === '' ? 1 : start,
    items: items.map((item) => blocksOf(item.tokens, fill)),
  };
}

function tableOf({ header, rows }: Tokens.Table, fill: Fill): Block {
  const cell = ({ tokens }: Tokens.TableCell): Inline[] =>
    tokens.flatMap((token) => inlineOf(token, fill));
  return { kind: 'table', head: header.map(cell), rows: rows.map((row) => row.map(cell)) };
}

/** The parts of a token, or its own text where it has none. */
function inlinesOf(token: Token, fill: Fill): Inline[] {
  const { tokens } = token as { readonly tokens?: readonly Token[] };
  return tokens?.flatMap((inner) => inlineOf(inner, fill)) ?? [textOf(token, fill)];
}

function inlineOf(token: Token, fill: Fill): Inline[] {
  switch (token.type) {
    case 'strong':
      return [{ kind: 'strong', children: inlinesOf(token, fill) }];
    case 'em':
      return [{ kind: 'emphasis', children: inlinesOf(token, fill) }];
    case 'codespan':
      return [{ kind: 'code', text: fill((token as Tokens.Codespan).text) }];
    case 'br':
      return [{ kind: 'break' }];
    case 'link': {
      // Markdown makes links of e-mail addresses too; those are examples here.
      const target = linkTarget((token as Tokens.Link).href);
      const children = inlinesOf(token, fill);
      return target === null ? children : [{ kind: 'link', target, children }];
    }
    default:
      return [textOf(token, fill)];
  }
}

const textOf = (token: Token, fill: Fill): Inline => ({
  kind: 'text',
  text: fill('text' in token ? String(token.text) : token.raw),
});
