import { useVirtualizer, defaultRangeExtractor, type Range } from "@tanstack/react-virtual";
import { forwardRef, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { dayWords } from "../../viewmodels/times";
import type { Landing, ThreadSnapshot, ThreadViewModel } from "../../viewmodels/ThreadViewModel";
import { useRoom } from "../../viewmodels/use";
import { FreshSaid } from "../FreshSaid";
import { IconView } from "../Icon/IconView";
import { PostView, type PostActions } from "../Post/PostView";
import { WaitingView } from "../Post/WaitingView";
import { locale, useNow, useWords } from "../words";
import { EditView } from "./EditView";
import css from "./Feed.module.css";

export interface FeedHandle {
  step(by: number, event: Event): void;
  focusedPost(): string;
  focusPost(postId: string): void;
}

interface Props {
  vm: ThreadViewModel;
  shown: ThreadSnapshot;
  actions: PostActions;
  editing: string;
  onEdited: () => void;
  reacting: string | null;
  onReacting: (postId: string | null) => void;
  writeAgain: (id: string) => void;
}

const nearRows = 24; // a page is asked for before one stands at its edge, even at full speed
const restMs = 350;
const atEndPixels = 64;

// The posts, of which only those near the eye are drawn. What is being read keeps its place on the screen when
// posts come above or below or change their height; at the very end new posts flow in.
export const FeedView = forwardRef<FeedHandle, Props>(function FeedView(props, handle) {
  const { vm, shown, editing } = props;
  const { session } = useRoom();
  const t = useWords();
  const now = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const [focusId, setFocusId] = useState("");
  const [atEnd, setAtEnd] = useState(false);
  const { rows, waiting } = shown;
  const count = rows.length + waiting.length;
  const keyAt = useCallback((i: number) => (rows[i] ?? waiting[i - rows.length])?.key ?? i, [rows, waiting]);
  const indexOf = (id: string) => rows.findIndex((row) => row.id === id);

  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => estimate(rows[i]?.html.length ?? 200),
    getItemKey: keyAt,
    overscan: 6,
    anchorTo: "end",
    followOnAppend: document.visibilityState === "visible" && !shown.moreAfter ? "auto" : false,
    // Before posts are measured a thread may seem to fit: only who was seen at its end is kept there.
    scrollEndThreshold: atEnd ? atEndPixels : -1,
    scrollPaddingStart: 72,
    paddingStart: 8,
    paddingEnd: 16,
    // The post with the focus and the one being edited stay drawn wherever one scrolls.
    rangeExtractor: (range) => withPinned(range, [indexOf(focusId), indexOf(editing)]),
  });

  // What changes its height above the eye is made good, whichever way one scrolls: a page that comes in before the
  // first post drawn takes that post's heading or its day away.
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = (item, _, { itemSizeCache, scrollOffset }) =>
    (itemSizeCache.has(item.key) ? item.end : item.start) <= (scrollOffset ?? 0);

  useLanding(shown.landing, () => land(shown.landing));
  function land(landing: Landing | null) {
    if (!landing) return;
    const { to } = landing;
    const index = to === "end" ? count - 1 : to === "start" ? 0 : indexOf(to.postId);
    if (index < 0) return;
    setAtEnd(to === "end");
    if (to === "start") virtualizer.scrollToOffset(0);
    else virtualizer.scrollToIndex(index, { align: to === "end" ? "end" : to.align });
    // Who opened the thread reads on from here; who is writing goes on writing.
    const row = rows[Math.min(index, rows.length - 1)];
    if (row && (landing.mark || !isWriting())) focusPost(row.id);
  }

  const items = virtualizer.getVirtualItems();
  const settled = useSettled(items.map((item) => rows[item.index]?.id ?? ""), virtualizer.isScrolling);
  const firstIndex = virtualizer.range?.startIndex ?? 0;
  const lastIndex = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (shown.moreBefore && firstIndex < nearRows) vm.loadBefore();
    if (shown.moreAfter && lastIndex > count - nearRows) vm.loadAfter();
  }, [vm, firstIndex, lastIndex, count, shown.moreBefore, shown.moreAfter]);

  useEndKept(scroller, atEnd);
  useSeen(scroller, () => {
    setAtEnd(virtualizer.isAtEnd(atEndPixels));
    if (document.visibilityState !== "visible" || !scroller.current) return;
    const top = scroller.current.scrollTop;
    const bottom = top + scroller.current.clientHeight;
    const seen = virtualizer.measurementsCache.slice(firstIndex, lastIndex + 1).filter((item) => item.end <= bottom + 8 || item.start < top);
    const row = rows[Math.min(rows.length - 1, seen.at(-1)?.index ?? -1)];
    if (row) vm.saw(row.place);
    const head = virtualizer.measurementsCache[virtualizer.range?.startIndex ?? 0];
    const standing = head && rows[head.index];
    if (standing) vm.stoodAt(standing.id, top - head.start);
  }, [vm, rows, firstIndex, lastIndex, virtualizer]);

  function focusPost(id: string) {
    setFocusId(id);
    focusSoon(scroller, id, 10);
  }

  useImperativeHandle(handle, () => ({
    focusedPost: () => (scroller.current?.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>("[data-post]")?.dataset.post ?? "" : ""),
    focusPost,
    step(by, event) {
      event.preventDefault();
      const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("[data-post]")?.dataset.post ?? "";
      const from = focused ? indexOf(focused) : visibleIndex() - (by > 0 ? 1 : 0);
      const next = Math.max(0, Math.min(rows.length - 1, from + by));
      const row = rows[next];
      if (!row) return;
      virtualizer.scrollToIndex(next, { align: "auto" });
      focusPost(row.id);
    },
  }));

  function visibleIndex(): number {
    const top = (scroller.current?.scrollTop ?? 0) + 8;
    return virtualizer.getVirtualItemForOffset(top)?.index ?? 0;
  }

  const tabStop = focusId && indexOf(focusId) >= 0 ? focusId : (rows[Math.max(firstIndex, 0)]?.id ?? "");
  return (
    <div className={css.frame}>
      <div ref={scroller} className={css.scroller} data-feed="">
        <div className={css.room}>
          {!shown.moreBefore && <p className="unseen">{t("thread.start")}</p>}
          <div role="feed" aria-label={t("thread.feed")} aria-busy={false} className={css.feed} style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              const late = waiting[item.index - rows.length];
              return (
                <div key={item.key} ref={virtualizer.measureElement} data-index={item.index} className={css.item} style={{ transform: `translateY(${item.start}px)` }}>
                  {row && (
                    <>
                      {row.dayBefore && <p className={css.day}><span>{dayWords(row.writtenAt, now, locale())}</span></p>}
                      {row.unreadBefore && <p className={css.unread}><span>{t("thread.unreadLine")}</span></p>}
                      <article
                        data-post={row.id}
                        tabIndex={row.id === tabStop ? 0 : -1}
                        aria-posinset={row.position}
                        aria-setsize={shown.total}
                        aria-labelledby={`by-${row.id}`}
                        className={row.id === shown.marked ? css.marked : css.article}
                        onFocus={() => setFocusId(row.id)}
                      >
                        <PostView
                          row={row}
                          topicId={shown.topicId}
                          threadId={shown.threadId}
                          now={now}
                          tools={settled.has(row.id) || props.reacting === row.id}
                          reacting={props.reacting === row.id}
                          onReacting={props.onReacting}
                          actions={props.actions}
                          editor={editing === row.id ? <EditView row={row} threadId={shown.threadId} onDone={props.onEdited} /> : null}
                        />
                      </article>
                    </>
                  )}
                  {late && (
                    <WaitingView row={late} me={session.store.state.me?.handle ?? ""} open={session.standing.value.line.is === "open"} now={now} takeBack={vm.takeBack} writeAgain={props.writeAgain} />
                  )}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {shown.fresh > 0 && !(atEnd && !shown.moreAfter) ? (
        <button type="button" className={css.pill} onClick={() => void vm.toFresh()}>
          <IconView name="down" />
          {t("thread.fresh", { count: shown.fresh })}
        </button>
      ) : (
        (!atEnd || shown.moreAfter) && (
          <button type="button" className={css.latest} onClick={() => void vm.toEnd()}>
            <IconView name="down" />
            {t("thread.latest")}
          </button>
        )
      )}
      <FreshSaid fresh={shown.fresh} words={(count) => t("thread.freshSaid", { count })} />
    </div>
  );
});

