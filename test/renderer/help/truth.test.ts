/** What the help says of commands, settings, files, figures and messages is what the program has. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { allCommands as commands } from '../../../main/cli/all-commands.ts';
import type { Language } from '../../../main/contract/languages.ts';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { minPassphraseLength } from '../../../main/control/backup-file.ts';
import { defaultDataFolder } from '../../../main/data-folder.ts';
import { keptRows } from '../../../main/relay/history/mail-history.ts';
import type { RefuseReason } from '../../../main/relay/popauth/facts.ts';
import { refusalReply } from '../../../main/relay/popauth/refusal.ts';
import { causes } from '../../../main/relay/upstream/failure-words.ts';
import { reportWordsIn } from '../../../main/relay/queue/report-words/words-of.ts';
import { keptLines, keptSessions } from '../../../main/relay/sessions/session-log.ts';
import { parseSettings } from '../../../main/relay/settings/schema.ts';
import { changeSetting, getSetting } from '../../../main/relay/settings/setting-path.ts';
import { authorityDays, serverDays } from '../../../main/relay/tls/make-certificates.ts';
import { renewBeforeMs } from '../../../main/relay/tls/own-certificate.ts';
import { suggestPassword } from '../../../main/relay/users/suggest-password.ts';
import { programs } from '../../../renderer/connect/programs/index.ts';
import { facts } from '../../../renderer/help/facts.ts';
import { plain, sectionsOf, type Block, type Inline } from '../../../renderer/help/help-text.ts';
import { topics, type Topic } from '../../../renderer/help/topics.ts';
import { sayWith } from '../../../main/contract/phrases/say.ts';
import { languages, phrases } from '../../../renderer/words/languages.ts';
import { helpLanguages, sourceOf, textOf } from '../../helpers/help-texts.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const dayMs = 24 * 3_600_000;

/** Every text in code type of a language, with its topic. */
const codesIn = (language: Language): { topic: Topic; code: string }[] =>
  topics.flatMap((topic) =>
    textOf(language, topic).blocks.flatMap((block) =>
      codesOf(block).map((code) => ({ topic, code })),
    ),
  );

test('every command that the help names is a command, with options that it has', () => {
  let count = 0;
  for (const language of helpLanguages)
    for (const { topic, code } of codesIn(language).filter(({ code: text }) =>
      /^mailroom /.test(text),
    )) {
      count += 1;
      const [, ...words] = code.split(' ');
      const name = words.slice(0, 2).join(' ');
      const command = commands[name] ?? commands[words[0] ?? ''];
      const where = `${language}/${topic}: ${code}`;
      // Not of the table: what lists the table, and the relay itself.
      if (['help', 'serve'].includes(words[0] ?? '')) continue;
      assert.ok(command, where);
      for (const option of words.filter((word) => word.startsWith('--')))
        assert.ok(command.usage.includes(option), `${where}: no ${option}`);
    }
  assert.ok(count > 20);
});

