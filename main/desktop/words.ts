/** What tray, menu, notices and dialogs say, in each language. One typed dictionary; a language is one entry. */
import type { NoticeKind } from '../contract/desktop.ts';
import type { Language } from '../contract/languages.ts';
import { phrases as german } from '../contract/phrases/de.ts';
import { phrases as english } from '../contract/phrases/en.ts';
import { sayWith, type Say } from '../contract/phrases/say.ts';

/** Entries of the menu that the runtime carries out. */
export type MenuRole =
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'front'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide';

/** All words of one language. */
export interface Words {
  /** A sentence of the relay in this language. */
  readonly say: Say;
  readonly trayStates: {
    readonly running: string;
    readonly attention: string;
    readonly error: string;
    readonly paused: string;
    readonly starting: string;
  };
  readonly tray: {
    readonly allDelivered: string;
    /** Mail goes to the practice provider. */
    readonly practice: string;
    readonly onTheirWay: (count: number) => string;
    /** By a person, on the page Mail. */
    readonly held: (count: number) => string;
    readonly nothingWaits: string;
    readonly waiting: (count: number) => string;
    readonly starting: string;
    readonly away: string;
    readonly silent: string;
    /** Of another version than this program. */
    readonly other: string;
    readonly pause: string;
    readonly resume: string;
    readonly sendNow: string;
    readonly copyAddress: (address: string) => string;
    readonly open: string;
    readonly connect: string;
    readonly help: string;
    readonly quit: string;
  };
  readonly close: {
    readonly message: string;
    readonly detail: string;
    /** Where the relay runs elsewhere. */
    readonly detailAttached: string;
    readonly keep: string;
    readonly quit: string;
  };
  readonly menu: {
    readonly file: string;
    readonly edit: string;
    readonly view: string;
    readonly window: string;
    readonly help: string;
    readonly print: string;
    readonly helpTopics: string;
    readonly settings: string;
    readonly about: string;
    readonly quit: string;
    readonly close: string;
    readonly roles: Readonly<Record<MenuRole, string>>;
  };
  readonly notices: Readonly<Record<NoticeKind, string>>;
}

const en: Words = {
  say: sayWith(english),
  trayStates: {
    running: 'Mail flows',
    attention: 'Something needs you',
    error: 'Mail does not flow',
    paused: 'Sending is paused',
    starting: 'Starting',
  },
  tray: {
    allDelivered: 'All mail delivered',
    practice: 'Practice only: nothing leaves this computer',
    onTheirWay: (count) =>
      count === 1 ? '1 message is on its way' : `${count} messages are on their way`,
    held: (count) => (count === 1 ? '1 message is held back' : `${count} messages are held back`),
    nothingWaits: 'No mail waits',
    waiting: (count) => (count === 1 ? '1 message waits' : `${count} messages wait`),
    starting: 'Mailroom is starting',
    away: 'The relay does not run',
    silent: 'The relay does not answer',
    other: 'The relay has another version',
    pause: 'Pause sending',
    resume: 'Resume sending',
    sendNow: 'Send waiting mail now',
    copyAddress: (address) => `Copy server address (${address})`,
    open: 'Open Mailroom',
    connect: 'Connect a mail program…',
    help: 'Help',
    quit: 'Quit Mailroom',
  },
  close: {
    message: 'Mailroom keeps running',
    detail:
      'The window is closed, mail keeps flowing. To open the window again, click the Mailroom icon beside the clock, or start Mailroom again. To end it, choose Quit.',
    detailAttached:
      'The window is closed, mail keeps flowing. To open the window again, click the Mailroom icon beside the clock, or start Mailroom again. Quit takes the icon away, too; the relay runs on by itself.',
    keep: 'Keep running',
    quit: 'Quit',
  },
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    window: '&Window',
    help: '&Help',
    print: '&Print…',
    helpTopics: 'Mailroom &Help',
    settings: '&Settings…',
    about: '&About Mailroom',
    quit: '&Quit Mailroom',
    close: '&Close window',
    roles: {
      undo: '&Undo',
      redo: '&Redo',
      cut: 'Cu&t',
      copy: '&Copy',
      paste: '&Paste',
      selectAll: 'Select &All',
      resetZoom: '&Actual Size',
      zoomIn: 'Zoom &In',
      zoomOut: 'Zoom &Out',
      togglefullscreen: '&Full Screen',
      minimize: 'Mi&nimize',
      front: 'Bring All to Front',
      services: 'Services',
      hide: 'Hide Mailroom',
      hideOthers: 'Hide Others',
      unhide: 'Show All',
    },
  },
  notices: {
    route: 'Mail waits',
    listener: 'A part does not run',
    blocked: 'Sign-ins are blocked',
    bounced: 'Mail was returned',
    disk: 'The disk needs you',
    certificate: 'The certificate needs you',
  },
};

