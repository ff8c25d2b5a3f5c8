import type { Phrases } from './say.ts';

/** What the relay says about people, devices, this computer, settings and backups. German. */
export const officePhrases: Phrases = {
  whole: {
    'Use 1 to 64 small letters, digits, dots, hyphens or underscores, for example joe or front-desk.':
      'Nehmen Sie 1 bis 64 Kleinbuchstaben, Ziffern, Punkte, Binde- oder Unterstriche, zum Beispiel joe oder empfang.',
    'Write an address such as info@example.com, or only the part before the @.':
      'Schreiben Sie eine Adresse wie info@example.com oder nur den Teil vor dem @.',
    'This cannot be a password.': 'Das kann kein Passwort sein.',
    'Use 1 to 255 characters without line breaks.':
      'Nehmen Sie 1 bis 255 Zeichen ohne Zeilenumbruch.',
    'Choose another name, or take the alias away first.':
      'Wählen Sie einen anderen Namen, oder nehmen Sie zuerst die Adresse weg.',
    'Take it from that user first.': 'Nehmen Sie sie zuerst dort weg.',
    'That is not this user’s password.': 'Das ist nicht das Passwort dieser Person.',
    'Try again.': 'Versuchen Sie es noch einmal.',
    'The list of users could not be saved, so nothing was changed.':
      'Die Liste der Personen konnte nicht gespeichert werden, darum wurde nichts geändert.',
    'Free some disk space and try again.':
      'Schaffen Sie Platz auf der Festplatte und versuchen Sie es noch einmal.',
    'Write it like 192.168.1.20.': 'Schreiben Sie sie wie 192.168.1.20.',
    'That address is trusted and needs no window.':
      'Diese Adresse ist als Gerät zugelassen und braucht keine Freigabe.',
    'That address is a proxy, and never gets a window.':
      'Diese Adresse ist ein Proxy und bekommt nie eine Freigabe.',
    'POP before SMTP is switched off.': 'POP vor SMTP ist ausgeschaltet.',
    'The POPAUTH database cannot be written.':
      'Die POPAUTH-Datenbank kann nicht geschrieben werden.',
    'Give each a name of its own.': 'Geben Sie jedem einen eigenen Namen.',
    // This computer.
    'This computer does not have the address to listen on. Choose another address.':
      'Dieser Computer hat die gewünschte Adresse nicht. Wählen Sie eine andere.',
    'This computer does not have the address to listen on.':
      'Dieser Computer hat die gewünschte Adresse nicht.',
    'Choose another address.': 'Wählen Sie eine andere Adresse.',
    'Close that program or choose another port.':
      'Beenden Sie es oder wählen Sie einen anderen Port.',
    'Choose a port from 1024 up, or allow it in the system.':
      'Wählen Sie einen Port ab 1024, oder erlauben Sie es im System.',
    'There is no usable certificate, so passwords are taken only from this PC.':
      'Es gibt kein brauchbares Zertifikat, darum werden Passwörter nur von diesem Computer angenommen.',
    'There is no usable certificate, and this port speaks only TLS.':
      'Es gibt kein brauchbares Zertifikat, und dieser Port spricht nur TLS.',
    'Look at the certificate in the settings.': 'Sehen Sie nach dem Zertifikat.',
    'Nothing was changed.': 'Es wurde nichts geändert.',
    'Give one of them another port, or switch one off.':
      'Geben Sie einem davon einen anderen Port, oder schalten Sie einen aus.',
    // Certificates.
    'The certificate file holds no PEM certificate.':
      'In der Zertifikatsdatei ist kein PEM-Zertifikat.',
    'The key file holds no PEM key.': 'In der Schlüsseldatei ist kein PEM-Schlüssel.',
    'The key is protected by a password.': 'Der Schlüssel ist mit einem Passwort geschützt.',
    'The key does not belong to the certificate.': 'Der Schlüssel gehört nicht zum Zertifikat.',
    'Name the key file that was made together with this certificate.':
      'Wählen Sie die Schlüsseldatei, die zusammen mit diesem Zertifikat entstand.',
    'Save the key without a password, readable only by you.':
      'Speichern Sie den Schlüssel ohne Passwort, nur für Sie lesbar.',
    'Get a new certificate from where this one came.':
      'Besorgen Sie ein neues Zertifikat, wo dieses herkam.',
    'Check the date of this computer.': 'Prüfen Sie das Datum dieses Computers.',
    'Use files in PEM form: they begin with "-----BEGIN".':
      'Nehmen Sie Dateien in PEM-Form: Sie beginnen mit „-----BEGIN“.',
    'Check the name, and that Mailroom may read it.':
      'Prüfen Sie den Namen, und ob Mailroom sie lesen darf.',
    'The certificate from before stays in use.': 'Das bisherige Zertifikat bleibt in Kraft.',
    'Until then the certificate that Mailroom made is used.':
      'Bis dahin gilt das Zertifikat, das Mailroom gemacht hat.',
    'Get a new one and put it in place of the old files.':
      'Besorgen Sie ein neues und legen Sie es an die Stelle der alten Dateien.',
    'A certificate needs both its file and the file of its key.':
      'Zu einem Zertifikat gehören zwei Dateien: es selbst und sein Schlüssel.',
    'Name both files, or neither to use the certificate that Mailroom makes.':
      'Wählen Sie beide Dateien, oder keine, um das Zertifikat von Mailroom zu benutzen.',
    // Settings.
    'The settings are not valid.': 'Die Einstellungen sind nicht gültig.',
    'The delay notice must come before the queue gives up.':
      'Der Hinweis auf die Verspätung muss vor dem Aufgeben kommen.',
    'The name of the provider’s server is missing.': 'Der Name des Servers fehlt.',
    'Write the outgoing server that the provider names, for example smtp.example.com.':
      'Tragen Sie den Postausgangsserver ein, den der Anbieter nennt, zum Beispiel smtp.example.com.',
    'Check that the disk is not full and that the data folder may be written; nothing was changed.':
      'Prüfen Sie, ob die Festplatte voll ist und der Datenordner beschreibbar; es wurde nichts geändert.',
    'Nothing was changed. Check that the disk is not full.':
      'Es wurde nichts geändert. Prüfen Sie, ob die Festplatte voll ist.',
    'Sending is paused.': 'Der Versand ruht.',
    'Resume it to send what waits.': 'Setzen Sie ihn fort, damit die wartende Post hinausgeht.',
    // Backup.
    'The passphrase is too short.': 'Das Kennwort ist zu kurz.',
    'This file is no backup of Mailroom.': 'Diese Datei ist keine Sicherung von Mailroom.',
    'Choose another file.': 'Wählen Sie eine andere Datei.',
    'The backup was made by a newer Mailroom.': 'Die Sicherung stammt von einem neueren Mailroom.',
    'Install that version here, then restore again.':
      'Installieren Sie hier diese Version, dann holen Sie die Sicherung zurück.',
    'The backup cannot be opened: the passphrase is wrong, or the file is damaged.':
      'Die Sicherung lässt sich nicht öffnen: Das Kennwort ist falsch, oder die Datei ist beschädigt.',
    'Type the passphrase with which the backup was made.':
      'Geben Sie das Kennwort ein, mit dem die Sicherung gemacht wurde.',
    'Check the name.': 'Prüfen Sie den Namen.',
    'Choose another place, and check that it has room.':
      'Wählen Sie einen anderen Ort, und prüfen Sie, ob dort Platz ist.',
    'Choose another folder.': 'Wählen Sie einen anderen Ordner.',
    'Check the printer, or save it as PDF.':
      'Prüfen Sie den Drucker, oder speichern Sie es als PDF.',
    'Mailroom does not open this address.': 'Mailroom öffnet diese Adresse nicht.',
    // The relay itself.
    'The relay that this window shows does not run.':
      'Das Relay, das dieses Fenster zeigt, läuft nicht.',
    'Start it again, or quit Mailroom and start it: then the relay runs inside it.':
      'Starten Sie es wieder, oder beenden Sie Mailroom und starten Sie es neu: Dann läuft das Relay darin.',
    'Mailroom stopped before it answered.': 'Mailroom hielt an, bevor es antwortete.',
    'Start it again and look at "mailroom journal".':
      'Starten Sie es wieder und sehen Sie unter Diagnose in das Protokoll.',
    'Something went wrong.': 'Etwas ist schiefgegangen.',
    'Look at the journal.': 'Sehen Sie unter Diagnose in das Protokoll.',
    // Checks (`control/doctor.ts`).
    'This computer has no address in a network.':
      'Dieser Computer hat keine Adresse in einem Netz.',
    'Connect it to the office network; programs on this computer can use 127.0.0.1.':
      'Verbinden Sie ihn mit dem Büronetz; Programme auf diesem Computer können 127.0.0.1 benutzen.',
    'Free some space: new mail is refused when the disk is nearly full.':
      'Schaffen Sie Platz: Ist die Festplatte fast voll, wird neue Post abgewiesen.',
    'Set date and time of this computer.': 'Stellen Sie Datum und Uhrzeit dieses Computers.',
    'kept by the operating system': 'bewahrt vom Betriebssystem',
    'kept in a file that only this user of the computer can read':
      'in einer Datei, die nur dieses Benutzerkonto lesen kann',
    'Add one: mailroom users add NAME': 'Fügen Sie unter „Personen und Geräte“ jemanden hinzu.',
    'none seen': 'keine gesehen',
    'switched off': 'ausgeschaltet',
    'is not started': 'ist nicht gestartet',
    'Let the user who runs Mailroom write there.':
      'Geben Sie dem Benutzerkonto, unter dem Mailroom läuft, dort Schreibrechte.',
    'Remove it and enter the provider’s password again.':
      'Entfernen Sie sie, und geben Sie das Passwort des Anbieters noch einmal ein.',
    'their addresses are set as proxies': 'ihre Adressen sind als Proxys eingetragen',
    'Then set its address as a proxy: mailroom settings set popAuth.proxies 127.0.0.1,::1':
      'Tragen Sie dann seine Adresse unter „Netz und Sicherheit“ als Proxy ein, hier 127.0.0.1 und ::1.',
    'If it forwards mail connections, everybody behind it looks like this computer.':
      'Wenn es Mailverbindungen weiterleitet, sieht jeder dahinter wie dieser Computer aus.',
    'is written': 'wird geschrieben',
    'Look at the disk and at who may write the data folder.':
      'Sehen Sie nach der Festplatte, und wer in den Datenordner schreiben darf.',
    'Check the disk and the data folder.': 'Prüfen Sie Festplatte und Datenordner.',
    'Senders are asked to try again.': 'Absender werden gebeten, es wieder zu versuchen.',
    'Free some space, or check the disk.': 'Schaffen Sie Platz, oder prüfen Sie die Festplatte.',
    'not in the backup': 'nicht in der Sicherung',
    starting: 'startet',
    stopping: 'hält an',
    'may not be empty': 'darf nicht leer sein',
    'is missing': 'fehlt',
    'does not exist; check how it is written': 'gibt es nicht; prüfen Sie die Schreibweise',
    'may not hold line breaks or control characters':
      'darf keine Zeilenumbrüche und Steuerzeichen enthalten',
    'is no address or network; write for example 192.168.1.20 or 192.168.1.0/24':
      'ist keine Adresse und kein Netz; schreiben Sie zum Beispiel 192.168.1.20 oder 192.168.1.0/24',
    'is no domain; write for example example.com, in small letters':
      'ist keine Domain; schreiben Sie zum Beispiel example.com, in Kleinbuchstaben',
    'is no address or domain; write for example joe@example.com or example.com':
      'ist keine Adresse und keine Domain; schreiben Sie zum Beispiel joe@example.com oder example.com',
    'is no address of this PC; write for example 127.0.0.1, or nothing for all addresses':
      'ist keine Adresse dieses Computers; schreiben Sie zum Beispiel 127.0.0.1, oder nichts für alle',
    'is no SHA-256 fingerprint; it is 32 pairs of hex digits with colons between':
      'ist kein SHA-256-Fingerabdruck; er hat 32 Paare aus Ziffern und den Buchstaben A bis F, mit Doppelpunkten dazwischen',
    'is no host name; write for example mail.example.com':
      'ist kein Rechnername; schreiben Sie zum Beispiel mail.example.com',
    'must be a whole number': 'muss eine ganze Zahl sein',
    'must be a number': 'muss eine Zahl sein',
    'must be a text': 'muss ein Text sein',
    'must be a list': 'muss eine Liste sein',
  },
  patterns: [
    [/^"(.*)" cannot be a user name\.$/, '„$1“ kann kein Name sein.'],
    [/^"(.*)" is no address\.$/, '„$1“ ist keine Adresse.'],
    [/^"(.*)" is no IP address\.$/, '„$1“ ist keine IP-Adresse.'],
    [/^There is already a user or alias (\S+)\.$/, 'Den Namen oder die Adresse $1 gibt es schon.'],
    [/^(\S+) belongs to (\S+) already\.$/, '$1 gehört schon zu $2.'],
    [/^There is no user (\S+)\.$/, 'Es gibt niemanden mit dem Namen $1.'],
    [/^(\S+) is not blocked\.$/, '$1 ist nicht gesperrt.'],
    [/^Nothing trusted is called (.+)\.$/, 'Kein zugelassenes Gerät heißt $1.'],
    [/^Two trusted networks have the name "(.+)"\.$/, 'Zwei Geräte haben den Namen „$1“.'],
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
      /^(\S+) and (\S+) cannot both use port (\d+)\.$/,
      '$1 und $2 können nicht beide Port $3 benutzen.',
    ],
    [
      /^The practice provider and (\S+) cannot both use port (\d+)\.$/,
      'Der Übungsanbieter und $1 können nicht beide Port $2 benutzen.',
    ],
    [
      /^(\S+) and The practice provider cannot both use port (\d+)\.$/,
      '$1 und der Übungsanbieter können nicht beide Port $2 benutzen.',
    ],
    [
      /^Choose fewer than (\d+) hours, or raise queue\.giveUpHours\.$/,
      'Wählen Sie weniger als $1 Stunden, oder geben Sie später auf.',
    ],
    [/^The setting (\S+) must be (\S+) or more\.$/, 'Der Wert muss mindestens $2 sein.'],
    [/^The setting (\S+) must be more than (\S+)\.$/, 'Der Wert muss größer als $2 sein.'],
    [/^The setting (\S+) must be (\S+) or less\.$/, 'Der Wert darf höchstens $2 sein.'],
    [
      /^The setting (\S+) is longer than (\d+) characters\.$/,
      'Der Text ist länger als $2 Zeichen.',
    ],
    [
      /^The setting (\S+) may have at most (\d+) entries\.$/,
      'Die Liste darf höchstens $2 Einträge haben.',
    ],
    [
      /^The setting (\S+) must have at least (\d+) (?:entry|entries)\.$/,
      'Die Liste muss mindestens $2 Einträge haben.',
    ],
    [/^The setting (\S+) (.+)\.$/, 'Dies $2.'],
    [/^The file (.+) cannot be read \((\w+)\)\.$/, 'Die Datei $1 kann nicht gelesen werden ($2).'],
    [/^The file (.+) cannot be read\.$/, 'Die Datei $1 kann nicht gelesen werden.'],
    [/^The certificate ran out on (\S+)\.$/, 'Das Zertifikat ist am $1 abgelaufen.'],
    [/^The certificate is valid only from (\S+)\.$/, 'Das Zertifikat gilt erst ab $1.'],
    [/^The certificate cannot be used: (.+)\.$/, 'Das Zertifikat ist nicht brauchbar: $1.'],
    [/^Your certificate runs out on (\S+)\.$/, 'Ihr Zertifikat läuft am $1 ab.'],
    [
      /^The certificate cannot be made or read: (.+)\.$/,
      'Das Zertifikat lässt sich nicht erstellen oder lesen: $1.',
    ],
    [/^Check the folder (.+)\.$/, 'Prüfen Sie den Ordner $1.'],
    [
      /^The backup could not be written \((\w+)\)\.$/,
      'Die Sicherung konnte nicht geschrieben werden ($1).',
    ],
    [
      /^Use at least (\d+) characters, for example some words\.$/,
      'Nehmen Sie mindestens $1 Zeichen, zum Beispiel einige Wörter.',
    ],
    [/^It was not printed: (.+)\.$/, 'Es wurde nicht gedruckt: $1.'],
    [/^The file could not be written: (.+)$/, 'Die Datei konnte nicht geschrieben werden: $1'],
    [/^This could not be saved: (.+)$/, 'Das konnte nicht gespeichert werden: $1'],
    [
      /^The settings could not be saved: (.+)$/,
      'Die Einstellungen konnten nicht gespeichert werden: $1',
    ],
    [/^Something went wrong \((\S+)\)\.$/, 'Etwas ist schiefgegangen ($1).'],
    [/^Look at "mailroom journal" for (\S+)\.$/, 'Suchen Sie unter Diagnose im Protokoll nach $1.'],
    [/^"(.*)" cannot be the value of (\S+)\.$/, '„$1“ passt nicht für $2.'],
    [
      /^Choose another port: mailroom settings set \S+ NUMBER$/,
      'Wählen Sie unter „Netz und Sicherheit“ einen anderen Port.',
    ],
    [/^listens on (\S+)$/, 'hört auf Port $1'],
    [/^([\d.]+) (GB|MB) free$/, '$1 $2 frei'],
    [/^(.+) cannot be written\.$/, '$1 ist nicht beschreibbar.'],
    [
      /^The file with the stored passwords, (.+), is damaged\.$/,
      'Die Datei mit den gespeicherten Passwörtern, $1, ist beschädigt.',
    ],
    [/^(\d+) may sign in$/, '$1 dürfen sich anmelden'],
    [/^(.+) runs here\.$/, '$1 läuft hier.'],
    [
      /^(.+) can be read by other users of this computer\.$/,
      '$1 können auch andere Benutzer dieses Computers lesen.',
    ],
    [/^Run: (.+)$/, 'Führen Sie aus: $1'],
    [/^The journal cannot be written: (.+)\.$/, 'Das Protokoll kann nicht geschrieben werden: $1.'],
    [/^(\d+) entries were lost so far\.$/, '$1 Einträge gingen bisher verloren.'],
    [
      /^Mail cannot be kept on this computer’s disk: (.+)\.$/,
      'Auf der Festplatte dieses Computers kann keine Post aufbewahrt werden: $1.',
    ],
    [
      /^This computer does not open the stored password of the provider any more\.$/,
      'Dieser Computer öffnet das gespeicherte Passwort des Anbieters nicht mehr.',
    ],
  ],
};
