import type { Words } from '../words.ts';
import { count } from '../count.ts';

/** The mail page, German. */
export const mail: Words['mail'] = {
  lists: 'Welche Post',
  kinds: { waiting: 'Wartend', sent: 'Gesendet', bounced: 'Zurückgekommen', refused: 'Abgelehnt' },
  states: 'Welche der wartenden Post',
  stateFilters: { all: 'Alle', waiting: 'Wartend', held: 'Zurückgehalten' },
  messageStates: { waiting: 'wartet', sending: 'wird gesendet', held: 'zurückgehalten' },
  search: 'Suchen: Adresse, Name oder Nummer',
  found: (n) => `${n} gefunden`,
  total: (n) => `${n} insgesamt`,
  columns: {
    state: 'Zustand',
    from: 'Von',
    to: 'An',
    received: 'Seit',
    next: 'Nächster Versuch',
    paused: 'nach der Pause',
    size: 'Größe',
    at: 'Wann',
    by: 'Gebracht von',
    who: 'Wer',
    why: 'Grund',
    cause: 'Grund',
    ask: 'Erklärung',
  },
  nobody: '(ohne Absender: ein Bericht)',
  more: (n) => `und ${n} weitere`,
  times: (n) => `${n}-mal`,
  empty: {
    waiting: 'Keine Post wartet.',
    waitingHint: 'Hier steht Post, die angenommen ist und noch nicht hinausging.',
    sent: 'Noch nichts gesendet.',
    sentHint:
      'Hier steht, was der Anbieter oder ein Postfach hier angenommen hat; das Neueste oben.',
    bounced: 'Nichts kam zurück.',
    bouncedHint: 'Hier steht Post, die nicht zugestellt werden konnte, mit dem Grund.',
    refused: 'Niemand wurde abgelehnt.',
    refusedHint:
      'Hier steht, wer senden wollte und nicht durfte, mit dem Grund und dem, was hilft.',
    none: (text) => `Nichts hier passt zu „${text}“.`,
    held: 'Keine Post wird zurückgehalten.',
    ofState: 'Keine Post ist in diesem Zustand.',
  },
  actions: {
    sendNow: 'Jetzt senden',
    hold: 'Zurückhalten',
    release: 'Freigeben',
    save: 'Als .eml speichern…',
    remove: 'Löschen…',
    clear: 'Auswahl aufheben',
    chosen: (n) => `${n} ausgewählt`,
    bar: 'Was mit der ausgewählten Post geschehen soll',
    choose: (to) => `Nachricht an ${to} auswählen`,
    chooseAll: 'Alle in der Liste auswählen',
    tried: (n, shown) =>
      `${count(n, 'Eine Nachricht wird', 'Nachrichten werden', shown)} jetzt noch einmal gesendet.`,
    held: (n, shown) =>
      `${count(n, 'Eine Nachricht wird', 'Nachrichten werden', shown)} zurückgehalten.`,
    released: (n, shown) =>
      `${count(n, 'Eine Nachricht geht', 'Nachrichten gehen', shown)} weiter.`,
    removed: (n, shown) =>
      `${count(n, 'Eine Nachricht wurde', 'Nachrichten wurden', shown)} gelöscht.`,
    saving: (n, all) => `Wird gespeichert: ${n} von ${all}`,
    saved: (n, shown, folder) =>
      `${count(n, 'Eine Nachricht wurde', 'Nachrichten wurden', shown)} in ${folder} gespeichert.`,
    damaged: (n, shown) =>
      n === 1
        ? 'Eine gespeicherte Nachricht ist beschädigt: Die Festplatte dieses Computers gibt etwas anderes zurück, als sie bekommen hat. Prüfen Sie die Festplatte.'
        : `${shown} der gespeicherten Nachrichten sind beschädigt: Die Festplatte dieses Computers gibt etwas anderes zurück, als sie bekommen hat. Prüfen Sie die Festplatte.`,
    triedLater: 'Der Versand ruht. Gesendet wird, sobald er weitergeht.',
    leftAlone: {
      retry: (n, shown) =>
        n === 1
          ? 'Eine Nachricht wurde nicht noch einmal gesendet: Sie ist zurückgehalten, wird gerade gesendet oder ist schon weg.'
          : `${shown} Nachrichten wurden nicht noch einmal gesendet: Sie sind zurückgehalten, werden gerade gesendet oder sind schon weg.`,
      hold: (n, shown) =>
        n === 1
          ? 'Eine Nachricht wurde nicht zurückgehalten: Sie ist es schon, wird gerade gesendet oder ist schon weg.'
          : `${shown} Nachrichten wurden nicht zurückgehalten: Sie sind es schon, werden gerade gesendet oder sind schon weg.`,
      release: (n, shown) =>
        `${count(n, 'Eine Nachricht wurde', 'Nachrichten wurden', shown)} nicht freigegeben: Das geht nur mit zurückgehaltenen.`,
      delete: (n, shown) =>
        n === 1
          ? 'Eine Nachricht wurde nicht gelöscht: Sie wird gerade gesendet oder ist schon weg.'
          : `${shown} Nachrichten wurden nicht gelöscht: Sie werden gerade gesendet oder sind schon weg.`,
      save: (n, shown) =>
        n === 1
          ? 'Eine Nachricht wurde nicht gespeichert: Sie ist schon weg.'
          : `${shown} Nachrichten wurden nicht gespeichert: Sie sind schon weg.`,
    },
  },
  confirmRemove: {
    title: (n, shown) => (n === 1 ? 'Diese Nachricht löschen?' : `${shown} Nachrichten löschen?`),
    one: (from, to) => `Die Nachricht von ${from} an ${to} geht verloren.`,
    many: (n, size) => `${n} Nachrichten (${size}) gehen verloren.`,
    unknownSize: (n, shown) =>
      n === 1 ? 'Diese Nachricht geht verloren.' : `${shown} Nachrichten gehen verloren.`,
    hint: (n) =>
      n === 1
        ? 'Sie wird nicht gesendet, und der Absender erfährt es nicht. Das lässt sich nicht rückgängig machen. Sie können sie vorher als .eml speichern.'
        : 'Sie werden nicht gesendet, und die Absender erfahren es nicht. Das lässt sich nicht rückgängig machen. Sie können sie vorher als .eml speichern.',
    action: (n, shown) => (n === 1 ? 'Nachricht löschen' : `${shown} Nachrichten löschen`),
  },
  detail: {
    title: (to) => `An ${to}`,
    from: 'Von',
    by: 'Gebracht von',
    byUser: (user, peer) => (peer === '' ? user : `${user}, von ${peer}`),
    byPeer: (peer) => `der Adresse ${peer}`,
    byMailroom: 'Mailroom selbst',
    received: 'Angenommen',
    size: 'Größe',
    attempts: 'Versuche',
    next: 'Nächster Versuch',
    now: 'jetzt',
    afterResume: 'wenn der Versand weitergeht',
    whenReleased: 'wenn Sie sie freigeben',
    number: 'Nummer',
    recipients: 'Empfänger',
    recipientStates: {
      waiting: 'wartet',
      delivered: 'zugestellt',
      failed: 'zurück an den Absender',
    },
    tried: (n) => count(n, 'einmal versucht', 'Mal versucht'),
    notTried: 'noch nicht versucht',
    deliveredAt: (time) => `zugestellt: ${time}`,
    returnedAt: (time) => `zurückgekommen: ${time}`,
    checkProvider: 'Zum Anbieter',
    gone: 'Diese Nachricht ist hier nicht mehr bekannt.',
    goneHint:
      'Sie ging hinaus oder wurde gelöscht, und nur die neueste Post steht in den Listen. Das Protokoll weiß vielleicht noch von ihr.',
    paused: 'Der Versand ruht, darum wartet diese Nachricht.',
  },
  why: {
    ask: 'Warum?',
    title: 'Warum wurde das abgelehnt?',
    who: 'Wer',
    from: 'Von wo',
    to: 'An wen',
    at: 'Wann',
    remedy: 'Was hilft',
    number: 'Nummer',
    unknownSender: 'eine Nachricht ohne Absender',
    someone: 'jemand, dessen Name hier nicht bekannt ist',
    session: 'Zeigen, was gesagt wurde',
    gone: 'Diese Ablehnung steht nicht mehr in der Liste.',
    unknown: 'Eine Ablehnung mit dieser Nummer ist hier nicht bekannt.',
    unknownHint:
      'Lesen Sie die Nummer in der Fehlermeldung noch einmal. Sie sieht aus wie R-7K2F4.',
    reasons: {
      'sign-in-failed': {
        short: 'Anmeldung gescheitert',
        missing: 'Das Programm meldete sich beim Senden an, und Name oder Passwort waren falsch.',
        remedy:
          'Geben Sie Name und Passwort in seinen Einstellungen für ausgehende Post noch einmal ein.',
      },
      'sign-in-unchecked': {
        short: 'Anmeldung nicht geprüft',
        missing:
          'Das Programm meldete sich beim Senden an, und das ließ sich in dem Augenblick nicht prüfen.',
        remedy: 'Senden Sie noch einmal. Bleibt es so, starten Sie die Diagnose.',
      },
      'no-window': {
        short: 'Nicht angemeldet, keine Post abgeholt',
        missing:
          'Das Programm meldete sich nicht an, und von dieser Adresse hatte niemand Post abgeholt.',
        remedy:
          'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein. Oder holen Sie zuerst Post ab und senden Sie dann noch einmal.',
      },
      'window-expired': {
        short: 'Post vor zu langer Zeit abgeholt',
        missing: 'Von dieser Adresse wurde zu lange keine Post mehr abgeholt.',
        remedy:
          'Holen Sie Post ab und senden Sie noch einmal. Mit „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ im Mailprogramm geschieht das nicht mehr.',
      },
      'window-closed': {
        short: 'Sendezeit wurde vorzeitig beendet',
        missing:
          'Von dieser Adresse wurde Post abgeholt, aber die Zeit zum Senden wurde beendet: von Hand, oder weil ein Passwort oder eine Person geändert wurde.',
        remedy:
          'Holen Sie Post ab und senden Sie noch einmal. Mit „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ im Mailprogramm geschieht das nicht mehr.',
      },
      'store-unavailable': {
        short: 'Abholungen nicht lesbar',
        missing:
          'Wer Post abgeholt hat, war auf der Festplatte nicht zu lesen; darum wird so niemand durchgelassen.',
        remedy:
          'Starten Sie die Diagnose und prüfen Sie die Festplatte. Die Anmeldung beim Senden geht weiterhin.',
      },
      proxy: {
        short: 'Kam über einen Proxy',
        missing: 'Die Verbindung kam über einen Proxy, der verbirgt, wer dahinter ist.',
        remedy:
          'Schalten Sie im Mailprogramm „Der Postausgangsserver (SMTP) erfordert Authentifizierung“ ein.',
      },
      'sender-not-owned': {
        short: 'Fremde Absenderadresse',
        missing:
          'Von dieser Adresse hat jemand Post abgeholt, aber die Absenderadresse gehört einer anderen Person.',
        remedy:
          'Senden Sie mit der eigenen Adresse, oder geben Sie diese Adresse der Person als weitere.',
      },
      'trusted-sender': {
        short: 'Absender für dieses Gerät nicht erlaubt',
        missing: 'Diesem Gerät wird vertraut, aber nicht mit dieser Absenderadresse.',
        remedy: 'Stellen Sie am Gerät einen erlaubten Absender ein, oder erlauben Sie auch diesen.',
      },
      'trusted-recipient': {
        short: 'Empfänger für dieses Gerät nicht erlaubt',
        missing: 'Diesem Gerät wird vertraut, aber nicht für Empfänger in dieser Domain.',
        remedy: 'Erlauben Sie auch diese Domain, wenn das Gerät dorthin schreiben soll.',
      },
      'trusted-rate': {
        short: 'Zu viele Nachrichten in einer Stunde',
        missing: 'Dieses Gerät hat die Zahl seiner Nachrichten für diese Stunde aufgebraucht.',
        remedy:
          'Warten Sie, oder erlauben Sie ihm mehr. Soll es nicht so viel senden, sehen Sie nach dem Gerät.',
      },
      'wrong-password': {
        short: 'Name oder Passwort falsch',
        missing: 'Ein Programm oder Gerät meldete sich mit falschem Namen oder Passwort an.',
        remedy:
          'Geben Sie Name und Passwort im Mailprogramm noch einmal ein, für eingehende und ausgehende Post.',
      },
      blocked: {
        short: 'Gesperrt nach falschen Anmeldungen',
        missing:
          'Zu viele Anmeldungen sind gescheitert; darum wird eine Weile niemand eingelassen.',
        remedy:
          'Suchen Sie das Programm mit dem alten Passwort und berichtigen Sie es. Heben Sie dann die Sperre auf, oder warten Sie, bis sie endet.',
      },
      other: {
        short: 'Abgelehnt',
        missing: 'Mailroom hat es abgelehnt.',
        remedy: 'Lesen Sie, was gesagt wurde, und sehen Sie in die Hilfe.',
      },
    },
  },
  remedies: {
    title: 'Was Sie hier tun können',
    connect: (user) => `${user} die Einrichtung zeigen`,
    connectAnybody: 'Einrichtung eines Mailprogramms zeigen',
    trust: 'Diesem Gerät vertrauen…',
    widen: (name) => `Ändern, was „${name}“ darf…`,
    unblock: (subject) => `Sperre von ${subject} aufheben`,
    unblocked: (subject) =>
      `${subject} ist nicht mehr gesperrt. Versuchen Sie es jetzt noch einmal.`,
    blockedUntil: (subject, time) => `${subject} ist bis ${time} gesperrt.`,
    people: 'Zu Personen und Geräten',
    person: (name) => `Seite von ${name} öffnen`,
    diagnostics: 'Diagnose starten',
    isTrusted: (name) => `Diesem Gerät wird als „${name}“ vertraut.`,
    isTrustedHint: 'Senden Sie von dort noch einmal.',
  },
  trust: {
    title: 'Diesem Gerät vertrauen',
    lead: 'Wer diese Adresse hat, darf dann ohne Anmeldung senden. Setzen Sie die Grenzen so eng, wie es das Gerät zulässt.',
    ownPc: 'Das ist die Adresse dieses Computers: Jedes Programm darauf könnte dann senden.',
    suggestedName: (peer) => `Gerät ${peer}`,
  },
};
