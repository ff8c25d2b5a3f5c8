import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../../main/contract/settings.ts';
import { SignInThrottle } from '../../../main/relay/users/sign-in-throttle.ts';
import { TestClock } from '../../helpers/test-clock.ts';

test('made-up names of kilobytes are counted one by one, and not kept', () => {
  const { limits } = defaultSettings;
  const throttle = new SignInThrottle(() => limits, new TestClock());
  const names = ['a', 'b'].map((end) => 'n'.repeat(9_000) + end);
  for (const name of names)
    for (let count = 1; count <= limits.failedSignInsPerUser; count += 1) {
      assert.equal(throttle.blockedUntil('user', name), null);
      // Of a challenge nobody can tell whether it was the same password.
      throttle.fail('user', name, { by: '192.0.2.1', mark: null, way: `pop3 apop ${count}` });
    }
  for (const name of names) assert.notEqual(throttle.blockedUntil('user', name), null);
  const subjects = throttle.blocks().map(({ subject }) => subject);
  assert.equal(new Set(subjects).size, 2);
  for (const subject of subjects) assert.ok(subject.length < 100, `${subject.length} characters`);
});
