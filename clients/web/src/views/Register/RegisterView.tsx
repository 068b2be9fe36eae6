import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { learnWords } from "../../locales/words";
import { ReadingKind, RegisterViewModel, type CompanyWeek, type NamedPost, type RegisterRow, type Week } from "../../viewmodels/gallery/RegisterViewModel";
import { paths } from "../../viewmodels/router";
import { dateWords, dayWords, fullTime, listWords, sameDay, timeWords } from "../../viewmodels/times";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { useKeys } from "../keys";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { FailedView, LoadingView } from "../States/StatesView";
import { stepThrough } from "../Threads/step";
import { locale, useNow, useWords } from "../words";
import css from "./Register.module.css";

const WithdrawDialog = lazy(() => Promise.all([import("../Gallery/postDialogs"), learnWords("chair")]).then(([file]) => ({ default: file.WithdrawDialog })));

const did: Record<ReadingKind, string> = {
  [ReadingKind.READING_KIND_UNSPECIFIED]: "register.read",
  [ReadingKind.READING_READ]: "register.read",
  [ReadingKind.READING_FOUND]: "register.found",
  [ReadingKind.READING_EXPORTED]: "register.exported",
};
const namedMost = 10;

// Which companies read posts of mine, and when. Mine alone: nobody else sees this page. Whoever is shut out of the rest
// still has it, and can still withdraw.
export default function RegisterView({ shutOut = false }: { shutOut?: boolean }) {
  const t = useWords();
  const now = useNow();
  const { session, router } = useRoom();
  const vm = useViewModel(() => new RegisterViewModel(session), [session]);
  const { state, rows, more, week } = useSnapshot(vm);
  const list = useRef<HTMLOListElement>(null);
  useKeys({
    j: (event) => stepThrough(list.current, 1, event),
    k: (event) => stepThrough(list.current, -1, event),
  });
  return (
    <section className={css.page} aria-labelledby="register-title">
      {!shutOut && <button type="button" className={css.back} aria-label={t("thread.back", { place: t("topics.title") })} onClick={() => router.back(paths.home)}><IconView name="back" /></button>}
      <header className={css.head}>
        <h1 id="register-title" className={css.title}>{t("register.title")}</h1>
        <p className={css.soft}>{t("register.says")}</p>
      </header>
      {week && <WeekCard week={week} turn={(ago) => void vm.turn(ago)} />}
      {state === "loading" && <LoadingView kind="row" rows={4} />}
      {state === "failed" && <FailedView retry={() => void vm.load()} />}
      {state === "ready" && rows.length === 0 && <p>{t("register.none")}</p>}
      <ol ref={list} className={css.list}>
        {rows.map((row, i) => {
          const before = rows[i - 1];
          return (
            <li key={row.key}>
              {(!before || !sameDay(before.at, row.at)) && <h2 className={css.day}>{dayWords(row.at, now, locale())}</h2>}
              <RowView row={row} vm={vm} shutOut={shutOut} />
            </li>
          );
        })}
      </ol>
      {more && <button type="button" className={css.more} onClick={() => void vm.loadMore()}>{t("register.more")}</button>}
      <p className={css.honest}>{t("gallery.honest")}</p>
    </section>
  );
}

function WeekCard({ week, turn }: { week: Week; turn: (ago: number) => void }) {
  const t = useWords();
  const now = useNow();
  const id = useId();
  const { ago, from, companies } = week;
  return (
    <section className={css.week} aria-labelledby={id}>
      <h2 id={id} className={css.weekTitle}>{ago === 0 ? t("register.thisWeek") : t("register.weekOf", { date: dateWords(from, now, locale()) })}</h2>
      <div role="status">
        {companies.length === 0 && <p>{t("register.weekNone")}</p>}
        <ul>{companies.map((one) => <li key={one.company}><strong dir="auto">{one.company}</strong> {weekWords(t, one)}</li>)}</ul>
      </div>
      <p className={css.turns}>
        <button type="button" onClick={() => turn(ago + 1)}>{t("register.weekBefore")}</button>
        {ago > 0 && <button type="button" onClick={() => turn(ago - 1)}>{t("register.weekAfter")}</button>}
      </p>
    </section>
  );
}

function weekWords(t: ReturnType<typeof useWords>, { read, found, exported }: CompanyWeek): string {
  const said = [
    read > 0 && t("register.weekRead", { count: read }),
    found > 0 && t("register.weekFound", { count: found }),
    exported > 0 && t("register.weekExported", { count: exported }),
  ].filter((one) => typeof one === "string");
  return listWords(said, locale());
}

interface RowProps {
  row: RegisterRow;
  vm: RegisterViewModel;
  shutOut: boolean;
}

function RowView({ row, vm, shutOut }: RowProps) {
  const t = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  return (
    <details className={css.row} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={css.sum} data-row={row.key}>
        <span><strong dir="auto">{row.company}</strong> {t(did[row.kind], { count: row.posts })}</span>
        <time className={css.time} dateTime={new Date(row.at).toISOString()} title={fullTime(row.at, locale())}>{timeWords(row.at, now, locale())}</time>
      </summary>
      {open && <PostsView row={row} vm={vm} shutOut={shutOut} />}
    </details>
  );
}

function PostsView({ row, vm, shutOut }: RowProps) {
  const t = useWords();
  const { session } = useRoom();
  const [posts, setPosts] = useState<readonly NamedPost[] | null>(null);
  const [leaving, setLeaving] = useState("");
  const ids = row.postIds.slice(0, namedMost);
  useEffect(() => {
    let looked = true;
    Promise.all(ids.map(vm.name)).then((named) => looked && setPosts(named), () => looked && setPosts(ids.map((id) => ({ id, words: "", heard: true }))));
    return () => void (looked = false);
  }, [vm, row.key]);
  if (!posts) return <LoadingView kind="row" rows={1} />;
  const withdraw = async () => {
    await vm.withdraw(leaving);
    setPosts(posts.map((post) => (post.id === leaving ? { ...post, heard: false } : post)));
  };
  const rest = row.posts - posts.length;
  return (
    <ul className={css.posts}>
      {posts.map(({ id, words, heard }) => (
        <li key={id} className={css.post}>
          {shutOut ? <span className={css.words} dir="auto">{words || t("register.thePost")}</span> : <Link to={`/posts/${id}`} className={css.words} dir="auto">{words || t("register.thePost")}</Link>}
          {heard && <button type="button" onClick={() => setLeaving(id)}>{t("gallery.withdraw")}</button>}
        </li>
      ))}
      {rest > 0 && <li className={css.soft}>{t("register.andMore", { count: rest })}</li>}
      {leaving && <li><Suspense><WithdrawDialog session={session} withdraw={withdraw} onClose={() => setLeaving("")} /></Suspense></li>}
    </ul>
  );
}
