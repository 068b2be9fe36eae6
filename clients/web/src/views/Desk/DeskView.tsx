import { useState } from "react";
import { canSomewhere, type Action } from "../../model/rights";
import { paths } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { useSyncExternalStore } from "react";
import { classes } from "../classes";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { GoneView } from "../States/StatesView";
import { useWords } from "../words";
import { PeopleView } from "./PeopleView";
import { PersonView } from "./PersonView";
import { QueueView } from "./QueueView";
import css from "./Desk.module.css";

const rooms: readonly { room: string; words: string; may: Action }[] = [
  { room: "queue", words: "desk.queue", may: "read_staff" },
  { room: "people", words: "desk.people", may: "see_people" },
];

// The chair's desk: one queue that can be finished, and what one needs beside it. Only rooms one may enter are named.
export default function DeskView({ room, id }: { room: string; id: string }) {
  const t = useWords();
  const { session, router } = useRoom();
  const [count, setCount] = useState(0);
  const rights = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state.rights);
  const open = rooms.filter((one) => canSomewhere(rights, one.may));
  if (!open.some((one) => one.room === room)) return <GoneView />;
  return (
    <section className={css.desk} aria-labelledby="desk-title">
      <header className={css.head}>
        <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}><IconView name="back" /></button>
        <h1 id="desk-title" className={css.title}>{t("topics.desk")}</h1>
        <nav className={css.rooms} aria-label={t("topics.desk")}>
          {open.map((one) => (
            <Link key={one.room} to={paths.desk(one.room)} className={classes(css.room)} aria-current={one.room === room ? "page" : undefined}>
              {t(one.words)}{one.room === "queue" && count > 0 && <span className={css.count}>{count}</span>}
            </Link>
          ))}
        </nav>
      </header>
      {room === "queue" && <QueueView onCount={setCount} />}
      {room === "people" && !id && <PeopleView />}
      {room === "people" && id && <PersonView key={id} memberId={id} />}
    </section>
  );
}
