/** What the schema found wrong, in words for a person: which setting, what is wrong, what it may be. */
import type * as z from 'zod/mini';
import type { AppError } from '../../contract/result.ts';

type Issue = z.core.$ZodIssue;

/** The first issue as an error; `raw` is what was checked, to tell a missing value from a wrong one. */
export function issueError(issues: readonly Issue[], raw: unknown): AppError {
  const issue = issues[0];
  if (!issue) return { code: 'settings.invalid', message: 'The settings are not valid.' };
  const field = pathOf(issue);
  const subject = field === '' ? 'The settings' : `The setting ${field}`;
  return {
    code: 'settings.invalid',
    message: `${subject} ${cause(issue, valueAt(raw, issue.path))}.`,
    hint: 'See the value in force with "mailroom settings get".',
    ...(field === '' ? {} : { field }),
  };
}

function pathOf(issue: Issue): string {
  const path = issue.path.map(String);
  // An unknown key is reported on its section; the key itself is what the person wrote.
  if (issue.code === 'unrecognized_keys') return [...path, issue.keys[0] ?? ''].join('.');
  return path.join('.');
}

function cause(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? 'is missing'
        : `must be ${kinds.get(issue.expected) ?? issue.expected}`;
    case 'too_small':
      return smallest(issue.origin, Number(issue.minimum), issue.inclusive === true);
    case 'too_big':
      return largest(issue.origin, Number(issue.maximum));
    case 'invalid_value':
      return `must be one of: ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return 'does not exist; check how it is written';
    default:
      // Checks of ours carry their own words.
      return issue.message;
  }
}

const kinds = new Map<string, string>([
  ['int', 'a whole number'],
  ['number', 'a number'],
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'a group of settings'],
]);

function smallest(origin: string, minimum: number, isInclusive: boolean): string {
  if (origin === 'string')
    return minimum === 1 ? 'may not be empty' : `is shorter than ${minimum} characters`;
  if (origin === 'array')
    return `must have at least ${minimum} ${minimum === 1 ? 'entry' : 'entries'}`;
  return isInclusive ? `must be ${minimum} or more` : `must be more than ${minimum}`;
}

function largest(origin: string, maximum: number): string {
  if (origin === 'string') return `is longer than ${maximum} characters`;
  if (origin === 'array') return `may have at most ${maximum} entries`;
  return `must be ${maximum} or less`;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
