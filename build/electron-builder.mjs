// What electron-builder makes of the built product. The packaged app needs no node_modules: everything is
// bundled. `npm run dist` (build/dist.mjs) runs it; the tests check it and build the Linux directory.

// The id names the entry to start at sign-in on Windows and is told to Electron in main/app.ts.
const appId = 'org.mailroom.desktop';
const productName = 'Mailroom';

/** Electron's checklist. The `mailroom` command does without runAsNode: see main/desktop/terminal.ts. */
const electronFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
  resetAdHocDarwinSignature: true,
};

/** The command for terminals, beside the program. */
const command = (file) => [{ from: `build/command/${file}`, to: `bin/${file}` }];

export default {
  appId,
  productName,
  copyright: 'Copyright © the Mailroom developers',
  directories: { buildResources: 'build', output: 'dist' },
  publish: null,
  asar: true,
  // Nothing to rebuild, and no look into node_modules for what to copy.
  beforeBuild: () => false,
  electronFuses,
  electronLanguages: ['en-US', 'de'],
  // What only a checkout starts stays out; so do source maps, which hold the sources.
  files: [
    'out/{main,renderer,icons}/**/*',
    '!out/main/{cli.js,serve.js,certificate-program.js,early.cjs}',
    '!out/main/chunks/stale.json',
    '!**/*.map',
  ],
  // A person who looks for licences finds them beside those of Electron.
  extraFiles: [{ from: 'out/THIRD-PARTY-LICENSES.txt', to: 'THIRD-PARTY-LICENSES.txt' }],
  win: {
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    icon: 'build/icons/icon.ico',
    extraResources: command('mailroom.cmd'),
  },
  nsis: {
    // Assisted: the person chooses between "for me" and "for all", and only the latter may open the firewall.
    oneClick: false,
    perMachine: false,
    selectPerMachineByDefault: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    include: 'build/installer.nsh',
    installerIcon: 'build/icons/icon.ico',
    uninstallerIcon: 'build/icons/icon.ico',
    installerLanguages: ['en_US', 'de_DE'],
    artifactName: '${productName}-Setup-${version}.${ext}',
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    icon: 'build/icons/icon.icns',
    category: 'public.app-category.business',
    minimumSystemVersion: '13.0',
    hardenedRuntime: true,
    extendInfo: {
      NSLocalNetworkUsageDescription:
        'Mail programs and scanners in your office hand their mail to Mailroom over the network.',
    },
    extraResources: command('mailroom'),
  },
  dmg: { artifactName: '${productName}-${version}-${arch}.${ext}' },
  linux: {
    target: ['deb', 'AppImage'],
    icon: 'build/icons/linux',
    category: 'Office;Email',
    synopsis: 'Mail relay for small offices',
    maintainer: 'The Mailroom developers <developers@mailroom.example>',
    syncDesktopName: true,
    extraResources: command('mailroom'),
    desktop: {
      entry: {
        'GenericName[de]': 'Mail-Relay',
        GenericName: 'Mail relay',
        'Comment[de]': 'Mail-Relay für kleine Büros',
        Keywords: 'mail;relay;smtp;pop3;scanner;',
      },
    },
  },
  deb: {
    afterInstall: 'build/linux/after-install.sh',
    afterRemove: 'build/linux/after-remove.sh',
    // A link that the package owns, so that dpkg knows what it belongs to.
    fpm: ['build/linux/bin/=/usr/bin'],
    recommends: ['gnome-shell-extension-appindicator'],
  },
  appImage: { artifactName: '${productName}-${version}-${arch}.${ext}' },
  // The newer runtime of AppImages does without libfuse2, which new distributions lack.
  toolsets: { appimage: '1.0.3' },
};
