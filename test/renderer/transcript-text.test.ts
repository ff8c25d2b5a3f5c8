import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionView } from '../../main/contract/sessions.ts';
import { refusalIn, transcriptText } from '../../renderer/activity/transcript-text.ts';

test('a conversation is copied in the usual form, with times in UTC', () => {
  const startedAt = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
  const session: SessionView = {
    ...{
      id: 1,
      listener: 'pop3' as const,
      peer: '10.0.0.5',
      user: 'joe',
      isSecure: false,
      startedAt,
    },
    ...{ endedAt: null, lineCount: 2, lastReply: '+OK' },
  };
  const text = transcriptText({
    session,
    lines: [
      { at: startedAt, direction: 'in', line: 'USER joe' },
      { at: startedAt + 1, direction: 'out', line: '+OK' },
    ],
  });
  assert.equal(
    text,
    'pop3 from 10.0.0.5 as joe, 2026-01-02T03:04:05.006Z\n' +
      '03:04:05.006 C: USER joe\n03:04:05.007 S: +OK\n',
  );
});

test('the number of a refusal is found in its reply', () => {
  assert.equal(refusalIn('550 5.7.1 Relaying denied. Check mail (R-7K2F4)'), 'R-7K2F4');
  assert.equal(refusalIn('250 2.0.0 Ok'), null);
});
