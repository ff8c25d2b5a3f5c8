import type { Words } from '../words.ts';

/** Settings, German. */
export const settings: Words['settings'] = {
  lead: 'Wie sich Mailroom auf diesem Computer verhält und wie lange was dauert.',
  start: {
    title: 'Dieser Computer',
    atSignIn: 'Mailroom starten, wenn ich mich an diesem Computer anmelde',
    atSignInHint: 'Es startet ohne Fenster und bleibt neben der Uhr.',
    cannot:
      'Dieses System lässt Mailroom das nicht umschalten. Nehmen Sie es in die Programme auf, die mit dem Computer starten.',
    awake: 'Den Computer wach halten, solange Mailroom läuft',
    awakeHint: 'Ein schlafender Computer nimmt keine Post an. Der Bildschirm darf ausgehen.',
  },
  notices: {
    title: 'Benachrichtigungen',
    lead: 'Das System zeigt eine Benachrichtigung, wenn eine Störung beginnt, und zwar einmal. Das Fenster und das Symbol neben der Uhr zeigen sie in jedem Fall.',
    kinds: {
      route: 'Post wartet, weil der Anbieter sie nicht nimmt',
      listener: 'Ein Teil von Mailroom läuft nicht, etwa weil ein Port belegt ist',
      blocked: 'Jemand ist nach falschen Passwörtern ausgesperrt',
      bounced: 'Eine Nachricht ging an ihren Absender zurück',
      disk: 'Die Festplatte ist fast voll, oder eine Datei ist beschädigt oder nicht beschreibbar',
      certificate: 'Das Zertifikat läuft bald ab oder ist ungültig',
    },
  },
  looks: {
    title: 'Aussehen',
    theme: 'Farben',
    themes: { system: 'Wie im System', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    languages: { system: 'Wie im System', en: 'English', de: 'Deutsch' },
  },
  window: {
    title: 'Senden nach dem Abholen',
    lead: 'Wer Post abgeholt hat, darf von dieser Adresse ohne Anmeldung senden (POP vor SMTP).',
    length: 'Wie lange',
    lengthHint:
      'Üblich sind 15. Eine kürzere Zeit verkürzt auch, was gerade offen ist; eine längere zählt ab dem nächsten Abholen.',
    unit: 'Minuten',
    off: 'POP vor SMTP ist unter „Netz und Sicherheit“ ausgeschaltet.',
  },
  office: {
    title: 'Ihr Büro',
    lead: 'Post von hier an Adressen dieser Domains bleibt hier und geht nicht zum Anbieter.',
    domains: 'Domains des Büros',
    domainsHint:
      'Was in den Adressen Ihrer Leute hinter dem @ steht, je Zeile eine, zum Beispiel myclient.com. Leer lassen, wenn sie ihre Post beim Anbieter abholen.',
    postmaster: 'Wer Post an postmaster bekommt',
    postmasterFirst: 'Die zuerst hinzugefügte Person',
    language: 'Sprache der Berichte von Mailroom',
    languageHint: 'Sie sagen Absendern, wenn Post nicht zugestellt wurde oder sich verspätet.',
  },
  queue: {
    title: 'Wenn Post nicht hinauskommt',
    lead: 'Der Versand wird immer wieder versucht. Nach einer Weile erfährt es der Absender, und am Ende geht die Nachricht an ihn zurück.',
    delayNoticeHours: 'Dem Absender Bescheid sagen nach',
    giveUpHours: 'Aufgeben und zurückschicken nach',
    hours: 'Stunden',
    retry: 'Minuten zwischen den Versuchen',
    retryHint:
      'Der Reihe nach; der letzte Wert wiederholt sich. Üblich sind 1, 2, 5, 10, 20, 40, 60, 120, 240.',
    defaults: 'Übliche Werte einsetzen',
  },
  journal: {
    title: 'Protokoll',
    lead: 'Hält fest, was geschah: wer sich von wo anmeldete und was aus jeder Nachricht wurde. Nie ein Passwort und nie Post.',
    keep: 'Aufbewahren',
    unit: 'Tage',
  },
  backup: {
    title: 'Sicherung',
    lead: 'Einstellungen, Personen mit ihren Passwörtern, das Bürozertifikat und das Passwort des Anbieters in einer Datei. Keine Post. Für einen anderen Computer, oder falls dieser kaputtgeht.',
    saveTitle: 'Speichern',
    restoreTitle: 'Wiederherstellen',
  },
  setup: {
    title: 'Einrichtung',
    lead: 'Die Schritte des ersten Starts, mit dem, was jetzt eingestellt ist.',
    again: 'Die Einrichtung noch einmal durchgehen',
  },
  quit: {
    title: 'Beenden',
    lead: 'Das Fenster zu schließen lässt die Post weiterlaufen. Beenden hält Mailroom selbst an.',
    attached:
      'Schließt dieses Fenster und nimmt das Symbol neben der Uhr weg. Mailroom selbst läuft weiter.',
    attachedAction: 'Fenster und Symbol schließen',
    action: 'Mailroom beenden…',
    question: 'Mailroom beenden?',
    loses:
      'Bis zum nächsten Start können Mailprogramme und Geräte hier weder senden noch Post abholen.',
    waits: (messages) => `Bis dahin wartet Post auf der Festplatte: ${messages}.`,
    confirm: 'Beenden',
  },
};
