import type { Phrases } from '../say.ts';

/** The checks under Diagnostics (`control/doctor/`). German. */
export const checksPhrases: Phrases = {
  whole: {
    'This computer has no address in a network.':
      'Dieser Computer hat keine Adresse in einem Netz.',
    'Connect it to the office network; programs on this computer can use 127.0.0.1.':
      'Verbinden Sie ihn mit dem Büronetz; Programme auf diesem Computer können 127.0.0.1 benutzen.',
    'Free some space: new mail is refused when the disk is nearly full.':
      'Schaffen Sie Platz: Ist die Festplatte fast voll, wird neue Post abgelehnt.',
    'Set date and time of this computer.': 'Stellen Sie Datum und Uhrzeit dieses Computers.',
    'kept by the operating system': 'vom Betriebssystem verwahrt',
    'kept in a file that only this user of the computer can read':
      'in einer Datei, die nur dieses Benutzerkonto lesen kann',
    'Add one: mailroom users add NAME': 'Fügen Sie unter „Personen und Geräte“ jemanden hinzu.',
    'none seen': 'keine gesehen',
    'cannot be seen on this system': 'sind auf diesem System nicht zu sehen',
    'switched off': 'ausgeschaltet',
    'is not started': 'ist nicht gestartet',
    'Let the user who runs Mailroom write there.':
      'Geben Sie dem Benutzerkonto, unter dem Mailroom läuft, dort Schreibrechte.',
    'Enter the provider’s password again.': 'Geben Sie das Passwort des Anbieters noch einmal ein.',
    'their addresses are set as proxies': 'ihre Adressen sind als Proxys eingetragen',
    'If it forwards mail connections, everybody behind it looks like this computer.':
      'Wenn es Mailverbindungen weiterleitet, sieht jeder dahinter wie dieser Computer aus.',
    'One check': 'Eine Prüfung',
    Certificate: 'Zertifikat',
    'is in force': 'ist in Kraft',
    'is written': 'wird geschrieben',
    'Look at the disk and at who may write the data folder.':
      'Prüfen Sie, ob die Festplatte in Ordnung ist und wer in den Datenordner schreiben darf.',
    'not in the backup': 'nicht in der Sicherung',
    starting: 'startet',
    stopping: 'hält an',
    'works while Mailroom runs': 'arbeitet, solange Mailroom läuft',
    'takes mail': 'nimmt Post an',
    'is not paused': 'ist nicht angehalten',
    'none is kept, and none is needed': 'keines gespeichert, und keines nötig',
    'It cannot be read or written, so checking mail lets nobody send.':
      'Sie ist nicht lesbar oder nicht beschreibbar, darum erlaubt das Abholen von Post niemandem das Senden.',
    'is written while Mailroom runs': 'wird geschrieben, solange Mailroom läuft',
    'the practice provider runs with Mailroom': 'der Übungsanbieter läuft zusammen mit Mailroom',
    'Start the app, or type: mailroom serve': 'Starten Sie das Programm.',
    'The provider’s password is kept by the operating system for the desktop app: start Mailroom to try the sign-in.':
      'Das Passwort des Anbieters verwahrt das Betriebssystem für das Programm mit Fenster: Starten Sie Mailroom, um die Anmeldung zu prüfen.',
    'are taken from this computer only': 'werden nur von diesem Computer angenommen',
    'Switch on SSL/TLS or STARTTLS in the programs there, then allow it no more: mailroom settings set access.plaintextSignIn "127.0.0.0/8,::1"':
      'Schalten Sie in den Programmen dort SSL/TLS oder STARTTLS ein, und erlauben Sie es danach unter „Netz und Sicherheit“ nicht mehr.',
    none: 'keine',
    'Everybody behind such an address may send.': 'Jeder hinter einer solchen Adresse darf senden.',
    'Take it back: mailroom trust remove NAME':
      'Nehmen Sie es unter „Netz und Sicherheit“ zurück, wenn Sie nicht wissen, wer dort ist.',
    'nobody is blocked': 'niemand ist gesperrt',
    'Look for a program or device with an old password.':
      'Suchen Sie ein Programm oder Gerät mit einem alten Passwort.',
    'Then let it in again: mailroom blocks remove NAME':
      'Heben Sie die Sperre danach unter „Netz und Sicherheit“ auf.',
    // Their titles.
    'Failed sign-ins': 'Fehlversuche bei der Anmeldung',
    'Passwords without encryption': 'Passwörter ohne Verschlüsselung',
    'Trusted devices': 'Vertraute Geräte',
    'Addresses for mail programs': 'Adressen für Mailprogramme',
    'Disk space': 'Platz auf der Festplatte',
    Clock: 'Uhr',
    'Data folder': 'Datenordner',
    'Provider password': 'Passwort des Anbieters',
    'People and devices': 'Personen und Geräte',
    'Forwarding programs': 'Weiterleitende Programme',
    Journal: 'Protokoll',
    Queue: 'Warteschlange',
    Sending: 'Versand',
    'POPAUTH database': 'POPAUTH-Datenbank',
    Settings: 'Einstellungen',
    Provider: 'Anbieter',
    'Provider: server name': 'Anbieter: Servername',
    'Provider: connection': 'Anbieter: Verbindung',
    'Provider: encryption': 'Anbieter: Verschlüsselung',
    'Provider: sign-in': 'Anbieter: Anmeldung',
    'Provider: test mail': 'Anbieter: Probenachricht',
  },
  patterns: [
    [
      /^Then set its address as a proxy: mailroom settings set popAuth\.proxies "[^"]+"$/,
      'Tragen Sie dann seine Adresse unter „Netz und Sicherheit“ als Proxy ein, hier 127.0.0.1 und ::1.',
    ],
    [/^"\S+" could not be looked at: (.+)$/, 'Das ließ sich nicht prüfen: $1'],
    [/^listens on (\S+)$/, 'erreichbar auf Port $1'],
    [/^(\d+)\.(\d+) (GB|MB) free$/, '$1,$2 $3 frei'],
    [/^(\d+) (GB|MB) free$/, '$1 $2 frei'],
    [/^(.+) cannot be written\.$/, '$1 ist nicht beschreibbar.'],
    [/^1 may sign in$/, '1 darf sich anmelden'],
    [/^(\d+) may sign in$/, '$1 dürfen sich anmelden'],
    [
      /^are taken from (.+), where others can read them\.$/,
      'werden von $1 angenommen, wo andere sie mitlesen können.',
    ],
    [
      /^Blocked after too many wrong passwords: (.+)\.$/,
      'Nach zu vielen falschen Passwörtern gesperrt: $1.',
    ],
    [
      /^only addresses on the internet are blocked: (\d+)$/,
      'gesperrt sind nur Adressen im Internet: $1',
    ],
    [/^On the internet, not in the office: (.+)\.$/, 'Im Internet, nicht im Büro: $1.'],
    [/^(.+) runs here\.$/, '$1 läuft hier.'],
    [
      /^(.+) can be read by other users of this computer\.$/,
      '$1 können auch andere Benutzer dieses Computers lesen.',
    ],
    [/^Run: (.+)$/, 'Führen Sie aus: $1'],
    [/^port (\d+) is free$/, 'Port $1 ist frei'],
    [/^Port for (\w+)$/, 'Port für $1'],
    [/^is not running for (.+)$/, 'läuft nicht für $1'],
    [/^(.+) will be made at the first start$/, '$1 wird beim ersten Start angelegt'],
  ],
};
