/**
 * The one way from the page to the relay and the desktop. Answers only our own window's main frame with our
 * own origin; every name and every argument is checked again here, whatever the preload did.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as z from 'zod';
import { failed, type Result } from '../contract/result.ts';
import { appOrigin } from './app-origin.ts';
import type { DesktopDesk } from './desktop-desk.ts';
import { parseUrl } from './parse-url.ts';
import type { RelayLink } from './relay-link.ts';

/** The page asks here (`ipcRenderer.invoke`). */
export const requestChannel = 'mailroom:request';
/** What comes unasked, in bundles. */
export const pushChannel = 'mailroom:pushes';
/** What a request tells while it runs. */
export const requestPushChannel = 'mailroom:request-push';

const envelope = z.strictObject({
  id: z.int().min(1),
  name: z.string().min(1).max(60),
  args: z.record(z.string(), z.unknown()),
});

/** What the preload gets back; `pushed` tells how many pushes belong before the result. */
export interface Reply {
  readonly result: Result<unknown>;
  readonly pushed: number;
}

/** Who may ask, and who answers. */
export interface IpcOptions {
  /** The page that may ask, or null while there is none. */
  readonly page: () => WebContents | null;
  readonly link: RelayLink;
  readonly desk: DesktopDesk;
  readonly report: (event: string, text: string) => void;
}

/** Answers the page from now on. Throws towards a stranger; for our page each answer is a value. */
export function answerRequests(options: IpcOptions): void {
  ipcMain.handle(requestChannel, (event, raw: unknown) => {
    const stranger = strangerOf(event, options.page());
    if (stranger === null) return answer(event.sender, raw, options);
    options.report('desktop.refused', `A request from ${stranger} was refused.`);
    throw new Error('refused');
  });
}

/** Who it is that must not ask, or null when it is our page. */
function strangerOf(event: IpcMainInvokeEvent, page: WebContents | null): string | null {
  const frame = event.senderFrame;
  if (page === null || event.sender !== page) return 'another window';
  if (frame === null || frame !== page.mainFrame) return 'a frame inside the page';
  const url = parseUrl(frame.url);
  return url !== null && `${url.protocol}//${url.host}` === appOrigin ? null : 'another address';
}

async function answer(page: WebContents, raw: unknown, options: IpcOptions): Promise<Reply> {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) {
    options.report('desktop.bad-request', 'A request of the window had a wrong shape.');
    return {
      result: failed('desktop.bad-request', 'The window asked for something unknown.'),
      pushed: 0,
    };
  }
  const { id, name, args } = parsed.data;
  let pushed = 0;
  const push = (pushName: string, value: unknown): void => {
    pushed += 1;
    if (!page.isDestroyed()) page.send(requestPushChannel, { id, name: pushName, value });
  };
  const result = name.startsWith('desktop:')
    ? await options.desk.handle(name, args, push)
    : await askRelay(name, args, { options, push });
  return { result, pushed };
}

async function askRelay(
  name: string,
  args: Readonly<Record<string, unknown>>,
  { options, push }: { options: IpcOptions; push: (name: string, value: unknown) => void },
): Promise<Result<unknown>> {
  // The desktop follows the journal once for all; a second stream would only double the work.
  if (name === 'journal:follow') return { ok: true, value: null };
  // The desktop has long work of its own.
  if (name === 'job:cancel' && options.desk.cancel(String(args['job'])))
    return { ok: true, value: { wasRunning: true } };
  // The relay writes where it is told: the page tells it only what a person chose.
  if (name === 'backup:save' && !options.desk.isChosenPlace(args['file'])) {
    options.report('desktop.refused', 'The window named a file that nobody chose.');
    return failed('desktop.bad-request', 'The window named a file that nobody chose.');
  }
  return options.link.request(name, args, push);
}
