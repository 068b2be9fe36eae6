import { useEffect, useRef, useState } from "react";
import { FreshSaid } from "../../../views/FreshSaid";
import { Link } from "../../../views/Link";
import { FailedView, LoadingView, StateView } from "../../../views/States/StatesView";
import { useKeys } from "../../../views/keys";
import type { Topic } from "../../model/topics";
import { FeedViewModel, type FeedRow } from "../../viewmodels/FeedViewModel";
import { paths } from "../../viewmodels/router";
import { usePlace, useSnapshot, useTold, useViewModel } from "../../viewmodels/use";
import { EntryView } from "../Entry/EntryView";
import { useSteps } from "../Entry/steps";
import { meaning } from "../sentences";
import { useNow, useWords } from "../words";
import { Older } from "./Older";
import css from "./Feed.module.css";

// What was released in a topic, newest first. What comes gathers behind the pill; what changes, changes in its place.
export function FeedView({ topic, open }: { topic: Topic; open: string }) {
  const { room } = usePlace();
  const t = useWords();
  const now = useNow();
  const vm = useViewModel(() => new FeedViewModel(room, topic.id), [room, topic.id]);
  const { read, rows, fresh, more } = useSnapshot(vm);
  const k = useTold(room.own)?.k ?? 0;
  const pane = useRef<HTMLDivElement>(null);
  const [lit, setLit] = useState<ReadonlySet<string>>(new Set());
  const known = useRef(new Set<string>());
  const draw = () => {
    known.current = new Set(rows.map((row) => row.entry.id));
    vm.drawFresh();
    pane.current?.scrollTo({ top: 0 });
  };
  useEffect(() => {
    if (known.current.size > 0) setLit(new Set(rows.map((row) => row.entry.id).filter((id) => !known.current.has(id))));
    known.current = new Set();
  }, [rows]);
  // Where nothing stands yet nothing moves under the eye.
  useEffect(() => {
    if (rows.length === 0 && fresh > 0) vm.drawFresh();
  }, [vm, rows, fresh]);
  useSteps(pane, !open);
  useKeys({ n: () => !open && fresh > 0 && draw() });
  const first = read === "reading" && rows.length === 0;
  return (
    <div ref={pane} className={css.scroller} data-feed="">
      <header className={css.head}>
        <h1 className={css.title} dir="auto">{topic.title}</h1>
        <p className={css.means}>{meaning(topic, k, t)}</p>
      </header>
      <div className={css.place}>{fresh > 0 && rows.length > 0 && <button type="button" className={css.pill} onClick={draw}>{t("feed.fresh", { count: fresh })}</button>}</div>
      <FreshSaid fresh={fresh} words={(count) => t("feed.freshSaid", { count })} />
      {first || read === "no" ? <LoadingView /> : read === "failed" && rows.length === 0 ? <FailedView retry={vm.again} /> : rows.length === 0 ? (
        <StateView title={t("feed.empty")}>
          <p>{t("feed.emptyWhy")}</p>
        </StateView>
      ) : (
        <div role="feed" aria-label={t("feed.label", { topic: topic.title })} aria-busy={read === "reading"}>
          {rows.map((row, i) => <Row key={row.entry.id} row={row} now={now} open={open} lit={lit.has(row.entry.id)} position={i + 1} first={i === 0} />)}
        </div>
      )}
      {rows.length > 0 && <Older read={read} more={more} ask={vm.back} end={t("feed.start")} />}
    </div>
  );
}

function Row({ row, now, open, lit, position, first }: { row: FeedRow; now: number; open: string; lit: boolean; position: number; first: boolean }) {
  const t = useWords();
  const { entry, title } = row;
  return (
    <div className={`${css.row} ${title !== null && !first ? css.newThread : ""}`} data-fresh={lit || undefined}>
      <EntryView entry={entry} now={now} answers={row.answers} focusable={first} position={position} of={-1}>
        {title !== null && (
          <Link className={css.thread} to={paths.thread(entry.topic, entry.thread)} aria-current={entry.thread === open ? "true" : undefined} dir="auto">
            {title || t("thread.untitled")}
          </Link>
        )}
      </EntryView>
    </div>
  );
}
