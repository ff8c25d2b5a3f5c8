/**
 * The bridge between the page and this program: a named function for each request of the contract, and the
 * way to subscribe. Runs in the sandbox. Every request is checked again on the other side.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { MailroomBridge, WindowPushes, WindowRequestName } from './contract/desktop.ts';
import { windowRequestNames } from './contract/request-names.ts';
import type { Result } from './contract/result.ts';

type OnPush = (push: { readonly name: string; readonly value: unknown }) => void;
type Listener = (value: never) => void;

interface RequestPush {
  readonly id: number;
  readonly name: string;
  readonly value: unknown;
}

interface Running {
  readonly onPush: OnPush;
  heard: number;
  /** Set when the result is there: it waits until all pushes before it were heard. */
  end: { readonly after: number; readonly run: () => void } | null;
}

const running = new Map<number, Running>();
const listeners = new Map<string, Set<Listener>>();
let lastId = 0;

ipcRenderer.on('mailroom:request-push', (_event, { id, name, value }: RequestPush) => {
  const request = running.get(id);
  if (!request) return;
  request.heard += 1;
  request.onPush({ name, value });
  if (request.end !== null && request.heard >= request.end.after) request.end.run();
});

ipcRenderer.on('mailroom:pushes', (_event, bundle: readonly (readonly [string, unknown])[]) => {
  for (const [name, value] of bundle)
    for (const run of listeners.get(name) ?? []) run(value as never);
});

async function request(
  name: WindowRequestName,
  args: unknown,
  onPush: OnPush = () => undefined,
): Promise<Result<unknown>> {
  lastId += 1;
  const id = lastId;
  const request: Running = { onPush, heard: 0, end: null };
  running.set(id, request);
  try {
    const { result, pushed } = (await ipcRenderer.invoke('mailroom:request', {
      id,
      name,
      args,
    })) as { result: Result<unknown>; pushed: number };
    // Pushes come another way than the result and may be overtaken by it.
    if (request.heard < pushed)
      await new Promise<void>((resolve) => {
        request.end = { after: pushed, run: resolve };
      });
    return result;
  } finally {
    running.delete(id);
  }
}

function onPush(name: keyof WindowPushes, run: Listener): () => void {
  const own: Listener = (value) => {
    run(value);
  };
  const known = listeners.get(name) ?? new Set<Listener>();
  listeners.set(name, known.add(own));
  return () => {
    known.delete(own);
  };
}

const requests = Object.fromEntries(
  windowRequestNames.map((name) => [
    name,
    (args: unknown, heard?: OnPush) => request(name, args, heard),
  ]),
);
const bridge = Object.freeze({
  requests: Object.freeze(requests) as MailroomBridge['requests'],
  onPush,
});
contextBridge.exposeInMainWorld('mailroom', bridge);
