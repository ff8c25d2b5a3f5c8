import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  checkTopics,
  errorTopics,
  problemTopics,
  refusalTopics,
  topicOfError,
  topicOfRefusal,
} from '../../../renderer/help/error-topics.ts';
import { topicOfPage } from '../../../renderer/help/page-topics.ts';
import { isTopic, partsOf, topics, type HelpPlace } from '../../../renderer/help/topics.ts';
import { pageGroups } from '../../../renderer/shell/page-names.ts';
import { headingsOf, textOf } from '../../helpers/help-texts.ts';

const root = path.resolve(import.meta.dirname, '../../..');

const hasPlace = (place: string): boolean => {
  const [topic = '', heading = ''] = place.split('#');
  if (!isTopic(topic)) return false;
  const known = headingsOf(textOf('en', topic)).map((line) => line.replace(/^#+ /, ''));
  return heading === '' || known.includes(heading);
};

const sourcesIn = (folder: string): { file: string; text: string }[] =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      file: `${folder}/${name}`,
      text: fs.readFileSync(path.join(root, folder, name), 'utf8'),
    }));

test('every code that the program gives has its topic, and that place is there', () => {
  const tables = { errorTopics, problemTopics, checkTopics, refusalTopics };
  for (const [name, table] of Object.entries(tables))
    for (const [code, place] of Object.entries<HelpPlace>(table))
      assert.ok(hasPlace(place), `${name}: ${code} leads to ${place}, which is not there`);
});

test('every code in the sources is in the tables', () => {
  const given = /\bfailed\(\s*'([a-z-]+(?:\.[a-z-]+)?)'|\bcode: '([a-z]+\.[a-z-]+)'/g;
  let count = 0;
  for (const { file, text } of sourcesIn('main'))
    for (const [, ofFailed, ofCode] of text.matchAll(given)) {
      const code = ofFailed ?? ofCode ?? '';
      count += 1;
      assert.ok(code in errorTopics || code in problemTopics, `${file}: ${code} has no topic`);
    }
  assert.ok(count > 40, `only ${count} codes were seen`);
});

test('errors do not all lead to one place', () => {
  const different = new Set(Object.values(errorTopics).map((place) => partsOf(place).topic));
  assert.ok(different.size >= 10);
});

test('a code of a newer relay leads to the list of messages', () => {
  assert.equal(topicOfError('users.name-taken'), 'people#names');
  assert.equal(topicOfError('route.auth'), 'provider#sign-in');
  assert.equal(topicOfError('listener.pop3s'), 'ports-and-firewall#taken');
  assert.equal(topicOfError('something.of-tomorrow'), 'messages#window');
  assert.equal(topicOfRefusal('window-expired'), 'pop-before-smtp#first-try');
});

test('every help link of the window leads to a place that is there', () => {
  const links =
    /\b(?:topic|helpTopic)(?:=|: )\{?["'`]([a-z0-9#-]+)["'`]|["'`]#?\/?help\/([a-z0-9#-]+)["'`]/g;
  let count = 0;
  for (const { file, text } of sourcesIn('renderer'))
    for (const [, topic, place] of text.matchAll(links)) {
      count += 1;
      const wanted = topic ?? place ?? '';
      assert.ok(hasPlace(wanted), `${file}: ${wanted} is not there`);
    }
  assert.ok(count > 5, `only ${count} links were seen`);
});

test('every page of the window has its topic, but the help itself', () => {
  for (const page of pageGroups.flat())
    if (page === 'help') assert.equal(topicOfPage(page), null);
    else assert.ok(hasPlace(topicOfPage(page) ?? 'nothing'), page);
  assert.equal(topicOfPage('setup'), null);
  assert.equal(topicOfPage('constructor'), null);
});

test('tray and menu open pages that are there', () => {
  for (const { file, text } of sourcesIn('main'))
    for (const [, place = ''] of text.matchAll(/place: '(help(?:\/[a-z0-9#-]+)?)'/g))
      assert.ok(place === 'help' || hasPlace(place.slice(5)), `${file}: ${place}`);
  assert.ok(topics.length >= 36);
});
