import i18next from "i18next";
import en from "./en.json";

// All words of the page are in these files. English comes with the page, the others when they are wanted.
const others: Record<string, () => Promise<{ default: typeof en }>> = {
  fr: () => import("./fr.json"),
  sv: () => import("./sv.json"),
};

export const languages = ["en", "fr", "sv"] as const;
export const languageKey = "plenum.language";

export function languageWanted(chosen: string | null, browser: readonly string[]): string {
  const asked = [chosen, ...browser].map((tag) => (tag ?? "").slice(0, 2));
  return asked.find((tag) => (languages as readonly string[]).includes(tag)) ?? "en";
}

export async function speak(language: string): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.init({ lng: "en", fallbackLng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });
  }
  const load = others[language];
  if (load) i18next.addResourceBundle(language, "translation", (await load()).default);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export type Words = (key: string, values?: Record<string, string | number>) => string;
export const words: Words = (key, values) => i18next.t(key, values ?? {});
export const locale = (): string => {
  // Dates in the reader's own regional form where the language agrees: en-GB, fr-CA.
  const regional = navigator.languages.find((tag) => tag.startsWith(i18next.language));
  return regional ?? i18next.language;
};
