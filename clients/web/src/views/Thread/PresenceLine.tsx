import type { Person } from "../../viewmodels/person";
import { locale, useWords } from "../words";
import css from "./Thread.module.css";

// One line for all who are writing. It keeps its height, so that nothing moves when it comes and goes.
export function PresenceLine({ typing }: { typing: readonly Person[] }) {
  const t = useWords();
  const names = new Intl.ListFormat(locale(), { type: "conjunction" }).format(typing.map((one) => one.handle));
  return (
    <p className={css.typing}>
      {typing.length === 1 && t("thread.typingOne", { names })}
      {typing.length > 1 && t("thread.typingMany", { names })}
    </p>
  );
}
