import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAutoconfig, userFor } from '../../../../main/relay/upstream/find/autoconfig.ts';
import {
  basesOf,
  findProvider,
  type ProviderSources,
} from '../../../../main/relay/upstream/find/find-provider.ts';

const config = (socketType: string, port: number, username = '%EMAILADDRESS%'): string =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="x">
     <incomingServer type="pop3"><hostname>pop.example.net</hostname></incomingServer>
     <outgoingServer type="smtp"><hostname>out.example.net</hostname><port>${port}</port>
       <socketType>${socketType}</socketType><username>${username}</username>
       <authentication>password-cleartext</authentication></outgoingServer>
   </emailProvider></clientConfig>`;

interface World {
  readonly texts?: Readonly<Record<string, string>>;
  readonly exchangers?: Readonly<Record<string, readonly string[]>>;
  readonly answering?: readonly string[];
}

/** A small internet: what it holds is found, all else is not there. */
function sources(world: World): ProviderSources {
  return {
    fetchText: (url) => Promise.resolve(world.texts?.[url.split('?')[0] ?? ''] ?? null),
    mailExchangers: (domain) => Promise.resolve(world.exchangers?.[domain] ?? []),
    answers: ({ host, port }) =>
      Promise.resolve(world.answering?.includes(`${host}:${port}`) ?? false),
  };
}

async function find(address: string, world: World = {}) {
  const steps: string[] = [];
  const found = await findProvider(address, {
    sources: sources(world),
    signal: new AbortController().signal,
    onStep: (step) => steps.push(step),
  });
  return { found, steps };
}

test('a known provider is found at once, with what to know about it', async () => {
  const { found, steps } = await find('anna@gmx.de');
  assert.equal(found?.source, 'preset');
  assert.equal(found.provider.host, 'mail.gmx.net');
  assert.equal(found.provider.user, 'anna@gmx.de');
  assert.match(found.note ?? '', /POP3\/IMAP/);
  assert.deepEqual(steps, ['preset']);
});

test('an unknown one is asked for its published configuration', async () => {
  const { found, steps } = await find('anna@office.example', {
    texts: {
      'https://autoconfig.office.example/mail/config-v1.1.xml': config(
        'STARTTLS',
        587,
        '%EMAILLOCALPART%',
      ),
    },
  });
  assert.equal(found?.source, 'autoconfig');
  assert.equal(found.name, 'autoconfig.office.example');
  assert.deepEqual(
    [found.provider.host, found.provider.port, found.provider.tls, found.provider.user],
    ['out.example.net', 587, 'starttls', 'anna'],
  );
  assert.deepEqual(steps, ['preset', 'autoconfig']);
});

test('the provider’s own word counts before the collection', async () => {
  const { found } = await find('anna@office.example', {
    texts: {
      'https://autoconfig.thunderbird.net/v1.1/office.example': config('SSL', 465),
      'https://office.example/.well-known/autoconfig/mail/config-v1.1.xml': config('STARTTLS', 587),
    },
  });
  assert.equal(found?.name, 'office.example');
});

test('the place where mail comes in shows who hosts the domain', async () => {
  const world = {
    exchangers: { 'office.example': ['office-example.mail.protection.outlook.com'] },
  };
  const { found } = await find('anna@office.example', world);
  assert.equal(found?.source, 'mx');
  assert.equal(found.name, 'Microsoft 365');
  assert.equal(found.provider.user, 'anna@office.example');
});

test('an office’s own domain at Google is Google Workspace, not a private Gmail', async () => {
  const world = { exchangers: { 'office.example': ['aspmx.l.google.com'] } };
  const { found } = await find('anna@office.example', world);
  assert.equal(found?.name, 'Google Workspace');
  assert.match(found.limits ?? '', /2,000/);
  assert.equal(found.provider.host, 'smtp.gmail.com');
});

test('at last likely names are tried; encrypted from the start is preferred', async () => {
  const world = { answering: ['smtp.office.example:587', 'mail.office.example:465'] };
  const { found, steps } = await find('anna@office.example', world);
  assert.equal(found?.source, 'guess');
  assert.deepEqual([found.provider.host, found.provider.port], ['smtp.office.example', 587]);
  assert.deepEqual(steps, ['preset', 'autoconfig', 'mx', 'guess']);
});

test('a domain with an umlaut is looked for as servers write it', async () => {
  const world = { answering: ['smtp.xn--bro-hoa.example:465'] };
  const { found } = await find('anna@Büro.example', world);
  assert.equal(found?.provider.host, 'smtp.xn--bro-hoa.example');
});

test('nothing found is said as such', async () => {
  assert.equal((await find('anna@nowhere.example')).found, null);
});

test('a stopped search asks nothing more', async () => {
  const stop = new AbortController();
  const steps: string[] = [];
  const found = await findProvider('anna@office.example', {
    sources: sources({}),
    signal: stop.signal,
    onStep(step) {
      steps.push(step);
      if (step === 'autoconfig') stop.abort();
    },
  });
  assert.equal(found, null);
  assert.deepEqual(steps, ['preset', 'autoconfig']);
});

const unusable: readonly (readonly [why: string, text: string])[] = [
  ['a web page', '<!doctype html><html><body>Not found<br></html>'],
  ['nothing', ''],
  ['an unencrypted server', config('plain', 25)],
  ['a port out of range', config('SSL', 99_999)],
  ['a host that is none', config('SSL', 465).replace('out.example.net', 'out example/net')],
  ['torn XML', config('SSL', 465).slice(0, 200)],
];
for (const [why, text] of unusable)
  test(`a configuration with ${why} gives nothing`, () =>
    assert.equal(parseAutoconfig(text), null));

test('user names are filled in from the address', () => {
  assert.equal(userFor('%EMAILLOCALPART%@%EMAILDOMAIN%', 'a@b.example'), 'a@b.example');
  assert.equal(userFor('', 'a@b.example'), 'a@b.example');
});

test('the bases of a host are its likely domains', () => {
  assert.deepEqual(basesOf('mx1.mail.example.co.uk.'), ['example.co.uk']);
  assert.deepEqual(basesOf('mx.example.org'), ['mx.example.org', 'example.org']);
});
