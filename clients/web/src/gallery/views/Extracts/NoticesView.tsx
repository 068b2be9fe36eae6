import { useEffect, useState } from "react";
import { timeWords } from "../../../viewmodels/times";
import type { Basket } from "../../viewmodels/ExtractsViewModel";
import { extractId } from "../../viewmodels/ExtractsViewModel";
import { sentenceOf } from "../refusal";
import { locale, useNow, useWords } from "../words";
import { stateWords } from "./ExtractsView";
import page from "../Page.module.css";

interface Props {
  basket: Basket;
  waiting: number;
  acknowledge: () => Promise<void>;
  again: () => void;
}

// What became of what was quoted, until somebody says that they have seen it.
export function NoticesView({ basket, waiting, acknowledge, again }: Props) {
  const t = useWords();
  const now = useNow();
  const [refused, setRefused] = useState("");
  // The line told of more than was read when the page was opened.
  useEffect(() => {
    if (waiting !== basket.notices.length) again();
  }, [waiting]);
  if (basket.notices.length === 0) return null;
  const numbers = new Map(basket.extracts.map((one) => [extractId(one.id), Number(one.number)]));
  const name = (id: Uint8Array) => {
    const number = numbers.get(extractId(id)); // of those read so far
    return number === undefined ? t("extract.earlier") : t("extract.number", { number });
  };
  return (
    <section className={`${page.section} told`} aria-labelledby="notices">
      <h2 id="notices">{t("notices.title", { count: basket.notices.length })}</h2>
      <p>{t("notices.what")}</p>
      <ul className={page.cards}>
        {basket.notices.map((notice) => (
          <li key={String(notice.number)} className={page.bar}>
            <span className={page.tag} data-warn="">{t(stateWords(notice.state))}</span>
            <span>{notice.extracts.map(name).join(", ")}</span>
            <span className="small">{timeWords(Number(notice.atMs), now, locale())}</span>
          </li>
        ))}
      </ul>
      {refused && <p className="warned" role="alert">{refused}</p>}
      <p><button type="button" className="main" onClick={() => void acknowledge().catch((why: unknown) => setRefused(sentenceOf(why, t)))}>{t("notices.acknowledge")}</button></p>
    </section>
  );
}