const de: Words = {
  say: sayWith(german),
  trayStates: {
    running: 'Die Post läuft',
    attention: 'Etwas braucht Ihre Aufmerksamkeit',
    error: 'Die Post läuft nicht',
    paused: 'Der Versand ruht',
    starting: 'Startet',
  },
  tray: {
    allDelivered: 'Alle Post ist zugestellt',
    practice: 'Nur zur Übung: Nichts verlässt diesen Computer',
    onTheirWay: (count) =>
      count === 1 ? '1 Nachricht ist unterwegs' : `${count} Nachrichten sind unterwegs`,
    held: (count) =>
      count === 1
        ? '1 Nachricht wird zurückgehalten'
        : `${count} Nachrichten werden zurückgehalten`,
    nothingWaits: 'Keine Post wartet',
    waiting: (count) => (count === 1 ? '1 Nachricht wartet' : `${count} Nachrichten warten`),
    starting: 'Mailroom startet',
    away: 'Das Relay läuft nicht',
    silent: 'Das Relay antwortet nicht',
    other: 'Das Relay hat eine andere Version',
    pause: 'Versand anhalten',
    resume: 'Versand fortsetzen',
    sendNow: 'Wartende Post jetzt senden',
    copyAddress: (address) => `Serveradresse kopieren (${address})`,
    open: 'Mailroom öffnen',
    connect: 'Mailprogramm verbinden…',
    help: 'Hilfe',
    quit: 'Mailroom beenden',
  },
  close: {
    message: 'Mailroom läuft weiter',
    detail:
      'Das Fenster ist geschlossen, die Post läuft weiter. Zum Öffnen klicken Sie auf das Symbol von Mailroom neben der Uhr, oder Sie starten Mailroom noch einmal. Zum Beenden wählen Sie „Beenden“.',
    detailAttached:
      'Das Fenster ist geschlossen, die Post läuft weiter. Zum Öffnen klicken Sie auf das Symbol von Mailroom neben der Uhr, oder Sie starten Mailroom noch einmal. „Beenden“ nimmt auch das Symbol weg; das Relay läuft für sich weiter.',
    keep: 'Weiterlaufen lassen',
    quit: 'Beenden',
  },
  menu: {
    file: '&Datei',
    edit: '&Bearbeiten',
    view: '&Ansicht',
    window: '&Fenster',
    help: '&Hilfe',
    print: '&Drucken…',
    helpTopics: 'Mailroom-&Hilfe',
    settings: '&Einstellungen…',
    about: 'Ü&ber Mailroom',
    quit: 'Mailroom &beenden',
    close: 'Fenster &schließen',
    roles: {
      undo: '&Rückgängig',
      redo: '&Wiederholen',
      cut: '&Ausschneiden',
      copy: '&Kopieren',
      paste: '&Einfügen',
      selectAll: 'Alles &markieren',
      resetZoom: '&Originalgröße',
      zoomIn: 'Ver&größern',
      zoomOut: 'Ver&kleinern',
      togglefullscreen: '&Vollbild',
      minimize: '&Minimieren',
      front: 'Alle nach vorne bringen',
      services: 'Dienste',
      hide: 'Mailroom ausblenden',
      hideOthers: 'Andere ausblenden',
      unhide: 'Alle einblenden',
    },
  },
  notices: {
    route: 'Post wartet',
    listener: 'Ein Teil läuft nicht',
    blocked: 'Anmeldungen sind gesperrt',
    bounced: 'Post kam zurück',
    disk: 'Die Festplatte braucht Ihre Aufmerksamkeit',
    certificate: 'Das Zertifikat braucht Ihre Aufmerksamkeit',
  },
};

const dictionaries: Readonly<Record<Language, Words>> = { en, de };

/** The words of this language. */
export const wordsIn = (language: Language): Words => dictionaries[language];
