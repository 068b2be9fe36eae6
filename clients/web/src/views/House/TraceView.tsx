import { useState } from "react";
import { oneIn, traceBytesMax, TraceViewModel, type TraceSnapshot } from "../../viewmodels/house/TraceViewModel";
import { paths } from "../../viewmodels/router";
import { dateWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { Link } from "../Link";
import { locale, useNow, useWords } from "../words";
import css from "../Desk/Desk.module.css";
import own from "./House.module.css";

// A text that somebody found: whose it was, by the wording of what stands around members' words, and how sure that is.
export function TraceView() {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new TraceViewModel(session), [session]);
  const told = useSnapshot(vm);
  const [text, setText] = useState("");
  const fits = text.trim() !== "" && new TextEncoder().encode(text).length <= traceBytesMax;
  return (
    <div className={css.page}>
      <p className={css.soft}>{t("house.traceSays")}</p>
      <form className={own.trace} onSubmit={(event) => { event.preventDefault(); void vm.trace(text); }}>
        <label className={own.field}>
          <span>{t("house.traceText")}</span>
          <textarea rows={8} dir="auto" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <button type="submit" className={css.main} disabled={!fits || told.state === "looking"}>{t("house.traceDo")}</button>
      </form>
      <div role="status" className={own.cards}><TracedView told={told} /></div>
      {told.state === "told" && told.older !== null && fits && (
        <button type="button" className={css.quiet} onClick={() => void vm.trace(text, told.older ?? undefined)}>{t("house.traceOlder")}</button>
      )}
    </div>
  );
}

function TracedView({ told }: { told: TraceSnapshot }) {
  const t = useWords();
  const now = useNow();
  const day = (at: number) => dateWords(at, now, locale());
  if (told.state === "failed") return <p>{t("house.traceFailed")}</p>;
  if (told.state !== "told") return null;
  const { looked } = told;
  return (
    <>
      <FoundView told={told} />
      {looked && <p className={css.soft}>{looked.posts === 0 ? t("house.traceLookedNone") : t("house.traceLooked", { count: looked.posts, from: day(looked.fromMs), to: day(looked.toMs) })}</p>}
    </>
  );
}

function FoundView({ told: { found, companies } }: { told: TraceSnapshot }) {
  const t = useWords();
  if (companies.length === 0) return <p>{found === 0 ? t("house.traceNothing") : t("house.traceNobody", { count: found })}</p>;
  return companies.map((one) => (
    <article key={one.companyId} className={own.card}>
      <p><strong><Link to={paths.house("companies", one.companyId)} dir="auto">{one.company}</Link></strong></p>
      <p>{t("house.traceFits", { count: found, fits: one.fits })}</p>
      <p className={css.soft}>{t("house.traceChance", { most: new Intl.NumberFormat(locale()).format(oneIn(one.chance)) })}</p>
    </article>
  ));
}
