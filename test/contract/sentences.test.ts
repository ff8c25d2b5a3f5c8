import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phrases as german } from '../../main/contract/phrases/de.ts';
import { phrases as english } from '../../main/contract/phrases/en.ts';
import { sayWith, type Phrases } from '../../main/contract/phrases/say.ts';
import { relaySentences } from '../helpers/relay-sentences.ts';

const sentences = relaySentences();
const said = { de: sayWith(german), en: sayWith(english) };

/** What is right in every language, or what a bug alone says. */
const stays: readonly RegExp[] = [
  /^Mailroom$/,
  // The reply on the wire; the screens have its reason in words of their own.
  /^Relaying denied\. /,
  // The letter that the provider's test sends.
  /^This mail came through Mailroom\./,
  /^(Service R-7K2F4 is there already|Not an address|The message has 42 octets)/,
];

/** Words of the system itself, or a value alone. */
const isForeign = (part: string): boolean =>
  /^(ENOSPC|joe$|42$|\/home\S* mail\/users\.db$|192\.168)/.test(part);

const isWhole = ({ whole }: Phrases, text: string): boolean => Object.hasOwn(whole, text);

/** The sentences of a text that come out as they went in. */
function unsaid(text: string): string[] {
  if (said.de(text) === text) return [text];
  if (isWhole(german, text)) return [];
  return text
    .split(/(?<=[.!?]) (?=[A-Z\d"“/])/)
    .filter((part) => said.de(part) === part && !isForeign(part))
    .filter((part) => said.de(text).includes(part));
}

test('the sources hold the sentences that this test is about', () => {
  assert.ok(sentences.length > 300, String(sentences.length));
  for (const known of [
    'The provider refused our sign-in.',
    'Port 2525 is in use by another program. Close that program or choose another port.',
    'joe signed in from 192.168.1.20.',
  ])
    assert.ok(
      sentences.some(({ text }) => text === known),
      known,
    );
});

test('every sentence of the relay that can reach a screen has its German', () => {
  const missing = sentences
    .filter(({ text }) => text !== '' && !stays.some((one) => one.test(text)))
    .flatMap(({ at, text }) => unsaid(text).map((part) => `${at}  ${part}`));
  assert.deepEqual(missing, []);
});

test('no window tells a person to type a command', () => {
  const told = sentences.flatMap(({ at, text }) =>
    Object.values(said)
      .map((say) => say(text))
      .filter((words) => /\b(npm start|npx|mailroom (?!\d)[a-z]+ )|"mailroom /.test(words))
      .map((words) => `${at}  ${words}`),
  );
  assert.deepEqual(told, []);
});

test('German is written for an office: formal, with its own quotation marks, no placeholder left', () => {
  const texts = [...Object.values(german.whole), ...german.patterns.map(([, text]) => text)];
  for (const text of texts) {
    assert.doesNotMatch(text, /\b(du|dein|deine|dich|dir)\b/i, text);
    assert.doesNotMatch(text, /"/, text);
  }
  for (const { text } of sentences) assert.doesNotMatch(said.de(text), /[$%]\d/, text);
});

test('a pattern says all values that it catches', () => {
  for (const { patterns } of [german, english])
    for (const [pattern, text] of patterns) {
      const groups = new RegExp(`${pattern.source}|`).exec('')?.length ?? 1;
      for (const [, group = ''] of text.matchAll(/[$%](\d)/g))
        assert.ok(Number(group) < groups, `${pattern.source} has no group ${group}`);
    }
});
