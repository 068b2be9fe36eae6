import { Told } from "../model/told";
import { say, type Tree, type Words } from "./say";

// Words in each language, fetched when somebody speaks it.
export type Files = Record<string, () => Promise<{ default: Tree }>>;

// What the page speaks: one language at a time, in the words that its views have learned so far.
export const language = new Told<string>("en");
const known = new Set<Files>();
let spoken: Tree = {};

// The words that came with the page, in English, and where the same ones are in other languages.
export function begin(en: Tree, files: Files): void {
  known.add(files);
  spoken = { ...spoken, ...en };
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
export async function learn(files: Files): Promise<void> {
  if (known.has(files)) return;
  const more = await read(language.value, [files]).catch(() => read("en", [files]));
  known.add(files);
  spoken = { ...spoken, ...more };
}

async function read(tag: string, wanted: readonly Files[]): Promise<Tree> {
  const parts = await Promise.all(wanted.map((files) => (files[tag] ?? files.en)!()));
  return Object.assign({}, ...parts.map((part) => part.default)) as Tree;
}

export const words: Words = (key, values) => say(spoken, language.value, key, values);

// Dates in the reader's own regional form where the language agrees: en-GB, fr-CA.
export function locale(): string {
  return navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value;
}
