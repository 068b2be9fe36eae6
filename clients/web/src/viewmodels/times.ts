// Times as people say them: "4 min", "14:05", "Tuesday 14:05", "3 March".
const minute = 60_000;
const day = 24 * 60 * minute;

export function timeWords(at: number, now: number, locale: string): string {
  const age = now - at;
  if (age < minute) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  if (age < 60 * minute) {
    // The language alone: English with a region says "mins".
    const language = locale.slice(0, 2);
    return new Intl.NumberFormat(language, { style: "unit", unit: "minute" }).format(Math.floor(age / minute));
  }
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

export function fullTime(at: number, locale: string): string {
  return format(at, locale, { dateStyle: "full", timeStyle: "short" });
}

export function dayWords(at: number, now: number, locale: string): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / day);
  if (days === 0 || days === -1) return capital(new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day"), locale);
  if (days > -6 && days < 0) return capital(format(at, locale, { weekday: "long" }), locale);
  return dateWords(at, now, locale);
}

function dateWords(at: number, now: number, locale: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(at, locale, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}

export function sameDay(a: number, b: number): boolean {
  return startOfDay(a) === startOfDay(b);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

const clock = (at: number, locale: string): string => format(at, locale, { hour: "2-digit", minute: "2-digit" });
const capital = (words: string, locale: string): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a format costs far more than using one.
function format(at: number, locale: string, how: Intl.DateTimeFormatOptions): string {
  const key = locale + JSON.stringify(how);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, how);
  formats.set(key, made);
  return made.format(at);
}
