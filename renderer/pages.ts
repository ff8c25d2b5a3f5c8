/** Which component shows which page. */
import type { ComponentType } from 'react';
import { AboutPage } from './about/page.tsx';
import { ActivityPage } from './activity/page.tsx';
import { ConnectPage } from './connect/page.tsx';
import { DiagnosticsPage } from './diagnostics/page.tsx';
import { HelpPage } from './help/page.tsx';
import { MailPage } from './mail/page.tsx';
import { OverviewPage } from './overview/page.tsx';
import { PeoplePage } from './people/page.tsx';
import { ProviderPage } from './provider/page.tsx';
import { SecurityPage } from './security/page.tsx';
import { SettingsPage } from './settings/page.tsx';
import type { PageName } from './shell/page-names.ts';

export { SetupWizard } from './wizards/first-start/wizard.tsx';

export const pages: Readonly<Record<PageName, ComponentType>> = {
  overview: OverviewPage,
  mail: MailPage,
  activity: ActivityPage,
  people: PeoplePage,
  connect: ConnectPage,
  provider: ProviderPage,
  security: SecurityPage,
  diagnostics: DiagnosticsPage,
  settings: SettingsPage,
  help: HelpPage,
  about: AboutPage,
};
