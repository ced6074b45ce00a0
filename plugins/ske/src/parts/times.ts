const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds since the epoch, or undefined for a text that is not a time. */
export function toMillis(at: string | number): number | undefined {
  const millis = typeof at === 'number' ? at : Date.parse(at);
  return Number.isFinite(millis) ? millis : undefined;
}

/** Formats are cached, because creating a format takes longer than using it, and tables show many times. */
const absoluteFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

function keep<T>(formats: Map<string, T>, locale: string, make: () => T): T {
  const format = formats.get(locale) ?? make();
  formats.set(locale, format);
  return format;
}

/** A date and a time with its zone, such as `29 Nov 2026, 10:41:03 CET`. */
export function formatAbsolute(millis: number, locale: string): string {
  const make = () =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });
  return keep(absoluteFormats, locale, make).format(millis);
}

/** The time of day, such as `10:41`, with the date if it is not today. */
export function formatClock(
  millis: number,
  now: number,
  locale: string,
): string {
  const sameDay =
    new Date(millis).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(
    locale,
    sameDay
      ? { timeStyle: 'short' }
      : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(millis);
}

/**
 * Such as `3 sec. ago`. All times whose distance a page shows are in the past, so a time that seems to be in the future comes from a clock that differs a
 * little, and is written as `now`.
 */
export function formatRelative(
  millis: number,
  now: number,
  locale: string,
): string {
  const make = () =>
    new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const format = keep(relativeFormats, locale, make);
  const delta = Math.min(0, millis - now);
  const size = Math.abs(delta);
  const [unit, length] = unitOf(size);
  return format.format(Math.trunc(delta / length), unit);
}

function unitOf(size: number): ['second' | 'minute' | 'hour' | 'day', number] {
  if (size < MINUTE) {
    return ['second', SECOND];
  }
  if (size < HOUR) {
    return ['minute', MINUTE];
  }
  return size < 2 * DAY ? ['hour', HOUR] : ['day', DAY];
}

/** A length of time with its two largest units, such as `1 h 5 min` or `38 s`. */
export function formatDuration(millis: number, locale: string): string {
  const rest = Math.max(0, Math.round(millis / SECOND));
  const units = [
    ['day', Math.floor(rest / 86_400)],
    ['hour', Math.floor(rest / 3_600) % 24],
    ['minute', Math.floor(rest / 60) % 60],
    ['second', rest % 60],
  ] as const;
  const first = units.findIndex(([, count]) => count > 0);
  const shown =
    first === -1
      ? units.slice(-1)
      : units.slice(first, first + 2).filter(([, count]) => count > 0);
  return shown
    .map(([unit, count]) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
      }).format(count),
    )
    .join(' ');
}

/** How often a relative time of this age is written again, in seconds. */
export function refreshSeconds(ageMillis: number): number {
  const size = Math.abs(ageMillis);
  if (size < MINUTE) {
    return 1;
  }
  return size < HOUR ? 15 : 60;
}
