import type { ReactNode } from "react";
import { paths } from "../../viewmodels/router";
import { listWords } from "../../viewmodels/times";
import type { ThreadSnapshot } from "../../viewmodels/ThreadViewModel";
import type { WatchName } from "../../viewmodels/threadRow";
import { useRoom } from "../../viewmodels/use";
import { IconView } from "../Icon/IconView";
import { Link } from "../Link";
import { MarkView } from "../Mark/MarkView";
import { MenuItem, MenuView } from "../Menu/MenuView";
import { locale, useWords } from "../words";
import css from "./Thread.module.css";

interface Props {
  shown: ThreadSnapshot;
  watch: (watch: WatchName) => void;
  copyLink: () => void;
  tools?: (className: string | undefined) => ReactNode;
}

const watches = { normal: "thread.watchNormal", followed: "thread.watchFollowed", muted: "thread.watchMuted" } as const;

export function ThreadHead({ shown, watch, copyLink, tools }: Props) {
  const t = useWords();
  const { router } = useRoom();
  const place = shown.topic || t("threads.title");
  return (
    <header className={css.head}>
      <button type="button" className={css.back} aria-label={t("thread.back", { place })} onClick={() => router.back(paths.topic(shown.topicId))}>
        <IconView name="back" />
      </button>
      <div className={css.names}>
        <p className={css.crumbs}>{shown.topic && <Link to={paths.topic(shown.topicId)} className={css.crumb} dir="auto">{shown.topic}</Link>}{shown.rules.sponsor && <span className={css.sponsor}>{t("threads.sponsor", { company: shown.rules.sponsor })}</span>}</p>
        <h1 id="thread-title" className={css.title} dir="auto">{shown.title}</h1>
      </div>
      <HereView shown={shown} />
      {tools?.(css.tool)}
      <MenuView label={`${t("thread.watch")}: ${t(watches[shown.watch])}`} className={css.tool} button={<><IconView name="bell" /><span className={css.watchWord}>{shown.watch !== "normal" && t(watches[shown.watch])}</span></>}>
        {(close) => (
          <>
            {(Object.keys(watches) as WatchName[]).map((name) => (
              <MenuItem key={name} checked={shown.watch === name} onClick={() => { watch(name); close(); }}>{t(watches[name])}</MenuItem>
            ))}
            <hr className={css.rule} />
            <MenuItem onClick={() => { copyLink(); close(); }}>{t("thread.copyLink")}</MenuItem>
          </>
        )}
      </MenuView>
    </header>
  );
}

const marksShown = 5; // two on a phone, by the style sheet

// Who is here as small initials; the names in words for those who point or listen.
function HereView({ shown }: { shown: ThreadSnapshot }) {
  const t = useWords();
  if (shown.here.length === 0) return null;
  const names = listWords(shown.here.map((one) => one.handle), locale());
  const rest = shown.hereTotal - shown.here.length;
  const said = t("thread.here", { names: rest > 0 ? t("thread.hereMore", { names, count: rest }) : names });
  return (
    <div className={css.here} role="img" aria-label={said} title={said}>
      {shown.here.slice(0, marksShown).map((one) => <MarkView key={one.id} handle={one.handle} size="small" />)}
      {shown.hereTotal > marksShown && <span className={css.hereMore}>+{shown.hereTotal - marksShown}</span>}
    </div>
  );
}
