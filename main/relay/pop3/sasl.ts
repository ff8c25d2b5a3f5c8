/** AUTH PLAIN and LOGIN in POP3 (RFC 5034, RFC 4616): a small dialogue before one sign-in. */
import type { Credentials } from '../users/users.ts';
import { replies } from './replies.ts';

/** `ask`: send the line and feed the next client line back; `sign-in`: the dialogue is complete. */
export type SaslStep =
  | { readonly step: 'ask'; readonly line: string }
  | { readonly step: 'sign-in'; readonly credentials: Credentials }
  | { readonly step: 'refuse'; readonly line: string };

export interface SaslDialogue {
  next(line: string): SaslStep;
}

/** Begins with the AUTH command's mechanism and its initial response, if any. */
export function beginSasl(
  mechanism: string,
  initial: string | undefined,
): { dialogue: SaslDialogue; step: SaslStep } | null {
  const dialogue = mechanisms.get(mechanism.toUpperCase())?.();
  if (!dialogue) return null;
  if (initial !== undefined) return { dialogue, step: dialogue.next(initial) };
  const prompt = mechanism.toUpperCase() === 'LOGIN' ? '+ VXNlcm5hbWU6' : '+ ';
  return { dialogue, step: { step: 'ask', line: prompt } };
}

function plain(): SaslDialogue {
  return {
    next(line) {
      const text = decode(line);
      if (typeof text !== 'string') return text;
      const [, user, password, ...rest] = text.split('\0');
      if (user === undefined || password === undefined || rest.length > 0)
        return { step: 'refuse', line: replies.badBase64 };
      return { step: 'sign-in', credentials: { kind: 'password', user, password } };
    },
  };
}

function login(): SaslDialogue {
  let user: string | null = null;
  return {
    next(line) {
      const text = decode(line);
      if (typeof text !== 'string') return text;
      if (user !== null)
        return { step: 'sign-in', credentials: { kind: 'password', user, password: text } };
      user = text;
      return { step: 'ask', line: '+ UGFzc3dvcmQ6' };
    },
  };
}

/** RFC 5034 §4: `*` cancels, `=` stands for an empty initial response. */
function decode(line: string): string | SaslStep {
  if (line === '*') return { step: 'refuse', line: replies.cancelled };
  if (line === '=') return '';
  if (line.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(line))
    return { step: 'refuse', line: replies.badBase64 };
  return Buffer.from(line, 'base64').toString('utf8');
}

const mechanisms: ReadonlyMap<string, () => SaslDialogue> = new Map([
  ['PLAIN', plain],
  ['LOGIN', login],
]);
