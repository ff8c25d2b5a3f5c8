/** The topic about each page of the window. */
import type { PageName } from '../shell/page-names.ts';
import type { HelpPlace } from './topics.ts';

const topics: Readonly<Record<PageName, HelpPlace | null>> = {
  overview: 'overview',
  mail: 'mail-lists',
  activity: 'activity',
  people: 'people',
  connect: 'smtp-auth',
  provider: 'provider',
  security: 'ports-and-firewall',
  diagnostics: 'diagnostics',
  settings: 'settings',
  help: null,
  about: 'what-it-does',
};

/** Null for the help itself, and for what is no page. */
export const topicOfPage = (page: string): HelpPlace | null =>
  Object.hasOwn(topics, page) ? topics[page as PageName] : null;