// The posts drawn whose tools are drawn too: those that were there when the scrolling last rested. Half of what a
// post costs are its tools, and who flies past uses none.
function useSettled(drawn: readonly string[], flying: boolean): ReadonlySet<string> {
  const had = useRef<ReadonlySet<string>>(new Set());
  const settled = new Set(flying ? drawn.filter((id) => had.current.has(id)) : drawn);
  useEffect(() => void (had.current = settled));
  return settled;
}

// Lands when the wish is new, after the rows it speaks of are there.
function useLanding(landing: Landing | null, land: () => void): void {
  const done = useRef<Landing | null>(null);
  useLayoutEffect(() => {
    if (!landing || done.current === landing) return;
    done.current = landing;
    land();
  });
}

// Who stands at the end stays there when the composer below grows.
function useEndKept(scroller: React.RefObject<HTMLDivElement | null>, atEnd: boolean): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element || !atEnd) return;
    const keep = new ResizeObserver(() => element.scrollTo({ top: element.scrollHeight }));
    keep.observe(element);
    return () => keep.disconnect();
  }, [scroller, atEnd]);
}

// What is on the screen is read once it has stood there for a moment.
function useSeen(scroller: React.RefObject<HTMLDivElement | null>, look: () => void, on: readonly unknown[]): void {
  const now = useRef(look);
  now.current = look;
  const again = useRef(() => {});
  useEffect(() => {
    let timer = 0;
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => now.current(), restMs);
    };
    again.current = soon;
    const element = scroller.current;
    element?.addEventListener("scroll", soon, { passive: true });
    document.addEventListener("visibilitychange", soon);
    return () => {
      clearTimeout(timer);
      element?.removeEventListener("scroll", soon);
      document.removeEventListener("visibilitychange", soon);
    };
  }, [scroller]);
  useEffect(() => again.current(), on);
}

function withPinned(range: Range, pinned: readonly number[]): number[] {
  const indexes = new Set(defaultRangeExtractor(range));
  for (const index of pinned) if (index >= 0 && index < range.count) indexes.add(index);
  return [...indexes].sort((a, b) => a - b);
}

// A post that is not drawn yet has no element: ask again on the next frames.
function focusSoon(scroller: React.RefObject<HTMLDivElement | null>, postId: string, tries: number): void {
  const element = scroller.current?.querySelector<HTMLElement>(`[data-post="${postId}"]`);
  if (element) element.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(scroller, postId, tries - 1));
}

function isWriting(): boolean {
  return ["TEXTAREA", "INPUT"].includes(document.activeElement?.tagName ?? "");
}

const charactersPerLine = 90;
const linePixels = 29;

function estimate(characters: number): number {
  return 64 + Math.ceil(characters / charactersPerLine) * linePixels;
}
