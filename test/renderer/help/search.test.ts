import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  HelpSearch,
  pieces,
  snippet,
  type Found,
  type Piece,
} from '../../../renderer/help/search.ts';
import { refusalNumber } from '../../../renderer/help/refusal-number.ts';
import { folded, wordsIn } from '../../../renderer/help/word-forms.ts';
import { textsOf } from '../../helpers/help-texts.ts';

const english = new HelpSearch(textsOf('en'), textsOf('de'));
const german = new HelpSearch(textsOf('de'), textsOf('en'));
const places = (found: readonly Found[]): readonly string[] => found.map(({ place }) => place);
const first = (found: readonly Found[]): string => places(found)[0] ?? 'nothing';
const shown = (all: readonly Piece[]): string =>
  all.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('');

test('the first letters of a word find it', () => {
  assert.equal(first(english.find('relaying den')), 'relaying-denied');
  assert.equal(first(english.find('thunderb')), 'thunderbird');
  assert.equal(first(german.find('zertif')), 'certificates');
});

test('a slip is forgiven', () => {
  assert.equal(first(english.find('certifcate')), 'certificates');
  assert.equal(first(english.find('scaners')), 'scanners');
  assert.match(first(german.find('Sicherunng')), /^backup/);
});

test('an error number leads to its line, exactly', () => {
  assert.ok(places(english.find('0x800CCC79')).includes('messages#outlook'));
  assert.ok(places(german.find('0x800ccc92')).includes('messages#outlook'));
  assert.equal(first(english.find('5.7.139')), 'microsoft-365#wrong');
  assert.equal(first(english.find('538 5.7.11')), 'messages#mail-program');
});

test('what people ask finds what helps', () => {
  const asked: readonly (readonly [HelpSearch, string, string])[] = [
    [english, 'my server requires authentication', 'smtp-auth'],
    [english, '15 minutes', 'pop-before-smtp'],
    [english, 'joe', 'pop-before-smtp#joe'],
    [english, 'disk full', 'files#disk'],
    [english, 'new computer', 'new-pc'],
    [english, 'password wrong', 'smtp-auth'],
    [english, 'app password', 'google'],
    [english, 'forgot password', 'people'],
    [english, 'wifi', 'android'],
    [english, 'offline', 'provider'],
    [german, 'Passwort vergessen', 'people#passwords'],
    [german, 'Mitarbeiter', 'people'],
    [german, 'Scan to mail', 'scanners'],
    [german, 'Fritz!Box', 'ports-and-firewall'],
    [german, 'T-Online', 'provider'],
    [german, 'Homeoffice', 'provider-direct'],
    [german, 'Kasse', 'software'],
    [german, 'Festplatte voll', 'files#disk'],
    [german, 'neuer Computer', 'new-pc'],
    [german, 'Postausgangsserver', 'outlook'],
    [german, 'gesperrt', 'people#blocked'],
    [german, 'datenschutz', 'privacy'],
  ];
  for (const [search, query, place] of asked) {
    const found = places(search.find(query)).slice(0, 3);
    const isThere = found.some((one) => one === place || one.startsWith(`${place}#`));
    assert.ok(isThere, `${query}: ${found.join(', ')}`);
  }
});

