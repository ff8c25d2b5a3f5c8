import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { windowRequestNames } from '../../../main/contract/request-names.ts';
import type { JournalEntry } from '../../../main/contract/journal.ts';
import { DesktopApp, needsElectron } from '../../helpers/desktop-app.ts';
import { until } from '../../helpers/running-relay.ts';

const skip = needsElectron();

/** A server of the attacker's; tells what reached it. */
async function attacker(t: TestContext): Promise<{ url: string; hits: string[] }> {
  const hits: string[] = [];
  const server = http.createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*').end('<p>evil</p>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits };
}

const journal = async (desktop: DesktopApp): Promise<readonly JournalEntry[]> =>
  desktop.ask('journal:read', { limit: 200 });

test(
  'a hostile script in the page finds no Node, no files and only named functions',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const found = await desktop.page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'];
      const bridge = Reflect.get(globalThis, 'mailroom') as Record<string, unknown>;
      const requests = bridge['requests'] as Record<string, unknown>;
      const before = { requests, list: requests['users:list'] };
      const attempts = [
        () => Reflect.set(bridge, 'requests', {}),
        () => Reflect.set(requests, 'users:list', () => 'mine'),
        () => Reflect.set(requests, 'users:everything', () => 'mine'),
        () => Reflect.set(globalThis, 'mailroom', null),
        () => Reflect.deleteProperty(globalThis, 'mailroom'),
      ];
      for (const attempt of attempts) attempt();
      const now = Reflect.get(globalThis, 'mailroom') as Record<string, unknown>;
      return {
        node: names.filter((name) => Reflect.has(globalThis, name)),
        bridge: Object.keys(now).sort(),
        requests: Object.keys(requests).sort(),
        isUnchanged: now['requests'] === before.requests && requests['users:list'] === before.list,
      };
    });
    assert.deepEqual(found, {
      ...{ node: [], bridge: ['onPush', 'requests'] },
      ...{ requests: [...windowRequestNames].sort(), isUnchanged: true },
    });

    const settings = await desktop.inMain(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences();
    });
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = settings as Record<
      string,
      unknown
    >;
    assert.deepEqual(
      { sandbox, contextIsolation, nodeIntegration, webSecurity },
      { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    );
  },
);

const brokenDirectives: readonly string[] = [
  'script-src-elem',
  'script-src',
  'img-src',
  'style-src-elem',
  'frame-src',
  'connect-src',
];

test(
  'the content policy stops inline scripts, eval, frames, other servers and forms',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const evil = await attacker(t);
    const outcome = await desktop.page.evaluate(
      async ([url, directives]) => {
        const broken: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => {
          broken.push(event.effectiveDirective);
        });
        const add = (tag: string, set: Record<string, string>): void => {
          document.body.append(Object.assign(document.createElement(tag), set));
        };
        add('script', { textContent: 'globalThis.owned = true' });
        add('script', { src: `${url}/script` });
        add('img', { src: `${url}/image` });
        add('iframe', { src: `${url}/frame` });
        add('style', { textContent: `@import "${url}/style"` });
        const form = Object.assign(document.createElement('form'), { action: `${url}/form` });
        document.body.append(form);
        form.submit();
        // In a task of the page's own: what the debugger runs may evaluate.
        const evaluated = await new Promise<boolean>((resolve) => {
          setTimeout(() => {
            try {
              // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
              resolve(new Function('return true')() === true);
            } catch {
              resolve(false);
            }
          });
        });
        const fetched = await fetch(`${url}/fetch`).then(
          () => true,
          () => false,
        );
        const file = await fetch('file:///etc/passwd').then(
          () => true,
          () => false,
        );
        // The page hears of each by an event of its own, some time later.
        for (
          let left = 200;
          left > 0 && !directives.every((one) => broken.includes(one));
          left -= 1
        )
          await new Promise((resolve) => setTimeout(resolve, 50));
        const isOwned = Reflect.has(globalThis, 'owned');
        return { isOwned, evaluated, fetched, file, broken: [...new Set(broken)].sort() };
      },
      [evil.url, brokenDirectives] as const,
    );
    assert.deepEqual(
      { ...outcome, broken: null },
      { isOwned: false, evaluated: false, fetched: false, file: false, broken: null },
    );
    for (const directive of brokenDirectives)
      assert.ok(outcome.broken.includes(directive), `${directive} in ${outcome.broken.join(' ')}`);
    assert.deepEqual(evil.hits, []);
  },
);

