import type { Words } from '../words.ts';

const typeAgain =
  'Geben Sie beides noch einmal ein, ganz genau. Eingehende und ausgehende Post können eigene Felder dafür haben.';
const orCheck = 'Oder holen Sie Post ab und senden Sie noch einmal.';
const compare = 'Vergleichen Sie Port und Verschlüsselung mit den Werten auf dieser Seite.';

/** What people see when it does not work, German. */
export const connectTrouble: Words['connect']['trouble'] = {
  title: 'Was Sie sehen, wenn etwas nicht stimmt',
  seen: 'Sie sehen',
  means: 'Das heißt',
  fix: 'Was zu tun ist',
  signs: {
    'outlook-recipient-refused': {
      means:
        'Der Empfänger wurde abgelehnt, weil Mailroom nicht weiß, wer sendet: Das Programm hat sich weder angemeldet noch vorher Post abgeholt.',
      fix: 'Stellen Sie ein, was auf dieser Seite hervorgehoben ist: Daran erkennt Mailroom, wer sendet.',
      orCheck,
    },
    'outlook-sender-refused': {
      means:
        'Der Absender wurde abgelehnt: Meist hat sich das Programm nicht angemeldet, oder die Adresse ist nicht erlaubt.',
      fix: 'Setzen Sie das Häkchen für die Anmeldung beim Senden und prüfen Sie die E-Mail-Adresse des Kontos.',
    },
    'outlook-pop-password': {
      means: 'Name oder Passwort für eingehende Post sind falsch.',
      fix: 'Geben Sie beides noch einmal ein, ganz genau. Nach vielen falschen Versuchen sperrt Mailroom die Adresse für einige Minuten.',
    },
    'outlook-not-found': {
      means: 'Der Server wurde nicht gefunden, antwortet nicht, oder die Verbindung brach ab.',
      fix: 'Prüfen Sie Server und Port, ob Mailroom läuft, und ob keine Firewall und kein Virenscanner dazwischensteht.',
    },
    'outlook-secure': {
      means:
        'Die Verschlüsselung kam nicht zustande: Sie passt nicht zum Port, das Zertifikat wurde abgelehnt, oder Windows ist zu alt (7 und davor).',
      fix: `${compare} Installieren Sie das Bürozertifikat. Bei einem alten Windows setzen Sie das Häkchen „Das Programm kann keine Verschlüsselung“.`,
    },
    'outlook-timeout': {
      means: 'Es kam keine Antwort.',
      fix: 'Versuchen Sie es noch einmal; prüfen Sie dann Server, Port und Virenscanner, die Post mitlesen.',
    },
    'outlook-methods': {
      means: 'Mailroom hat keine Anmeldung angeboten, weil die Verbindung nicht verschlüsselt ist.',
      fix: 'Wählen Sie die Verschlüsselung, die auf dieser Seite steht.',
    },
    'outlook-spa': {
      means: 'Die gesicherte Kennwortauthentifizierung wurde versucht. Mailroom kennt sie nicht.',
      fix: 'Nehmen Sie das Häkchen bei „Gesicherte Kennwortauthentifizierung (SPA)“ weg.',
    },
    'outlook-starttls': {
      means: 'Programm und Mailroom sind sich über STARTTLS nicht einig.',
      fix: compare,
    },
    'outlook-busy': {
      means:
        'Mailroom nahm keine Verbindung an: zu viele auf einmal, oder die Adresse ist für eine Weile gesperrt.',
      fix: 'Warten Sie einige Minuten und versuchen Sie es noch einmal; sehen Sie nach, ob unten „Für eine Weile gesperrt“ steht.',
    },
    'relaying-denied': {
      means:
        'Mailroom weiß nicht, wer sendet: Das Programm hat sich weder angemeldet noch vorher Post abgeholt.',
      fix: 'Stellen Sie ein, was auf dieser Seite hervorgehoben ist: Daran erkennt Mailroom, wer sendet.',
      orCheck,
    },
    'sign-in-refused': { means: 'Name oder Passwort sind falsch.', fix: typeAgain },
    'first-try-fails': {
      means: 'Post lag im Postausgang und wurde gesendet, bevor Post abgeholt war.',
      fix: 'Holen Sie Post ab und senden Sie noch einmal. Die Anmeldung beim Senden vermeidet es für immer.',
    },
    'certificate-asked': {
      means: 'Das Zertifikat stammt aus diesem Büro, und der Computer kennt es noch nicht.',
      fix: 'Nehmen Sie es einmal an, oder installieren Sie das Bürozertifikat, damit kein Programm mehr fragt.',
    },
    'thunderbird-login': {
      means:
        'Name oder Passwort sind falsch. Dasselbe sagt Thunderbird, solange ein anderes Programm das Postfach offen hat, und nach zu vielen falschen Passwörtern.',
      fix: 'Klicken Sie einmal auf „Nochmals versuchen“ (Retry), dann geben Sie das Passwort neu ein. Wenn die Zeile unten sagt, dass sich das Programm angemeldet hat, stimmt das Passwort, und ein anderes Programm hat das Postfach.',
    },
    'thunderbird-nothing-found': {
      means: 'Ein Wert stimmt nicht, oder Thunderbird kennt das Zertifikat dieses Büros nicht.',
      fix: 'Vergleichen Sie alle Werte mit dieser Seite, und importieren Sie vorher das Bürozertifikat.',
    },
    'thunderbird-untrusted': {
      means: 'Das Zertifikat stammt aus diesem Büro, und Thunderbird kennt es noch nicht.',
      fix: 'Klicken Sie auf „OK“, dann auf „Sicherheits-Ausnahmeregel bestätigen“ (Confirm Security Exception), und versuchen Sie es noch einmal; oder importieren Sie das Bürozertifikat.',
    },
    'thunderbird-method': {
      means: 'Die Authentifizierungsmethode passt nicht.',
      fix: 'Wählen Sie die von dieser Seite. Ohne Verschlüsselung heißt dieselbe Wahl „Passwort, ungesichert übertragen“.',
    },
    'thunderbird-starttls': { means: 'Der Port bietet kein STARTTLS an.', fix: compare },
    'claws-session': {
      means: 'Mailroom hat die Nachricht nicht angenommen. Claws Mail behält sie.',
      fix: 'Klicken Sie auf „Protokoll einsehen“ (View log): Die letzten Zeilen sagen, warum. Wenn das behoben ist, senden Sie sie noch einmal.',
    },
    'apple-no-connection': {
      means: 'Der Mac erreicht den Server mit diesen Werten nicht, oder die Anmeldung scheiterte.',
      fix: 'Vergleichen Sie Server, Port und TLS mit dieser Seite. Im Menü „Fenster“ zeigt „Verbindung prüfen“, was davon scheitert.',
    },
    'iphone-no-ssl': {
      means: 'Das iPhone hat die üblichen Ports probiert und dort nichts gefunden.',
      fix: 'Sichern Sie und stellen Sie Ports und SSL dann ein, wie die letzten Schritte sagen.',
    },
    'android-certificate': {
      means: 'Das Handy kennt das Zertifikat dieses Büros nicht.',
      fix: 'Installieren Sie das Bürozertifikat auf dem Handy und versuchen Sie es noch einmal.',
    },
    'not-reached': {
      means: 'Das Programm erreicht diesen Computer nicht.',
      fix: 'Prüfen Sie Server und Port, ob beide im selben Netz sind (Handys: im WLAN des Büros), ob Mailroom läuft, und die Firewall.',
    },
    'scanner-tls': {
      means:
        'Das Gerät kann nicht so verschlüsseln, wie Mailroom es verlangt; alte Geräte können nur überholte Verfahren.',
      fix: 'Geben Sie auf dieser Seite an, dass das Gerät keine Verschlüsselung kann, und nehmen Sie die Werte, die dann dort stehen.',
    },
    'scanner-waits-too-short': {
      means: 'Das Gerät hat gesendet, bevor es Post abgeholt hat, oder zu lange danach.',
      fix: 'Wählen Sie im Gerät POP vor SMTP mit einer kurzen Wartezeit, oder besser die Anmeldung beim Senden. Dann scannen Sie noch einmal.',
    },
    'scanner-sender': {
      means: 'Der Anbieter lehnt die Adresse des Absenders ab.',
      fix: 'Stellen Sie beim Gerät eine Adresse ein, die der Anbieter kennt, meist die des Büros.',
    },
    'scanner-too-big': {
      means: 'Der Scan ist größer, als Mailroom oder der Anbieter annimmt.',
      fix: 'Scannen Sie mit geringerer Auflösung oder in Schwarzweiß.',
    },
    'software-certificate': {
      means: 'Die Software kennt das Zertifikat dieses Büros nicht.',
      fix: 'Geben Sie ihr das Bürozertifikat, oder nehmen Sie Server und Verschlüsselung, die sie annimmt.',
    },
    'new-outlook-unreachable': {
      means: 'Das neue Outlook sucht den Server vom Internet aus und findet nichts.',
      fix: 'Nehmen Sie das klassische Outlook, Thunderbird oder eM Client.',
    },
  },
};
