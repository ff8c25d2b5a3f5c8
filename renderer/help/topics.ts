/**
 * The topics of the built-in help, grouped in the order of its contents. A link to a topic that is not here
 * does not compile; a topic without its text in a language fails the tests. Its text is `LANGUAGE/ID.md`.
 */
export const topicGroups = {
  start: ['what-it-does', 'first-steps', 'overview', 'people', 'tray', 'start-with-computer'],
  sending: [
    'smtp-auth',
    'pop-before-smtp',
    'relaying-denied',
    'messages',
    'mail-lists',
    'activity',
    'trusted-devices',
  ],
  programs: [
    'outlook',
    'outlook-express',
    'new-outlook',
    'outlook-mac',
    'thunderbird',
    'apple-mail',
    'android',
    'em-client',
    'claws',
    'scanners',
    'software',
  ],
  provider: ['provider', 'provider-direct', 'microsoft-365', 'google'],
  computer: ['ports-and-firewall', 'certificates', 'diagnostics', 'settings'],
  data: ['backup', 'new-pc', 'files', 'privacy', 'glossary'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type TopicGroup = keyof typeof topicGroups;
export type Topic = (typeof topicGroups)[TopicGroup][number];
/** A topic, or one of its headings by the id that both languages give it (`## Heading {#id}`). */
export type HelpPlace = Topic | `${Topic}#${string}`;

export const topics: readonly Topic[] = Object.values(topicGroups).flat();

const known: ReadonlySet<string> = new Set(topics);

/** For places that come from outside the page, such as the address of the window. */
export const isTopic = (id: string): id is Topic => known.has(id);

/** The place of a topic and, unless it is '', of a heading in it; null where there is no such topic. */
export function placeOf(topic: string, heading: string): HelpPlace | null {
  if (!isTopic(topic)) return null;
  return heading === '' ? topic : `${topic}#${heading}`;
}

/** A place in its parts. */
export function partsOf(place: HelpPlace): { readonly topic: Topic; readonly heading: string } {
  const [topic = '', heading = ''] = place.split('#');
  return { topic: topic as Topic, heading };
}

/** The group in which a topic stands in the contents. */
export function groupOf(topic: Topic): TopicGroup {
  const groups = Object.entries(topicGroups) as [TopicGroup, readonly Topic[]][];
  return groups.find(([, members]) => members.includes(topic))?.[0] ?? 'start';
}
