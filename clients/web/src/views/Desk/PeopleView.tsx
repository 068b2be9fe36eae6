import { useState } from "react";
import { PeopleViewModel, type PeopleFilterName, type PersonCard } from "../../viewmodels/chair/PersonViewModel";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { useKeys } from "../keys";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { FailedView, LoadingView } from "../States/StatesView";
import { stepThrough } from "../Threads/step";
import { useWords } from "../words";
import { HistoryLine } from "./HistoryLine";
import { useRef } from "react";
import css from "./Desk.module.css";

const filters: readonly { name: PeopleFilterName; words: string }[] = [
  { name: "appealing", words: "desk.appealing" },
  { name: "sanctioned", words: "desk.sanctioned" },
  { name: "newcomers", words: "desk.newcomers" },
];

export function PeopleView() {
  const t = useWords();
  const { session } = useRoom();
  const vm = useViewModel(() => new PeopleViewModel(session), [session]);
  const { state, filter, people, more, found } = useSnapshot(vm);
  const [wanted, setWanted] = useState("");
  const list = useRef<HTMLDivElement>(null);
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
  });
  return (
    <div className={css.page}>
      <label className={css.search}>
        <span>{t("desk.findPerson")}</span>
        <input type="search" value={wanted} onChange={(event) => { setWanted(event.target.value); void vm.find(event.target.value.trim()); }} />
      </label>
      {!found && (
        <div className={css.tabs} role="group" aria-label={t("desk.people")}>
          {filters.map((one) => <button key={one.name} type="button" aria-pressed={filter === one.name} className={css.tab} onClick={() => vm.choose(one.name)}>{t(one.words)}</button>)}
        </div>
      )}
      <div ref={list} data-pane="threads">
        {found ? (
          found.length > 0
            ? <ul className={css.people}>{found.map((person) => <li key={person.id}><Link data-row={person.id} className={css.person} to={paths.desk("people", person.id)}><MarkView handle={person.handle} /><span><strong>{person.handle}</strong> <span className={css.soft}>{[person.specialty, person.region].filter(Boolean).join(", ")}</span></span></Link></li>)}</ul>
            : <p className={css.soft}>{t("desk.nobodyFound")}</p>
        ) : state === "loading" ? <LoadingView kind="row" rows={3} /> : state === "failed" ? <FailedView retry={() => void vm.load()} /> : (
          <>
            {people.length === 0 && <p className={css.soft}>{t("desk.nobody")}</p>}
            <ul className={css.people}>{people.map((card) => <li key={card.id}><CardView card={card} /></li>)}</ul>
            {more && <button type="button" className={css.quiet} onClick={() => void vm.loadMore()}>{t("desk.more")}</button>}
          </>
        )}
      </div>
    </div>
  );
}

function CardView({ card }: { card: PersonCard }) {
  const t = useWords();
  const appeal = card.sanctions.find((one) => one.appeal === "open");
  return (
    <div className={css.card}>
      <MarkView handle={card.person.handle} />
      <div>
        <p><Link data-row={card.id} className={css.cardName} to={paths.desk("people", card.id)}>{card.person.handle || t("post.erased")}</Link></p>
        {card.history && <HistoryLine history={card.history} />}
        {appeal && <q className={css.quote} dir="auto">{appeal.appealWords}</q>}
      </div>
    </div>
  );
}

