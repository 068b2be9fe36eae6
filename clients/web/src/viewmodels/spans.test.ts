import { describe, expect, it } from "vitest";
import { spanWords, untilWords } from "./spans";

describe("how long, in words", () => {
  it("takes the largest unit that says it whole", () => {
    expect([30, 60, 300, 3600, 86400].map((s) => spanWords(s, "en-GB"))).toEqual(["30 seconds", "1 minute", "5 minutes", "1 hour", "1 day"]);
    expect(spanWords(300, "fr")).toBe("5 minutes");
    expect(spanWords(7200, "sv")).toBe("2 timmar");
  });

  it("rounds up what has no whole unit, so that nobody comes too early", () => {
    expect([75, 95, 3_700].map((s) => spanWords(s, "en"))).toEqual(["75 seconds", "2 minutes", "2 hours"]);
  });
});

describe("until when, in words", () => {
  const now = new Date(2026, 2, 3, 12, 0).getTime();
  it("says the hour today, the day this week, the date later", () => {
    expect(untilWords(new Date(2026, 2, 3, 14, 5).getTime(), now, "en-GB")).toBe("14:05");
    expect(untilWords(new Date(2026, 2, 5, 14, 5).getTime(), now, "en-GB")).toBe("Thursday 14:05");
    expect(untilWords(new Date(2026, 3, 5, 14, 5).getTime(), now, "en-GB")).toBe("5 April");
    expect(untilWords(new Date(2027, 3, 5, 14, 5).getTime(), now, "en-GB")).toBe("5 April 2027");
  });
});
