import type { Words } from '../words.ts';

/** Steps as sentences and notes, German. Labels of programs stand in German and English where both are known. */
export const connectNotes: Words['connect']['notes'] = {
  steps: {
    type: 'Tragen Sie bei {label} ein: {value}',
    fill: 'Füllen Sie {label} aus',
    password: 'Tragen Sie bei {label} das Passwort für Mailroom ein',
    choose: 'Wählen Sie bei {label}: {value}',
    tick: 'Setzen Sie ein Häkchen bei {label}',
    untick: 'Nehmen Sie das Häkchen bei {label} weg, falls dort eines ist',
    radio: 'Wählen Sie {label}',
    switchOn: 'Schalten Sie {label} ein',
    switchOff: 'Schalten Sie {label} aus',
    click: 'Klicken Sie auf {label}',
    tap: 'Tippen Sie auf {label}',
    tab: 'Öffnen Sie die Registerkarte {label}',
    side: 'Wählen Sie in der Liste an der Seite {label}',
    path: 'Gehen Sie zu {path}',
  },
  notes: {
    exactName:
      'Genau dieser Name. Eine E-Mail-Adresse geht auch, aber nur eine, die diese Person in Mailroom hat.',
    fetchElsewhere:
      'Wenn dieses Konto seine Post von einem anderen Server abholt, lassen Sie diesen hier stehen; ändern Sie nur, was ausgehende Post betrifft.',
    onlyOutgoing:
      'Wenn das Konto seine Post beim Anbieter abholt, lassen Sie alles zur eingehenden Post, wie es ist, und ändern Sie nur, was ausgehende Post betrifft.',
    providerIncoming:
      'Wenn die Post beim Anbieter abgeholt wird, tragen Sie für eingehende Post dessen Server, Name und Passwort ein und nur für ausgehende die von Mailroom.',
    popNotImap:
      'POP, nicht IMAP. Ein Konto lässt sich nicht vom einen zum anderen ändern; legen Sie ein neues an.',
    chooseAccount: 'Wählen Sie links das Konto.',
    selectAccountChange:
      'Wählen Sie in der Liste das Konto aus und klicken Sie auf „Ändern…“ (Change…).',
    selectAccountProperties:
      'Wählen Sie in der Liste das Konto aus und klicken Sie auf „Eigenschaften“ (Properties).',
    ownLogOn:
      'Wenn das Konto seine Post von einem anderen Server abholt, wählen Sie stattdessen die Zeile darunter und tragen dort Name und Passwort für Mailroom ein.',
    noSpa:
      'Lassen Sie die gesicherte Kennwortauthentifizierung (SPA) ohne Häkchen: Das ist eine andere Art der Anmeldung.',
    typePasswordThere:
      'Wenn das Programm nach einem Passwort fragt, geben Sie das Passwort für Mailroom ein.',
    windowsXpTls:
      'Unter Windows XP und Vista kann dieses Programm nicht so verschlüsseln, wie es heute sicher ist, und weniger nimmt Mailroom nicht an. Setzen Sie dort neben den Schritten das Häkchen „Das Programm kann keine Verschlüsselung“.',
    windowsUpToDate:
      'Unter Windows 7 und Vista scheitert die Verschlüsselung meist: TLS 1.2 ist dort aus, auch mit allen Updates. Setzen Sie dann neben den Schritten das Häkchen „Das Programm kann keine Verschlüsselung“, oder lassen Sie in Windows 7 TLS 1.2 einschalten.',
    sendReceiveTwice:
      'Schließen Sie die Fenster mit „OK“ und lassen Sie das Programm senden und empfangen.',

    outlookFinish:
      'Klicken Sie auf „Weiter >“ (Next >). Outlook meldet sich an und schickt sich selbst eine Testnachricht; dann „Fertig stellen“ (Finish).',
    outlookFinishNew: 'Schließen Sie das Fenster und lassen Sie Outlook senden und empfangen.',
    outlookNewAccount:
      'Outlook sagt, dass es keine Verbindung bekommt: Wählen Sie, die Kontoeinstellungen zu ändern, und machen Sie hier weiter. In älteren Versionen: „Manuelle Konfiguration oder zusätzliche Servertypen“, dann „POP oder IMAP“.',
    outlookChooseAccount:
      'Wenn Outlook mehrere Konten hat, wählen Sie auf der Seite „Datei“ (File) zuerst dieses aus.',
    controlPanelWhy:
      'Dieser Weg ist in jeder Version von Windows und Outlook gleich und zeigt alle Einstellungen. Nehmen Sie ihn, wenn ein Fenster anders aussieht als auf dem Bild.',
    openControlPanel:
      'Drücken Sie die Windows-Taste, tippen Sie „Systemsteuerung“ (Control Panel) und öffnen Sie sie.',
    appletMissing:
      'Tippen Sie „Mail“ in das Suchfeld der Systemsteuerung. Wenn nichts gefunden wird, schließen Sie Outlook und starten OLCFG.EXE aus dem Ordner root\\Office16 von Microsoft Office.',
    modernNoBox:
      'Wenn Ihr Fenster dieses Kästchen nicht hat, meldet sich Outlook von selbst mit Name und Passwort der eingehenden Post an. Wird das Senden trotzdem abgelehnt, nehmen Sie den Weg über die Systemsteuerung.',
    modernNoPop:
      'Post abholen vor dem Senden (POP vor SMTP) kann in diesem Fenster fehlen. Der Weg über die Systemsteuerung hat es.',
    modernUserName:
      'Dieses Fenster zeigt den Benutzernamen vielleicht nicht. Wenn unten „Unbekannter Name“ steht, meldet sich Outlook mit der E-Mail-Adresse an: Geben Sie dieser Person dann unter „Personen und Geräte“ diese Adresse, oder nehmen Sie den Weg über die Systemsteuerung, dort gibt es das Feld.',
    olderTlsNames:
      'In Versionen vor 2019 kann es SSL heißen (für SSL/TLS) oder TLS (für STARTTLS).',
    logOnFirst:
      'Outlook holt dann vor jedem Senden Post ab. Server für eingehende und ausgehende Post müssen dieselben sein.',

    newOutlookWhy:
      'Das neue Outlook holt und sendet Post über Computer von Microsoft im Internet. Die erreichen keinen Computer in Ihrem Büro, und Mailroom könnte nicht erkennen, wer sendet.',
    newOutlookClassic:
      'Wenn diese Zeile da ist, ist das klassische Outlook installiert: Starten Sie es und nehmen Sie die Seite für Outlook.',
    newOutlookToggle:
      'Oben rechts im neuen Outlook. Ausschalten bringt das klassische Outlook zurück, wo es installiert ist.',
    newOutlookInstead:
      'Wenn das klassische Outlook nicht installiert ist, nehmen Sie auf diesem PC Thunderbird oder eM Client. Die Outlook-App auf dem Handy arbeitet wie das neue Outlook und passt auch nicht.',

    liveSelectAccount: 'Wählen Sie links in der Liste das Konto aus.',

    thunderbirdCertificate:
      'Speichern Sie das Bürozertifikat (die Schaltfläche steht unter den Schritten) und bringen Sie die Datei auf diesen Computer. Ohne sie findet Thunderbird beim Einrichten eines Kontos keinen Server.',
    thunderbirdImport:
      'Wählen Sie die Datei. Wenn Thunderbird mit seinem Fenster für ein neues Konto beginnt, machen Sie das zuerst klein, mit dem Zeichen rechts oben darin.',
    thunderbirdTrust: 'Diese Zeile, nicht die über E-Mail-Nutzer: Sie gilt auch für Mailserver.',
    thunderbirdOlder: 'Ältere Versionen sagen „Neues Konto“ (New Account).',
    thunderbirdNameAddress:
      'Tragen Sie Name und E-Mail-Adresse ein, dann „Weiter“ (Continue). Wenn Thunderbird nichts findet, kommt das nächste Fenster von selbst; wenn es etwas anderes findet, wählen Sie „Konfiguration bearbeiten“ (Edit configuration). Ältere Versionen sagen „Manuell einrichten“ und haben beide Server in einem Fenster.',
    thunderbirdTest:
      'Erst nach einem gelungenen Test geht es weiter. Wenn er keine Einstellungen findet, vergleichen Sie alle Werte in diesem Fenster und dem davor, und sehen Sie nach, ob das Bürozertifikat importiert ist.',
    thunderbirdException:
      'Thunderbird sagt, dass das Zertifikat nicht von einer vertrauenswürdigen Quelle stammt, einmal beim Abholen und einmal beim Senden: Klicken Sie auf „OK“, dann auf „Sicherheits-Ausnahmeregel bestätigen“ (Confirm Security Exception), und versuchen Sie es noch einmal. Wo das Bürozertifikat importiert ist, fragt es nicht.',
    thunderbirdShared:
      'Server für ausgehende Post stehen am Ende in einer eigenen Liste, und mehrere Konten können denselben benutzen: Eine Änderung gilt für alle.',
    thunderbirdIdentity:
      'Im Konto selbst muss bei „Postausgangs-Server“ (Outgoing Server) dieser Server stehen.',

    macPreferences: 'Auch vor macOS 13 heißt es „Einstellungen…“ (dort englisch Preferences…).',
    macChooseAccount: 'Wählen Sie links den Account.',
    macNewAccount:
      'Tragen Sie Name, Adresse und Passwort ein, dann POP als Art des Accounts und den Server für beides. Es sagt zuerst vielleicht, dass es den Namen nicht prüfen kann; machen Sie weiter.',
    macSharedServer:
      'Wenn der Account bisher über einen anderen Server sendet, wählen Sie bei „Account“ zuerst „SMTP-Serverliste bearbeiten…“ (Edit SMTP Server List…), fügen mit „+“ einen Server hinzu und wählen ihn aus: Sonst gilt die Änderung für jeden Account, der jenen Server benutzt.',
    macCertificate:
      'Wenn der Mac dem Zertifikat dieses Büros nicht traut, lassen Sie es sich zeigen und vertrauen ihm immer; oder installieren Sie vorher das Bürozertifikat.',
    iphoneOlder: 'Bis iOS 17: Einstellungen, Mail, Accounts.',
    phoneNameAddress:
      'Tragen Sie Name, E-Mail-Adresse und das Passwort für Mailroom ein und tippen Sie auf „Weiter“ (Next).',
    notOptional: 'Da steht „optional“, aber Mailroom braucht Name und Passwort auch hier.',
    iphoneWaits:
      'Tippen Sie auf „Weiter“ (Next). Das iPhone probiert zuerst die üblichen Ports; das kann zwei Minuten dauern und mit einer Warnung enden. Sichern Sie den Account trotzdem; die Ports kommen danach.',
    iphoneLater:
      'Öffnen Sie den Account, den Sie eben gesichert haben; dort SMTP, dann den ersten Server.',
    iphoneIncomingToo: 'Dasselbe für eingehende Post, im Account unter „Erweitert“ (Advanced).',

    macOutlookOpen: 'Wählen Sie dann links das Konto.',
    macOutlookNew: 'Wählen Sie POP als Art des Kontos.',
    macOutlookAuth:
      'Nicht „Keine“ (None): Mailroom muss wissen, wer sendet. Wenn das Konto seine Post beim Anbieter abholt, wählen Sie stattdessen „Benutzername und Kennwort“ (User Name and Password) und tragen die für Mailroom ein.',

    phoneAddress: 'Tragen Sie die E-Mail-Adresse ein.',
    gmailPortsLater:
      'Wenn Port und Sicherheit hier nicht gefragt werden, speichern Sie zuerst und ändern sie danach in den Einstellungen dieses Kontos.',
    androidCertificate:
      'Android-Apps lehnen das Zertifikat dieses Büros vielleicht ab. Installieren Sie zuerst das Bürozertifikat auf dem Handy, oder benutzen Sie ein eigenes Zertifikat, dem Handys vertrauen.',
    androidAddAccount: 'Fügen Sie ein Konto hinzu und tragen Sie die E-Mail-Adresse ein.',
    androidManual: 'Wenn nichts gefunden wurde, richten Sie es von Hand ein.',

    emClientNew: 'Wählen Sie „Mail“, „Other“, tragen Sie die Adresse ein, dann POP3.',
    notAnonymous:
      'Nicht „Anonymous“: Mailroom muss wissen, wer sendet. Wenn das Konto seine Post beim Anbieter abholt, wählen Sie stattdessen „Use these credentials“ und tragen Name und Passwort für Mailroom ein.',

    clawsNew:
      'Beim ersten Start fragt ein Assistent nach denselben Werten; den Port nimmt er hinter dem Server, mit einem Doppelpunkt dazwischen. Für ein weiteres Konto steht im selben Menü „Neues Konto erstellen…“ (Create new account…).',
    clawsSameUser:
      'Lassen Sie Name und Kennwort leer: Es gelten die vom Empfangen. Wenn das Konto seine Post von einem anderen Server abholt, tragen Sie hier Name und Kennwort für Mailroom ein.',
    clawsTimeout: 'Kürzer als die Zeit, die Mailroom nach einem Abholen das Senden erlaubt.',

    scannerModels:
      'Die Menüs sind von Modell zu Modell verschieden. Was die Wörter bedeuten, ist überall gleich; in der Anleitung des Geräts stehen sie unter „Scannen an E-Mail“ oder „SMTP“.',
    openScannerPage:
      'Geben Sie die Netzadresse des Geräts in einen Browser ein und melden Sie sich als sein Administrator an.',
    scannerPathMay: 'Der Weg zu den Mail-Einstellungen kann bei Ihrem Modell ein anderer sein.',
    scannerTest:
      'Speichern Sie und scannen Sie eine Seite an Ihre eigene Adresse. Die Zeile unten zeigt, was ankommt.',
    scannerWait:
      'Wenn das Gerät fragt, wie lange es nach dem Abholen warten soll, nehmen Sie die kürzeste Zeit, die geht. Mailroom braucht keine.',
    senderAddress: 'Eine Adresse Ihres Büros. Anbieter lehnen Post von fremden Adressen oft ab.',
    epsonPassword:
      'Epson-Geräte nehmen Passwörter mit höchstens 20 Zeichen. Die, die Mailroom ausdenkt, passen.',
    xeroxPlain:
      'Wo das Gerät „Plain“ und „APOP“ anbietet, wählen Sie Plain; APOP geht nur für Personen, bei denen APOP eingeschaltet ist.',

    softwareLead:
      'Was Post per SMTP sendet, kann diese Werte benutzen. Für ein Programm auf diesem PC selbst wählen Sie 127.0.0.1 als Server; kann es keine Verschlüsselung, setzen Sie dort das Häkchen dafür.',
    softwareOpen:
      'Öffnen Sie die Mail-Einstellungen der Software; oft unter „E-Mail“, „SMTP“ oder „Benachrichtigungen“.',
    softwareEncryption:
      'STARTTLS heißt auch TLS oder explizites TLS, SSL/TLS auch implizites TLS oder SMTPS. Wenn die Software Zertifikate prüft, muss sie das Bürozertifikat kennen.',
    softwareTest:
      'Lassen Sie die Software eine Testnachricht senden. Die Zeile unten zeigt, was ankommt.',
  },
};
