import { Link } from "../../../views/Link";
import { paths } from "../../viewmodels/router";
import { usePlace, useTold } from "../../viewmodels/use";
import { sentenceOf } from "../refusal";
import { useWords } from "../words";
import css from "./Frame.module.css";

// What holds for the whole room just now, and what to do about it.
export function BarsView() {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  const spent = useTold(room.spent);
  return (
    <div className={css.bars} role="status">
      {own?.paused && <p className={css.bar}>{t("bar.paused")}</p>}
      {spent && <p className={css.bar}><span>{sentenceOf(spent, t)}</span><Link to={paths.licence}>{t("bar.spentNext")}</Link></p>}
      {own?.exportsRest && <p className={css.bar}><span>{t("bar.rest")}</span><Link to={paths.extracts}>{t("bar.restNext")}</Link></p>}
    </div>
  );
}
