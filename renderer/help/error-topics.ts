import type { Topic } from './topics.ts';

/** Which help topic explains an error. */
export function topicOfError(code: string): Topic | null {
  return code === '' ? null : 'messages';
}
