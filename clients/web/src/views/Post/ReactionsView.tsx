import type { ReactionChip } from "../../viewmodels/postRow";
import { listWords } from "../../viewmodels/times";
import { locale, useWords } from "../words";
import css from "./Reactions.module.css";

interface Props {
  chips: readonly ReactionChip[];
  onReact: (emoji: string, add: boolean) => void;
}

export function ReactionsView({ chips, onReact }: Props) {
  const t = useWords();
  if (chips.length === 0) return null;
  return (
    <ul className={css.chips}>
      {chips.map((chip) => {
        const said = t("react.chip", { emoji: chip.emoji, count: chip.count, names: listWords(chip.names, locale()) });
        const title = chip.mine ? `${said}. ${t("react.mine")}` : said;
        return (
          <li key={chip.emoji}>
            <button type="button" className={css.chip} aria-pressed={chip.mine} aria-label={title} title={title} onClick={() => onReact(chip.emoji, !chip.mine)}>
              <span className={css.emoji} aria-hidden="true">{chip.emoji}</span>
              <span aria-hidden="true">{chip.count}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
