import { useSyncExternalStore } from "react";
import { can } from "../../model/rights";
import { paths } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { GoneView } from "../States/StatesView";
import { useWords } from "../words";
import { AlarmsView } from "./AlarmsView";
import { ChartersView } from "./ChartersView";
import { CompaniesView } from "./CompaniesView";
import { CompanyView } from "./CompanyView";
import { TraceView } from "./TraceView";
import css from "../Desk/Desk.module.css";

const rooms = [
  { room: "companies", words: "house.companies" },
  { room: "topics", words: "house.topics" },
  { room: "alarms", words: "house.alarms" },
  { room: "trace", words: "house.trace" },
] as const;

// The gallery as its host keeps it: who may listen where, how much they do, and what was noticed of it.
export default function HouseView({ room, id }: { room: string; id: string }) {
  const t = useWords();
  const { session, router } = useRoom();
  const rights = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state.rights);
  if (!can(rights, "manage_gallery") || !rooms.some((one) => one.room === room)) return <GoneView />;
  return (
    <section className={css.desk} aria-labelledby="house-title">
      <header className={css.head}>
        <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}><IconView name="back" /></button>
        <h1 id="house-title" className={css.title}>{t("me.house")}</h1>
        <nav className={css.rooms} aria-label={t("me.house")}>
          {rooms.map((one) => <Link key={one.room} to={paths.house(one.room)} className={css.room} aria-current={one.room === room ? "page" : undefined}>{t(one.words)}</Link>)}
        </nav>
      </header>
      {room === "companies" && !id && <CompaniesView />}
      {room === "companies" && id && <CompanyView key={id} companyId={id} />}
      {room === "topics" && <ChartersView />}
      {room === "alarms" && <AlarmsView />}
      {room === "trace" && <TraceView />}
    </section>
  );
}
