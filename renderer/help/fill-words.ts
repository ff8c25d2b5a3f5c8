/**
 * Words that people type and that tell nothing of what they look for, as the search compares them. Of both
 * languages: who reads German pastes English errors.
 */
import { spellingsOf } from './word-forms.ts';

const fillers = new Set(
  `a an and are as at be but by can cannot could did do does doesn doing for from get gets had has have how i if in
  into is isn it its me my no not of on only or our please should so still t than that the their them then there
  these this to too up us was we were what when where which while who why will with won work working works would you
  your
  aber alle als also am an auch auf aus bei beim bin bis bitte da damit das dass dem den denn der des die dies diese
  dieser doch ein eine einem einen einer eines er es fur funktioniert geht gehts habe haben hat ich ihr im immer in
  ist ja kann keine keinen konnen kommt lassen man mehr mein meine meinem meinen meiner mich mir mit muss nach nicht
  noch nur ob oder seit sich sie sind soll trotzdem um und uns unser unsere vom von warum was weil wenn wer werden
  wie wieso wird wo wurde zu zum zur`.split(/\s+/),
);

/** The words that count; all of them where none does. */
export function withoutFillers(words: readonly string[]): readonly string[] {
  const telling = words.filter(
    (word) => ![word, ...spellingsOf(word)].some((one) => fillers.has(one)),
  );
  return telling.length === 0 ? words : telling;
}
