import type { Phrases } from '../say.ts';

/** Ports, who holds them, and the certificate (`relay/net`, `relay/tls`, `relay/lifecycle/service-fault.ts`). German. */
export const networkPhrases: Phrases = {
  whole: {
    'This computer does not have the address to listen on. Choose another address.':
      'Dieser Computer hat die gewünschte Adresse nicht. Wählen Sie eine andere.',
    'This computer does not have the address to listen on.':
      'Dieser Computer hat die gewünschte Adresse nicht.',
    'Choose another address.': 'Wählen Sie eine andere Adresse.',
    'Close that program or choose another port.':
      'Beenden Sie es oder wählen Sie einen anderen Port.',
    'Choose a port from 1024 up, or allow it in the system.':
      'Wählen Sie einen Port ab 1024, oder erlauben Sie es im System.',
    'There is no usable certificate, so nothing can be encrypted: passwords are taken only from where that is not asked for.':
      'Es gibt kein brauchbares Zertifikat, darum lässt sich nichts verschlüsseln: Passwörter werden nur von dort angenommen, wo das nicht verlangt wird.',
    'There is no usable certificate, and this port speaks only TLS.':
      'Es gibt kein brauchbares Zertifikat, und dieser Port spricht nur TLS.',
    'Look at the certificate in the settings.': 'Prüfen Sie das Zertifikat.',
    'Nothing was changed.': 'Es wurde nichts geändert.',
    'Give one of them another port, or switch one off.':
      'Geben Sie einem davon einen anderen Port, oder schalten Sie einen aus.',
    'The certificate file holds no PEM certificate.':
      'In der Zertifikatsdatei ist kein PEM-Zertifikat.',
    'The dates of the certificate cannot be read.':
      'Die Gültigkeitsdaten des Zertifikats sind nicht lesbar.',
    'The key file holds no PEM key.': 'In der Schlüsseldatei ist kein PEM-Schlüssel.',
    'The key is protected by a password.': 'Der Schlüssel ist mit einem Passwort geschützt.',
    'The key does not belong to the certificate.': 'Der Schlüssel gehört nicht zum Zertifikat.',
    'Name the key file that was made together with this certificate.':
      'Wählen Sie die Schlüsseldatei, die zusammen mit diesem Zertifikat entstand.',
    'Save the key without a password, readable only by you.':
      'Speichern Sie den Schlüssel ohne Passwort, nur für Sie lesbar.',
    'Get a new certificate from where this one came.':
      'Besorgen Sie ein neues Zertifikat von der Stelle, die dieses ausgestellt hat.',
    'Check the date of this computer.': 'Prüfen Sie das Datum dieses Computers.',
    'Use files in PEM form: they begin with "-----BEGIN".':
      'Nehmen Sie Dateien in PEM-Form: Sie beginnen mit „-----BEGIN“.',
    'Check the name, and that Mailroom may read it.':
      'Prüfen Sie den Namen, und ob Mailroom sie lesen darf.',
    'The certificate from before stays in use.': 'Das bisherige Zertifikat bleibt in Kraft.',
    'Until then it stays in use, and mail programs may warn of it.':
      'Bis dahin bleibt es in Kraft, und Mailprogramme können davor warnen.',
    'Until then the certificate that Mailroom made is used.':
      'Bis dahin gilt das Zertifikat, das Mailroom gemacht hat.',
    'Get a new one and put it in place of the old files.':
      'Besorgen Sie ein neues und legen Sie es an die Stelle der alten Dateien.',
    'A certificate needs both its file and the file of its key.':
      'Zu einem Zertifikat gehören zwei Dateien: es selbst und sein Schlüssel.',
    'Name both files with "mailroom certificate own", or neither to use the certificate that Mailroom makes.':
      'Wählen Sie beide Dateien, oder keine, um das Zertifikat von Mailroom zu benutzen.',
    'Give it another port: mailroom settings set practice.port NUMBER':
      'Geben Sie ihm im Terminal einen anderen Port: mailroom settings set practice.port ZAHL',
    // The listeners by the names that the window gives them.
    pop3: '„Eingehende Post (POP3)“',
    pop3s: '„Eingehende Post, verschlüsselt (POP3)“',
    relay: '„Ausgehende Post (SMTP)“',
    submission: '„Ausgehende Post mit Anmeldung (STARTTLS)“',
    submissions: '„Ausgehende Post, verschlüsselt (TLS)“',
    'the practice provider': 'der Übungsanbieter',
  },
  patterns: [
    [
      /^The file (.+) is named without the folders that it is in\.$/,
      'Bei der Datei $1 fehlen die Ordner, in denen sie liegt.',
    ],
    [
      /^Write all of its name, for example (.+)\.$/,
      'Schreiben Sie den ganzen Namen, zum Beispiel $1.',
    ],
    [
      /^Port (\d+) is in use by another program\.$/,
      'Port $1 ist von einem anderen Programm belegt.',
    ],
    [
      /^This computer does not let Mailroom use port (\d+)\.$/,
      'Dieser Computer erlaubt Mailroom den Port $1 nicht.',
    ],
    [/^Cannot listen on port (\d+): (.+)$/, 'Port $1 lässt sich nicht öffnen: $2'],
    [/^Nothing seems to use port (\d+)\.$/, 'Port $1 scheint niemand zu benutzen.'],
    [/^Port (\d+) is used by "(.+)" \(process (\d+)\)\.$/, 'Port $1 benutzt „$2“ (Prozess $3).'],
    [/^Port (\d+) is used by "(.+)"\.$/, 'Port $1 benutzt „$2“.'],
    [/^Port (\d+) is used by process (\d+)\.$/, 'Port $1 benutzt Prozess $2.'],
    [
      /^Port (\d+) is used by a program of another user\.$/,
      'Port $1 benutzt ein Programm eines anderen Benutzers.',
    ],
    [
      /^(\S+) and (.+) cannot both use port (\d+)\.$/,
      '%1 und %2 können nicht beide Port $3 benutzen.',
    ],
    [/^The file (.+) cannot be read \((\w+)\)\.$/, 'Die Datei $1 kann nicht gelesen werden ($2).'],
    [/^The file (.+) cannot be read\.$/, 'Die Datei $1 kann nicht gelesen werden.'],
    [
      /^The certificate ran out on (\d{4})-(\d\d)-(\d\d)\.$/,
      'Das Zertifikat ist am $3.$2.$1 abgelaufen.',
    ],
    [
      /^The certificate is valid only from (\d{4})-(\d\d)-(\d\d)\.$/,
      'Das Zertifikat gilt erst ab $3.$2.$1.',
    ],
    [/^The certificate cannot be used: (.+)\.$/, 'Das Zertifikat ist nicht brauchbar: $1.'],
    [
      /^Your certificate runs out on (\d{4})-(\d\d)-(\d\d)\.$/,
      'Ihr Zertifikat läuft am $3.$2.$1 ab.',
    ],
    [
      /^The certificate cannot be made or read: (.+)\.$/,
      'Das Zertifikat lässt sich nicht erstellen oder lesen: $1.',
    ],
    [/^Check the folder (.+)\.$/, 'Prüfen Sie den Ordner $1.'],
    [
      /^Choose another address, :: for all: mailroom settings set \S+ ADDRESS$/,
      'Ändern Sie unter „Netz und Sicherheit“, wo er erreichbar ist.',
    ],
    [
      /^Choose another port: mailroom settings set \S+ NUMBER$/,
      'Wählen Sie unter „Netz und Sicherheit“ einen anderen Port.',
    ],
  ],
};
