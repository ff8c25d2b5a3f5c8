/** Makes what a part says safe to keep: long texts cut, and nothing under a secret's name. Pure. */
import type { JournalEntry } from '../../contract/journal.ts';
import type { JournalInput } from './journal.ts';

const longestText = 1_000;
const longestField = 320;
const mostData = 24;
const secretName = /pass(?:word|wd|phrase)|^pass$|secret|token|credential|api.?key|private.?key/i;
/** Field names are few and come again and again, so that each is judged once; bounded all the same. */
const judged = new Map<string, boolean>();
const mostJudged = 500;

/** The entry as it is kept. `at` is epoch ms. */
export function safeEntry(input: JournalInput, at: number): JournalEntry {
  const { event, level = 'info', id, user, peer, text, data } = input;
  // Assigned one by one: this runs for each event of each message, and spreads cost it half its time.
  const entry: Draft = { at, level, event: cut(event, longestField), text: cut(text, longestText) };
  if (id !== undefined) entry.id = cut(id, longestField);
  if (user !== undefined) entry.user = cut(user, longestField);
  if (peer !== undefined) entry.peer = cut(peer, longestField);
  if (data !== undefined) entry.data = safeData(data);
  return entry;
}

type Draft = { -readonly [Key in keyof JournalEntry]: JournalEntry[Key] };
type Data = NonNullable<JournalEntry['data']>;

function safeData(data: Data): Data {
  const safe: Record<string, string | number | boolean> = {};
  let count = 0;
  for (const name in data) {
    const value = data[name];
    if (value === undefined || (count += 1) > mostData) continue;
    if (isSecretName(name)) safe[cut(name, longestField)] = '(removed)';
    else
      safe[cut(name, longestField)] = typeof value === 'string' ? cut(value, longestField) : value;
  }
  return safe;
}

/** Whether a field of this name must not be kept. */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isSecret = secretName.test(name);
  if (judged.size < mostJudged) judged.set(name, isSecret);
  return isSecret;
}

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
