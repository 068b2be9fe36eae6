import { useCallback, useEffect, useState } from "react";
import { Listening } from "../../model/listening";
import type { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import { useRoom } from "../../viewmodels/use";
import type { PreviewAsObservedReply } from "../../wire/gen/proto/listening_pb";
import { Format } from "../../wire/gen/proto/member_pb";
import { DialogView } from "../Dialog/DialogView";
import { FailedView, LoadingView } from "../States/StatesView";
import { useWords } from "../words";
import { ListenersList } from "./ListenersList";
import css from "./Gallery.module.css";

// The post exactly as the gallery will have it: masked, signed with a pseudonym, with no more of its author than that.
export default function AsObservedView({ vm, onClose }: { vm: ComposerViewModel; onClose: () => void }) {
  const t = useWords();
  const { session } = useRoom();
  const [shown, setShown] = useState<PreviewAsObservedReply | "loading" | "failed">("loading");
  const load = useCallback(() => {
    setShown("loading");
    const threadId = vm.purpose.is === "new thread" ? "0" : vm.purpose.threadId;
    const { membersOnly } = vm.getSnapshot();
    new Listening(session).ask("previewAsObserved", { topicId: vm.topicId(), threadId, source: vm.source(), format: Format.MARKDOWN, membersOnly })
      .then(setShown, () => setShown("failed"));
  }, [vm, session]);
  useEffect(load, [load]);
  return (
    <DialogView title={t("audience.lookTitle")} wide onClose={onClose} actions={[{ words: t("audience.close"), act: onClose }]}>
      {shown === "loading" && <LoadingView rows={2} />}
      {shown === "failed" && <FailedView retry={load} />}
      {typeof shown === "object" && (shown.observed ? (
        <>
          <article className={css.observed}>
            <p className={css.signed}><strong>{shown.pseudonym}</strong>{shown.label && <span>{shown.label}</span>}</p>
            <p className={css.text} dir="auto">{shown.text}</p>
          </article>
          <p className={css.soft}>{t("audience.lookSays")}</p>
          {shown.listeners.length > 0 ? <ListenersList listeners={shown.listeners} /> : <p>{t("audience.noneYet")}</p>}
        </>
      ) : <p>{t("audience.kept")}</p>)}
      <p className={css.honest}>{t("gallery.honest")}</p>
    </DialogView>
  );
}
