/** Labels around the new Outlook for Windows. */
import { label, maybe } from '../model/label.ts';

export const newOutlook = {
  startSearch: maybe('Start', 'Start'),
  type: maybe(
    'Search for apps, settings, and documents',
    'Nach Apps, Einstellungen und Dokumenten suchen',
  ),
  apps: label('Apps', 'Apps'),
  classic: maybe('Outlook (classic)', 'Outlook (classic)'),
  plain: label('Outlook', 'Outlook'),
  toggle: maybe('New Outlook', 'Neues Outlook'),
} as const;
