import type { Words } from '../words.ts';

/** The first wizard, German. */
export const wizard: Words['wizard'] = {
  title: 'Mailroom einrichten',
  step: (current, count) => `Schritt ${current} von ${count}`,
  steps: {
    welcome: 'Willkommen',
    provider: 'Ihr Anbieter',
    'sign-in': 'Anmeldung',
    'who-may-send': 'Wer senden darf',
    network: 'Dieser Computer',
    people: 'Personen und Geräte',
    encryption: 'Verschlüsselung',
    start: 'Start',
    connect: 'Mailprogramm',
    live: 'Probe',
  },
  leave: 'Später fortsetzen',
  finish: 'Fertig',
  welcome: {
    title: 'Willkommen bei Mailroom',
    lead: 'Mailprogramme, Scanner und Bürosoftware geben ihre ausgehende Post an diesen Computer. Mailroom prüft, wer sie sind, bewahrt die Post sicher auf und leitet sie über Ihren Anbieter weiter.',
    cardProvider: 'Den Anbieter verbinden',
    cardProviderText:
      'Sie brauchen die E-Mail-Adresse und das Passwort des Kontos, über das das Büro sendet.',
    cardPrograms: 'Die Mailprogramme verbinden',
    cardProgramsText:
      'Sie bekommen die genauen Werte für Outlook, Thunderbird, Handys und Scanner.',
    how: 'Wie möchten Sie beginnen?',
    real: 'Mit meinem Anbieter einrichten',
    realHint: 'Dauert etwa zehn Minuten. Sie können jederzeit aufhören und weitermachen.',
    practice: 'Mit dem Übungsanbieter ausprobieren',
    practiceHint:
      'Die Post bleibt auf diesem Computer, nichts verlässt ihn. Sie können es später ändern.',
    restore: 'Eine Sicherung wiederherstellen',
    restoreHint: 'Übernimmt Einstellungen und Personen aus der Sicherung eines anderen Computers.',
  },
  provider: {
    title: 'Ihr Anbieter',
    lead: 'Geben Sie die E-Mail-Adresse ein, von der das Büro sendet. Mailroom sucht das Übrige.',
    practice: 'Der Übungsanbieter ist gewählt. Hier ist nichts auszufüllen.',
  },
  signIn: {
    title: 'Beim Anbieter anmelden',
    lead: 'Mailroom meldet sich zur Probe einmal an und schickt auf Wunsch eine Nachricht an Sie selbst.',
    noServer:
      'Noch ist kein Anbieter gewählt. Gehen Sie zurück und wählen Sie einen, oder überspringen Sie diese Seite.',
    practice: 'Der Übungsanbieter braucht keine Anmeldung. Prüfen können Sie ihn trotzdem.',
    needUser:
      'Geben Sie den Benutzernamen ein: Dieser Anbieter verlangt eine Anmeldung. Nimmt er Ihre Post auch ohne, wählen Sie noch einmal „Weiter“.',
    needPassword: 'Geben Sie das Passwort ein, oder überspringen Sie diese Seite.',
  },
  who: {
    title: 'Wer darf senden?',
    lead: 'Niemand darf senden, bevor Sie es erlauben. Alle anderen hören „Relaying denied“.',
    smtp: 'Anmeldung beim Senden (empfohlen)',
    smtpHint:
      'In Outlook: „Der Postausgangsserver (SMTP) erfordert Authentifizierung“. Geht jederzeit und von überall, wo dieser Computer erreichbar ist. Immer eingeschaltet.',
    pop: 'Erst Post abholen, dann senden (POP vor SMTP)',
    popHint: (time) =>
      `Für Programme, die sich beim Senden nicht anmelden können: Wer Post abgeholt hat, darf von seinem Computer aus ${time} lang senden.`,
    devices: 'Geräte, die beides nicht können',
    devicesHint:
      'Manche Scanner und Maschinen, erkannt an ihrer festen Netzadresse. Was sie dürfen, ändern Sie unter „Netz und Sicherheit“.',
    deviceAddress: 'Adresse des Geräts',
    deviceAddressHint:
      'Zum Beispiel 192.168.1.20; geben Sie dem Gerät im Router eine feste Adresse.',
    addDevice: 'Diesem Gerät vertrauen',
  },
  network: {
    title: 'Dieser Computer in Ihrem Netz',
    lead: 'Das tragen Mailprogramme und Geräte ein, um diesen Computer zu erreichen.',
    unencryptedTitle: 'Alte Programme',
  },
  people: {
    title: 'Personen und Geräte',
    lead: 'Alle bekommen einen Namen und ein Passwort für Mailroom. Es ist nicht das Passwort des Anbieters.',
    none: 'Noch niemand. Fügen Sie die erste Person oder das erste Gerät hinzu.',
    list: 'Hinzugefügt',
    later: 'Weitere können Sie jederzeit unter „Personen und Geräte“ hinzufügen.',
  },
  encryption: {
    title: 'Verschlüsselung',
    lead: 'Mit einem Zertifikat für diesen Computer sind Passwörter und Post im Büronetz verschlüsselt. Mailroom macht eines von selbst.',
    why: 'Mailprogramme fragen, ob sie ihm vertrauen sollen, und manche lehnen es ab. Installieren Sie das Bürozertifikat auf jedem Computer und Handy, dann nehmen sie es ohne Frage an.',
  },
  start: {
    title: 'Mit dem Computer starten',
    lead: 'Post wird nur weitergeleitet, solange Mailroom läuft. Es bleibt im Infobereich und braucht kein Fenster.',
    recommended: 'Empfohlen.',
  },
  connect: {
    title: 'Ein Mailprogramm verbinden',
    lead: 'Wählen Sie Person und Programm; die Seite zeigt jeden Schritt mit den Werten.',
    open: 'Schritte zeigen',
    person: 'Für',
    values: 'Die Werte in Kürze',
  },
  live: {
    title: 'Probe',
    lead: 'Lassen Sie das Mailprogramm Post abholen und eine Nachricht senden. Mailroom sieht zu und hakt ab, was wirklich geschieht.',
    signedIn: 'Ein Mailprogramm hat sich angemeldet',
    accepted: 'Eine Nachricht wurde angenommen',
    delivered: 'Die Nachricht ging an den Anbieter',
    stayed:
      'Eine Nachricht kam in ein Postfach hier, ohne den Anbieter. Senden Sie eine an eine Adresse außerhalb des Büros.',
    trouble: 'Zuletzt',
    remedies: {
      'sign-in':
        'Geben Sie im Mailprogramm Name und Passwort noch einmal ein; es ist das Passwort von Mailroom, nicht das des Anbieters.',
      blocked: 'Warten Sie, oder lassen Sie die Adresse unter „Netz und Sicherheit“ wieder zu.',
      refused:
        'Schalten Sie im Mailprogramm ein, dass es sich beim Senden anmeldet, oder lassen Sie es zuerst Post abholen und dann senden.',
      provider: 'Die Nachricht ist hier sicher. Die Seite „Anbieter“ sagt, woran es liegt.',
      returned:
        'Mailroom hat es dem Absender mitgeteilt. Die Liste der zurückgekommenen Post sagt, warum.',
    },
    signInOnly: 'Schalten Sie im Mailprogramm ein, dass es sich beim Senden anmeldet.',
    mend: {
      'sign-in': 'Schritte zeigen',
      blocked: 'Netz und Sicherheit öffnen',
      refused: 'Schritte zeigen',
      provider: 'Anbieter öffnen',
      returned: 'Zurückgekommene Post zeigen',
    },
    done: 'Alles funktioniert. Mailroom läuft im Infobereich weiter.',
    donePractice:
      'Alles funktioniert. Die Post geht nur an den Übungsanbieter: Nichts verlässt diesen Computer, bis Sie Ihren eigenen einrichten.',
  },
};
