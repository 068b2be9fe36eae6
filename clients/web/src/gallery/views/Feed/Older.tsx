import { useEffect, useRef } from "react";
import { useWords } from "../words";
import css from "./Feed.module.css";

interface Props {
  read: "no" | "reading" | "done" | "failed";
  more: boolean;
  ask: () => void;
  end: string;
}

// The end of a list that goes on: asked for when one comes near it, or by the button.
export function Older({ read, more, ask, end }: Props) {
  const t = useWords();
  const mark = useRef<HTMLDivElement>(null);
  const now = useRef(ask);
  now.current = ask;
  const wanted = more && read === "done";
  useEffect(() => {
    const element = mark.current;
    if (!element || !wanted) return;
    const near = new IntersectionObserver(([at]) => at?.isIntersecting && now.current(), { rootMargin: "600px" });
    near.observe(element);
    return () => near.disconnect();
  }, [wanted]);
  return (
    <div ref={mark} className={css.older}>
      {more ? <button type="button" className="quiet" disabled={read === "reading"} onClick={ask}>{t(read === "failed" ? "state.again" : "feed.older")}</button> : <p className="small">{end}</p>}
    </div>
  );
}
