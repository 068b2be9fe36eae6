import { useRef, useState, type ReactNode } from "react";
import type { Deed } from "../../viewmodels/chair/deeds";
import { DialogView } from "../Dialog/DialogView";
import { useWords } from "../words";
import type { Perform } from "./useDeeds";
import css from "./Chair.module.css";

interface Props {
  title: string;
  confirm: string;
  danger?: boolean;
  ready?: boolean; // all that is needed has been filled in
  first?: { words: string; act: () => void } | null; // what must be done before it can be confirmed
  deed: () => Deed;
  perform: Perform;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

// A decision before it is made: what it is, what people will see, why. It stays open until it is done.
export function DeedDialog({ title, confirm, danger, ready = true, first, deed, perform, onClose, wide, children }: Props) {
  const t = useWords();
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState<{ busy: boolean; why: string }>({ busy: false, why: "" });
  const submit = async () => {
    if (!ready || state.busy) return;
    if (first) return first.act();
    setState({ busy: true, why: "" });
    const why = await perform(deed());
    if (why) setState({ busy: false, why });
    else onClose();
  };
  return (
    <DialogView title={title} wide={wide} onClose={onClose} actions={[
      { words: t("chair.cancel"), act: onClose },
      { words: first?.words ?? confirm, main: !danger, danger, disabled: !ready || state.busy, act: () => form.current?.requestSubmit() },
    ]}>
      <form ref={form} className={css.form} onSubmit={(event) => { event.preventDefault(); void submit(); }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit();
        }}>
        {children}
        <p role="alert" className={css.why}>{state.why}</p>
        <button type="submit" hidden />
      </form>
    </DialogView>
  );
}
