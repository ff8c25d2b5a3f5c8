import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { plain, wordsOf, type Block, type Inline } from '../../../renderer/help/help-text.ts';
import { linkTarget } from '../../../renderer/help/link-target.ts';
import { parseTopic } from '../../../renderer/help/parse-topic.ts';
import { fillFor } from '../../helpers/help-texts.ts';

const topic = (body: string): string => `---
summary: One line.
keywords: some words
---

# Title

${body}
`;
const blocks = (body: string): readonly Block[] => parseTopic(topic(body), fillFor('en')).blocks;
const inlines = (body: string): readonly Inline[] => {
  const [first] = blocks(body);
  return first?.kind === 'paragraph' ? first.children : [];
};

test('summary, keywords and title are read, and the blocks behind them', () => {
  const text = parseTopic(topic('Some words.'), fillFor('en'));
  assert.equal(text.title, 'Title');
  assert.equal(text.summary, 'One line.');
  assert.equal(text.keywords, 'some words');
  assert.equal(wordsOf(text.blocks), 'Some words.');
});

test('a text without its head, or a heading without its id, is a mistake', () => {
  assert.throws(() => parseTopic('# Title\n\nWords', fillFor('en')), /begins with/);
  assert.throws(() => blocks('## A heading'), /ends with its id/);
  assert.throws(() => blocks('# Second title {#x}'), /## or ###/);
});

test('raw HTML and pictures come out as the text that they are', () => {
  const body = 'a <b onclick="x()">b</b> <script>alert(1)</script> ![p](https://x/y.png)';
  const nodes = inlines(body);
  assert.ok(nodes.every(({ kind }) => kind === 'text'));
  assert.match(plain(nodes), /<script>alert\(1\)<\/script>/);
  const [html] = blocks('<div><img src=x onerror=alert(1)></div>');
  assert.equal(html?.kind, 'paragraph');
});

test('a link leads to a topic, a page or the browser; anything else is plain text', () => {
  const kinds = (body: string): unknown[] =>
    inlines(body).map((node) => (node.kind === 'link' ? node.target : node.kind));
  assert.deepEqual(kinds('[a](outlook.md)'), [{ kind: 'topic', place: 'outlook' }]);
  assert.deepEqual(kinds('[a](messages.md#outlook)'), [
    { kind: 'topic', place: 'messages#outlook' },
  ]);
  assert.deepEqual(kinds('[a](#/people)'), [{ kind: 'page', place: 'people' }]);
  assert.deepEqual(kinds('[a](#/mail?state=held)'), [{ kind: 'page', place: 'mail?state=held' }]);
  assert.deepEqual(kinds('[a](https://example.org/x)'), [
    { kind: 'web', url: 'https://example.org/x' },
  ]);
  for (const href of [
    'javascript:alert(1)',
    'http://example.org',
    'file:///etc/passwd',
    'data:text/html,x',
    'nowhere.md',
    '#/nowhere',
    '../outlook.md',
    'mailto:joe@myclient.com',
  ])
    assert.equal(linkTarget(href), null, href);
  assert.deepEqual(kinds('[words](javascript:alert(1))'), ['text']);
  assert.equal(plain(inlines('joe@myclient.com writes')), 'joe@myclient.com writes');
});

test('what is filled in stays text, whatever it holds', () => {
  const settings = { ...defaultSettings, hostname: '<img src=x> [a](b) **c** `d`' };
  const text = parseTopic(
    topic('Name {{settings.hostname}} and `{{settings.hostname}}`.'),
    fillFor('en', settings),
  );
  assert.equal(wordsOf(text.blocks), `Name ${settings.hostname} and ${settings.hostname}.`);
});

test('ports, figures, sizes, labels and names of pages are filled in, in the language', () => {
  const body = [
    '{{ports.relay}} {{settings.popAuth.windowMinutes}} {{size settings.limits.messageSizeBytes}}',
    '{{settings.queue.retryMinutes}} {{pages.people}} {{facts.historyRows}}',
    '{{words.wizard.live.title}} {{here.server}} {{default.journal.keepDays}}',
  ].join('\n\n');
  const words = (language: 'en' | 'de'): string =>
    wordsOf(parseTopic(topic(body), fillFor(language)).blocks);
  assert.equal(
    words('en'),
    '2525 15 35 MB 1, 2, 5, 10, 20, 40, 60, 120, 240 People and devices 10,000 Live check 192.168.1.5 30',
  );
  assert.match(words('de'), /Personen und Geräte 10\.000 Probe/);
});

test('what nobody knows stays as it is', () => {
  for (const path of [
    'settings.nothing',
    'settings.popAuth',
    'constructor',
    'words.x.y',
    'odd settings.hostname',
  ])
    assert.equal(fillFor('en')(`a {{${path}}} b`), `a {{${path}}} b`);
});

test('lists keep their numbers over a table, and what stands inside them', () => {
  const all = blocks(
    '1. one\n2. two\n   - inner\n\n| a | b |\n| --- | --- |\n| c | d |\n\n3. three',
  );
  const lists = all.filter((block) => block.kind === 'list');
  assert.deepEqual(
    lists.map(({ start }) => start),
    [1, 3],
  );
  assert.equal(lists[0]?.items[1]?.[1]?.kind, 'list');
});
