import type { Words } from '../words.ts';
import { count } from '../count.ts';

/** The overview, German. */
export const overview: Words['overview'] = {
  state: {
    unknown: 'Ob die Post läuft, ist im Augenblick nicht bekannt.',
    starting: 'Mailroom startet.',
    noMail: 'Die Post geht nicht hinaus.',
    noIntake: 'Neue Post wird nicht angenommen.',
    closed: 'Kein Programm kann senden: Kein Port für ausgehende Post ist offen.',
    part: 'Die Post läuft, aber nicht jeder Weg zu Mailroom ist offen.',
    fault: 'Etwas stimmt nicht und braucht Ihre Aufmerksamkeit.',
    paused: 'Der Versand ruht.',
    doubtful: 'Die Post geht vielleicht nicht hinaus.',
    attention: 'Die Post läuft, aber etwas braucht Ihre Aufmerksamkeit.',
    nobody: 'Mailroom ist bereit, aber noch darf niemand senden.',
    practice: 'Die Post geht nur an den Übungsanbieter. Nichts verlässt diesen Computer.',
    onTheirWay: (n, shown) =>
      `Die Post läuft. ${count(n, 'Eine Nachricht ist', 'Nachrichten sind', shown)} unterwegs.`,
    held: (n, shown) =>
      `Die Post läuft. ${count(n, 'Eine Nachricht wird', 'Nachrichten werden', shown)} von Ihnen zurückgehalten.`,
    good: 'Die Post läuft. Nichts wartet.',
  },
  unknown: 'nicht bekannt',
  lastKnown: 'Darunter steht, was zuletzt bekannt war.',
  waitMeanwhile: (n, shown) =>
    n === 0
      ? 'Nichts wartet, und neue Post wird weiter angenommen.'
      : `${count(n, 'Eine Nachricht wartet', 'Nachrichten warten', shown)}, und neue Post wird weiter angenommen. Nichts geht verloren.`,
  runsSince: (time) => `Läuft seit ${time}`,
  problems: 'Was Ihre Aufmerksamkeit braucht',
  goTo: (page) => `Zu „${page}“`,
  resume: 'Versand fortsetzen',
  pause: 'Versand anhalten',
  sendNow: 'Wartende Post jetzt senden',
  sentNow: (n, shown) =>
    n === 0
      ? 'Nichts wartet.'
      : `Der Versand von ${count(n, 'einer Nachricht', 'Nachrichten', shown)} wird jetzt versucht.`,
  pausedNow: 'Der Versand ruht.',
  resumedNow: 'Der Versand geht weiter.',
  waiting: 'Wartend',
  sentToday: 'Heute gesendet',
  bouncedToday: 'Heute zurückgekommen',
  refusedToday: 'Heute abgelehnt',
  next: {
    title: 'Die nächsten Schritte',
    lead: 'Mailroom läuft. Das ist noch zu tun.',
    provider: 'Anbieter verbinden',
    providerHint: 'Bisher geht die Post an den Übungsanbieter und bleibt auf diesem Computer.',
    providerGo: 'Anbieter einrichten',
    people: 'Erste Person oder erstes Gerät hinzufügen',
    peopleHint:
      'Noch darf niemand senden. Jeder bekommt einen Namen und ein Passwort für Mailroom.',
    peopleGo: 'Personen hinzufügen',
    program: 'Ein Mailprogramm verbinden',
    programHint:
      'Bisher hat sich niemand angemeldet. Bei den Schritten für jedes Programm stehen die Werte zum Eingeben.',
    programGo: 'Schritte zeigen',
  },
  hours: {
    title: 'Nachrichten pro Stunde',
    asPlot: 'Diagramm',
    asTable: 'Tabelle',
    form: 'Darstellung',
    hour: 'Stunde',
    sent: 'Gesendet',
    bounced: 'Zurückgekommen',
    refused: 'Abgelehnt',
    accepted: 'Angenommen',
    summary: (sent, bounced, refused) =>
      `Die letzten 24 Stunden: ${sent} gesendet, ${bounced} zurückgekommen, ${refused} abgelehnt.`,
    ofHour: (hour, what) => `${hour}: ${what}`,
    figures: (sent, bounced, refused) =>
      `${sent} gesendet, ${bounced} zurückgekommen, ${refused} abgelehnt`,
    none: 'Keine Post in den letzten 24 Stunden. Sie erscheint hier, sobald sie kommt.',
  },
  senders: {
    title: 'Darf jetzt senden',
    lead: 'Hier wurde Post abgeholt; von diesen Adressen darf gesendet werden, bis die Zeit um ist.',
    user: 'Person',
    address: 'Adresse',
    left: 'Restzeit',
    relayed: 'Bisher gesendet',
    byHand: 'von Hand geöffnet',
    isPublic: 'Im Internet: Alle hinter dieser Adresse dürfen senden.',
    close: 'Beenden',
    closeOf: (user, address) => `Beenden: ${user} bei ${address}`,
    closed: (user, address) => `${user} bei ${address} darf nicht mehr senden.`,
    closedHint:
      'Wer wieder Post abholt, darf wieder senden. Programme, die sich beim Senden anmelden, betrifft das nicht.',
    reopen: 'Wieder senden lassen',
    reopened: (user, address, minutes) =>
      `${user} bei ${address} darf ${count(minutes, 'eine Minute', 'Minuten')} lang senden.`,
    closeAll: 'Alle beenden',
    closeAllTitle: 'Senden ohne Anmeldung für alle beenden?',
    closeAllText: (n) =>
      `${count(n, 'Eine Adresse darf', 'Adressen dürfen')} dann nicht mehr senden, bis dort wieder jemand Post abholt. Was schon angenommen ist, wird trotzdem gesendet.`,
    closedAll: (n) =>
      n === 1
        ? 'Eine Adresse darf nicht mehr ohne Anmeldung senden.'
        : `${n} Adressen dürfen nicht mehr ohne Anmeldung senden.`,
    none: (minutes) =>
      `Zurzeit keine Adresse. Wer Post abholt, darf von dort ${count(minutes, 'eine Minute', 'Minuten')} lang senden.`,
    noneHint: 'Programme, die sich beim Senden anmelden, brauchen hier keinen Eintrag.',
    nobody: 'Noch darf niemand senden.',
    nobodyHint:
      'Fügen Sie die erste Person oder das erste Gerät hinzu. Wer hier eingetragen ist, meldet sich beim Senden an oder holt vorher Post ab.',
    unusable:
      'Das Abholen von Post erlaubt im Augenblick niemandem das Senden: Die POPAUTH-Datenbank ist nicht benutzbar.',
    off: 'POP vor SMTP ist ausgeschaltet.',
    offHint: 'Programme müssen sich beim Senden anmelden.',
    offGo: 'Netz und Sicherheit',
  },
  provider: {
    title: 'Anbieter',
    goesTo: 'Post geht an',
    practice: 'Den Übungsanbieter; nichts verlässt diesen Computer',
    server: (host, port) => `${host}, Port ${port}`,
    state: 'Zustand',
    open: 'nimmt Post an',
    pausedByYou: (time) => `von Ihnen angehalten seit ${time}`,
    fault: 'nimmt keine Post an',
    nextTry: (left) => `neuer Versuch in ${left}`,
    tryNow: 'neuer Versuch jetzt',
    lastSent: 'Zuletzt gesendet',
    never: 'noch nichts',
    change: 'Ändern',
  },
  listeners: {
    title: 'Ports für Programme',
    what: 'Für',
    port: 'Port',
    state: 'Zustand',
    running: 'bereit',
    starting: 'startet',
    stopped: 'aus',
    failed: 'nicht bereit',
    none: 'Alle Ports sind ausgeschaltet; kein Programm kann sich verbinden.',
    change: 'Ändern',
  },
};
