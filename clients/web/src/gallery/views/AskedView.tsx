import type { ReactNode } from "react";
import { FailedView, LoadingView } from "../../views/States/StatesView";
import type { Asked } from "../viewmodels/AskedViewModel";
import { sentenceOf } from "./refusal";
import { useWords } from "./words";

// What was asked of the server, in whichever state it is. What is there stays there while it is asked anew.
export function AskedView<T>({ asked, again, small, children }: { asked: Asked<T>; again: () => void; small?: boolean; children: (value: T) => ReactNode }) {
  const t = useWords();
  if (asked.value !== null) return children(asked.value);
  if (asked.is === "asking") return <LoadingView rows={small ? 1 : 5} />;
  const why = asked.is === "refused" ? sentenceOf(asked.why, t) : t("refused.lost");
  if (!small) return <FailedView retry={again} why={why} />;
  return <p className="small">{why} <button type="button" className="quiet" onClick={again}>{t("state.again")}</button></p>;
}
