/** Which help topic explains an error. */
export function topicOfError(code: string): string | null {
  return code === '' ? null : 'messages';
}
