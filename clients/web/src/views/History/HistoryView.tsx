import { useEffect, useState } from "react";
import type { Person } from "../../viewmodels/person";
import { fullTime } from "../../viewmodels/times";
import { DialogView } from "../Dialog/DialogView";
import { PostBody } from "../Post/PostBody";
import { LoadingView } from "../States/StatesView";
import { locale, useWords } from "../words";
import css from "./History.module.css";

interface Revision {
  html: string;
  at: number;
  by: Person;
}

interface Props {
  load: () => Promise<readonly Revision[]>;
  onClose: () => void;
}

// What a post said before: the present words first, then back in time.
export default function HistoryView({ load, onClose }: Props) {
  const t = useWords();
  const [revisions, setRevisions] = useState<readonly Revision[] | "failed" | null>(null);
  useEffect(() => {
    load().then(setRevisions, () => setRevisions("failed"));
  }, []);
  return (
    <DialogView title={t("history.title")} wide onClose={onClose} actions={[{ words: t("history.close"), act: onClose }]}>
      {revisions === null && <LoadingView rows={2} />}
      {revisions === "failed" && <p>{t("history.failed")}</p>}
      {Array.isArray(revisions) && (
        <ol className={css.list}>
          {[...revisions].reverse().map((one: Revision, i) => (
            <li key={i} className={css.revision}>
              <p className={css.when}>
                <strong>{i === 0 ? t("history.now") : i === revisions.length - 1 ? t("history.first") : ""}</strong>
                <time dateTime={new Date(one.at).toISOString()}>{fullTime(one.at, locale())}</time>
                {one.by.handle && <span>{one.by.handle}</span>}
              </p>
              <PostBody html={one.html} />
            </li>
          ))}
        </ol>
      )}
    </DialogView>
  );
}
