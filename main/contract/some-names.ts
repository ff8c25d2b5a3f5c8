/** `a, b, c and 7 more`: a message to two hundred, or a list of all people, must not fill the screen. */
export const someNames = (names: readonly string[]): string =>
  names.length <= 4
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
