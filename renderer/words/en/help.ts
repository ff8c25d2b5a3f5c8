/** The built-in help around its texts; those are Markdown in `renderer/help`. */
export const help = {
  lead: 'Type a word, a message or an error number. Everything here works without internet.',
  searchLabel: 'Search the help',
  searchHint: 'For example: relaying denied, 0x800CCC79, scanner, port',
  found: (count: number) =>
    count === 0
      ? 'Nothing was found.'
      : count === 1
        ? '1 place was found.'
        : `${count} places were found.`,
  results: 'What was found',
  refusal: (number: string) => `${number} is the number of a refusal.`,
  refusalWhy: 'Show why',
  nothingHint: 'Try fewer words, or another one. Or look through all messages:',
  allMessages: 'All messages',
  often: 'Often needed',
  contents: 'All topics',
  onThisPage: 'On this page',
  related: 'See also',
  unknownTopic: 'There is no help topic of that name. Here are all topics.',
  opensBrowser: 'opens in the browser',
  groups: {
    start: 'To begin with',
    sending: 'Who may send, and messages',
    programs: 'Mail programs and devices',
    provider: 'Your provider',
    computer: 'This computer and its network',
    data: 'Data, backup, terms',
  },
};
