/** The menu bar: the OS's own entries by their roles, and the few that are ours. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

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
    ...(isMac ? [macAppMenu(about, settings, quit)] : []),
    {
      label: menu.file,
      submenu: isMac ? [print, line, close] : [settings, line, print, line, close, quit],
    },
    editMenu(menu.edit),
    viewMenu(menu.view),
    {
      label: menu.window,
      role: 'window',
      submenu: [{ role: 'minimize' }, ...(isMac ? [{ role: 'front' } as const] : [])],
    },
    {
      label: menu.help,
      role: 'help',
      submenu: [open(menu.helpTopics, 'help', 'F1'), ...(isMac ? [] : [line, about])],
    },
  ];
}

const editMenu = (label: string): MenuItemConstructorOptions => ({
  label,
  submenu: [
    { role: 'undo' },
    { role: 'redo' },
    line,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ],
});

const viewMenu = (label: string): MenuItemConstructorOptions => ({
  label,
  submenu: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    line,
    { role: 'togglefullscreen' },
  ],
});

const macAppMenu = (
  about: MenuItemConstructorOptions,
  settings: MenuItemConstructorOptions,
  quit: MenuItemConstructorOptions,
): MenuItemConstructorOptions => ({
  label: 'Mailroom',
  submenu: [
    about,
    line,
    settings,
    line,
    { role: 'services' },
    line,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    line,
    quit,
  ],
});
