import { say, type Tree, type Words } from "../../locales/say";
import { Told } from "../../model/told";
import en from "./en.json";

// The console's words, in the files beside this one; how one is found and said is the house's (locales/say.ts).
const files: Record<string, () => Promise<{ default: Tree }>> = {
  en: () => Promise.resolve({ default: en }),
  fr: () => import("./fr.json"),
  sv: () => import("./sv.json"),
};

export const language = new Told<string>("en");
let spoken: Tree = en;

// A language that cannot be fetched now leaves the page in the one it speaks.
export async function speak(wanted: string): Promise<void> {
  const file = await files[wanted]?.().catch(() => null);
  if (!file) return;
  spoken = file.default;
  document.documentElement.lang = wanted;
  language.change(wanted);
}

export const words: Words = (key, values) => say(spoken, language.value, key, values);

// Dates in the reader's own regional form where the language agrees: en-GB, fr-CA.
export function locale(): string {
  return navigator.languages.find((tag) => tag.startsWith(language.value)) ?? language.value;
}
