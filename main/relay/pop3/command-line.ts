/** A line of the client, taken apart: which command it is, with which arguments, or why it is none now. */
import { commands, type Command, type SessionState } from './commands.ts';
import { replies } from './replies.ts';

/** RFC 2449 §4: a command line is at most 255 octets with its CRLF. Passwords in UTF-8 may need more. */
const maxCommandOctets = 253;

/** A command that may run now. */
export interface CommandCall {
  readonly run: Command['run'];
  readonly args: readonly string[];
}

/** The command of a line without its CRLF, and how many octets it had; a string is the refusal. */
export function readCommand(
  text: string,
  octets: number,
  state: SessionState,
): CommandCall | string {
  const space = text.indexOf(' ');
  const verb = (space < 0 ? text : text.slice(0, space)).toUpperCase();
  const rest = space < 0 ? '' : text.slice(space + 1);
  const command = commands.get(verb);
  if (octets > maxCommandOctets && command?.isLong !== true) return replies.tooLong;
  if (!command) return replies.badCommand;
  if (!command.states.some((one) => one === state))
    return state === 'authorization' ? replies.signInFirst : replies.badState;
  const args = command.takesRest ? wholeRest(rest) : words(rest);
  const [least, most] = command.args;
  if (args.length < least || args.length > most) return replies.badArguments;
  return { run: command.run, args };
}

/**
 * The first line of HTTP. A web page can make a browser on this PC send one here, with commands behind it: their wrong
 * passwords would block the PC's own mail programs.
 */
export const isWebRequest = (text: string): boolean => /^[A-Z]+ \S+ HTTP\/\d/i.test(text);

const wholeRest = (rest: string): string[] => (rest === '' ? [] : [rest]);
const words = (rest: string): string[] => rest.split(' ').filter((word) => word !== '');
