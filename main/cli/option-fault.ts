import { messageOf } from '../contract/thrown.ts';

/** Says that `--data` names nothing. */
export const emptyFolder = '--data needs the name of a folder behind it.';

/** What is wrong with the options, from what parseArgs threw: its own sentences are for programmers. Pure. */
export function optionFault(error: unknown): string {
  const message = messageOf(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1];
  const extra = /argument '(.*?)'/.exec(message)?.[1];
  if (extra !== undefined) return `"${extra}" is one word too many.`;
  if (option === undefined) return message;
  if (message.includes('ambiguous'))
    return `${option} needs a value behind it (one that begins with "-" is written ${option}=-...).`;
  const { code } = error as NodeJS.ErrnoException;
  // A number below 0 looks like an option.
  if (/^-\d/.test(option)) return `${option} cannot be: nothing here is below 0.`;
  return code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? `There is no option ${option}.`
    : message.includes('does not take')
      ? `${option} takes no value.`
      : `${option} needs a value behind it.`;
}
