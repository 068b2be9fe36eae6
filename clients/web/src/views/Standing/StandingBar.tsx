import { useSyncExternalStore } from "react";
import { paths } from "../../viewmodels/router";
import { untilWords } from "../../viewmodels/spans";
import { useRoom } from "../../viewmodels/use";
import { Standing } from "../../wire/gen/proto/member_pb";
import { Link } from "../Link";
import { locale, useNow, useWords } from "../words";
import css from "./Standing.module.css";

const words = { [Standing.MUTED]: "mine.barMuted", [Standing.SUSPENDED]: "mine.barSuspended", [Standing.BANNED]: "mine.barBanned" } as const;

// Above everything while it is so: what the chair decided about me, and where I read why.
export default function StandingBar() {
  const t = useWords();
  const now = useNow();
  const { session } = useRoom();
  const rights = useSyncExternalStore((listener) => session.store.subscribe(listener), () => session.store.state.rights);
  if (!rights) return null;
  const key = words[rights.standing as keyof typeof words] ?? "mine.barWarned";
  const until = rights.standing !== Standing.UNSPECIFIED && rights.untilMs > 0n ? ` ${t("chair.until", { time: untilWords(Number(rights.untilMs), now, locale()) })}.` : "";
  return (
    <p className={css.bar} role="alert">
      <span>{t(key)}{until}</span> <Link to={paths.standing}>{t("thread.mutedWhy")}</Link>
    </p>
  );
}
