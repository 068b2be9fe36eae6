import type { Person } from "../../viewmodels/person";
import { listWords } from "../../viewmodels/times";
import { locale, useWords } from "../words";
import css from "./Thread.module.css";

// One line for all who are writing. It keeps its height, so that nothing moves when it comes and goes.
export function PresenceLine({ typing }: { typing: readonly Person[] }) {
  const t = useWords();
  const names = listWords(typing.map((one) => one.handle), locale());
  return (
    <p className={css.typing}>
      {typing.length === 1 && t("thread.typingOne", { names })}
      {typing.length > 1 && t("thread.typingMany", { names })}
    </p>
  );
}
