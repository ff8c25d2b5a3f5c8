import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../main/contract/settings.ts';
import { phrases as german } from '../../main/contract/phrases/de.ts';
import { phrases as english } from '../../main/contract/phrases/en.ts';
import { sayWith } from '../../main/contract/phrases/say.ts';
import { holderWords } from '../../main/relay/net/ports.ts';
import { messageTooBig } from '../../main/relay/smtp/reply.ts';
import { explainRecord } from '../../main/relay/popauth/explanation.ts';
import { explainRefusal } from '../../main/relay/popauth/refusal.ts';
import { causes } from '../../main/relay/upstream/failure-words.ts';
import { parseSettings } from '../../main/relay/settings/schema.ts';
import { presets } from '../../main/relay/upstream/presets.ts';
import { checkAlias, checkName, checkPassword } from '../../main/relay/users/user-names.ts';

const [de, en] = [sayWith(german), sayWith(english)];

/** Sentences that are the same in both languages by nature would not be in these lists. */
function isSaid(sentences: readonly (string | null | undefined)[]): void {
  for (const sentence of sentences) {
    if (!sentence) continue;
    assert.notEqual(de(sentence), sentence, `no German for: ${sentence}`);
    for (const said of [de(sentence), en(sentence)])
      assert.doesNotMatch(said, /"mailroom |: mailroom /, `a command in a window: ${said}`);
  }
}

test('why mail waits or comes back, and what to do, is said in German', () => {
  isSaid(Object.values(causes).flatMap(({ cause, remedy }) => [cause, remedy]));
  assert.equal(
    de(`Mail waits: ${causes.signIn.cause}`),
    'Die Post wartet: Der Anbieter hat die Anmeldung abgelehnt.',
  );
});

test('an address with spaces in quotes is told of in German as any other', () => {
  const address = '"john doe"@example.org';
  isSaid([
    `Took a message from ${address} for 1 recipient.`,
    `Took a message from ${address} for 3 recipients.`,
    `Delivered to ${address}: 250 2.0.0 ok`,
    `Given up after 72 hours: ${address}`,
    `Deleted by hand: ${address} to ${address}.`,
    `${address} is told: failed.`,
  ]);
  const cause = causes.signIn.cause;
  assert.equal(de(`${address}: ${cause}`), `${address}: ${de(cause)}`);
  assert.equal(
    de(`Delivered to ${address}: In the mailbox of joe.`),
    `Zugestellt an ${address}: Im Postfach von joe.`,
  );
});

test('that a message is too big is said in German, with the limit as Germans write it', () => {
  isSaid([messageTooBig(500).why]);
  assert.equal(
    de(messageTooBig(1.5 * 2 ** 20).why ?? ''),
    'Sie ist zu groß: Höchstens 1,5 MB werden angenommen.',
  );
  assert.equal(
    de(messageTooBig(35 * 2 ** 20).why ?? ''),
    'Sie ist zu groß: Höchstens 35 MB werden angenommen.',
  );
});

test('what to know of each known provider is said in German, sentence by sentence', () => {
  const sentences = presets
    .flatMap(({ note, limits }) => [...(note ?? '').split(/(?<=\.) (?=[A-Z])/), limits])
    .filter((text) => text !== '');
  isSaid(sentences);
});

test('settings that do not go together are told by the names that the window has for them', () => {
  const clash = 'relay and the practice provider cannot both use port 2525.';
  assert.equal(
    de(clash),
    '„Ausgehende Post (SMTP)“ und der Übungsanbieter können nicht beide Port 2525 benutzen.',
  );
  assert.equal(
    en(clash),
    '“Outgoing mail (SMTP)” and the practice provider cannot both use port 2525.',
  );
  isSaid(['Choose fewer than 0.5 hours, or raise queue.giveUpHours.']);
});

test('why somebody was refused is said in German', () => {
  const kinds = [
    'sign-in-failed',
    'blocked',
    'sign-in-unchecked',
    'no-window',
    'window-expired',
    'window-closed',
    'store-unavailable',
    'proxy',
    'sender-not-owned',
    'trusted-sender',
    'trusted-recipient',
    'trusted-rate',
  ] as const;
  isSaid(
    [true, false]
      .flatMap((takesPasswords) =>
        [true, false].map((opensWindows) => ({ takesPasswords, opensWindows })),
      )
      .flatMap((cures) => kinds.map((kind) => explainRefusal(kind, cures)))
      .flatMap(({ missing, remedy }) => [missing, remedy]),
  );
  const of = (author: string): string => explainRecord({ kind: 'sender-not-owned', author }).more;
  assert.equal(de(of('')), 'In der Absenderzeile (From) der Nachricht steht keine Adresse.');
  isSaid([of('ann@myclient.com')]);
});

test('who holds a port, and what cannot be a name, is said in German with the values', () => {
  isSaid(
    [
      null,
      { pid: 812, name: 'master' },
      { pid: null, name: 'master' },
      { pid: 812, name: null },
      { pid: null, name: null },
    ].map((holder) => holderWords(25, holder)),
  );
  assert.equal(
    de('Port 25 is used by "master" (process 812).'),
    'Port 25 benutzt „master“ (Prozess 812).',
  );
  const errors = [checkName('a b'), checkAlias('@'), checkPassword('')];
  isSaid(errors.flatMap((error) => [error?.message, error?.hint]));
});

test('settings that cannot be are refused in German, and without the path of the setting', () => {
  const wrong: readonly unknown[] = [
    { ...defaultSettings, limits: { ...defaultSettings.limits, connections: 0 } },
    { ...defaultSettings, limits: { ...defaultSettings.limits, idleSeconds: 1e9 } },
    { ...defaultSettings, popAuth: { ...defaultSettings.popAuth, windowMinutes: 0 } },
    { ...defaultSettings, popAuth: { ...defaultSettings.popAuth, proxies: ['x'] } },
    { ...defaultSettings, office: { ...defaultSettings.office, domains: ['Not a domain'] } },
    { ...defaultSettings, queue: { ...defaultSettings.queue, delayNoticeHours: 100 } },
    { ...defaultSettings, provider: { ...defaultSettings.provider, kind: 'smarthost' } },
    {
      ...defaultSettings,
      listeners: {
        ...defaultSettings.listeners,
        relay: { ...defaultSettings.listeners.relay, port: 2110 },
      },
    },
  ];
  for (const settings of wrong) {
    const parsed = parseSettings(settings);
    assert.equal(parsed.ok, false);
    isSaid([parsed.error.message]);
    assert.doesNotMatch(en(parsed.error.message), /limits\.|popAuth\./);
  }
});

/** A wrong value of each kind, for each setting there is. */
const wrongValues: readonly unknown[] = [
  undefined,
  null,
  true,
  'x y',
  '',
  'x'.repeat(5_000),
  -1,
  1e12,
  1.5,
  [],
  [''],
  ['x y'],
  Array(999).fill('a'),
  {},
];

test('whatever is wrong in whatever setting, the sentence is German', () => {
  const isSaidOnce = new Set<string>();
  const visit = (section: Record<string, unknown>, wrap: (value: unknown) => unknown): void => {
    for (const [key, now] of Object.entries(section)) {
      const put = (value: unknown): unknown => wrap({ ...section, [key]: value });
      for (const wrong of wrongValues) {
        const parsed = parseSettings(put(wrong));
        if (!parsed.ok) isSaidOnce.add(parsed.error.message);
      }
      if (now !== null && typeof now === 'object' && !Array.isArray(now))
        visit(now as Record<string, unknown>, put);
    }
    const unknown = parseSettings(wrap({ ...section, surprise: 1 }));
    if (!unknown.ok) isSaidOnce.add(unknown.error.message);
  };
  visit({ ...defaultSettings }, (value) => value);
  assert.ok(isSaidOnce.size > 100, String(isSaidOnce.size));
  for (const sentence of isSaidOnce)
    assert.doesNotMatch(
      de(sentence),
      /\b(must|may|is|are|not|the|or|and|setting|characters|entries|write)\b/,
      sentence,
    );
});

test('values keep their form, numbers and dates have that of the language', () => {
  const pairs = [
    ['joe fetched 1 and deleted 0 messages.', 'joe hat 1 Nachricht abgeholt und 0 gelöscht.'],
    ['12.5 GB free', '12,5 GB frei'],
    ['The certificate ran out on 2026-11-26.', 'Das Zertifikat ist am 26.11.2026 abgelaufen.'],
    ['User joe: password changed.', 'joe hat ein neues Passwort.'],
    [
      'anna@example.org: The provider refused the recipient. 550 5.1.1 No such user.',
      'anna@example.org: Der Anbieter hat den Empfänger abgelehnt. 550 5.1.1 No such user.',
    ],
    [
      '… and 1,200 more like this: A sign-in as joe from 192.168.1.20 failed.',
      '… und noch 1.200 wie diese: Eine Anmeldung als joe von 192.168.1.20 schlug fehl.',
    ],
    ['smtp.relay: failed', 'smtp.relay: läuft nicht'],
  ] as const;
  for (const [english, german] of pairs) assert.equal(de(english), german);
});

test('a name that is a word of ours stays a name, and what nobody knows stays as it came', () => {
  assert.equal(de('User stopped was added.'), 'stopped wurde hinzugefügt.');
  for (const text of ['constructor', 'No such user here.', '', '550 5.1.1  two  spaces. And more'])
    assert.equal(de(text), text);
});
