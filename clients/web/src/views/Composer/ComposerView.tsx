import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from "react";
import type { ComposerViewModel } from "../../viewmodels/ComposerViewModel";
import { useSnapshot } from "../../viewmodels/use";
import { classes } from "../classes";
import { IconView } from "../Icon/IconView";
import { PostBody } from "../Post/PostBody";
import { useWords } from "../words";
import { AudienceLine } from "./AudienceLine";
import { FoundView } from "./FoundView";
import css from "./Composer.module.css";

interface Props {
  vm: ComposerViewModel;
  box?: Ref<HTMLTextAreaElement>;
  onCancel?: () => void;
  waits?: boolean; // it cannot be sent just now
}

// Where one writes: what is typed is never lost, who will read it is said above, Ctrl+Enter sends.
export function ComposerView({ vm, box, onCancel, waits = false }: Props) {
  const t = useWords();
  const { purpose } = vm;
  const shown = useSnapshot(vm);
  const own = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  // Opened once it stays open: a box that shrinks when one leaves it moves what one was about to press.
  const [opened, setOpened] = useState(purpose.is !== "reply");
  const label = purpose.is === "new thread" ? t("newThread.body") : purpose.is === "edit" ? t("post.edit") : shown.reply ? t("composer.replyTo", { handle: shown.reply.handle }) : t("composer.reply");
  useGrowing(own, shown.text);
  useLayoutEffect(() => {
    if (shown.caret !== null) own.current?.setSelectionRange(shown.caret, shown.caret);
  }, [shown.caret, shown.text]);
  useEffect(() => {
    const keep = () => vm.keepNow();
    window.addEventListener("pagehide", keep);
    return () => window.removeEventListener("pagehide", keep);
  }, [vm]);

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (shown.found.length > 0 && onFoundKey(event, vm, shown.active)) return event.preventDefault();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (!waits) vm.send();
    } else if (event.key === "Escape") {
      if (onCancel) onCancel();
      else own.current?.blur();
    }
  };

  return (
    <form
      className={classes(css.composer, (opened || !!shown.text || !!shown.reply) && css.open)}
      onFocus={() => setOpened(true)}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!waits) vm.send();
      }}
    >
      {purpose.is !== "edit" && <AudienceLine vm={vm} />}
      {shown.reply && (
        <div className={css.reply}>
          <IconView name="reply" />
          <span className={css.replyWords} dir="auto">
            <strong>{t("composer.replyTo", { handle: shown.reply.handle })}</strong>
            {shown.reply.quote && <q>{shown.reply.quote}</q>}
          </span>
          <button type="button" className={css.small} aria-label={t("composer.dropReply")} title={t("composer.dropReply")} onClick={() => vm.replyTo(null)}>
            <IconView name="close" />
          </button>
        </div>
      )}
      <div className={css.paper}>
        {shown.preview ? (
          <div className={css.preview} tabIndex={0}>
            {shown.preview.state === "failed" && <p className={css.hint}>{t("composer.previewFailed")}</p>}
            {shown.preview.state === "ready" && !shown.preview.html && <p className={css.hint}>{t("composer.previewEmpty")}</p>}
            {shown.preview.html && <PostBody html={shown.preview.html} />}
          </div>
        ) : (
          <textarea
            ref={(element) => {
              own.current = element;
              if (typeof box === "function") box(element);
              else if (box) box.current = element;
            }}
            className={css.text}
            dir="auto"
            rows={purpose.is === "new thread" ? 6 : 1}
            value={shown.text}
            aria-label={label}
            placeholder={purpose.is === "new thread" ? t("newThread.body") : t("composer.placeholder")}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={listId}
            aria-activedescendant={shown.found.length > 0 ? `${listId}-${shown.active}` : undefined}
            onChange={(event) => vm.type(event.target.value, event.target.selectionStart)}
            onBlur={() => vm.closeFound()}
            onKeyDown={onKey}
          />
        )}
        <FoundView id={listId} found={shown.found} active={shown.active} onPick={vm.pick} />
        <div className={css.foot}>
          <span className={css.hint}>{savedWords(t, shown.saved) || t("composer.markdown")}</span>
          <button type="button" className={css.quiet} aria-pressed={!!shown.preview} disabled={!shown.text.trim() && !shown.preview} onClick={vm.togglePreview}>
            {shown.preview ? t("composer.write") : t("composer.preview")}
          </button>
          {onCancel && <button type="button" className={css.quiet} onClick={onCancel}>{t("composer.cancel")}</button>}
          <button type="submit" className={css.send} disabled={waits || !vm.canSend()} title={t("composer.sendKey")}>
            {purpose.is === "edit" ? t("composer.save") : purpose.is === "new thread" ? t("newThread.send") : t("composer.send")}
          </button>
        </div>
      </div>
    </form>
  );
}

function onFoundKey(event: KeyboardEvent, vm: ComposerViewModel, active: number): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key === "ArrowDown") vm.move(1);
  else if (event.key === "ArrowUp") vm.move(-1);
  else if (event.key === "Enter" || event.key === "Tab") vm.pick(active);
  else if (event.key === "Escape") vm.closeFound();
  else return false;
  return true;
}

function savedWords(t: (key: string) => string, saved: "nothing" | "here" | "everywhere"): string {
  return saved === "here" ? t("composer.draftHere") : saved === "everywhere" ? t("composer.draftEverywhere") : "";
}

// The box is as tall as what it holds, up to two fifths of the window.
function useGrowing(box: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, window.innerHeight * 0.4)}px`;
  }, [box, text]);
}