test('every setting that the help names is one, and a command that changes it is accepted', () => {
  const sections = Object.keys(defaultSettings).filter((key) => key !== 'version');
  const named = new RegExp(`^(${sections.join('|')})\\.[\\w.]+$`);
  for (const language of helpLanguages)
    for (const { topic, code } of codesIn(language)) {
      const where = `${language}/${topic}: ${code}`;
      if (named.test(code)) assert.ok(getSetting(defaultSettings, code).ok, where);
      const [, setting = '', , value = ''] =
        /^mailroom settings set (\S+) ("?)(\S+)\2$/.exec(code) ?? [];
      if (setting === '' || setting === 'PATH' || setting === 'PFAD') continue;
      const changed = changeSetting(defaultSettings, setting, value);
      assert.ok(changed.ok && parseSettings(changed.value).ok, where);
      assert.ok(!/^[^"]*,/.test(code), `${where}: PowerShell makes two words of it`);
    }
});

test('no text writes a port of ours as a number: they are filled in', () => {
  const ours = Object.values(defaultSettings.listeners).map(({ port }) => port);
  for (const language of helpLanguages)
    for (const topic of topics) {
      const body = sourceOf(language, topic).replace(/^keywords: .*$/m, '');
      for (const port of ours)
        assert.ok(!new RegExp(`\\b${port}\\b`).test(body), `${language}/${topic}: ${port}`);
    }
});

test('figures that stand in main are the same there', () => {
  assert.equal(facts.certificateDays, serverDays);
  assert.equal(facts.renewDays, renewBeforeMs / dayMs);
  assert.equal(facts.authorityYears, authorityDays / 365);
  assert.equal(facts.backupPassphraseLength, minPassphraseLength);
  assert.equal(facts.sessionsKept, keptSessions);
  assert.equal(facts.linesKept, keptLines);
  assert.equal(facts.historyRows, keptRows);
  for (let i = 0; i < 50; i += 1)
    assert.ok(suggestPassword().length <= facts.longestSuggestedPassword);
});

test('the data folder is where the help says', () => {
  const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string =>
    defaultDataFolder(platform, env).replace(os.homedir(), '~');
  const onWindows = at('win32', { APPDATA: '%APPDATA%' }).replaceAll('/', '\\');
  assert.equal(facts.dataFolderWindows, onWindows);
  assert.equal(facts.dataFolderMac, at('darwin', {}));
  assert.equal(facts.dataFolderLinux, at('linux', {}));
});

test('links to the set-up of a program name one that is there', () => {
  const ids: readonly string[] = programs.map(({ id }) => id);
  let count = 0;
  for (const language of helpLanguages)
    for (const topic of topics)
      for (const [, id = ''] of sourceOf(language, topic).matchAll(/\(#\/connect\/([a-z-]+)\)/g)) {
        count += 1;
        assert.ok(ids.includes(id), `${language}/${topic}: ${id}`);
      }
  assert.ok(count >= 10);
});

test('the files that the help names are named in the sources', () => {
  const all = sourcesOf('main');
  for (const language of helpLanguages) {
    const [table] = textOf(language, 'files').blocks.filter((block) => block.kind === 'table');
    const names = (table?.rows ?? []).flatMap(([cell = []]) =>
      cell.flatMap((node) => (node.kind === 'code' ? [node.text] : [])),
    );
    assert.ok(names.length > 10);
    for (const name of names) {
      // electron-store and conf add .json themselves.
      const stem = name.replace(/\.json$/, '');
      assert.ok(all.includes(`'${name}'`) || all.includes(`'${stem}'`), `${language}: ${name}`);
    }
  }
});

test('each way to be refused is explained with the words of the reply', () => {
  const reasons: readonly RefuseReason[] = [
    { kind: 'sign-in-failed' },
    { kind: 'blocked' },
    { kind: 'sign-in-unchecked' },
    { kind: 'no-window' },
    { kind: 'window-expired', expiredAt: 1 },
    { kind: 'store-unavailable' },
    { kind: 'proxy' },
    { kind: 'sender-not-owned' },
    { kind: 'trusted-sender', network: 'scanner' },
    { kind: 'trusted-recipient', network: 'scanner' },
    { kind: 'trusted-rate', network: 'scanner', messagesPerHour: 1 },
  ];
  for (const language of helpLanguages) {
    const rows = firstCells(language, 'relaying-denied', 'reasons');
    for (const reason of reasons) {
      const { text, responseCode, enhancedCode } = refusalReply(reason, 'R-7K2F4', {
        takesPasswords: true,
        opensWindows: true,
      });
      assert.equal(`${responseCode} ${enhancedCode}`, '550 5.7.1');
      const isTold = rows.some((row) => row.split(' ... ').every((part) => text.includes(part)));
      assert.ok(isTold, `${language}: ${text}`);
    }
    for (const row of rows)
      assert.ok(
        reasons.some((reason) => {
          const { text } = refusalReply(reason, 'R-7K2F4', {
            takesPasswords: true,
            opensWindows: true,
          });
          return row.split(' ... ').every((part) => text.includes(part));
        }),
        `${language}: nobody says "${row}"`,
      );
  }
});

test('the messages of the servers are quoted as they are said', () => {
  const said = [
    sourcesOf('main/relay'),
    // What the library says by itself: too many recipients, a time-out.
    sourcesOf('node_modules/smtp-server', /\.(js|ts|mjs|cjs)$/),
  ]
    .join('\n')
    .replace(/'\s*\+\s*'/g, '');
  for (const language of helpLanguages) {
    const sections = ['mail-program', 'checking-mail'];
    const cells = sections.flatMap((section) => firstCells(language, 'messages', section));
    assert.ok(cells.length > 20);
    for (const quoted of cells.flatMap(quotesIn))
      assert.ok(said.includes(quoted), `${language}: ${quoted}`);
  }
});

/** What a cell quotes, without the numbers in front. */
const quotesIn = (cell: string): readonly string[] =>
  cell
    .split(/ \.\.\. (?:or )?|, (?:or|oder) |, (?=\d)/)
    .map((part) => part.replace(/^(-ERR |\d{3} ?|5?[45]\.\d+\.\d+ )+/, '').trim());

test('what the provider may answer stands there in the words of the window, all of it', () => {
  for (const language of helpLanguages) {
    const say = sayWith(phrases[language]);
    const told = firstCells(language, 'messages', 'provider');
    assert.deepEqual(
      told.sort(),
      Object.values(causes)
        .map(({ cause }) => say(cause))
        .sort(),
    );
  }
});

test('every check of the diagnostics has its line, by the name that the page gives it', () => {
  for (const language of helpLanguages) {
    const told = firstCells(language, 'diagnostics', 'checks');
    const { titles } = languages[language].diagnostics.checks;
    for (const [id, title] of Object.entries(titles))
      if (!id.includes('.')) assert.ok(told.includes(title), `${language}: ${id}`);
  }
});

test('the reports that people get are named by their subjects', () => {
  for (const language of helpLanguages) {
    const { failed, delayed } = reportWordsIn[language].subjects;
    assert.deepEqual(firstCells(language, 'messages', 'reports'), [failed, delayed]);
  }
});

test('Outlook’s numbers of the help are those of the reference, each once', () => {
  const wanted = [
    ...['0D', '0E', '0F', '18', '19', '1A', '60', '61', '62', '66', '67', '68', '69', '6A', '6B'],
    ...['6C', '6D', '6E', '6F', '78', '79', '7A', '7B', '7C', '7D', '7F', '80', '90', '91', '92'],
  ].map((end) => `0x800CCC${end}`);
  // Of the same family: no connection to one of the two servers, or no answer in time.
  wanted.push(...['08', '09', '0A', '0B'].map((end) => `0x800421${end}`));
  for (const language of helpLanguages) {
    const cells = firstCells(language, 'messages', 'outlook').join(' ');
    assert.deepEqual([...cells.matchAll(/0x\w+/g)].map(([number]) => number).sort(), wanted.sort());
  }
});

function codesOf(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return codesAmong(block.children);
    case 'list':
      return block.items.flat().flatMap(codesOf);
    case 'tip':
      return block.blocks.flatMap(codesOf);
    case 'table':
      return block.rows.flat().flatMap(codesAmong);
    default:
      return [];
  }
}

const codesAmong = (nodes: readonly Inline[]): string[] =>
  nodes.flatMap((node) => {
    if (node.kind === 'code') return [node.text];
    return 'children' in node ? codesAmong(node.children) : [];
  });

/** The first cell of each row of the table under a heading. */
function firstCells(language: Language, topic: Topic, section: string): string[] {
  const found = sectionsOf(textOf(language, topic)).find(({ id }) => id === section);
  const [table] = (found?.blocks ?? []).filter((block) => block.kind === 'table');
  return (table?.rows ?? []).map(([cell = []]) => plain(cell));
}

function sourcesOf(folder: string, names = /\.ts$/): string {
  const at = path.join(root, folder);
  return fs
    .readdirSync(at, { recursive: true, encoding: 'utf8' })
    .filter((name) => names.test(name))
    .map((name) => fs.readFileSync(path.join(at, name), 'utf8'))
    .join('\n');
}
