import { useCallback, useEffect, useState } from "react";
import type { Session } from "../../model/session";
import type { GalleryThreadViewModel } from "../../viewmodels/gallery/GalleryThreadViewModel";
import type { PostRow } from "../../viewmodels/postRow";
import { betweenWords, fullTime } from "../../viewmodels/times";
import type { ReaderOfPost } from "../../wire/gen/proto/listening_pb";
import { DeedDialog } from "../Chair/DeedDialog";
import { usePerform } from "../Chair/useDeeds";
import { DialogView } from "../Dialog/DialogView";
import { FailedView, LoadingView } from "../States/StatesView";
import { locale, useNow, useWords } from "../words";
import { readingWords } from "./kinds";
import css from "./Gallery.module.css";

interface Props {
  vm: GalleryThreadViewModel;
  row: PostRow;
  onClose: () => void;
}

export function WithdrawDialog({ session, withdraw, onClose }: { session: Session; withdraw: () => Promise<void>; onClose: () => void }) {
  const t = useWords();
  const perform = usePerform(session);
  const deed = () => ({ said: "gallery.withdrawnSaid", run: async () => { await withdraw(); return null; } });
  return (
    <DeedDialog title={t("gallery.withdrawAsk")} confirm={t("gallery.withdrawDo")} deed={deed} perform={perform} onClose={onClose}>
      <p>{t("gallery.withdrawSays")}</p>
      <p className={css.soft}>{t("gallery.withdrawCopies")}</p>
    </DeedDialog>
  );
}

// Which companies read, found or exported this post of mine, each with its first and last minute.
export function ReadersDialog({ vm, row, onClose }: Props) {
  const t = useWords();
  const now = useNow();
  const [readers, setReaders] = useState<readonly ReaderOfPost[] | "loading" | "failed">("loading");
  const load = useCallback(() => {
    setReaders("loading");
    vm.readers(row.id).then(setReaders, () => setReaders("failed"));
  }, [vm, row.id]);
  useEffect(load, [load]);
  const times = ({ firstMs, lastMs }: ReaderOfPost) => <span title={fullTime(Number(lastMs), locale())}>{betweenWords(Number(firstMs), Number(lastMs), now, locale())}</span>;
  return (
    <DialogView title={t("gallery.readers")} onClose={onClose} actions={[{ words: t("audience.close"), act: onClose }]}>
      {readers === "loading" && <LoadingView kind="row" rows={2} />}
      {readers === "failed" && <FailedView retry={load} />}
      {Array.isArray(readers) && readers.length === 0 && <p>{t("gallery.readersNone")}</p>}
      {Array.isArray(readers) && readers.length > 0 && (
        <ul className={css.readers}>
          {readers.map((one: ReaderOfPost) => (
            <li key={`${one.company} ${one.kind}`}>
              <strong dir="auto">{one.company}</strong> {t(readingWords(one.kind))}
              <span className={css.soft}>{times(one)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={css.soft}>{t("gallery.readersSays")}</p>
    </DialogView>
  );
}
