import { useEffect, useRef, useState } from "react";
import { FreshSaid } from "../../../views/FreshSaid";
import { IconView } from "../../../views/Icon/IconView";
import { FailedView, GoneView, LoadingView } from "../../../views/States/StatesView";
import { useKeys } from "../../../views/keys";
import { paths } from "../../viewmodels/router";
import { ThreadViewModel } from "../../viewmodels/ThreadViewModel";
import { usePlace, useSnapshot, useViewModel } from "../../viewmodels/use";
import { EntryView } from "../Entry/EntryView";
import { useSteps } from "../Entry/steps";
import { Older } from "../Feed/Older";
import { useNow, useWords } from "../words";
import feed from "../Feed/Feed.module.css";
import css from "./Thread.module.css";

// A thread as it was released, from its beginning. There is no way to answer.
export default function ThreadView({ topic, thread, post }: { topic: string; thread: string; post: string }) {
  const { room, router } = usePlace();
  const t = useWords();
  const now = useNow();
  const vm = useViewModel(() => new ThreadViewModel(room, topic, thread), [room, topic, thread]);
  const { read, title, entries, fresh, more } = useSnapshot(vm);
  const pane = useRef<HTMLDivElement>(null);
  const lit = useLanding(pane, post, entries.length, vm);
  useSteps(pane, true);
  const up = () => router.back(paths.feed(topic));
  const show = () => {
    vm.showFresh();
    requestAnimationFrame(() => pane.current?.scrollTo({ top: pane.current.scrollHeight }));
  };
  useKeys({ u: up, n: () => fresh > 0 && show() });
  if (read === "gone") return <GoneView />;
  return (
    <div className={css.thread}>
      <header className={css.head}>
        <button type="button" className={css.back} aria-label={t("thread.back")} title={t("thread.back")} onClick={up}><IconView name="back" /></button>
        <h1 className={css.title} dir="auto">{title || t("thread.untitled")}</h1>
      </header>
      <div ref={pane} className={css.scroller}>
        {read === "reading" ? <LoadingView /> : read === "failed" && entries.length === 0 ? <FailedView retry={vm.again} /> : (
          <div role="feed" aria-label={title || t("thread.untitled")} aria-busy={false}>
            {entries.map((entry, i) => (
              <div key={entry.id} className={css.row}>
                <EntryView entry={entry} now={now} answers={entries.find((one) => one.id === entry.replyTo)} lit={entry.id === lit} focusable={i === 0 || entry.id === lit} position={i + 1} of={more ? -1 : entries.length} />
              </div>
            ))}
          </div>
        )}
        {entries.length > 0 && (more || read === "failed") && <Older read={read === "failed" ? "failed" : "done"} more={more} ask={vm.readMore} end="" />}
      </div>
      <FreshSaid fresh={fresh} words={(count) => t("feed.freshSaid", { count })} />
      {fresh > 0 && <div className={css.place}><button type="button" className={feed.pill} onClick={show}>{t("feed.fresh", { count: fresh })}</button></div>}
    </div>
  );
}

// Opens exactly the entry that the address names, once it has been read.
function useLanding(pane: React.RefObject<HTMLElement | null>, post: string, count: number, vm: ThreadViewModel): string {
  const done = useRef("");
  const [lit, setLit] = useState("");
  useEffect(() => {
    if (!post || done.current === post) return;
    const found = pane.current?.querySelector<HTMLElement>(`[data-post="${post}"]`);
    if (!found) return vm.readTo(post);
    done.current = post;
    setLit(post);
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
  }, [post, count, vm, pane]);
  return lit;
}
