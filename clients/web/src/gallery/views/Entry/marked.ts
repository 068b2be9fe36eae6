export interface Part {
  text: string;
  is: boolean;
}

// Where the words looked for stand in a text: a phrase as it is, a word by its beginning, since search knows stems.
export function marked(text: string, seek: string): Part[] {
  const wanted = [...seek.matchAll(/(-?)(?:"([^"]+)"|([\p{L}\p{N}]+))/gu)]
    .filter(([, not]) => !not)
    .map(([, , phrase, word = ""]) => (phrase ? escape(phrase.trim()) : `${escape(stem(word))}[\\p{L}\\p{N}]*`))
    .filter(Boolean);
  if (wanted.length === 0) return [{ text, is: false }];
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.join("|")})`, "giu");
  const parts: Part[] = [];
  let at = 0;
  for (const hit of text.matchAll(found)) {
    if (hit.index > at) parts.push({ text: text.slice(at, hit.index), is: false });
    parts.push({ text: hit[0], is: true });
    at = hit.index + hit[0].length;
  }
  return [...parts, { text: text.slice(at), is: false }].filter((part) => part.text);
}

// Only for the eye: the server's search knows better.
const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:ings?|ions?|ers?|ed|es|s|e|na|en|ar)$/iu, "") : word);
const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
