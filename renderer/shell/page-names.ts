/** The pages of the window in the order of the navigation. */
export const pageGroups = [
  ['overview', 'mail', 'activity'],
  ['people', 'connect'],
  ['provider', 'security', 'diagnostics'],
  ['settings', 'help', 'about'],
] as const;

export type PageName = (typeof pageGroups)[number][number];

const names: readonly string[] = pageGroups.flat();

export const isPage = (name: string): name is PageName => names.includes(name);
