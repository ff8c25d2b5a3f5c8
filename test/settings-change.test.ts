import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, ok, type Result } from '../main/contract/result.ts';
import { defaultSettings, type ListenerName, type Settings } from '../main/contract/settings.ts';
import { ServiceBase } from '../main/relay/lifecycle/service-base.ts';
import { ServiceFault } from '../main/relay/lifecycle/service-fault.ts';
import { ServiceManager } from '../main/relay/lifecycle/service-manager.ts';
import { SettingsChange, type PortOwner } from '../main/settings-change.ts';
import { TestClock } from './helpers/test-clock.ts';

/** Two listeners and the settings that they follow. Ports are a computer's: who has one keeps others from it. */
class Office {
  readonly did: string[] = [];
  readonly #held = new Set<number>();
  #settings: Settings = defaultSettings;
  saves: Result<null> = ok(null);
  readonly #services = new ServiceManager(new TestClock(), { record: () => undefined });
  readonly #owners = [this.#owner('relay'), this.#owner('pop3')];
  readonly change = new SettingsChange({
    settings: {
      get: () => this.#settings,
      onChange: () => () => undefined,
      set: (next) => {
        this.did.push('save');
        if (this.saves.ok) this.#settings = next;
        return Promise.resolve(this.saves);
      },
    },
    services: this.#services,
    owners: this.#owners,
  });

  async start(): Promise<void> {
    for (const { make } of this.#owners) await this.#services.add(make(defaultSettings));
    this.did.length = 0;
  }

  /** Another program does. */
  takes(port: number): void {
    this.#held.add(port);
  }

  get held(): number[] {
    return [...this.#held];
  }

  get ports(): number[] {
    return [this.#settings.listeners.relay.port, this.#settings.listeners.pop3.port];
  }

  #owner(name: ListenerName): PortOwner {
    return {
      id: name,
      placeIn: ({ listeners }) => listeners[name],
      make: ({ listeners }) => this.#listener(name, listeners[name].port),
    };
  }

  #listener(id: string, port: number): ServiceBase {
    const [held, did] = [this.#held, this.did];
    let hasPort = false;
    return new (class extends ServiceBase {
      readonly id = id;
      start(): Promise<void> {
        if (held.has(port))
          return Promise.reject(new ServiceFault('EADDRINUSE', `${port} is used.`));
        held.add(port);
        hasPort = true;
        did.push(`bind ${port}`);
        this.setStatus({ state: 'running', port });
        return Promise.resolve();
      }
      stop(): Promise<void> {
        if (hasPort && held.delete(port)) did.push(`close ${port}`);
        return Promise.resolve();
      }
    })();
  }
}

async function office(): Promise<Office> {
  const made = new Office();
  await made.start();
  return made;
}

const withPorts =
  (relay: number, pop3: number) =>
  ({ listeners, ...rest }: Settings): Result<Settings> =>
    ok({
      ...rest,
      listeners: {
        ...listeners,
        relay: { ...listeners.relay, port: relay },
        pop3: { ...listeners.pop3, port: pop3 },
      },
    });

test('all new ports are bound first, then the settings are saved, then the old ports are closed', async () => {
  const here = await office();
  assert.ok((await here.change.apply(withPorts(25, 110))).ok);
  assert.deepEqual(here.did, ['bind 25', 'bind 110', 'save', 'close 2525', 'close 2110']);
});

test('where the disk takes no settings, no port is blamed, and the old ports were listened on all the time', async () => {
  const here = await office();
  const full = failed('settings.not-saved', 'The disk is full.', 'Free some space.');
  here.saves = full;
  assert.deepEqual(await here.change.apply(withPorts(25, 110)), full);
  assert.deepEqual(here.did, ['bind 25', 'bind 110', 'save', 'close 110', 'close 25']);
  assert.deepEqual(here.held, [2525, 2110]);
});

test('of several ports one that cannot be had changes nothing', async () => {
  const here = await office();
  here.takes(110);
  const changed = await here.change.apply(withPorts(25, 110));
  assert.equal(changed.ok ? '' : changed.error.message, '110 is used.');
  assert.deepEqual(here.did, ['bind 25', 'close 25']);
  assert.deepEqual(here.held, [2525, 2110, 110]);
});

test('two listeners exchange their ports', async () => {
  const here = await office();
  assert.ok((await here.change.apply(withPorts(2110, 2525))).ok);
  assert.deepEqual(here.ports, [2110, 2525]);
  assert.deepEqual(here.held.sort(), [2110, 2525]);
});

test('two listeners that would exchange their ports keep them where the disk takes no settings', async () => {
  const here = await office();
  here.saves = failed('settings.not-saved', 'The disk is full.', 'Free some space.');
  assert.equal((await here.change.apply(withPorts(2110, 2525))).ok, false);
  assert.deepEqual(here.ports, [2525, 2110]);
  assert.deepEqual(here.held.sort(), [2110, 2525]);
});
