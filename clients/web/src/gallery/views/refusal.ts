import type { Words } from "../../locales/say";
import { fullTime } from "../../viewmodels/times";
import { Refused } from "../wire/refused";
import { locale } from "./words";

// What happened and what to do next, in the reader's language where the page knows the case, else in the server's words.
export function sentenceOf(why: unknown, t: Words): string {
  if (!(why instanceof Refused)) return t("refused.lost");
  const key = `refused.${why.code}`;
  const known = t(key);
  const said = known === key ? why.sentence : known;
  return why.againAt > 0 ? `${said} ${t("refused.again", { when: fullTime(why.againAt, locale()) })}` : said;
}
