import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JournalEntry } from '../../main/contract/journal.ts';
import { defaultSettings } from '../../main/contract/settings.ts';
import {
  beginAgain,
  changed,
  emptyDraft,
  progressOf,
  providerOf,
  restore,
  type Draft,
} from '../../renderer/wizards/first-start/draft.ts';
import { noGoals, watch, type Trouble } from '../../renderer/wizards/first-start/live-goals.ts';
import { remedyFor } from '../../renderer/wizards/first-start/live-remedy.ts';
import { en } from '../../renderer/words/en/index.ts';
import { stepFrom } from '../../renderer/wizards/first-start/steps.ts';

const full: Draft = {
  kind: 'smarthost',
  ...{ address: 'office@gmx.de', host: 'mail.gmx.net', port: 465, tls: 'implicit' },
  ...{ user: 'office@gmx.de', fingerprint: 'AA:BB', maxConnections: 3 },
  ...{ auth: 'login', allowPlaintextPassword: true },
  found: {
    ...{ source: 'preset', name: 'GMX', note: 'Allow it first.', limits: null },
    ...{ needsOAuth: false },
    provider: {
      ...{ kind: 'smarthost', host: 'mail.gmx.net', port: 465, tls: 'implicit' },
      ...{ user: 'office@gmx.de', auth: 'auto', maxConnections: 3 },
    },
  },
  ...{ personName: 'joe', personAddress: 'joe@office.example' },
  ...{ deviceName: 'scanner', deviceAddress: '192.168.1.20' },
  ...{ startsAtSignIn: false, liveSince: 1_790_000_000_000, skipped: ['network', 'people'] },
};

test('what was typed is there again, on its page', () => {
  const kept = progressOf('network', full);
  assert.deepEqual(restore(kept), { page: 'network', draft: full });
});

test('nothing kept, or damaged, begins at the beginning', () => {
  assert.deepEqual(restore(null), { page: 'welcome', draft: emptyDraft });
  const damaged = {
    page: 'nowhere',
    draft: { port: 'x', tls: 'y', auth: 'z', found: '{', liveSince: '-1' },
  };
  assert.deepEqual(restore(damaged), { page: 'welcome', draft: emptyDraft });
  for (const found of ['"text"', '{"name":1}', '[]', 'null'])
    assert.equal(restore({ page: 'live', draft: { found } }).draft.found, null);
});

test('set up once more, what is in force stands in the fields, and going through changes nothing', () => {
  const present = { ...defaultSettings.provider, ...providerOf(full) };
  for (const startsAtSignIn of [true, false]) {
    const { page, draft } = restore(beginAgain(present, startsAtSignIn));
    assert.equal(page, 'welcome');
    const begun = {
      ...{ found: null, liveSince: 0, skipped: [] },
      ...{ personName: '', personAddress: '', deviceName: '', deviceAddress: '' },
    };
    assert.deepEqual(draft, { ...full, ...begun, startsAtSignIn });
    assert.deepEqual({ ...present, ...providerOf(draft) }, present);
  }
  const fresh = restore(beginAgain(defaultSettings.provider, true)).draft;
  assert.deepEqual(fresh, { ...emptyDraft, kind: 'practice' });
});

test('the practice provider needs nothing else; without a user there is no sign-in', () => {
  assert.deepEqual(providerOf({ ...full, kind: 'practice' }), { kind: 'practice' });
  assert.equal(providerOf({ ...full, auth: 'none' }).auth, 'auto');
  assert.equal(providerOf({ ...full, user: '' }).auth, 'none');
});

test('what was trusted and known of one server is not true of another', () => {
  const other = changed(full, { ...full, host: 'mail.other.example' });
  assert.deepEqual([other.host, other.fingerprint, other.found], ['mail.other.example', '', null]);
  assert.deepEqual([other.auth, other.allowPlaintextPassword], ['auto', false]);
  const found = { ...full.found!, name: 'Other' };
  assert.equal(changed(full, { host: 'mail.other.example', found }).found, found);
  assert.deepEqual(changed(full, { host: 'MAIL.gmx.net', port: 587 }), {
    ...full,
    ...{ host: 'MAIL.gmx.net', port: 587 },
  });
});

