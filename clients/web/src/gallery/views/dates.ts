// Days as plots and licences name them: in UTC, since weeks are counted there.
const made = new Map<string, Intl.DateTimeFormat>();

function format(at: number, locale: string, how: Intl.DateTimeFormatOptions): string {
  const key = locale + JSON.stringify(how);
  const one = made.get(key) ?? new Intl.DateTimeFormat(locale, how);
  made.set(key, one);
  return one.format(at);
}

export const dateWords = (at: number, locale: string): string => format(at, locale, { day: "numeric", month: "long", year: "numeric" });
export const dayUtc = (at: number, locale: string): string => format(at, locale, { day: "numeric", month: "short", timeZone: "UTC" });
export const dayUtcLong = (at: number, locale: string): string => format(at, locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

// What a date field says, of a day that begins at midnight UTC.
export const fieldOf = (at: number): string => (at > 0 ? new Date(at).toISOString().slice(0, 10) : "");
export const dayOf = (field: string): number => (field ? Date.parse(`${field}T00:00:00Z`) || 0 : 0);
