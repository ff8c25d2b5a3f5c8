import { providerFaultsPhrases } from '../../../contract/phrases/de/provider-faults.ts';
import { deliveredHere, servicesPhrases } from '../../../contract/phrases/de/services.ts';
import { sayWith } from '../../../contract/phrases/say.ts';
import { dateWriter } from './date-writer.ts';
import type { ReportWords } from './report-words.ts';

/** German. */
export const german: ReportWords = {
  subjects: {
    failed: 'Ihre Nachricht konnte nicht zugestellt werden',
    delayed: 'Ihre Nachricht ist noch unterwegs',
    relayed: 'Ihre Nachricht wurde weitergegeben',
    delivered: 'Ihre Nachricht wurde zugestellt',
  },
  openings: {
    failed: 'Ihre Nachricht konnte nicht zugestellt werden an:',
    delayed:
      'Ihre Nachricht ist noch nicht zugestellt. Es wird weiter versucht; senden Sie sie nicht noch einmal. Sie wartet für:',
    relayed:
      'Ihre Nachricht wurde an ein System weitergegeben, das die Zustellung nicht bestätigt, für:',
    delivered: 'Ihre Nachricht wurde zugestellt an:',
  },
  advice: {
    address:
      'Prüfen Sie die Adresse auf einen Tippfehler und senden Sie die Nachricht noch einmal.',
    sender:
      'Die Absenderadresse wurde abgelehnt: Prüfen Sie sie in den Kontoeinstellungen Ihres Mailprogramms.',
    'mailbox-full':
      'Das Postfach ist voll. Sagen Sie der Person auf anderem Weg Bescheid, und senden Sie die Nachricht später.',
    'too-large': 'Die Nachricht ist zu groß. Senden Sie sie kleiner, in Teilen oder als Link.',
    'plain-letters':
      'Nehmen Sie eine Adresse nur aus den Buchstaben a bis z, wenn die Person eine hat.',
    rule: 'Die Nachricht wurde wegen einer Regel abgelehnt. Lesen Sie die Worte oben; fragen Sie den Empfänger oder wen Sie in Ihrem Büro um Hilfe bitten.',
    'gave-up':
      'Es wurde immer wieder ohne Erfolg versucht. Senden Sie die Nachricht später noch einmal, oder sagen Sie der Person auf anderem Weg Bescheid.',
    other:
      'Prüfen Sie die Adresse und die Worte dahinter, und senden Sie die Nachricht dann noch einmal.',
  },
  willHear: 'Wenn sie am Ende nicht zugestellt werden kann, erfahren Sie es.',
  triedUntil: (date) => `Versucht wird es bis ${date}.`,
  itsSubject: (subject) => `Betreff: ${subject}`,
  sentOn: (date, id) => `Gesendet wurde sie am ${date}; ihre Nummer hier ist ${id}.`,
  date: dateWriter('de-DE'),
  say: sayWith({
    whole: { ...providerFaultsPhrases.whole, ...servicesPhrases.whole },
    patterns: [deliveredHere],
  }),
};
