import { useEffect, useRef } from "react";
import { IconView } from "../../../views/Icon/IconView";
import { Link } from "../../../views/Link";
import { LookItems } from "../../../views/Menu/LookItems";
import { MenuItem, MenuView } from "../../../views/Menu/MenuView";
import { paths, type Route } from "../../viewmodels/router";
import { usePlace, useTold } from "../../viewmodels/use";
import { levelWords } from "../sentences";
import { useWords } from "../words";
import css from "./Frame.module.css";

// Who listens here, under which licence, and the rooms there are. There is nothing to write with.
export function CurtainView({ route, showKeys }: { route: Route; showKeys: () => void }) {
  const { room } = usePlace();
  const t = useWords();
  const own = useTold(room.own);
  const topics = useTold(room.topics);
  const open = useTold(room.lineState).is === "open";
  const alerts = useTold(room.alerts);
  const notices = useTold(room.notices);
  const level = Math.max(0, ...(own?.licences ?? []).map((one) => one.level));
  const rooms: readonly (readonly [Route["at"], string, number])[] = [
    ["feed", paths.home, 0],
    ["search", paths.search(), alerts.length],
    ["trends", paths.trends(), 0],
    ["extracts", paths.extracts, notices],
    ["requests", paths.requests, 0],
    ...(own?.keepsSeats ? ([["seats", paths.seats, 0]] as const) : []),
    ["licence", paths.licence, 0],
  ];
  const nav = useRef<HTMLElement>(null);
  useEffect(() => void nav.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "nearest", block: "nearest" }), [route.at]); // a browser may answer with a promise, which is no clean-up
  return (
    <header className={css.curtain}>
      <div className={css.who}>
        <p className={css.company}>{own?.company}</p>
        <p className={css.licence}>
          <Link to={paths.licence}>{t("curtain.licence", { level: levelWords(level, t), count: topics.length })}</Link>
        </p>
        <span className={css.line} data-open={open || undefined}><span className={css.dot} aria-hidden="true" />{t(open ? "line.live" : "line.away")}</span>
        <SeatMenu name={own?.seat ?? ""} showKeys={showKeys} />
      </div>
      <nav ref={nav} className={css.rooms} aria-label={t("rooms.label")}>
        {rooms.map(([at, to, count]) => (
          <Link key={at} to={to} aria-current={at === route.at || (at === "feed" && route.at === "thread") ? "page" : undefined}>
            {t(`rooms.${at}`)}
            {count > 0 && <span className={css.count} aria-label={t(`rooms.${at}Count`, { count })}>{count}</span>}
          </Link>
        ))}
      </nav>
    </header>
  );
}

function SeatMenu({ name, showKeys }: { name: string; showKeys: () => void }) {
  const { room } = usePlace();
  const t = useWords();
  return (
    <MenuView label={t("menu.label", { name })} className={css.menuButton} button={<IconView name="more" />}>
      {(close) => (
        <>
          <p className={css.menuLabel}>{name}</p>
          <MenuItem onClick={() => { close(); showKeys(); }}>{t("keys.title")}</MenuItem>
          <LookItems />
          <MenuItem onClick={() => void room.leave()}>{t("menu.leave")}</MenuItem>
        </>
      )}
    </MenuView>
  );
}
