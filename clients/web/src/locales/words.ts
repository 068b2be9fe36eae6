import en from "./en.json";
import { begin, learn, type Files } from "./spoken";

export { languages, languageKey, languageWanted, say, type Words } from "./say";
export { language, locale, speak, words } from "./spoken";

// All words of the page are in the JSON files beside this one, in the form that i18next reads: nested keys,
// {{values}}, and one key for each plural form of the language. The library itself is 18 kB of a first visit's
// 150; what the page needs of it is in say.ts.

// What every visit needs; what only those need who hold the chair or meet it; what is said where somebody listens; what the host says of it. All
// but the first come with their views.
const page: Files = { en: () => Promise.resolve({ default: en }), fr: () => import("./fr.json"), sv: () => import("./sv.json") };
const parts: Record<Part, Files> = {
  chair: { en: () => import("./chair/en.json"), fr: () => import("./chair/fr.json"), sv: () => import("./chair/sv.json") },
  gallery: { en: () => import("./gallery/en.json"), fr: () => import("./gallery/fr.json"), sv: () => import("./gallery/sv.json") },
  house: { en: () => import("./house/en.json"), fr: () => import("./house/fr.json"), sv: () => import("./house/sv.json") },
};
export type Part = "chair" | "gallery" | "house";

begin(en, page);

export const learnWords = (part: Part): Promise<void> => learn(parts[part]);
