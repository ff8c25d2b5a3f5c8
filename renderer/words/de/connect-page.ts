import type { Words } from '../words.ts';

/** Connect a mail program, German. */
export const connectPage: Words['connect']['page'] = {
  lead: 'Wählen Sie, für wen es ist, und das Programm. Die Seite zeigt jeden Schritt mit den Werten dieses Büros.',
  person: 'Für',
  noPeople: 'Noch gibt es niemanden, mit dessen Namen sich ein Programm anmelden könnte.',
  addPeople: 'Eine Person oder ein Gerät hinzufügen',
  unknownPerson: (name) => `${name} gibt es hier nicht mehr.`,
  disabledPerson: (name) => `${name} ist ausgeschaltet und kann sich nicht anmelden.`,
  otherProgram: 'Alle Programme',
  pageTitle: (program, person) => `${program} für ${person}`,
  version: 'Welches?',
  steps: 'Schritte',
  noAccountYet: 'Das Programm hat für diese Adresse noch kein Konto',
  thenChange: 'Dann geht es mit den Schritten weiter.',
  labels: 'Wörter im Bild',
  english: 'Englisch',
  german: 'Deutsch',
  maybe: 'kann anders heißen',
  maybeLegend: 'Kann in Ihrer Version anders heißen.',
  picture: (title) => `Zeichnung: ${title}.`,
  pictureMarks: (marks) => `Markiert: ${marks}.`,
  pictureState: {
    ticked: 'mit Häkchen',
    empty: 'ohne Häkchen',
    chosen: 'gewählt',
    on: 'ein',
    off: 'aus',
    secret: 'das Passwort',
  },
  ways: {
    legend: 'Wie weist es nach, wer sendet?',
    auth: 'Meldet sich beim Senden an',
    authHint: 'Empfohlen: Das geht jederzeit und von überall, wo dieser PC erreichbar ist.',
    pop: 'Holt erst Post ab (POP vor SMTP)',
    popHint: (time) =>
      `Für Programme und Geräte, die sich beim Senden nicht anmelden können. Nach jedem Abholen dürfen sie von derselben Adresse aus ${time} lang senden.`,
    onlyAuth: 'Es meldet sich beim Senden an: Das ist der beste Weg.',
    byHand:
      'Von selbst kann es vor dem Senden keine Post abholen; von Hand geht es: Post abholen, warten, bis es fertig ist, dann senden.',
    elsewhere: 'Für POP vor SMTP nehmen Sie den Weg über die Systemsteuerung.',
    plain: 'Das Programm kann keine Verschlüsselung',
    plainHint: 'Nur für alte Programme und Geräte. Andere im Büronetz können das Passwort lesen.',
  },
  values: {
    title: 'Werte',
    server: 'Server',
    serverPick: 'Adresse zum Eintragen',
    kinds: {
      address: (server) => server,
      name: (server) => `${server} (Name dieses PCs)`,
      'this-pc': (server) => `${server} (das Programm läuft auf diesem PC)`,
      virtual: (server) => `${server} (VPN oder virtuelles Netz)`,
    },
    onlyHere:
      'Unter dieser Adresse erreichen nur Programme auf diesem PC Mailroom, kein anderer Computer und kein Gerät.',
    notNamed:
      'Das Zertifikat nennt diese Adresse nicht, deshalb werden Programme warnen. Nehmen Sie wenn möglich eine andere.',
    incoming: 'Eingehende Post (POP3)',
    outgoing: 'Ausgehende Post (SMTP)',
    port: 'Port',
    encryption: 'Verschlüsselung',
    tls: { implicit: 'SSL/TLS', starttls: 'STARTTLS', none: 'keine' },
    user: 'Benutzername',
    password: 'Passwort',
    passwordHint: (name) => `Das, das ${name} für Mailroom hat. Es wird hier nicht gezeigt.`,
    newPassword: 'Neues Passwort',
    way: 'Anmeldung',
    wayAuth: 'beim Senden',
    wayPop: 'erst Post abholen, dann senden',
    copyAll: 'alle Werte',
    unencrypted:
      'Ohne Verschlüsselung können andere im Büronetz dieses Passwort lesen. Nehmen Sie das nur, wo nichts anderes geht.',
  },
  obstacles: {
    title: 'Erst muss etwas eingeschaltet werden',
    'plain-forbidden':
      'Dieser Weg braucht eine Anmeldung ohne Verschlüsselung, und die erlaubt Mailroom aus dem Büronetz nicht.',
    'plain-forbidden-fix':
      'Erlauben Sie unter „Netz und Sicherheit“ die unverschlüsselte Anmeldung in diesem Büro, oder wählen Sie einen Weg mit Verschlüsselung.',
    'no-certificate':
      'Kein Zertifikat ist in Kraft, also kann keine Verbindung verschlüsselt werden.',
    'no-certificate-fix': 'Machen oder wählen Sie unter „Netz und Sicherheit“ ein Zertifikat.',
    closed: (port, what) => `Port ${port} (${what}) ist nicht offen.`,
    'closed-fix':
      'Schalten Sie ihn unter „Netz und Sicherheit“ ein, oder wählen Sie dort einen anderen Port.',
    elsewhere: (port, what, host) => `Port ${port} (${what}) ist nur unter ${host} zu erreichen.`,
    'elsewhere-fix':
      'Wählen Sie bei den Werten diese Adresse, oder öffnen Sie den Port unter „Netz und Sicherheit“ für andere Computer.',
    'pop-before-smtp-off': 'POP vor SMTP ist in diesem Büro ausgeschaltet.',
    'pop-before-smtp-off-fix':
      'Lassen Sie das Programm sich beim Senden anmelden, oder schalten Sie POP vor SMTP unter „Netz und Sicherheit“ ein.',
    toSecurity: 'Netz und Sicherheit',
  },
  unfit: 'Dieses Programm passt nicht',
  instead: 'Nehmen Sie eines von diesen',
  files: {
    title: 'Mit einer Datei einrichten',
    apple:
      'Ein Profil mit allen Werten, für iPhone, iPad und Mac. Schicken Sie es auf das Gerät, öffnen Sie es dort und installieren Sie es in den Einstellungen. Es enthält kein Passwort; das Gerät fragt danach. Dass es nicht signiert ist, ist richtig.',
    appleTrust:
      'Es bringt das Bürozertifikat mit. Schalten Sie auf iPhone und iPad danach das Vertrauen ein: Einstellungen, Allgemein, Info, Zertifikatsvertrauenseinstellungen.',
    saveApple: 'Profil speichern…',
    profileTitle: (person) => `Mailroom: ${person}`,
    profileDescription: 'Mail-Account dieses Büros.',
    certificateTitle: 'Das Bürozertifikat',
    certificate: 'Bürozertifikat speichern…',
    certificateHint:
      'Installieren Sie das Bürozertifikat auf PC oder Handy, dann fragen Programme nicht, ob sie Mailroom vertrauen sollen.',
  },
};
