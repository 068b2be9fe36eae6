import { useState } from "react";
import { useWords } from "../words";
import type { WishProps } from "./ChairDialogs";
import { DeedDialog } from "./DeedDialog";
import { Reason, Says } from "./fields";
import css from "./Chair.module.css";

export function HideDialog({ deeds, perform, postId, onClose }: WishProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("chair.hideAsk")} confirm={t("chair.hide")} ready={!!reason.trim()} deed={() => deeds.hide(postId, true, reason.trim())} perform={perform} onClose={onClose}>
      <Says>{t("chair.hideSays")}</Says>
      <Reason value={reason} put={setReason} needed who="person" />
    </DeedDialog>
  );
}

export function RemoveDialog({ deeds, perform, postId, onClose }: WishProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  return (
    <DeedDialog title={t("chair.removeAsk")} confirm={t("chair.remove")} danger ready={!!reason.trim()} deed={() => deeds.remove(postId, reason.trim())} perform={perform} onClose={onClose}>
      <Says>{t("chair.removeSays")}</Says>
      <Reason value={reason} put={setReason} needed who="person" />
    </DeedDialog>
  );
}

export function EditAnyDialog({ vm, deeds, perform, postId, onClose }: WishProps) {
  const t = useWords();
  const [before] = useState(() => vm.sourceOf(postId));
  const [source, setSource] = useState(before);
  const [reason, setReason] = useState("");
  const changed = !!source.trim() && source !== before && !!reason.trim();
  return (
    <DeedDialog title={t("chair.editAsk")} wide confirm={t("chair.editDo")} ready={changed} deed={() => deeds.edit(postId, source, before, reason.trim())} perform={perform} onClose={onClose}>
      <Says>{t("chair.editSays")}</Says>
      <label className={css.field}>
        <span>{t("chair.editWords")}</span>
        <textarea className={css.text} dir="auto" rows={10} value={source} onChange={(event) => setSource(event.target.value)} />
      </label>
      <Reason value={reason} put={setReason} needed />
    </DeedDialog>
  );
}

export function RejectDialog({ vm, deeds, perform, postId, onClose }: WishProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  const close = () => {
    onClose();
    void vm.readHeld();
  };
  return (
    <DeedDialog title={t("chair.rejectAsk")} confirm={t("chair.reject")} danger ready={!!reason.trim()} deed={() => deeds.decide(postId, false, reason.trim())} perform={perform} onClose={close}>
      <Says>{t("chair.rejectSays")}</Says>
      <Reason value={reason} put={setReason} needed who="person" />
    </DeedDialog>
  );
}

export function NoteDialog({ vm, deeds, perform, postId, onClose }: WishProps) {
  const t = useWords();
  const [source, setSource] = useState("");
  const close = () => {
    onClose();
    void vm.readNotes();
  };
  return (
    <DeedDialog title={postId === "0" ? t("chair.noteThread") : t("chair.note")} confirm={t("chair.noteDo")} ready={!!source.trim()} deed={() => deeds.note(vm.threadId, postId, source)} perform={perform} onClose={close}>
      <Says>{t("chair.noteSays")}</Says>
      <label className={css.field}>
        <span>{t("chair.noteWords")}</span>
        <textarea className={css.text} dir="auto" rows={4} value={source} onChange={(event) => setSource(event.target.value)} />
      </label>
    </DeedDialog>
  );
}
