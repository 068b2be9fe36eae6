import type { Words } from "../../locales/words";
import type { Hearing } from "../../viewmodels/gallery/audience";
import { listWords } from "../../viewmodels/times";
import { locale } from "../words";
import { embargoWords } from "./kinds";

// "1 company at once and 2 companies after 24 h".
export function hearingWords(t: Words, hearings: readonly Hearing[]): string {
  return listWords(hearings.map(({ companies, embargo }) => `${t("gallery.companies", { count: companies })} ${t(embargoWords(embargo))}`), locale());
}
