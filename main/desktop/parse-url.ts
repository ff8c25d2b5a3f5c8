/** `new URL` with null instead of an exception; URL.parse is newer than the oldest Node we run on. Pure. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
