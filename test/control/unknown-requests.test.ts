import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestName } from '../../main/contract/requests.ts';
import type { Result } from '../../main/contract/result.ts';
import { controlPath } from '../../main/control/control-path.ts';
import { ControlClient } from '../../main/control/socket-client.ts';
import { RunningRelay } from '../helpers/running-relay.ts';

test('the control socket refuses names that no request has, and wrong arguments', async (t) => {
  const relay = await RunningRelay.start(t);
  const client = await ControlClient.open(controlPath(relay.dataFolder));
  assert.ok(client);
  t.after(() => client.close());
  const wrong: [string, unknown, string][] = [
    ['users:everything', {}, 'control.unknown-request'],
    ['__proto__', {}, 'control.unknown-request'],
    ['constructor', {}, 'control.unknown-request'],
    ['users:remove', { name: 7 }, 'control.bad-arguments'],
    ['users:list', { more: true }, 'control.bad-arguments'],
  ];
  for (const [name, args, code] of wrong) {
    const result: Result<unknown> = await client.request(name as RequestName, args as never);
    assert.equal(result.ok ? 'ok' : result.error.code, code, name);
  }
});
