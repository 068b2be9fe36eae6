import { useEffect, useId, useRef, type ReactNode } from "react";
import css from "./Dialog.module.css";

interface Action {
  words: string;
  act: () => void;
  danger?: boolean;
  main?: boolean;
  disabled?: boolean;
}

interface Props {
  title: string;
  children: ReactNode;
  onClose: () => void;
  actions: readonly Action[];
  wide?: boolean;
}

// A question or a sheet over the page. The browser's own dialog keeps the focus in and Escape working.
export function DialogView({ title, children, onClose, actions, wide }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    const had = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    // What scrolls is reached by the keyboard also where nothing in it is.
    if (body.current && body.current.scrollHeight > body.current.clientHeight) body.current.tabIndex = 0;
    return () => had?.focus?.();
  }, []);
  return (
    <dialog ref={dialog} className={wide ? css.wide : css.dialog} aria-labelledby={id} onClose={onClose} onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}>
      <div className={css.inner}>
        <h2 id={id} className={css.title}>{title}</h2>
        <div ref={body} className={css.body}>{children}</div>
        <div className={css.actions}>
          {actions.map((one) => (
            <button key={one.words} type="button" className={one.danger ? css.danger : one.main ? css.main : css.action} disabled={one.disabled} onClick={one.act}>{one.words}</button>
          ))}
        </div>
      </div>
    </dialog>
  );
}
