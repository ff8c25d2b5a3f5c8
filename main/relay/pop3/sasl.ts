/** AUTH PLAIN and LOGIN in POP3 (RFC 5034, RFC 4616): a small dialogue before one sign-in. No sockets. */
import { comparedName } from '../users/user-names.ts';
import type { Credentials } from '../users/users.ts';
import { lineText } from '../net/line-text.ts';
import { replies } from './replies.ts';

/** `ask`: send the line and feed the next client line back; `sign-in`: the dialogue is complete. */
export type SaslStep =
  | { readonly step: 'ask'; readonly line: string }
  | { readonly step: 'sign-in'; readonly credentials: Credentials }
  | { readonly step: 'refuse'; readonly line: string };

/** Takes the client's lines until it has credentials or gives up. */
export interface SaslDialogue {
  next(line: string): SaslStep;
}

/** In the order in which CAPA lists them. */
export const saslMechanisms = ['PLAIN', 'LOGIN'] as const;

/** Begins with the AUTH command's mechanism and its initial response, if any; null for another mechanism. */
export function beginSasl(
  mechanism: string,
  initial: string | undefined,
): { dialogue: SaslDialogue; step: SaslStep } | null {
  const name = mechanism.toUpperCase();
  if (name !== 'PLAIN' && name !== 'LOGIN') return null;
  const dialogue = name === 'PLAIN' ? plain() : login();
  if (initial !== undefined) return { dialogue, step: dialogue.next(initial) };
  // PLAIN has no question; LOGIN asks "Username:".
  return { dialogue, step: ask(name === 'PLAIN' ? '' : 'Username:') };
}

function plain(): SaslDialogue {
  return {
    next(line) {
      const text = decode(line);
      if (typeof text !== 'string') return text;
      const [actAs = '', user, password, ...rest] = text.split('\0');
      if (!user || password === undefined || rest.length > 0) return refuse(replies.badResponse);
      // RFC 4616 §2: nobody here may act as somebody else.
      if (actAs !== '' && comparedName(actAs) !== comparedName(user))
        return refuse(replies.wrongPassword);
      return {
        step: 'sign-in',
        credentials: { kind: 'password', method: 'PLAIN', user, password },
      };
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
        return {
          step: 'sign-in',
          credentials: { kind: 'password', method: 'LOGIN', user, password: text },
        };
      user = text;
      return ask('Password:');
    },
  };
}

/** RFC 5034 §4: `*` cancels, `=` stands for an empty initial response. */
function decode(line: string): string | SaslStep {
  if (line === '*') return refuse(replies.cancelled);
  if (line === '=') return '';
  if (line.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(line))
    return refuse(replies.badResponse);
  return lineText(Buffer.from(line, 'base64'));
}

const ask = (question: string): SaslStep => ({
  step: 'ask',
  line: `+ ${Buffer.from(question).toString('base64')}`,
});
const refuse = (line: string): SaslStep => ({ step: 'refuse', line });
