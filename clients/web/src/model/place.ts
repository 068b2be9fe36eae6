// Places and ids are decimal strings of 64-bit numbers: too wide for a JavaScript number, and a BigInt for
// each comparison of a sort would be waste. Canonical decimals order by length, then by digits.
export function comparePlaces(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export const isAfter = (a: string, b: string): boolean => comparePlaces(a, b) > 0;

export const laterOf = (a: string, b: string): string => (isAfter(a, b) ? a : b);

export const none = "0";
