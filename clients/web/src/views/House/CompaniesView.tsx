import { useRef, useState } from "react";
import { CompaniesViewModel } from "../../viewmodels/house/CompaniesViewModel";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { useKeys } from "../keys";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { stepThrough } from "../Threads/step";
import { useWords } from "../words";
import { CompanyDialog } from "./companyDialogs";
import css from "../Desk/Desk.module.css";
import own from "./House.module.css";

export function CompaniesView() {
  const t = useWords();
  const { session, router } = useRoom();
  const vm = useViewModel(() => new CompaniesViewModel(session), [session]);
  const { state, companies } = useSnapshot(vm);
  const [adding, setAdding] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
  });
  if (state === "loading") return <LoadingView kind="row" rows={3} />;
  if (state === "failed") return <FailedView retry={() => void vm.load()} />;
  return (
    <div className={css.page}>
      <div className={own.top}>
        <p className={css.soft}>{t("house.companiesSay")}</p>
        <button type="button" className={css.main} onClick={() => setAdding(true)}><IconView name="plus" />{t("house.add")}</button>
      </div>
      {companies.length === 0 && <p>{t("house.none")}</p>}
      <ul ref={list} className={css.people}>
        {companies.map((one) => (
          <li key={one.id}>
            <Link data-row={one.id} className={css.person} to={paths.house("companies", one.id)}>
              <span><strong dir="auto">{one.name}</strong> <span className={css.soft}>{one.ended ? t("house.ended") : t("house.seatsOf", { count: one.seats, most: one.seatsMax })}</span></span>
            </Link>
          </li>
        ))}
      </ul>
      <p className={own.honest}>{t("house.honest")}</p>
      {adding && <CompanyDialog house={vm.house} session={session} before={null} onClose={() => setAdding(false)} onDone={(id) => router.go(paths.house("companies", id))} />}
    </div>
  );
}
