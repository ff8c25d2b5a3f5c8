/**
 * Writes epoch ms as people write a time, with its zone: a report may be read elsewhere. What the system needs for
 * that is loaded at the first report and not at each start.
 */
export function dateWriter(locale: string): (at: number) => string {
  let format: Intl.DateTimeFormat | null = null;
  return (at) => {
    format ??= new Intl.DateTimeFormat(locale, {
      ...{ day: 'numeric', month: 'long', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
    });
    return format.format(at);
  };
}
