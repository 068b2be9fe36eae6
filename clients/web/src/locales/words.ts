import { Told } from "../model/told";
import en from "./en.json";
import { say, type Tree, type Words } from "./say";

export { languages, languageKey, languageWanted, say, type Words } from "./say";

// All words of the page are in the JSON files beside this one, in the form that i18next reads: nested keys,
// {{values}}, and one key for each plural form of the language. The library itself is 18 kB of a first visit's
// 150; what the page needs of it is in say.ts.
type File = () => Promise<{ default: Tree }>;

// What every visit needs; what only those need who hold the chair or meet it; what is said where somebody listens; what the host says of it. All
// but the first come with their views.
const parts: Record<Part, Record<string, File>> = {
  page: { en: () => Promise.resolve({ default: en }), fr: () => import("./fr.json"), sv: () => import("./sv.json") },
  chair: { en: () => import("./chair/en.json"), fr: () => import("./chair/fr.json"), sv: () => import("./chair/sv.json") },
  gallery: { en: () => import("./gallery/en.json"), fr: () => import("./gallery/fr.json"), sv: () => import("./gallery/sv.json") },
  house: { en: () => import("./house/en.json"), fr: () => import("./house/fr.json"), sv: () => import("./house/sv.json") },
};
export type Part = "page" | "chair" | "gallery" | "house";

export const language = new Told<string>("en");
const known = new Set<Part>(["page"]);
let spoken: Tree = en;

// A language that cannot be fetched now leaves the page in the one it speaks.
export async function speak(wanted: string): Promise<void> {
  const tree = await read(wanted, [...known]).catch(() => null);
  if (!tree) return;
  spoken = tree;
  document.documentElement.lang = wanted;
  language.change(wanted);
}

// Before a view is drawn that speaks of more. Where the words of one's language cannot be fetched, English serves.
export async function learnWords(part: Part): Promise<void> {
  if (known.has(part)) return;
  const more = await read(language.value, [part]).catch(() => read("en", [part]));
  known.add(part);
  spoken = { ...spoken, ...more };
}

async function read(tag: string, wanted: readonly Part[]): Promise<Tree> {
  const files = await Promise.all(wanted.map((part) => (parts[part][tag] ?? parts[part].en)!()));
  return Object.assign({}, ...files.map((file) => file.default)) as Tree;
}

export const words: Words = (key, values) => say(spoken, language.value, key, values);

// Dates in the reader's own regional form where the language agrees: en-GB, fr-CA.
export function locale(): string {
  return navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value;
}