test('what people type leads to the right topic first', () => {
  const asked: readonly (readonly [HelpSearch, query: string, topics: RegExp])[] = [
    [english, '0x800CCC0F', /^(messages|outlook)#/],
    [english, '800ccc78', /^messages#outlook/],
    [english, 'relay access denied', /^relaying-denied/],
    [english, '550 5.7.1', /^relaying-denied/],
    [english, '535 5.7.139 Authentication unsuccessful', /^microsoft-365/],
    [english, '530 authentication required', /^smtp-auth/],
    [english, 'The server responded: 550', /^(messages|relaying-denied)/],
    [english, 'None of the authentication methods are supported by your server', /^smtp-auth/],
    [english, 'outlook cannot send', /^(outlook|messages)(#|$)/],
    [english, 'my mail is not going out', /^(messages|mail-lists)/],
    [english, 'scan to email not working', /^scanners/],
    [english, 'SMTP authentication failed', /^smtp-auth/],
    [english, 'server timed out', /^messages/],
    [english, 'TLS error', /^(messages|certificates)/],
    [english, 'o365', /^microsoft-365/],
    [english, 'gmail app password', /^google/],
    [english, 'uninstall', /^files/],
    [english, 'where is my data', /^files/],
    [english, 'update', /^files/],
    [english, 'how do I make a backup?', /^backup/],
    [english, 'thunderbrid', /^thunderbird/],
    [english, 'queue', /^mail-lists/],
    [english, '0x80042109', /^messages#outlook/],
    [english, 'The target principal name is incorrect', /^certificates/],
    [english, 'Your server does not support the connection encryption type', /^messages#outlook/],
    [english, 'Windows 10 Mail app', /^new-outlook/],
    [english, 'webmail', /^what-it-does/],
    [english, 'cannot receive mail', /^(what-it-does|pop-before-smtp|messages#checking-mail)/],
    [english, 'mail lands in spam', /^provider/],
    [english, 'bigger text', /^settings/],
    [english, 'accessibility', /^settings/],
    [english, 'two factor', /^google/],
    [english, 'resend', /^mail-lists/],
    [english, 'computer broken', /^new-pc/],
    [english, 'attachment too large', /^messages/],
    [english, 'samsung mail', /^android/],
    [english, 'free of charge', /^(files|new-outlook)/],
    [german, '535 5.7.139 Authentication unsuccessful', /^microsoft-365/],
    [german, 'Microsoft 365 Anmeldung abgelehnt', /^microsoft-365/],
    [german, 'Mail kann nicht gesendet werden', /^(messages|mail-lists)/],
    [german, 'Mails bleiben im Postausgang', /^(outlook|messages)(#|$)/],
    [german, 'Der Server hat geantwortet: 550', /^(messages|relaying-denied)/],
    [german, 'Scanner sendet nicht', /^scanners/],
    [german, 'Drucker sendet keine Mails', /^scanners/],
    [german, 'Authentifizierung fehlgeschlagen', /^smtp-auth/],
    [german, 'wie richte ich Outlook ein', /^outlook(#|$)/],
    [german, 'Mailprogramm einrichten', /^(smtp-auth|first-steps)/],
    [german, 'Zertifikatswarnung', /^certificates/],
    [german, 'Datensicherung', /^backup/],
    [german, 'Sicherung wiederherstelen', /^backup/],
    [german, 'DATEV', /^software/],
    [german, 'Faktura', /^software/],
    [german, 'Handy', /^android/],
    [german, 'Deinstallieren', /^files/],
    [german, 'neue Version', /^files/],
    [german, 'Kennwort ändern', /^people/],
    [german, 'Anbiter', /^provider/],
    [german, 'Der Zielprinzipalname ist falsch', /^certificates/],
    [german, 'Verbindungsverschlüsselungstyp', /^messages/],
    [german, '0x8004210B', /^messages#outlook/],
    [german, 'Smartphone', /^(android|apple-mail)/],
    [german, 'Schriftgröße', /^settings/],
    [german, 'Schrift größer', /^settings/],
    [german, 'Barrierefreiheit', /^settings/],
    [german, 'Sprache ändern', /^settings/],
    [german, 'landet im Spam', /^provider/],
    [german, 'Serienbrief', /^provider/],
    [german, 'Anhang zu groß', /^messages/],
    [german, '1&1', /^provider/],
    [german, 'Zwei-Faktor', /^google/],
    [german, 'neue Kollegin', /^people/],
    [german, 'Benutzername', /^(people|smtp-auth)/],
    [german, 'Kosten', /^files/],
    [german, 'Computer kaputt', /^new-pc/],
    [german, 'Windows 10 Mail-App', /^new-outlook/],
    [german, 'Mails empfangen', /^(what-it-does|pop-before-smtp)/],
  ];
  const wrong = asked.filter(([search, query, topics]) => !topics.test(first(search.find(query))));
  assert.deepEqual(
    wrong.map(([search, query]) => `${query}: ${first(search.find(query))}`),
    [],
  );
});

test('words of the other language are found, and shown in the own one', () => {
  const [hit] = german.find('relaying denied');
  assert.equal(hit?.place, 'relaying-denied');
  const backup = german.find('restore');
  assert.ok(places(backup).some((place) => place.startsWith('backup')));
  assert.match(shown(english.find('Zertifikat')[0]?.title ?? []), /Certificates/);
});

test('umlauts may be left out', () => {
  assert.deepEqual(places(german.find('geraete')).length > 0, true);
  assert.equal(first(german.find('ubersicht')), 'overview');
  assert.equal(first(german.find('Übersicht')), 'overview');
});

test('an umlaut may be typed as two letters, also in a short word', () => {
  const found = (query: string): readonly string[] => places(german.find(query));
  assert.deepEqual(found('Passwort fuer Drucker'), found('Passwort für Drucker'));
  assert.equal(first(german.find('uebersicht')), 'overview');
});

test('a part of a compound word is found, behind what begins with it', () => {
  assert.ok(places(german.find('platte voll')).includes('files#disk'));
  assert.ok(places(german.find('speicher anbieter')).some((place) => place.startsWith('privacy')));
  assert.match(shown(german.find('platte voll')[0]?.snippet ?? []), /\[Festplatte\]/);
  assert.equal(first(german.find('zertifikat')), 'certificates');
});

test('all words must be there; where they are nowhere together, some', () => {
  const both = english.find('scanner certificate');
  assert.ok(both.length > 0);
  const some = english.find('scanner xyzzyplugh');
  assert.equal(first(some).split('#')[0], 'scanners');
  assert.deepEqual(english.find('xyzzyplugh'), []);
});

test('nothing is found for nothing, and odd input harms nothing', () => {
  for (const query of ['', '   ', '!!!', '<script>', '{{settings}}', '*', 'a'.repeat(5_000)])
    assert.ok(Array.isArray(english.find(query)), query);
  assert.deepEqual(english.find(''), []);
});

test('at most two places of one topic are shown', () => {
  const found = places(english.find('mail')).map((place) => place.split('#')[0]);
  for (const topic of found) assert.ok(found.filter((one) => one === topic).length <= 2, topic);
  assert.ok(found.length <= 20);
});

test('found words are marked where they stand, also inside longer text', () => {
  assert.equal(shown(pieces('Ein Port ist belegt.', new Set(['port']))), 'Ein [Port] ist belegt.');
  assert.equal(shown(pieces('Prüfen Sie', new Set(['prufen']))), '[Prüfen] Sie');
  assert.equal(shown(pieces('E-Mail', new Set(['mail']))), 'E-[Mail]');
  assert.equal(shown(pieces('nothing', new Set())), 'nothing');
});

test('a snippet is cut at words around the first found one', () => {
  const text = `${'before '.repeat(40)}needle ${'after '.repeat(60)}`.trim();
  const cut = shown(snippet(text, new Set(['needle'])));
  assert.match(cut, /^… before .*\[needle\] after .* …$/);
  assert.ok(cut.length < 220);
  assert.equal(shown(snippet('Short text.', new Set())), 'Short text.');
  assert.equal(shown(snippet('', new Set(['x']))), '');
});

test('numbers with dots, ids and host names are one word; words with hyphens are two', () => {
  const all = (text: string): string[] => wordsIn(text).map(({ word }) => word);
  assert.deepEqual(all('550 5.7.1 (R-7K2F4)'), ['550', '5.7.1', 'R-7K2F4']);
  assert.deepEqual(all('E-Mail, user@host.example'), ['E', 'Mail', 'user', 'host', 'example']);
  assert.equal(folded('GRÖẞE'.toLowerCase()), 'grosse');
});

test('the number of a refusal is known as one, however it was copied', () => {
  for (const text of ['R-7K2F4', 'r-7k2f4', ' (R-7K2F4) '])
    assert.equal(refusalNumber(text), 'R-7K2F4');
  const pasted = '550 5.7.1 Relaying denied. Check your mail first (R-7K2F4)';
  assert.equal(refusalNumber(pasted), 'R-7K2F4');
  assert.equal(refusalNumber('the server-hatte of SR-7K2F4'), null);
  for (const text of ['R-7K2F', 'R-7K2F45', 'R-7K2F1', 'port', 'R-7K2FO', ''])
    assert.equal(refusalNumber(text), null, text);
});
