import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  autostartEntry,
  autostartFile,
  entryFolder,
  entryState,
  loginItem,
} from '../../main/desktop/autostart-entry.ts';
import { allowedLink } from '../../main/desktop/links.ts';
import { usableTags } from '../../main/desktop/locales.ts';
import { againWords, parseStartOptions, terminalWords } from '../../main/desktop/start-options.ts';
import { languageOf } from '../../main/contract/languages.ts';
import { wordsIn } from '../../main/desktop/words.ts';

test('our words are found between those of Chromium', () => {
  const argv = ['--no-sandbox', '-r', 'x.cjs', '.', '--data', '/d', '--set', 'a=1', '--set=b=2'];
  assert.deepEqual(parseStartOptions([...argv, '--hidden']), {
    dataFolder: '/d',
    sets: ['a=1', 'b=2'],
    isHidden: true,
    isQuit: false,
  });
  assert.deepEqual(parseStartOptions(['.', '--quit']), {
    dataFolder: null,
    sets: [],
    isHidden: false,
    isQuit: true,
  });
});

test('a name that is missing is none, and no other word is taken for it', () => {
  for (const argv of [['--data'], ['--data', ''], ['--data='], ['--data', '--hidden']])
    assert.equal(parseStartOptions(argv).dataFolder, '', argv.join(' '));
  assert.deepEqual(parseStartOptions(['--set', '--hidden']).sets, ['']);
  assert.equal(parseStartOptions(['--data=-mail']).dataFolder, '-mail');
});

test('a start that comes after the end is one by hand, with the same words', () => {
  const words = ['--no-sandbox', '.', '--data', '/d', '--hidden'];
  assert.deepEqual(againWords(words), ['--no-sandbox', '.', '--data', '/d']);
});

test('the words of the command follow --command, whatever stands before', () => {
  const start = ['/opt/Mailroom/mailroom', '--no-sandbox', '--command'];
  const words = ['users', 'add', 'joe', '--data', '/d'];
  assert.deepEqual(terminalWords([...start, '--', ...words]), words);
  assert.deepEqual(terminalWords([...start, ...words]), words);
  assert.deepEqual(terminalWords(start), []);
  assert.equal(terminalWords(['/opt/Mailroom/mailroom', '--data', '/d']), null, 'a window');
});

test('the autostart file starts it hidden, from a path with spaces too', () => {
  const entry = autostartEntry(['/opt/My $App/mailroom', '/a"b%']);
  assert.match(entry, /^\[Desktop Entry\]\nType=Application\n/);
  assert.ok(entry.includes('Exec="/opt/My \\\\$App/mailroom" "/a\\\\"b%%" --hidden\n'), entry);
  assert.equal(autostartFile({}, '/home/joe'), '/home/joe/.config/autostart/mailroom.desktop');
  assert.equal(autostartFile({ XDG_CONFIG_HOME: '/c' }, '/h'), '/c/autostart/mailroom.desktop');
});

test('an entry that the desktop switched off is off, one of a program that is gone starts nothing', () => {
  const entry = autostartEntry(['/opt/My \\Apps/Mailroom-0.1.0.AppImage']);
  const isThere = (program: string): boolean =>
    program === '/opt/My \\Apps/Mailroom-0.1.0.AppImage';
  assert.equal(entryState(entry, isThere), 'on');
  assert.equal(
    entryState(entry, () => false),
    'gone',
  );
  assert.equal(entryState(`${entry}Hidden=true\n`, isThere), 'off');
  const gnome = entry.replace('-enabled=true', '-enabled=false');
  assert.equal(entryState(gnome, isThere), 'off');
});

test('an entry tells its program and its data folder, however they are written', () => {
  const app = '/opt/My $App 100%/"a" \\b/mailroom';
  for (const folder of ['/srv/mail', '/srv/Our mail\\%d"`$x'])
    assert.equal(entryFolder(autostartEntry([app, '--data', folder])), folder);
  const entry = autostartEntry([app]);
  assert.equal(entryFolder(entry), null);
  const older = entry.replace(/^TryExec=.*\n/m, '');
  assert.equal(
    entryState(older, (program) => program === app),
    'on',
  );
  assert.equal(
    entryState(older, () => false),
    'gone',
  );
});

test('Windows is told the program in quotes, as its installer writes it', () => {
  const program = 'C:\\Program Files\\Mailroom\\Mailroom.exe';
  assert.deepEqual(loginItem(program, ['--data', 'D:\\Our mail']), {
    path: '"C:\\Program Files\\Mailroom\\Mailroom.exe"',
    args: ['--data', 'D:\\Our mail', '--hidden'],
  });
});

test('only https pages of known hosts are opened', () => {
  assert.equal(
    allowedLink('https://support.google.com/mail/answer/185833'),
    'https://support.google.com/mail/answer/185833',
  );
  for (const url of [
    'http://support.google.com/',
    'https://support.google.com:444/',
    'https://joe@support.google.com/',
    'https://evil.support.google.com/',
    'https://support.google.com.evil.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'support.google.com',
    '',
  ])
    assert.equal(allowedLink(url), null, url);
});

test('a PC without a usable locale counts as en-US', () => {
  assert.deepEqual(usableTags(['C', '', 'de-DE']), ['de-DE']);
  assert.deepEqual(usableTags(['C', 'en_US.POSIX']), ['en-US']);
});

test('the language is the chosen one, else the first of the system that there is, else English', () => {
  assert.equal(languageOf('de', ['en-US']), 'de');
  assert.equal(languageOf('system', ['fr-FR', 'de-AT', 'en-US']), 'de');
  assert.equal(languageOf('system', ['fr-FR']), 'en');
  assert.equal(wordsIn('de').tray.waiting(1), '1 Nachricht wartet');
});
