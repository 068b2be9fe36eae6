import type { ThreadChairViewModel } from "../../viewmodels/chair/ThreadChairViewModel";
import { useSnapshot } from "../../viewmodels/use";
import { useWords } from "../words";
import css from "./Chair.module.css";

// While posts are being chosen: how many, and what becomes of them.
export function ChooseBar({ vm }: { vm: ThreadChairViewModel }) {
  const t = useWords();
  const { choosing, chosen } = useSnapshot(vm);
  if (!choosing) return null;
  return (
    <div className={css.chooseBar} role="region" aria-label={t("chair.choose")}>
      <span role="status">{chosen.length > 0 ? t("chair.chosen", { count: chosen.length }) : t("chair.chooseHow")}</span>
      <button type="button" className={css.main} disabled={chosen.length === 0} onClick={() => vm.want({ is: "split" })}>{t("chair.split")}</button>
      <button type="button" className={css.quiet} onClick={() => vm.choose(false)}>{t("chair.cancel")}</button>
    </div>
  );
}
