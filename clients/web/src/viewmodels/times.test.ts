import { describe, expect, it } from "vitest";
import { betweenWords, dayWords, shortTime, timeWords } from "./times";

const at = (text: string): number => new Date(text).getTime();
const now = at("2026-11-21T15:00:00");

describe("a time", () => {
  it("is said as people say it", () => {
    expect(timeWords(now - 20_000, now, "en-GB")).toBe("now");
    expect(timeWords(now - 4 * 60_000, now, "en-GB")).toBe("4 min");
    expect(timeWords(at("2026-11-21T09:05:00"), now, "en-GB")).toBe("09:05");
    expect(timeWords(at("2026-11-17T14:05:00"), now, "en-GB")).toBe("Tuesday 14:05");
    expect(timeWords(at("2026-03-03T14:05:00"), now, "en-GB")).toBe("3 March");
    expect(timeWords(at("2019-03-03T14:05:00"), now, "en-GB")).toBe("3 March 2019");
  });

  it("is said in the reader's language", () => {
    expect(timeWords(at("2026-11-21T03:05:00"), now, "en-US").replaceAll("\u202f", " ")).toBe("3:05 AM");
    expect(timeWords(at("2026-11-17T14:05:00"), now, "fr")).toBe("mardi 14:05");
    expect(dayWords(at("2026-11-20T14:05:00"), now, "sv")).toBe("I går");
  });

  it("is short in a list", () => {
    expect(shortTime(at("2026-11-17T14:05:00"), now, "en-GB")).toBe("Tue");
    expect(shortTime(at("2019-03-03T14:05:00"), now, "en-GB")).toBe("Mar 2019");
  });

  it("is a span of the clock where both ends are of today", () => {
    const plain = (words: string) => words.replaceAll(/[\u2009\u202f]/g, " ");
    expect(plain(betweenWords(at("2026-11-21T09:05:00"), at("2026-11-21T14:50:00"), now, "en-US"))).toBe("9:05 AM – 2:50 PM");
    expect(plain(betweenWords(at("2026-11-20T09:05:00"), at("2026-11-21T14:50:00"), now, "en-GB"))).toMatch(/^20 Nov 2026, 09:05 – 21 Nov 2026, 14:50$/);
    expect(betweenWords(now - 4 * 60_000, now - 4 * 60_000, now, "en-GB")).toBe("4 min");
  });

  it("names the day between posts", () => {
    expect(dayWords(at("2026-11-21T01:00:00"), now, "en-GB")).toBe("Today");
    expect(dayWords(at("2026-11-20T23:59:00"), now, "en-GB")).toBe("Yesterday");
    expect(dayWords(at("2026-11-16T10:00:00"), now, "en-GB")).toBe("Monday");
    expect(dayWords(at("2026-11-10T10:00:00"), now, "en-GB")).toBe("10 November");
  });
});
