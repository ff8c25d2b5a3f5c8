/** Dates, numbers, sizes and durations as the region writes them. Pure over `Intl`. */
export interface Format {
  readonly number: (value: number) => string;
  /** 1.5 MB; octets in, powers of 1024. */
  readonly size: (octets: number) => string;
  /** 14:05, with the date when it is not today. */
  readonly time: (epochMs: number) => string;
  /** 14:00 or 2 PM: the hour that begins then, whatever the day. */
  readonly hour: (epochMs: number) => string;
  /** 14:05:09, with the date when it is not today. */
  readonly timeWithSeconds: (epochMs: number) => string;
  readonly dateTime: (epochMs: number) => string;
  /** 4:09, minutes and seconds left; 1:04:09 where it is an hour or more. */
  readonly countdown: (leftMs: number) => string;
  /** "in 5 minutes", "2 hours ago". */
  readonly relative: (epochMs: number, now: number) => string;
  /** The same of what is past, whatever the clocks say; "now" for a minute, since nobody counts the seconds. */
  readonly ago: (epochMs: number, now: number) => string;
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `language` words the text, `locale` (region) shapes dates and numbers. */
export function formatFor(language: string, locale: string): Format {
  const region = regionFor(language, locale);
  const numbers = new Intl.NumberFormat(region);
  const clock = new Intl.DateTimeFormat(region, { timeStyle: 'short' });
  const isHalfDays = new Intl.DateTimeFormat(region, { hour: 'numeric' }).resolvedOptions().hour12;
  const hour = isHalfDays ? new Intl.DateTimeFormat(region, { hour: 'numeric' }) : clock;
  const seconds = new Intl.DateTimeFormat(region, { timeStyle: 'medium' });
  const dayAndSeconds = new Intl.DateTimeFormat(region, {
    ...{ dateStyle: 'short', timeStyle: 'medium' },
  });
  const full = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' });
  const short = new Intl.DateTimeFormat(region, {
    ...{ day: 'numeric', month: 'short' },
    ...{ hour: isHalfDays ? 'numeric' : '2-digit', minute: '2-digit' },
  });
  const relative = new Intl.RelativeTimeFormat(region, { numeric: 'auto' });
  const sizeFormats = sizes.map(
    (unit) =>
      new Intl.NumberFormat(region, {
        ...{ style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short' },
        maximumFractionDigits: 1,
      }),
  );
  const isToday = (epochMs: number): boolean =>
    new Date(epochMs).toDateString() === new Date().toDateString();
  return {
    number: (value) => numbers.format(value),
    size(octets) {
      const step = Math.min(3, octets < 1 ? 0 : Math.floor(Math.log2(octets) / 10));
      return (sizeFormats[step] ?? numbers).format(octets / 1024 ** step);
    },
    time: (epochMs) => (isToday(epochMs) ? clock : short).format(epochMs),
    hour: (epochMs) => hour.format(epochMs),
    timeWithSeconds: (epochMs) => (isToday(epochMs) ? seconds : dayAndSeconds).format(epochMs),
    dateTime: (epochMs) => full.format(epochMs),
    countdown(leftMs) {
      const left = Math.max(0, Math.ceil(leftMs / 1_000));
      const [hours, minutes] = [Math.floor(left / 3_600), Math.floor(left / 60) % 60];
      const two = (part: number): string => String(part).padStart(2, '0');
      return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(left % 60)}`;
    },
    relative: (epochMs, now) => relativeIn(relative, epochMs, now),
    ago: (epochMs, now) => relativeIn(relative, now - epochMs < 60_000 ? now : epochMs, now),
  };
}

function relativeIn(format: Intl.RelativeTimeFormat, epochMs: number, now: number): string {
  const awayMs = epochMs - now;
  const [unit, unitMs] = steps.find(([, ms]) => Math.abs(awayMs) >= ms) ?? ['second', 1_000];
  const count = unit === 'day' ? dayOf(epochMs) - dayOf(now) : Math.round(awayMs / unitMs);
  return format.format(count, unit);
}

/** By the calendar: "yesterday" is the day before today, not 24 hours ago. Days are counted from 1970. */
function dayOf(epochMs: number): number {
  const date = new Date(epochMs);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
}

/** The region where it speaks the language. Systems name some that no standard knows, as `en-US@posix`. */
function regionFor(language: string, locale: string): string {
  const [plain = ''] = locale.replace('_', '-').split(/[@.]/, 1);
  try {
    return plain.startsWith(language) ? (Intl.getCanonicalLocales(plain)[0] ?? language) : language;
  } catch {
    return language;
  }
}
