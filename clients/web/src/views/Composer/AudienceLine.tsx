import { useWords } from "../words";
import css from "./Composer.module.css";

// The truth about who will read what one types, always above the box. Members are the only readers there are;
// when a topic has a gallery, who listens and when is said here, from the topic's charter.
export function AudienceLine() {
  const t = useWords();
  return <p className={css.audience}>{t("composer.truth")}</p>;
}
