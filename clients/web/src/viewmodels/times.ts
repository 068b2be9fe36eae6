// Times as people say them: "4 min", "14:05", "Tuesday 14:05", "3 March".
const minute = 60_000;
const day = 24 * 60 * minute;

export function timeWords(at: number, now: number, locale: string): string {
  const age = now - at;
  if (age < minute) return relative(locale).format(0, "second");
  // The language alone: English with a region says "mins".
  if (age < 60 * minute) return minutes(locale.slice(0, 2)).format(Math.floor(age / minute));
  if (sameDay(at, now)) return clock(at, locale);
  if (age < 6 * day) return `${format(at, locale, { weekday: "long" })} ${clock(at, locale)}`;
  return dateWords(at, now, locale);
}

// For a list, where there is room for one word.
export function shortTime(at: number, now: number, locale: string): string {
  const age = now - at;
  if (age < 60 * minute || sameDay(at, now)) return timeWords(at, now, locale);
  if (age < 6 * day) return format(at, locale, { weekday: "short" });
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, locale, sameYear ? { day: "numeric", month: "short" } : { month: "short", year: "numeric" });
}

// From one moment to another: today by the clock alone.
export function betweenWords(from: number, until: number, now: number, locale: string): string {
  if (from === until) return timeWords(from, now, locale);
  const today = sameDay(from, now) && sameDay(until, now);
  return dates(locale, today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" }).formatRange(from, until);
}

export function fullTime(at: number, locale: string): string {
  return format(at, locale, { dateStyle: "full", timeStyle: "short" });
}

export function dayWords(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / day);
  if (days === 0 || days === -1) return capital(relative(locale).format(days, "day"), locale);
  if (days > -6 && days < 0) return capital(format(at, locale, { weekday: "long" }), locale);
  return dateWords(at, now, locale);
}

export function dateWords(at: number, now: number, locale: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, locale, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

export function sameDay(a: number, b: number): boolean {
  return startOfDay(a) === startOfDay(b);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

const clock = (at: number, locale: string): string => format(at, locale, { timeStyle: "short" });
const capital = (words: string, locale: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

// Making a format costs far more than using one, and a post that scrolls in needs several.
function once<F, A extends unknown[]>(make: (locale: string, ...how: A) => F): (locale: string, ...how: A) => F {
  const made = new Map<string, F>();
  return (locale, ...how) => {
    const key = locale + JSON.stringify(how);
    const format = made.get(key) ?? make(locale, ...how);
    made.set(key, format);
    return format;
  };
}

const dates = once((locale, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, how));
const relative = once((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
const minutes = once((language) => new Intl.NumberFormat(language, { style: "unit", unit: "minute" }));
const lists = once((locale) => new Intl.ListFormat(locale, { type: "conjunction" }));

const format = (at: number, locale: string, how: Intl.DateTimeFormatOptions): string => dates(locale, how).format(at);

export const listWords = (words: Iterable<string>, locale: string): string => lists(locale).format(words);
