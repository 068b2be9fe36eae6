import { useEffect, useRef } from "react";
import { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import { NewThreadViewModel } from "../../viewmodels/NewThreadViewModel";
import { paths } from "../../viewmodels/router";
import { useRoom, useSnapshot, useViewModel } from "../../viewmodels/use";
import { ComposerView } from "../Composer/ComposerView";
import { IconView } from "../Icon/IconView";
import { useWords } from "../words";
import css from "./NewThread.module.css";

const titleMax = 200;

export default function NewThreadView({ topicId }: { topicId: string }) {
  const { session, router } = useRoom();
  const t = useWords();
  const vm = useViewModel(() => new NewThreadViewModel(session, topicId, router), [session, topicId]);
  const composer = useViewModel(() => new ComposerViewModel(session, { is: "new thread", topicId }, () => undefined), [session, topicId]);
  const { topic, waiting } = useSnapshot(vm);
  const { title } = useSnapshot(composer);
  const subject = useRef<HTMLInputElement>(null);
  useEffect(() => subject.current?.focus(), []);
  const writeAgain = (id: string) => {
    const taken = vm.takeBack(id);
    if (!taken) return;
    composer.nameIt(taken.title);
    composer.put(taken.source);
  };
  return (
    <section className={css.page} aria-labelledby="new-title">
      <button type="button" className={css.back} aria-label={t("thread.back", { place: topic })} onClick={() => router.back(paths.topic(topicId))}>
        <IconView name="back" />
      </button>
      <header>
        <h1 id="new-title" className={css.title}>{t("newThread.title")}</h1>
        <p className={css.in}>{t("newThread.in", { topic })}</p>
      </header>
      {waiting ? (
        <div className={css.waiting}>
          <h2 dir="auto">{waiting.title}</h2>
          <p className={css.words} dir="auto">{waiting.source}</p>
          <p className={waiting.refusal ? css.refused : css.state} role="status">
            <span>{waiting.refusal ? t("newThread.refused", { why: waiting.refusal }) : waiting.tried ? t("post.unanswered") : t("newThread.waits")}</span>
            {(waiting.refusal || !waiting.tried) && (
              <button type="button" onClick={() => writeAgain(waiting.id)}>{waiting.refusal ? t("post.writeAgain") : t("post.takeBack")}</button>
            )}
          </p>
        </div>
      ) : (
        <>
          <label className={css.subject}>
            {t("newThread.subject")}
            <input ref={subject} dir="auto" value={title} maxLength={titleMax} placeholder={t("newThread.subjectHint")} onChange={(event) => composer.nameIt(event.target.value)} />
          </label>
          <ComposerView vm={composer} />
        </>
      )}
    </section>
  );
}
