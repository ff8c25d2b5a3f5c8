import type { Words } from '../words.ts';

const noSignIn =
  'Das Programm hat gesendet, ohne sich anzumelden. Schalten Sie die Anmeldung beim Senden ein.';

/** The live line, German. */
export const connectLive: Words['connect']['live'] = {
  title: (person) => `Was das Programm von ${person} tut`,
  waiting: 'Wartet auf das Programm. Lassen Sie es Post abholen und eine Nachricht senden.',
  waitingToSend: 'Wartet auf die erste Nachricht. Senden Sie von dort eine zur Probe.',
  lastSeen: (when, address) => `Zuletzt angemeldet: ${when}, von ${address}.`,
  goals: {
    checked: 'Post abgeholt',
    'signed-in': 'Zum Senden angemeldet',
    accepted: 'Nachricht angenommen',
    delivered: 'Nachricht zugestellt',
  },
  notYet: 'noch nicht',
  news: {
    checked: (address) => `Es hat sich von ${address} angemeldet und Post abgeholt.`,
    'signed-in': (address) => `Es hat sich von ${address} zum Senden angemeldet.`,
    accepted: 'Mailroom hat eine Nachricht von ihm angenommen.',
    delivered: 'Die Nachricht wurde zugestellt. Alles funktioniert.',
  },
  step: (number) => `Schritt ${number}`,
  steps: (numbers, last) => `Schritte ${numbers} und ${last}`,
  maybe: (address, person) =>
    `Das kam von ${address}. Wenn das nicht das Programm von ${person} ist, beachten Sie es nicht.`,
  times: (count) => `${count}-mal hintereinander`,
  look: (steps) => `Siehe ${steps}.`,
  troubles: {
    'wrong-password': {
      title: 'Falsches Passwort',
      pop3: 'Das Programm wollte mit einem falschen Passwort Post abholen. Geben Sie das Passwort für Mailroom bei der eingehenden Post noch einmal ein.',
      smtp: 'Das Programm wollte sich mit einem falschen Passwort zum Senden anmelden. Geben Sie das Passwort für Mailroom bei der ausgehenden Post noch einmal ein.',
    },
    'switched-off': {
      title: 'Ausgeschaltet',
      text: 'Dieser Name ist ausgeschaltet und kann sich nicht anmelden, gleich mit welchem Passwort. Schalten Sie ihn unter „Personen und Geräte“ wieder ein.',
    },
    'unknown-name': {
      title: 'Unbekannter Name',
      text: (name) =>
        `Das Programm hat sich mit einem Namen angemeldet, den niemand hat. Der Benutzername muss genau so lauten: ${name}`,
    },
    'no-encryption': {
      title: 'Keine Verschlüsselung',
      text: 'Das Programm wollte sein Passwort unverschlüsselt senden, und das ist von dort nicht erlaubt. Wählen Sie Verschlüsselung und Port dieser Seite.',
    },
    'wrong-encryption': {
      title: 'Die Verschlüsselung passt nicht zum Port',
      text: 'Manche Ports verschlüsseln von Anfang an und manche nicht, und das Programm ist auf die andere Art eingestellt. Wählen Sie Verschlüsselung und Port dieser Seite.',
    },
    'old-encryption': {
      title: 'Die Verschlüsselung ist zu alt',
      text: 'Das Programm kann nur überholte Verschlüsselung, und die nimmt Mailroom nicht an. Bringen Sie das Programm oder sein System auf den neuesten Stand; wo das nicht geht, setzen Sie neben den Schritten das Häkchen „Das Programm kann keine Verschlüsselung“.',
    },
    'certificate-refused': {
      title: 'Dem Zertifikat wird nicht vertraut',
      text: 'Das Programm brach beim Verschlüsseln ab, höchstwahrscheinlich weil es das Zertifikat dieses Büros nicht kennt. Nehmen Sie es im Programm an, oder installieren Sie das Bürozertifikat auf jenem Computer.',
    },
    'no-window': {
      title: 'Relaying denied',
      auth: noSignIn,
      pop: 'Das Programm hat gesendet, bevor es Post abgeholt hat. Lassen Sie es Post abholen und dann noch einmal senden.',
    },
    'window-ended': {
      title: 'Relaying denied',
      auth: noSignIn,
      pop: 'Die Zeit, die das letzte Abholen gab, ist vorbei. Lassen Sie es Post abholen und dann noch einmal senden.',
    },
    'checked-now-send': {
      title: 'Post wurde abgeholt',
      text: 'Senden Sie jetzt noch einmal: Einige Minuten lang ist es erlaubt. Die Anmeldung beim Senden macht das unnötig.',
    },
    'wrong-sign-in-at-sending': {
      title: 'Die Anmeldung zum Senden ist gescheitert',
      text: 'Name oder Passwort für ausgehende Post sind falsch, deshalb wurde die Nachricht abgelehnt. Geben Sie beides noch einmal ein.',
    },
    'not-their-sender': {
      title: 'Die Adresse des Absenders wird abgelehnt',
      text: 'Die Adresse im Programm gehört nicht dieser Person. Berichtigen Sie sie dort, oder geben Sie sie der Person als weitere Adresse.',
    },
    refused: { title: 'Abgelehnt', text: 'Mailroom hat die Nachricht abgelehnt.' },
    blocked: {
      title: 'Für eine Weile gesperrt',
      text: 'Zu viele falsche Anmeldungen. Berichtigen Sie zuerst Name und Passwort im Programm, dann heben Sie die Sperre auf oder warten.',
      lifted: 'Die Sperre ist vorbei. Lassen Sie es das Programm noch einmal versuchen.',
    },
    waits: {
      title: 'Angenommen, aber noch unterwegs',
      text: 'Das Programm hat alles richtig gemacht. Der Anbieter hat die Nachricht noch nicht genommen; Mailroom versucht es weiter.',
    },
    returned: {
      title: 'Angenommen, aber zurückgekommen',
      text: 'Das Programm hat alles richtig gemacht. Der Anbieter hat die Nachricht abgelehnt.',
    },
  },
  unblock: 'Sperre aufheben',
  showMail: 'Post anzeigen',
  showPerson: (person) => `${person} anzeigen`,
};
