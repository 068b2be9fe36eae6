import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { learnWords } from "../../locales/words";
import { canSomewhere, type Action } from "../../model/rights";
import { paths } from "../../viewmodels/router";
import { useRoom } from "../../viewmodels/use";
import { classes } from "../classes";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { GoneView, LoadingView } from "../States/StatesView";
import { useWords } from "../words";
import { PeopleView } from "./PeopleView";
import { PersonView } from "./PersonView";
import { QueueView } from "./QueueView";
import css from "./Desk.module.css";

const RulesView = lazy(() => import("./RulesView"));
const RequestsView = lazy(() => Promise.all([import("./RequestsView"), learnWords("gallery")]).then(([file]) => file));
const DecidedView = lazy(() => import("./DecidedView"));
const AuditView = lazy(() => Promise.all([import("./AuditView"), learnWords("gallery")]).then(([file]) => file));
const SettingsView = lazy(() => import("./SettingsView"));

// `of` names the room whose tab stands out where a room has none of its own.
const rooms: readonly { room: string; words: string; may: Action; of?: string }[] = [
  { room: "queue", words: "desk.queue", may: "read_staff" },
  { room: "people", words: "desk.people", may: "see_people" },
  { room: "rules", words: "rules.title", may: "set_word_rules" },
  { room: "requests", words: "requests.title", may: "handle_reports" },
  { room: "audit", words: "audit.title", may: "read_audit" },
  { room: "settings", words: "settings.title", may: "change_chair_settings" },
  { room: "decided", words: "", may: "handle_reports", of: "queue" },
  { room: "thread", words: "", may: "read_audit", of: "audit" },
  { room: "topic", words: "", may: "read_audit", of: "audit" },
];

// The chair's desk: one queue that can be finished, and what one needs beside it. Only rooms one may enter are named.
export default function DeskView({ room, id }: { room: string; id: string }) {
  const t = useWords();
  const { session, router } = useRoom();
  const [count, setCount] = useState(0);
  const rights = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state.rights);
  const open = rooms.filter((one) => canSomewhere(rights, one.may));
  const here = open.find((one) => one.room === room);
  if (!here) return <GoneView />;
  return (
    <section className={css.desk} aria-labelledby="desk-title">
      <header className={css.head}>
        <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}><IconView name="back" /></button>
        <h1 id="desk-title" className={css.title}>{t("topics.desk")}</h1>
        <nav className={css.rooms} aria-label={t("topics.desk")}>
          {open.filter((one) => !one.of).map((one) => (
            <Link key={one.room} to={paths.desk(one.room)} className={classes(css.room)} aria-current={one.room === (here.of ?? room) ? "page" : undefined}>
              {t(one.words)}{one.room === "queue" && count > 0 && <span className={css.count}>{count}</span>}
            </Link>
          ))}
        </nav>
      </header>
      <Suspense fallback={<LoadingView kind="row" />}>
        {room === "queue" && <QueueView onCount={setCount} />}
        {room === "decided" && <DecidedView />}
        {room === "people" && !id && <PeopleView />}
        {room === "people" && id && <PersonView key={id} memberId={id} />}
        {room === "requests" && <RequestsView />}
        {room === "rules" && <RulesView />}
        {room === "audit" && <AuditView key="all" />}
        {room === "thread" && <AuditView key={`thread ${id}`} threadId={id} />}
        {room === "topic" && <AuditView key={`topic ${id}`} topicId={id} />}
        {room === "settings" && <SettingsView />}
      </Suspense>
    </section>
  );
}
