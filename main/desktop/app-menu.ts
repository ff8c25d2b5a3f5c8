/** The menu bar: the OS's own entries by their roles, and the few that are ours. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuRole, Words } from './words.ts';

/** What the lines of the menu that are ours do; `place` names a page of the window. */
export interface AppMenuActions {
  open(place: string): void;
  print(): void;
  quit(): void;
}

const line: MenuItemConstructorOptions = { type: 'separator' };

/** Set anew when the language changes. */
export function setAppMenu(words: Words, actions: AppMenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(words, actions, process.platform)));
}

/** The whole menu bar for Electron’s `Menu.buildFromTemplate`. Pure. */
export function menuTemplate(
  words: Words,
  actions: AppMenuActions,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const { menu } = words;
  const isMac = platform === 'darwin';
  const open = (
    label: string,
    place: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label,
    click: () => actions.open(place),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const settings = open(menu.settings, 'settings', 'CmdOrCtrl+,');
  const quit: MenuItemConstructorOptions = {
    label: menu.quit,
    accelerator: 'CmdOrCtrl+Q',
    click: () => actions.quit(),
  };
  const print: MenuItemConstructorOptions = {
    label: menu.print,
    accelerator: 'CmdOrCtrl+P',
    click: () => actions.print(),
  };
  const close: MenuItemConstructorOptions = { label: menu.close, role: 'close' };
  const about = open(menu.about, 'about');
  return [
    ...(isMac ? [macAppMenu(menu.roles, { about, settings, quit })] : []),
    {
      label: menu.file,
      submenu: isMac ? [print, line, close] : [settings, line, print, line, close, quit],
    },
    { label: menu.edit, submenu: withRoles(menu.roles, editRoles) },
    {
      label: menu.view,
      submenu: [...withRoles(menu.roles, viewRoles), ...moreZoomKeys(menu.roles)],
    },
    {
      label: menu.window,
      role: 'window',
      submenu: withRoles(menu.roles, isMac ? ['minimize', 'front'] : ['minimize']),
    },
    {
      label: menu.help,
      role: 'help',
      submenu: [open(menu.helpTopics, 'help', 'F1'), ...(isMac ? [] : [line, about])],
    },
  ];
}

const editRoles = ['undo', 'redo', null, 'cut', 'copy', 'paste', 'selectAll'] as const;
const viewRoles = ['resetZoom', 'zoomIn', 'zoomOut', null, 'togglefullscreen'] as const;

/** The runtime does what a role says, but names it in English alone. Null is a line. */
const withRoles = (
  labels: Words['menu']['roles'],
  roles: readonly (MenuRole | null)[],
): MenuItemConstructorOptions[] =>
  roles.map((role) => (role === null ? line : { role, label: labels[role] }));

/**
 * Electron's "Ctrl+Plus" wants Shift, as the US keyboard does: the German one has "+" without, and both have it beside
 * the digits, too. Items that nobody sees, for their keys alone.
 */
const moreZoomKeys = (labels: Words['menu']['roles']): MenuItemConstructorOptions[] =>
  (
    [
      ['zoomIn', '='],
      ['zoomIn', 'numadd'],
      ['zoomOut', 'numsub'],
      ['resetZoom', 'num0'],
    ] as const
  ).map(([role, key]) => ({
    ...{ role, label: labels[role], visible: false },
    accelerator: `CmdOrCtrl+${key}`,
  }));

const macAppMenu = (
  labels: Words['menu']['roles'],
  own: Readonly<Record<'about' | 'settings' | 'quit', MenuItemConstructorOptions>>,
): MenuItemConstructorOptions => ({
  label: 'Mailroom',
  submenu: [
    ...[own.about, line, own.settings, line],
    ...withRoles(labels, ['services', null, 'hide', 'hideOthers', 'unhide', null]),
    own.quit,
  ],
});
