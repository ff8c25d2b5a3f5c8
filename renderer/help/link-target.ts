/** Reads where a link of the help leads. Pure; null for everything that the help does not link to. */
import { isPage } from '../shell/page-names.ts';
import type { LinkTarget } from './help-text.ts';
import { placeOf } from './topics.ts';

/**
 * `outlook.md` and `messages.md#outlook` are topics (so that the links work in a checkout too), `#/people`
 * is a page of the window, `https://...` the browser's.
 */
export function linkTarget(href: string): LinkTarget | null {
  const topic = /^([a-z0-9-]+)\.md(?:#([a-z0-9-]+))?$/.exec(href);
  if (topic) {
    const place = placeOf(topic[1] ?? '', topic[2] ?? '');
    return place === null ? null : { kind: 'topic', place };
  }
  const page = /^#\/(([a-z-]+)[^#]*)$/.exec(href);
  if (page) {
    const [, place = '', name = ''] = page;
    return isPage(name) || name === 'setup' ? { kind: 'page', place } : null;
  }
  return href.startsWith('https://') ? { kind: 'web', url: href } : null;
}