test('the steps end where the wizard ends', () => {
  assert.equal(stepFrom('welcome', -1), 'welcome');
  assert.equal(stepFrom('welcome', 1), 'provider');
  assert.equal(stepFrom('live', 1), 'live');
});

/** About the same message, unless another is named. */
const entry = (event: string, at = 1, id = 'm1'): JournalEntry => ({
  ...{ at, event, level: 'info', text: event, id },
});

test('each goal is ticked by the first event of its kind, and a delivery counts after a message', () => {
  const events = ['queue.delivered', 'pop3.signed-in', 'smtp.accepted', 'queue.delivered'];
  const goals = events.map((event, at) => entry(event, at)).reduce(watch, noGoals);
  assert.deepEqual(
    [goals.signedIn?.at, goals.accepted?.at, goals.delivered?.at, goals.trouble],
    [1, 2, 3, null],
  );
  assert.equal(watch(goals, entry('smtp.signed-in', 9)).signedIn?.at, 1);
});

test('neither mail of others nor mail that stays here is forwarded mail', () => {
  const accepted = ['pop3.signed-in', 'smtp.accepted'].map((event) => entry(event));
  const goals = accepted.reduce(watch, noGoals);
  assert.equal(watch(goals, entry('queue.delivered', 2, 'older')).delivered, null);
  const here = { ...entry('queue.delivered', 3), data: { mailbox: 'joe' } };
  const stayed = watch(goals, here);
  assert.deepEqual([stayed.delivered, stayed.stayed], [null, here]);
  assert.equal(watch(stayed, entry('queue.delivered', 4)).delivered?.at, 4);
  const other = { ...here, id: 'older' };
  assert.equal(watch(goals, other).stayed, null);
});

test('trouble is named by its kind until something works', () => {
  const wrong = watch(noGoals, entry('smtp.sign-in-failed'));
  assert.equal(wrong.trouble?.kind, 'sign-in');
  assert.equal(watch(wrong, entry('smtp.refused')).trouble?.kind, 'refused');
  assert.equal(watch(wrong, entry('queue.route-paused')).trouble?.kind, 'provider');
  assert.equal(watch(wrong, entry('pop3.signed-in')).trouble, null);
  assert.equal(watch(wrong, entry('journal.gap')).trouble?.kind, 'sign-in');
  const after = (first: string, ...then: readonly string[]): string | undefined =>
    [first, ...then].map((event) => entry(event)).reduce(watch, noGoals).trouble?.kind;
  assert.equal(after('queue.deferred', 'pop3.signed-in', 'smtp.accepted'), 'provider');
  assert.equal(after('queue.deferred', 'queue.delivered'), undefined);
  assert.equal(after('queue.bounced'), 'returned', 'what was returned is not safe here');
  assert.equal(after('smtp.refused', 'pop3.signed-in', 'queue.delivered'), 'refused');
  assert.equal(after('smtp.refused', 'smtp.accepted'), undefined);
});

test('what helps against a refusal hangs on its reason, and on what this office allows', () => {
  const refused = (reason: string): Trouble => ({
    kind: 'refused',
    entry: { ...entry('smtp.refused', 1, 'R-22222'), data: { reason } },
  });
  const { live } = en.wizard;
  const steps = { place: 'connect', action: live.mend.refused };
  assert.deepEqual(remedyFor(refused('no-window'), en, true), {
    ...{ ...steps, text: live.remedies.refused },
  });
  assert.deepEqual(remedyFor(refused('no-window'), en, false), {
    ...{ ...steps, text: live.signInOnly },
  });
  const rate = remedyFor(refused('trusted-rate'), en, true);
  assert.deepEqual(
    [rate.text, rate.place],
    [en.mail.why.reasons['trusted-rate'].remedy, 'mail/R-22222'],
  );
  assert.equal(remedyFor(refused('of a newer relay'), en, true).place, 'connect');
});
