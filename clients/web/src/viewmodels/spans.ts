// How long, and until when, as people say it: "5 minutes", "Tuesday 14:05", "3 March".
const units = [["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]] as const;

export function spanWords(seconds: number, locale: string): string {
  const whole = units.find(([, size]) => size > 1 && seconds >= size && seconds % size === 0);
  const [unit, size] = whole ?? (seconds > 3_600 ? units[1] : seconds > 90 ? units[2] : units[3]);
  return new Intl.NumberFormat(locale.slice(0, 2), { style: "unit", unit, unitDisplay: "long" }).format(Math.ceil(seconds / size));
}

const dayMs = 86_400_000;

// A moment to come. Today the hour is enough; within the week its day and hour; later its date.
export function untilWords(at: number, now: number, locale: string): string {
  const say = (how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, how).format(at);
  const hour = say({ timeStyle: "short" });
  if (new Date(at).toDateString() === new Date(now).toDateString()) return hour;
  if (Math.abs(at - now) < 6 * dayMs) return `${say({ weekday: "long" })} ${hour}`;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return say({ day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
}
