/** The one way out of the page: the functions that the preload put on `window.mailroom`. */
import type {
  MailroomBridge,
  WindowRequest,
  WindowRequestName,
  WindowRequests,
} from '../../main/contract/desktop.ts';
import type { Result } from '../../main/contract/result.ts';

declare global {
  interface Window {
    readonly mailroom?: MailroomBridge;
  }
}

/** The same, with the request's name as an argument: what hooks need that serve every request. */
export interface Bridge extends Pick<MailroomBridge, 'onPush'> {
  request<K extends WindowRequestName>(
    name: K,
    ...given: Parameters<WindowRequest<K>>
  ): Promise<Result<WindowRequests[K]['result']>>;
}

/** Throws where the page was opened outside the app. */
export function bridge(): Bridge {
  const { mailroom } = window;
  if (!mailroom) throw new Error('This page works inside the Mailroom app only');
  return {
    request: (name, ...given) => mailroom.requests[name](...given),
    onPush: mailroom.onPush,
  };
}