test('the page cannot leave, open windows or get rights of the OS', { skip }, async (t) => {
  const desktop = await DesktopApp.launch(t);
  const evil = await attacker(t);
  const before = desktop.page.url();
  const outcome = await desktop.page.evaluate(async (url) => {
    const opened = window.open(url) === null;
    document.body.append(
      Object.assign(document.createElement('a'), { href: url, target: '_blank', id: 'evil' }),
    );
    document.getElementById('evil')?.click();
    const notices = await Notification.requestPermission();
    const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      () => 'denied',
    );
    location.href = url;
    return { opened, notices, media };
  }, evil.url);
  assert.deepEqual(outcome, { opened: true, notices: 'denied', media: 'denied' });
  await desktop.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
  assert.equal(desktop.page.url(), before);
  assert.equal(desktop.app.windows().length, 1);
  assert.deepEqual(evil.hits, []);
});

test(
  'nothing outside of the built page is served, however the path is written',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const answers = await desktop.page.evaluate(async () => {
      const paths = [
        '/../main/app.js',
        '/..%2fmain%2fapp.js',
        '/%2e%2e/%2e%2e/package.json',
        '/..%5c..%5cpackage.json',
        '//etc/passwd',
        '/%00.html',
        '/%',
      ];
      const codes: Record<string, number> = {};
      for (const path of paths)
        codes[path] = await fetch(`app://mailroom${path}`).then(
          ({ status }) => status,
          () => 0,
        );
      const other = await fetch('app://other/index.html').then(
        ({ status }) => status,
        () => 0,
      );
      return { codes, other, own: (await fetch('app://mailroom/index.html')).status };
    });
    for (const [asked, code] of Object.entries(answers.codes))
      assert.ok(code === 404 || code === 0, `${asked}: ${code}`);
    assert.notEqual(answers.other, 200);
    assert.equal(answers.own, 200);
  },
);

test(
  'a request from another window, or of a wrong shape, is refused and noted',
  { skip },
  async (t) => {
    const desktop = await DesktopApp.launch(t);
    const preload = path.join(desktop.dataFolder, 'evil-preload.cjs');
    fs.writeFileSync(
      preload,
      `const { ipcRenderer } = require('electron');
       addEventListener('DOMContentLoaded', () => {
         ipcRenderer.invoke('mailroom:request', { id: 1, name: 'users:list', args: {} })
           .then(() => 'answered', () => 'refused')
           .then((outcome) => { document.documentElement.dataset.outcome = outcome; });
       });`,
    );
    const title = await desktop.inMain(async ({ BrowserWindow }, file) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: file } });
      // Even from our own address: it is another window.
      await window.loadURL('app://mailroom/index.html');
      for (let tries = 0; tries < 100; tries += 1) {
        const now: unknown = await window.webContents.executeJavaScript(
          'document.documentElement.dataset.outcome',
        );
        if (typeof now === 'string') return now;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return 'silent';
    }, preload);
    assert.equal(title, 'refused');
    await until('it is in the journal', async () =>
      (await journal(desktop)).some(({ event }) => event === 'desktop.refused'),
    );

    const wrong: [string, unknown, string][] = [
      ['users:remove', { name: 7 }, 'control.bad-arguments'],
      ['users:list', { more: true }, 'control.bad-arguments'],
      ['desktop:copy', { text: 7 }, 'desktop.bad-request'],
      ['desktop:set-preferences', { theme: 'pink' }, 'desktop.bad-request'],
      ['desktop:set-preferences', { dataFolder: '/' }, 'desktop.bad-request'],
      ['desktop:open-link', { url: 'https://evil.example/' }, 'desktop.link-refused'],
      ['desktop:open-link', { url: 'file:///etc/passwd' }, 'desktop.link-refused'],
      [
        'desktop:open-link',
        { url: 'https://support.google.com@evil.example/' },
        'desktop.link-refused',
      ],
      ['users:list', 'text', 'desktop.bad-request'],
    ];
    for (const [name, args, code] of wrong) {
      const result = await desktop.request(name as never, args as never);
      assert.equal(result.ok ? 'ok' : result.error.code, code, name);
    }
  },
);
