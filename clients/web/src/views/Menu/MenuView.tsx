import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import css from "./Menu.module.css";

interface MenuProps {
  label: string;
  button: ReactNode;
  className?: string;
  children: (close: () => void) => ReactNode;
  open?: boolean;
  onOpen?: (open: boolean) => void;
  side?: "start" | "end";
}

// A button and what opens from it. Escape or a click elsewhere closes it and gives the focus back.
export function MenuView({ label, button, className, children, open, onOpen, side = "end" }: MenuProps) {
  const [own, setOwn] = useState(false);
  const shown = open ?? own;
  const root = useRef<HTMLDivElement>(null);
  const set = (now: boolean) => (onOpen ?? setOwn)(now);
  const close = () => {
    set(false);
    root.current?.querySelector("button")?.focus();
  };
  useEffect(() => {
    if (!shown) return;
    const away = (event: Event) => !root.current?.contains(event.target as Node) && set(false);
    document.addEventListener("pointerdown", away);
    root.current?.querySelector<HTMLElement>("[data-menu] button, [data-menu] input, [data-menu] a")?.focus({ preventScroll: true });
    return () => document.removeEventListener("pointerdown", away);
  }, [shown]);
  return (
    <div className={css.root} ref={root} onKeyDown={(event) => shown && onKey(event, close)}>
      <button type="button" className={className} aria-label={label} title={label} aria-haspopup="true" aria-expanded={shown} onClick={() => set(!shown)}>
        {button}
      </button>
      {shown && (
        <div className={`${css.sheet} ${css[side]} ${low(root.current) ? css.above : css.below}`} data-menu="">
          {children(close)}
        </div>
      )}
    </div>
  );
}

function onKey(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    return close();
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || event.target instanceof HTMLInputElement) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-menu] button, [data-menu] a, [data-menu] input")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}

const low = (root: HTMLElement | null): boolean => !!root && root.getBoundingClientRect().top > window.innerHeight * 0.55;

interface ItemProps {
  onClick: () => void;
  children: ReactNode;
  danger?: boolean;
  checked?: boolean;
}

export function MenuItem({ onClick, children, danger, checked }: ItemProps) {
  return (
    <button type="button" className={`${css.item} ${danger ? css.danger : ""}`} aria-pressed={checked} onClick={onClick}>
      {children}
      {checked && <span className={css.check} aria-hidden="true" />}
    </button>
  );
}
