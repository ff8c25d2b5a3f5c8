import assert from 'node:assert/strict';
import net from 'node:net';
import { test, type TestContext } from 'node:test';
import { defaultSettings, type ListenerSettings } from '../../main/contract/settings.ts';
import type { DoctorParts } from '../../main/control/doctor/check.ts';
import { listener, practiceTrouble } from '../../main/control/doctor/listener-check.ts';
import type { ServiceStatus } from '../../main/relay/lifecycle/service.ts';
import { freePorts } from '../helpers/free-ports.ts';

/** What the doctor says of the port for POP3 that stands so. */
function looksAt(set: Partial<ListenerSettings>, status: ServiceStatus = { state: 'failed' }) {
  const { listeners } = defaultSettings;
  const pop3 = { ...listeners.pop3, host: '127.0.0.1', ...set };
  const parts = {
    settings: { get: () => ({ ...defaultSettings, listeners: { ...listeners, pop3 } }) },
    services: { statuses: () => [{ id: 'pop3', status }] },
  } as unknown as DoctorParts;
  return listener('pop3', parts);
}

async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** A port that somebody has as long as the test runs. */
async function takenPort(t: TestContext): Promise<number> {
  const port = await freePort();
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, resolve));
  t.after(() => server.close());
  return port;
}

const remedy = 'Choose another port: mailroom settings set listeners.pop3.port NUMBER';

test('a port that listens is well; one with a fault is told with it', async () => {
  const base = { id: 'listener.pop3', title: 'Port for pop3' };
  assert.deepEqual(await looksAt({ enabled: false }), {
    ...{ ...base, state: 'skipped', detail: 'switched off' },
  });
  assert.deepEqual(await looksAt({}, { state: 'running', port: 2110 }), {
    ...{ ...base, state: 'ok', detail: 'listens on 2110' },
  });
  const limps = await looksAt({}, { state: 'degraded', detail: 'On IPv4 only.' });
  assert.deepEqual([limps.state, limps.detail], ['warning', 'On IPv4 only.']);
});

test('a port that another program has is told with who that is, and how to choose another one', async (t) => {
  const port = await takenPort(t);
  const taken = await looksAt({ port });
  assert.deepEqual([taken.state, taken.remedy], ['failed', remedy]);
  assert.match(taken.detail, new RegExp(`^Port ${port} is used by `));
});

test('a port that is free and not listened on has a fault of its own, but where Mailroom does not run', async () => {
  const port = await freePort();
  const failed = await looksAt({ port }, { state: 'failed', detail: 'The listener went away.' });
  assert.deepEqual(
    [failed.state, failed.detail, failed.remedy],
    ['failed', 'The listener went away.', remedy],
  );
  const stopped = await looksAt({ port }, { state: 'stopped' });
  assert.deepEqual([stopped.state, stopped.detail], ['ok', `port ${port} is free`]);
});

test('an address that is not this computer’s is told as that, whatever the port', async () => {
  // RFC 5737 §3: nobody has it.
  const refused = await looksAt({ host: '192.0.2.1', port: 2110 });
  assert.deepEqual(
    [refused.state, refused.detail],
    ['failed', 'This computer does not have the address to listen on.'],
  );
  assert.match(refused.remedy ?? '', /: mailroom settings set listeners\.pop3\.host ADDRESS$/);
});

test('of a practice provider that does not run it is told who has its port, else its own fault', async (t) => {
  const taken = await practiceTrouble(await takenPort(t), 'It does not run.');
  assert.match(taken.detail, / is used by /);
  assert.equal(taken.remedy, 'Give it another port: mailroom settings set practice.port NUMBER');
  assert.deepEqual(await practiceTrouble(await freePort(), 'It does not run.'), {
    ...{ state: 'failed', detail: 'It does not run.' },
  });
});
