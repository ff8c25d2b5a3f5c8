/** Steps as sentences, and what stands below them. `{label}`, `{value}` and `{path}` are put in by the page. */
export const connectNotes = {
  steps: {
    type: 'In {label}, type {value}',
    fill: 'Fill in {label}',
    password: 'In {label}, type the password for Mailroom',
    choose: 'In {label}, choose {value}',
    tick: 'Tick {label}',
    untick: 'Take the tick away from {label}, if there is one',
    radio: 'Choose {label}',
    switchOn: 'Switch {label} on',
    switchOff: 'Switch {label} off',
    click: 'Click {label}',
    tap: 'Tap {label}',
    tab: 'Open the tab {label}',
    side: 'In the list at the side, choose {label}',
    path: 'Go to {path}',
  },
  notes: {
    // Several programs.
    exactName:
      'Exactly this name. An e-mail address does as well, but only one that this person has in Mailroom.',
    fetchElsewhere:
      'If this account fetches its mail from another server, leave that server here; change only what is about outgoing mail.',
    onlyOutgoing:
      'If the account fetches its mail from your provider, leave everything about incoming mail as it is, and change only what is about outgoing mail.',
    providerIncoming:
      'If mail is fetched from your provider, type its server, name and password for incoming mail, and those of Mailroom for outgoing mail only.',
    popNotImap: 'POP, not IMAP. An account cannot be changed from one to the other; add a new one.',
    chooseAccount: 'Choose the account on the left.',
    selectAccountChange: 'Select the account in the list, then click “Change…”.',
    selectAccountProperties: 'Select the account in the list, then click “Properties”.',
    ownLogOn:
      'If the account fetches its mail from another server, choose the line below it instead, and type the name and the password for Mailroom there.',
    noSpa:
      'Leave Secure Password Authentication (SPA) without a tick: that is another kind of sign-in.',
    typePasswordThere: 'When the program asks for a password, type the password for Mailroom.',
    windowsXpTls:
      'On Windows XP and Vista this program cannot encrypt in a way that is safe today, and Mailroom does not take less. There, tick “The program knows no encryption” beside the steps.',
    windowsUpToDate:
      'On Windows 7 and Vista encryption usually fails: TLS 1.2 is off there, also with all updates. Then tick “The program knows no encryption” beside the steps, or have TLS 1.2 switched on in Windows 7.',
    sendReceiveTwice: 'Close the windows with “OK”, and let the program send and receive.',

    // Outlook.
    outlookFinish:
      'Click “Next >”. Outlook signs in and sends itself a test message; then “Finish”.',
    outlookFinishNew: 'Close the window and let Outlook send and receive.',
    outlookNewAccount:
      'Outlook says that it cannot connect: choose to change the account settings, and go on here. In older versions: “Manual setup or additional server types”, then “POP or IMAP”.',
    outlookChooseAccount:
      'If Outlook has several accounts, choose this one on the page “File” first.',
    controlPanelWhy:
      'This way is the same in every version of Windows and Outlook, and shows all settings. Use it when a window looks different from the picture.',
    openControlPanel: 'Press the Windows key, type “control panel”, and open it.',
    appletMissing:
      'Type “mail” into the search of the Control Panel. If nothing is found, close Outlook and run OLCFG.EXE from the folder root\\Office16 of Microsoft Office.',
    modernNoBox:
      'If your window has no such box, Outlook signs in with the name and password of incoming mail by itself. If sending is refused all the same, take the way through the Control Panel.',
    modernNoPop:
      'Checking mail before sending (POP before SMTP) may be missing in this window. The way through the Control Panel has it.',
    modernUserName:
      'This window may not show the user name. If the line below says “Unknown name”, Outlook signs in with the e-mail address: give this person that address under “People and devices”, or take the way through the Control Panel, which has the field.',
    olderTlsNames:
      'In versions before 2019 it may be called SSL (for SSL/TLS) or TLS (for STARTTLS).',
    logOnFirst:
      'Outlook then checks mail before each time it sends. Server for incoming and outgoing mail must be the same.',

    // New Outlook.
    newOutlookWhy:
      'The new Outlook fetches and sends mail through Microsoft’s computers on the internet. They cannot reach a computer inside your office, and Mailroom could not tell who is sending.',
    newOutlookClassic:
      'If this line is there, classic Outlook is installed: start it and use the page for Outlook.',
    newOutlookToggle:
      'At the top right of the new Outlook. Switching it off brings classic Outlook back where it is installed.',
    newOutlookInstead:
      'If classic Outlook is not installed, use Thunderbird or eM Client on this PC. The Outlook app on phones works like the new Outlook and does not fit either.',

    // Outlook Express and its heirs.
    liveSelectAccount: 'Select the account in the list on the left.',

    // Thunderbird.
    thunderbirdCertificate:
      'Save the office certificate (the button is below the steps) and bring the file to this computer. Without it Thunderbird finds no server while it sets up an account.',
    thunderbirdImport:
      'Choose the file. If Thunderbird begins with its window for a new account, make that small first, with the sign at its top right.',
    thunderbirdTrust: 'This line, and not the one about people: it counts for mail servers too.',
    thunderbirdOlder: 'Older versions say “New Account”.',
    thunderbirdNameAddress:
      'Type name and e-mail address, then “Continue”. When Thunderbird finds nothing, the next window comes by itself; when it finds something else, choose “Edit configuration”. Older versions say “Configure manually”, and have both servers in one window.',
    thunderbirdTest:
      'Only after a test that succeeded can you go on. If it finds no settings, compare all values of this window and the one before, and see that the office certificate was imported.',
    thunderbirdException:
      'Thunderbird says that the certificate does not come from a trusted source, once when it fetches and once when it sends: click “OK”, then “Confirm Security Exception”, and try again. It does not ask where the office certificate was imported.',
    thunderbirdShared:
      'Servers for outgoing mail stand in a list of their own at the end, and several accounts may use the same one: a change counts for all of them.',
    thunderbirdIdentity: 'In the account itself, “Outgoing Server” must name this server.',

    // Apple.
    macPreferences: 'Before macOS 13 the menu says “Preferences…”.',
    macChooseAccount: 'Choose the account on the left.',
    macNewAccount:
      'Type name, address and password, then POP as kind of account and the server for both. It may say at first that it cannot check the name; go on.',
    macSharedServer:
      'If the account sends through another server so far, choose “Edit SMTP Server List…” under “Account” first, add a server with “+”, and choose it: else the change counts for every account that uses that server.',
    macCertificate:
      'If the Mac does not trust the certificate of this office, choose to show it and to trust it always; or install the office certificate before.',
    iphoneOlder: 'Up to iOS 17: Settings, Mail, Accounts.',
    phoneNameAddress: 'Type name, e-mail address and the password for Mailroom, then tap “Next”.',
    notOptional: 'It says “optional”, but Mailroom needs name and password here too.',
    iphoneWaits:
      'Tap “Next”. The iPhone tries the usual ports first; that can take two minutes and end with a warning. Save the account all the same; the ports come next.',
    iphoneLater: 'Open the account that you just saved; there SMTP, then the first server.',
    iphoneIncomingToo: 'The same for incoming mail, in the account under “Advanced”.',

    // Outlook for Mac.
    macOutlookOpen: 'Then choose the account on the left.',
    macOutlookNew: 'Choose POP as kind of account.',
    macOutlookAuth:
      'Not “None”: Mailroom must know who is sending. If the account fetches its mail from your provider, choose “User Name and Password” instead, and type those for Mailroom.',

    // Android.
    phoneAddress: 'Type the e-mail address.',
    gmailPortsLater:
      'If port and security are not asked here, save first and change them afterwards in the settings of this account.',
    androidCertificate:
      'Android apps may refuse the certificate of this office. Install the office certificate on the phone first, or use a certificate of your own that phones trust.',
    androidAddAccount: 'Add an account and type the e-mail address.',
    androidManual: 'When nothing was found, set it up by hand.',

    // eM Client.
    emClientNew: 'Choose “Mail”, “Other”, type the address, then POP3.',
    notAnonymous:
      'Not “Anonymous”: Mailroom must know who is sending. If the account fetches its mail from your provider, choose “Use these credentials” instead, and type name and password for Mailroom.',

    // Claws.
    clawsNew:
      'At its first start a wizard asks for the same values; it takes the port behind the server, with a colon between. For a further account: “Create new account…” in the same menu.',
    clawsSameUser:
      'Leave name and password empty: those of receiving are used. If the account fetches its mail from another server, type name and password for Mailroom here.',
    clawsTimeout: 'Less than the time that Mailroom allows for sending after a mail check.',

    // Scanners.
    scannerModels:
      'Menus differ between models. What the words mean is the same everywhere; the manual of the device has them under “scan to e-mail” or “SMTP”.',
    openScannerPage:
      'Type the network address of the device into a browser, and sign in as its administrator.',
    scannerPathMay: 'The way to the mail settings may be another one on your model.',
    scannerTest: 'Save, and scan one page to your own address. The line below shows what arrives.',
    scannerWait:
      'If the device asks how long to wait after checking mail, take the shortest time that works. Mailroom needs none.',
    senderAddress:
      'An address of your office. Providers often refuse mail from addresses that are not theirs.',
    epsonPassword:
      'Epson devices take passwords of at most 20 characters. Those that Mailroom makes up fit.',
    xeroxPlain:
      'Where the device offers “Plain” and “APOP”, choose Plain; APOP works only for people with APOP switched on.',

    // Software.
    softwareLead:
      'Whatever sends mail by SMTP can use these values. For a program on this PC itself choose 127.0.0.1 as server; if it knows no encryption, tick that there.',
    softwareOpen:
      'Open the mail settings of the software; often under “E-mail”, “SMTP” or “Notifications”.',
    softwareEncryption:
      'STARTTLS is also called TLS or explicit TLS, SSL/TLS also implicit TLS or SMTPS. If the software checks certificates, it must know the office certificate.',
    softwareTest: 'Let the software send a test message. The line below shows what arrives.',
  },
};

export type NoteId = keyof (typeof connectNotes)['notes'];
