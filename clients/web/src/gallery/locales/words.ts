import { begin } from "../../locales/spoken";
import en from "./en.json";

export { language, locale, speak, words } from "../../locales/spoken";

// The console's words, in the files beside this one; how one is found and said is the house's (locales/say.ts).
begin(en, { en: () => Promise.resolve({ default: en }), fr: () => import("./fr.json"), sv: () => import("./sv.json") });
