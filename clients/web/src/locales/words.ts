import { Told } from "../model/store";
import en from "./en.json";

// All words of the page are in the JSON files beside this one, in the form that i18next reads: nested keys,
// {{values}}, and one key for each plural form of the language. The library itself is 18 kB of a first visit's
// 150; what the page needs of it is below.
type Tree = { [key: string]: string | Tree };
export type Words = (key: string, values?: Record<string, string | number>) => string;

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

export const languages = ["en", "fr", "sv"] as const;
export const languageKey = "plenum.language";
export const language = new Told<string>("en");
const known = new Set<Part>(["page"]);
let spoken: Tree = en;

export function languageWanted(chosen: string | null, browser: readonly string[]): string {
  const asked = [chosen, ...browser].map((tag) => (tag ?? "").slice(0, 2));
  return asked.find((tag) => (languages as readonly string[]).includes(tag)) ?? "en";
}

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

export function say(tree: Tree, tag: string, key: string, values: Record<string, string | number> = {}): string {
  const form = typeof values.count === "number" ? `_${rulesOf(tag).plural.select(values.count)}` : "";
  const said = find(tree, key + form) ?? find(tree, `${key}_other`) ?? find(tree, key) ?? key;
  return said.replace(/{{(\w+)}}/g, (_, name: string) => shown(values[name], tag));
}

function find(tree: Tree, key: string): string | undefined {
  const found = key.split(".").reduce<string | Tree | undefined>((at, part) => (typeof at === "object" ? at[part] : undefined), tree);
  return typeof found === "string" ? found : undefined;
}

function shown(value: string | number | undefined, tag: string): string {
  return typeof value === "number" ? rulesOf(tag).number.format(value) : (value ?? "");
}

// Made once for each language: making them costs far more than using them.
const rules = new Map<string, { plural: Intl.PluralRules; number: Intl.NumberFormat }>();

function rulesOf(tag: string) {
  const made = rules.get(tag) ?? { plural: new Intl.PluralRules(tag), number: new Intl.NumberFormat(tag) };
  rules.set(tag, made);
  return made;
}

// Dates in the reader's own regional form where the language agrees: en-GB, fr-CA.
export function locale(): string {
  return navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value;
}
