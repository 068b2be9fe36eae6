import { useState } from "react";
import { audienceIn } from "../../viewmodels/gallery/audience";
import type { Topic } from "../../wire/gen/proto/member_pb";
import { dateWords } from "../../viewmodels/times";
import { DialogView } from "../Dialog/DialogView";
import { IconView } from "../Icon/IconView";
import { locale, useNow, useWords } from "../words";
import { hearingWords } from "./hearing";
import { ListenersList } from "./ListenersList";
import css from "./Gallery.module.css";

// Under a topic's title: who listens. All there is to know about it, one press away.
export default function ListenersView({ topic }: { topic: Topic }) {
  const t = useWords();
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { hearings } = audienceIn(topic, null, now);
  const { charter } = topic;
  const words = hearings.length > 0 ? t("gallery.listen", { who: hearingWords(t, hearings) }) : t("gallery.listenNone");
  return (
    <>
      <button type="button" className={css.who} aria-haspopup="dialog" onClick={() => setOpen(true)}><IconView name="ear" /><span>{words}</span></button>
      {open && (
        <DialogView title={t("gallery.listenTitle", { topic: topic.title })} wide onClose={() => setOpen(false)} actions={[{ words: t("audience.close"), act: () => setOpen(false) }]}>
          {topic.listeners.length === 0 ? <p>{t("gallery.listenNone")}</p> : <ListenersList listeners={topic.listeners} />}
          {charter && (
            <p className={css.soft}>
              {t("gallery.charterSince", { date: dateWords(Number(charter.sinceMs), now, locale()) })}{" "}
              {charter.reachBack ? t("gallery.reachBack", { date: dateWords(Number(charter.reachBackFromMs), now, locale()) }) : t("gallery.noReachBack")}
            </p>
          )}
          <p className={css.honest}>{t("gallery.honest")}</p>
        </DialogView>
      )}
    </>
  );
}
