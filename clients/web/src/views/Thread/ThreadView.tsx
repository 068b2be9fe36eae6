import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { learnWords } from "../../locales/words";
import { none } from "../../model/place";
import { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { paths } from "../../viewmodels/router";
import { ThreadViewModel, type Places } from "../../viewmodels/ThreadViewModel";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { ChairContext, useChairHere } from "../Chair/ChairContext";
import { GalleryContext, useGalleryHere } from "../Gallery/GalleryContext";
import { DialogView } from "../Dialog/DialogView";
import { useKeys } from "../keys";
import type { PostActions } from "../Post/PostView";
import { FailedView, GoneView, LoadingView } from "../States/StatesView";
import { useWords } from "../words";
import { FeedView, type FeedHandle } from "./FeedView";
import { FootView } from "./FootView";
import { NoticesView } from "./NoticesView";
import { PresenceLine } from "./PresenceLine";
import { quotedIn, QuoteButton } from "./QuoteButton";
import { ThreadHead } from "./ThreadHead";
import css from "./Thread.module.css";

const HistoryView = lazy(() => import("../History/HistoryView"));
const ReportView = lazy(() => Promise.all([import("../Report/ReportView"), learnWords("chair")]).then(([file]) => file));

// Where one stood in each thread, for as long as the page lives.
const places: Places = new Map();

export function ThreadView({ threadId, postId, onSay }: { threadId: string; postId: string; onSay: (words: string) => void }) {
  const { session, router } = useRoom();
  const t = useWords();
  const first = useRef(postId);
  const vm = useViewModel(() => new ThreadViewModel(session, threadId, postId, places), [session, threadId]);
  const shown = useSnapshot(vm);
  const composer = useViewModel(() => new ComposerViewModel(session, { is: "reply", threadId }, () => void vm.toEnd()), [session, vm]);
  const box = useRef<HTMLTextAreaElement>(null);
  const feed = useRef<FeedHandle>(null);
  const pane = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState("");
  const [reacting, setReacting] = useState<string | null>(null);
  const [history, setHistory] = useState<PostRow | null>(null);
  const [removing, setRemoving] = useState("");
  const [reporting, setReporting] = useState<PostRow | null>(null);
  const chair = useChairHere(session, threadId, shown.rules.chair.length > 0);
  const gallery = useGalleryHere(session, threadId, shown.rules.listened);

  // A link within the page may name another post of the thread one is in.
  useEffect(() => {
    if (postId && first.current !== postId) void vm.showPost(postId);
    first.current = postId;
  }, [postId, vm]);

  // The address names what is on the screen, wherever the thread or the post was moved.
  useEffect(() => {
    const route = router.route.value;
    if (route.at !== "thread" || route.threadId !== threadId || shown.topicId === none) return;
    const at = shown.ledTo || threadId;
    if (at === threadId && route.topicId === shown.topicId) return;
    router.replace(route.postId ? paths.post(shown.topicId, at, route.postId) : paths.thread(shown.topicId, at));
  }, [router, threadId, shown.topicId, shown.ledTo]);

  const reply = useCallback((row: PostRow) => {
    composer.replyTo({ postId: row.id, handle: row.author.handle, quote: quotedIn(row.id) });
    box.current?.focus();
  }, [composer]);

  const actions = useMemo<PostActions>(() => ({
    reply,
    edit: setEditing,
    remove: setRemoving,
    report: setReporting,
    restore: vm.restore,
    react: vm.react,
    history: setHistory,
    goTo: (id) => {
      router.go(paths.post(vm.getSnapshot().topicId, threadId, id));
      void vm.showPost(id);
    },
    copyLink: (id) => void copy(location.origin + paths.post(vm.getSnapshot().topicId, threadId, id), t, onSay),
    takeBack: (id) => void vm.takeBack(id),
  }), [reply, vm, router, threadId, t, onSay]);

  const focused = () => shown.rows.find((row) => row.id === feed.current?.focusedPost());
  const active = () => !document.querySelector("[data-pane=threads]")?.contains(document.activeElement);
  useKeys({
    j: (event) => active() && feed.current?.step(1, event),
    k: (event) => active() && feed.current?.step(-1, event),
    u: (event) => {
      event.preventDefault();
      router.go(paths.topic(shown.topicId));
    },
    x: () => {
      const row = focused();
      if (row && chair?.vm.may("split_thread")) chair.vm.toggle(row.id);
    },
    r: (event) => {
      event.preventDefault();
      const row = focused();
      if (row && !row.deleted) reply(row);
      else box.current?.focus();
    },
    e: (event) => {
      const row = focused();
      if (!row?.may.edit) return;
      event.preventDefault();
      setEditing(row.id);
    },
    ".": (event) => {
      const row = focused();
      if (!row || row.deleted) return;
      event.preventDefault();
      setReacting(row.id);
    },
  });

  const writeAgain = useCallback((id: string) => {
    const source = vm.takeBack(id);
    if (source) composer.put(source);
    box.current?.focus();
  }, [vm, composer]);

  if (shown.state === "gone") return <GoneView />;
  return (
    <ChairContext.Provider value={chair}>
    <GalleryContext.Provider value={gallery}>
    <section ref={pane} className={css.pane} aria-labelledby="thread-title" data-pane="thread">
      <ThreadHead shown={shown} watch={vm.watch} copyLink={() => void copy(location.origin + paths.thread(shown.topicId, threadId), t, onSay)} tools={(name) => chair && <chair.file.ThreadMenu vm={chair.vm} className={name} />} />
      {shown.state === "ready" && <NoticesView shown={shown} />}
      {gallery && shown.rules.sponsor && <gallery.file.OfferPanel vm={gallery.vm} />}
      {chair && <chair.file.ThreadNotes vm={chair.vm} />}
      {shown.state === "loading" && <div className={css.waitRoom}><LoadingView /></div>}
      {shown.state === "failed" && <div className={css.waitRoom}><FailedView retry={vm.retry} /></div>}
      {shown.state === "ready" && (
        <FeedView
          ref={feed}
          vm={vm}
          shown={shown}
          actions={actions}
          editing={editing}
          onEdited={() => { const id = editing; setEditing(""); feed.current?.focusPost(id); }}
          reacting={reacting}
          onReacting={setReacting}
          writeAgain={writeAgain}
        />
      )}
      {chair && <chair.file.ChooseBar vm={chair.vm} />}
      {shown.state === "ready" && <footer className={css.foot}>
        {chair && <chair.file.HeldPosts vm={chair.vm} />}
        <PresenceLine typing={shown.typing} />
        <FootView shown={shown} composer={composer} box={box} />
      </footer>}
      <QuoteButton root={pane} onQuote={(id, quote) => {
        const row = shown.rows.find((one) => one.id === id);
        if (!row) return;
        composer.replyTo({ postId: id, handle: row.author.handle, quote });
        box.current?.focus();
      }} />
      {history && (
        <Suspense>
          <HistoryView load={() => vm.revisions(history.id)} onClose={() => setHistory(null)} />
        </Suspense>
      )}
      {removing && (
        <DialogView title={t("post.removeAsk")} onClose={() => setRemoving("")} actions={[
          { words: t("post.cancel"), act: () => setRemoving("") },
          { words: t("post.remove"), danger: true, act: () => { vm.remove(removing); setRemoving(""); feed.current?.focusPost(removing); } },
        ]}>
          <p>{t("post.removeSays")}</p>
        </DialogView>
      )}
      {chair && <chair.file.ChairDialogs vm={chair.vm} />}
      {gallery && <gallery.file.GalleryDialogs vm={gallery.vm} />}
      {reporting && <Suspense><ReportView row={reporting} onClose={() => setReporting(null)} /></Suspense>}
    </section>
    </GalleryContext.Provider>
    </ChairContext.Provider>
  );
}

async function copy(address: string, t: (key: string, values?: Record<string, string>) => string, say: (words: string) => void) {
  try {
    await navigator.clipboard.writeText(address);
    say(t("post.copied"));
  } catch {
    say(t("post.copyFailed", { address }));
  }
}

