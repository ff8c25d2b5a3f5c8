/**
 * Every sentence of the relay that can reach a screen, read from the sources by the TypeScript compiler: what a
 * table of samples forgets, this finds. A value inside of a sentence is replaced by one that fits its name.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface RelaySentence {
  /** `file:line`, to find it again. */
  readonly at: string;
  /** With sample values. */
  readonly text: string;
}

const root = path.resolve(import.meta.dirname, '../../main');

/** What is spoken to a terminal, to other mail programs or in letters, and never to a screen. */
const elsewhere: readonly RegExp[] = [
  /^(cli|contract)\//,
  /^(serve-relay|welcome|app|desktop\/words|desktop\/autostart-entry|desktop\/main-window)\.ts$/,
  /^relay\/queue\/report/,
  /^relay\/pop3\/(replies|transaction|send-answer|commands)\.ts$/,
  /^relay\/smtp\/(relay-connection|trace-lines|addresses|reply|status-codes)\.ts$/,
  /^relay\/(lifecycle\/assert-never|net\/address|upstream\/smtp-client)\.ts$/,
];

/** These hold words for people, also where they are no whole sentence. */
const spoken = /^(text|cause|remedy|missing|detail|title|message|hint|note|limits|label)$/;

/** The first whose pattern fits the name of the value. Awkward ones on purpose: a path with a space. */
const samples: readonly (readonly [RegExp, string])[] = [
  [/title/, 'server name'],
  [/date|until|valid|At\b/i, '2026-11-26'],
  [/what\b|action/, 'delivered'],
  [/labelOf/, 'pop3'],
  [/(checked|changed|result)\.error\.message/, 'The key is protected by a password.'],
  [/\.hint\b/, 'Try again.'],
  [/^why$/, 'Its header is too long.'],
  [/diskSize/, '12.5 GB'],
  [/port\b/i, '2525'],
  [
    /pid|count|length|size|seconds|minutes|hour|retrieved|failed|dropped|left|number|version|octets|steps|recipients/i,
    '42',
  ],
  [/error|reason|fault|cause|reply|failure|stack/i, 'ENOSPC: no space left on device'],
  [/file|folder|aside|path|label/i, '/home/anna/my mail/users.db'],
  [/sender|alias|email/i, 'joe@myclient.com'],
  [/peer|address|from|recipient/i, '192.168.1.20'],
  [/host|dns|domain/i, 'smtp.example.org'],
  [/\bid\b|wanted/i, 'R-7K2F4'],
  [/./, 'joe'],
];

/** Sorted by place. A sentence with branches comes once for each. */
export function relaySentences(): RelaySentence[] {
  const files = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts') && !elsewhere.some((one) => one.test(file)))
    .sort();
  return files.flatMap((file) => {
    const source = fs.readFileSync(path.join(root, file), 'utf8');
    return sentencesOf(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  });
}

function sentencesOf(source: ts.SourceFile): RelaySentence[] {
  const found: RelaySentence[] = [];
  const visit = (node: ts.Node): void => {
    if (isText(node) && !isInside(node) && isForPeople(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      for (const text of textsOf(node, source))
        found.push({ at: `${source.fileName}:${line}`, text: text.trim() });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression;
const isText = (node: ts.Node): node is Text =>
  ts.isStringLiteral(node) ||
  ts.isNoSubstitutionTemplateLiteral(node) ||
  ts.isTemplateExpression(node);

/** A branch of a template is said with the rest of it. */
const isInside = (node: ts.Node): boolean =>
  ts.findAncestor(node.parent, (one) => ts.isTemplateSpan(one)) !== undefined;

function isForPeople(node: Text): boolean {
  const bare = literalOf(node);
  const words = bare.match(/\p{L}{2,}/gu) ?? [];
  if (words.length === 0 || /[\r\n\t]/.test(bare)) return false;
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return false;
  if (isProperty(node) || isStepDetail(node)) return true;
  const text = bare.trim();
  if (!/^[\p{Lu}"“\0]/u.test(text)) return false;
  return /[.?!]$/.test(text) ? words.length > 1 : text.endsWith('\0') && words.length > 2;
}

/** `detail: 'none seen'`, also behind a condition. */
function isProperty(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return spoken.test(parent.name.getText());
  return (
    (ts.isConditionalExpression(parent) || ts.isParenthesizedExpression(parent)) &&
    (!ts.isConditionalExpression(parent) || parent.condition !== node) &&
    isProperty(parent)
  );
}

/** `okStep('connect', 'answers')`: the first is the id. */
const isStepDetail = (node: ts.Node): boolean =>
  ts.isCallExpression(node.parent) &&
  /^(ok|skipped)Step$/.test(node.parent.expression.getText()) &&
  node.parent.arguments[0] !== node;

/** The text with a NUL for each value. */
const literalOf = (node: Text): string =>
  ts.isTemplateExpression(node)
    ? node.head.text + node.templateSpans.map(({ literal }) => `\0${literal.text}`).join('')
    : node.text;

/** All texts that an expression can be; a value of its own is a sample. */
function textsOf(node: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, source);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce<string[]>(
      (texts, { expression, literal }) =>
        texts.flatMap((text) =>
          textsOf(expression, source).map((value) => `${text}${value}${literal.text}`),
        ),
      [node.head.text],
    );
  if (ts.isConditionalExpression(node))
    return [...textsOf(node.whenTrue, source), ...textsOf(node.whenFalse, source)];
  // `.trim()` at the end of a template.
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (name.text === 'trim') return textsOf(expression, source);
  }
  if (ts.isIdentifier(node)) {
    const value = constantOf(node.text, source);
    if (value !== null) return textsOf(value, source);
  }
  const name = node.getText();
  return [samples.find(([pattern]) => pattern.test(name))?.[1] ?? 'joe'];
}

/** The text or the choice of texts that a constant of this file holds, or null. */
function constantOf(name: string, source: ts.SourceFile): ts.Expression | null {
  let found: ts.Expression | null = null;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer) {
      if (isChoiceOfTexts(node.initializer)) found = node.initializer;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isChoiceOfTexts = (node: ts.Expression): boolean =>
  ts.isConditionalExpression(node)
    ? isChoiceOfTexts(node.whenTrue) && isChoiceOfTexts(node.whenFalse)
    : isText(node) || (ts.isCallExpression(node) && isTrimmedText(node.expression));

const isTrimmedText = (node: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(node) && node.name.text === 'trim' && isText(node.expression);
